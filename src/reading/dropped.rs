//! Phrases that were settled and are no act of their own: what took them in, and why.

use super::Activity;

/// A phrase that is no act of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Dropped {
    /// The act that it would have been.
    pub act: Activity,
    /// Why it is none.
    pub because: Because,
    /// The mention whose act took it in, where one did.
    pub into: Option<usize>,
}

/// Why a phrase is no act of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// "Faxed it over by e-fax": the act before it in other words.
    Again,
    /// "typed the report for the Drug Court team": named within another act.
    Object,
    /// "Drove out to Compton … Travel took 35 min": a noun for an act told before.
    Restated,
    /// "drove around looking for him": the way to the act after it.
    Way,
    /// "Moving day. Loaded ct's boxes": it heads what follows.
    Heading,
    /// "picked ct up and drove her to court": an act that a sentence tells once.
    Once,
    /// "In the room with Dr. Wu, asked for a lower dose": being there, filled by help.
    Presence,
    /// "called PO, no answer": how a call or visit ended.
    Ending,
    /// "called PO, left a message": the attempt that ended in another act.
    Attempt,
    /// "left msg for Ms. Aldana asking her to extend it": what a message says.
    Content,
    /// "Supervision with D. Hart. Reviewed her discharge plan": what a meeting of staff was about.
    Topic,
    /// An ending without a call or visit of staff that it could end.
    Alone,
    /// An attempt that tells neither whom it was for nor how it ended.
    Open,
}

impl Because {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Object => "object",
            Self::Restated => "restated",
            Self::Way => "way",
            Self::Heading => "heading",
            Self::Once => "once",
            Self::Presence => "presence",
            Self::Ending => "ending",
            Self::Attempt => "attempt",
            Self::Content => "content",
            Self::Topic => "topic",
            Self::Alone => "alone",
            Self::Open => "open",
        }
    }

    /// The same in words, about the phrase.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Again => "it tells the same act in other words",
            Self::Object => "it is named within another act, as its object",
            Self::Restated => "a noun names the act that was told before",
            Self::Way => "it is the way to the act after it",
            Self::Heading => "it heads what the next sentence tells",
            Self::Once => "a sentence tells acts of this kind once",
            Self::Presence => "being there is filled by the help in its sentence",
            Self::Ending => "it says how the call or visit ended",
            Self::Attempt => "it is the attempt that ended in the other act",
            Self::Content => "it is what the message says",
            Self::Topic => "it is what the meeting of staff was about",
            Self::Alone => "it would say how a call or visit of staff ended, and there is none",
            Self::Open => "it is an attempt that tells neither whom it was for nor how it ended",
        }
    }
}
