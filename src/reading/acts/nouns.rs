//! A noun that names an act → actor and status: headings, list lines, "30 min of", subjects.

use super::super::context::{Frame, is_noun_here};
use super::{Draft, Settler};
use crate::diagnostic::Confidence;
use crate::lexicon::{CueClass, EntryKind, Forms, Section, WordClass};
use crate::reading::names::{stands_for_author, stands_for_client};
use crate::reading::{Actor, Evidence, Mention, Status};
use crate::token::{Kind, Mark};

/// Words before "or" in which a negator covers both sides.
const NEGATED_LIST: usize = 4;

/// Words between a verb of doing work and the name of what was done.
const DOING_REACH: usize = 10;

/// Tokens of a name and what else somebody is, before the name of a talk with her.
const LONGEST_NAME: usize = 8;

/// Where the name of an act stands.
#[derive(Debug, Clone, Copy)]
enum NounPlace {
    /// At the head of its clause, or after minutes.
    Head,
    /// After "made", "did", "spent".
    Object(usize),
    /// After "no".
    Negated(usize),
    /// Anywhere else: talked about, or part of something else.
    Inside(usize),
}

impl Settler<'_> {
    /// A word that is no verb and does no more than name something.
    pub(super) fn is_plain(&self, token: usize) -> bool {
        self.note.tokens[token].is_word()
            && self.note.classes(&self.lexicon.words, token).0 == 0
            && self.note.forms(token).is_empty()
    }

    /// The name of an act: it counts at the head of a clause, after a number of minutes, or after "made", "did", "spent".
    pub(super) fn noun(&self, mention: &Mention) -> Draft {
        let first = mention.tokens.start;
        let frame = self.frame(first);
        let words = &self.lexicon.words;
        // "Ct transport (20 min)": the person before the noun belongs to it.
        let modifier = frame.subject.is_some_and(|subject| {
            !frame.has_verb && subject as usize + 2 >= first && subject as usize <= mention.tokens.end
        });
        // "Mr. Ames, DCFS licensing, by phone": who it was, and who else she is.
        let party = frame.subject.is_some_and(|subject| {
            let named = subject as usize..first;
            !frame.has_verb
                && self
                    .lexicon
                    .entries
                    .get(mention.entry as usize)
                    .is_some_and(|entry| entry.kind() == EntryKind::Intervention)
                && named.len() <= LONGEST_NAME
                && named.clone().all(|token| self.note.forms(token).is_empty())
        });
        let mut draft = Draft {
            actor: if modifier || party || self.is_shared(mention, &frame) {
                Actor::Staff
            } else {
                frame.actor
            },
            status: Status::Done,
            confidence: Confidence::Low,
            evidence: vec![Evidence { reason: "status.noun", span: None }],
        };
        let start = self.sentence_start(mention);
        let mut at = first;
        let (mut timed, mut preposition) = (false, false);
        let place = loop {
            let Some(before) = at.checked_sub(1).filter(|&before| before >= start) else {
                break NounPlace::Head;
            };
            let token = &self.note.tokens[before];
            let classes = self.note.classes(words, before);
            let half_day = before > start
                && self.note.tokens[before - 1].is_number()
                && self.note.is_any(before, &["a", "am", "p", "pm"]);
            if classes.any(&[WordClass::Minute, WordClass::Hour, WordClass::Unit])
                || token.is_number()
                || half_day
            {
                timed = true;
            } else if let Kind::Mark(mark) = token.kind {
                let with = mark == Mark::Slash
                    && before.checked_sub(1).is_some_and(|b| self.note.is_any(b, &["w", "c"]));
                match mark {
                    _ if with => break NounPlace::Inside(before),
                    Mark::Quote | Mark::Apostrophe | Mark::Period => {}
                    _ => break NounPlace::Head,
                }
            } else if classes.has(WordClass::Negator) {
                break NounPlace::Negated(before);
            } else if classes.has(WordClass::Support) {
                break NounPlace::Object(before);
            } else if classes.has(WordClass::Be)
                && before > start
                && self.note.word(before - 1).eq_ignore_ascii_case("there")
            {
                // "there was an hour in the lobby"
                break NounPlace::Head;
            } else if classes.has(WordClass::Coordinator) {
                // "No supervision or training took place."
                let negator = (start..before)
                    .rev()
                    .take(NEGATED_LIST)
                    .take_while(|&token| !matches!(self.note.tokens[token].kind, Kind::Mark(_)))
                    .find(|&token| self.note.classes(words, token).has(WordClass::Negator));
                let or = self.note.is_any(before, &["or", "nor"]);
                break match negator.filter(|_| or) {
                    Some(negator) => NounPlace::Negated(negator),
                    None => NounPlace::Head,
                };
            } else if classes.has(WordClass::Preposition) {
                let of = self.note.is_any(before, &["of", "on", "in", "for", "during"]);
                if !of {
                    break NounPlace::Inside(before);
                }
                preposition = true;
            } else if classes.has(WordClass::FirstPerson) && !classes.has(WordClass::Possessive) {
                // "took me half an hour to fax it"
            } else if classes.any(&[
                WordClass::Article,
                WordClass::Possessive,
                WordClass::Adverb,
                WordClass::Number,
                WordClass::About,
            ]) {
                if classes.has(WordClass::Possessive) && !classes.has(WordClass::FirstPerson) {
                    break NounPlace::Inside(before);
                }
            } else {
                let word = self.note.words[before];
                let verb =
                    !self.note.forms(before).is_empty() && !is_noun_here(self.note, self.lexicon, before);
                let known = word != 0 && (first - before > 1 || !timed && !words.symbols(word).is_empty());
                // "CILA staff meeting", "June notes caught up": which one it was.
                let opens = before <= start + 1 && (start..before).all(|token| self.is_plain(token));
                if verb || known && !opens {
                    break if self.lists_author(start..first) {
                        NounPlace::Head
                    } else {
                        NounPlace::Inside(before)
                    };
                }
            }
            if first - before > 6 {
                break NounPlace::Inside(before);
            }
            at = before;
        };
        match place {
            NounPlace::Head if preposition && !timed => {
                draft.status = Status::Hypothetical;
                draft.evidence.push(Evidence { reason: "status.noun-inside", span: None });
            }
            NounPlace::Head => {
                if frame.subject.is_some() && frame.has_verb && !timed {
                    draft.status = Status::Hypothetical;
                    draft.evidence.push(Evidence { reason: "status.noun-inside", span: None });
                }
                if frame.has_verb
                    && frame.subject.is_none()
                    && !timed
                    && !preposition
                    && frame.actor == Actor::Staff
                    && self.is_list_member(first)
                {
                    draft.status = Status::Done;
                }
                // "Fax # 555-0199"
                let next = self.extend(mention).end;
                if self.note.word(next) == "#"
                    && self.note.tokens.get(next + 1).is_some_and(|t| t.is_number())
                {
                    draft.status = Status::Hypothetical;
                    draft.evidence.push(self.evidence("status.topic", next..next + 1));
                }
                if let Some(none) = self.none_after(mention) {
                    draft.status = Status::Negated;
                    draft.evidence.push(self.evidence("status.negative", none..none + 1));
                }
                // "Charting 10 min": what it took is told of what was done.
                let took = || {
                    let limit =
                        self.note.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.end);
                    self.minutes_follow(mention.tokens.end, limit)
                };
                if self.section(mention) == Some(Section::Plan) && !timed && !took() {
                    draft.status = Status::Planned;
                    draft.evidence.push(Evidence { reason: "status.section", span: None });
                }
                self.noun_as_subject(mention, &mut draft);
            }
            NounPlace::Object(verb) => {
                let mention = Mention { head: verb, ..mention.clone() };
                let support = self.verb(&mention, verb);
                draft.actor = support.actor;
                draft.status = support.status;
                draft.confidence = support.confidence;
                draft.evidence.extend(support.evidence);
            }
            NounPlace::Negated(word) => {
                draft.status = Status::Negated;
                draft.evidence.push(self.evidence("status.negative", word..word + 1));
            }
            NounPlace::Inside(_) if self.doing_before(mention).is_some() => {
                // "Caught up on four of Ms. Ilunga's progress notes"
                let verb = self.doing_before(mention).unwrap_or(first);
                let support = self.verb(&Mention { head: verb, ..mention.clone() }, verb);
                draft.actor = support.actor;
                draft.status = support.status;
                draft.evidence.extend(support.evidence);
            }
            NounPlace::Inside(_) if self.is_told_done(mention) => draft.actor = Actor::Staff,
            NounPlace::Inside(word) => {
                let limit =
                    self.note.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.end);
                let minutes_after = self.minutes_follow(mention.tokens.end, limit);
                if !(minutes_after
                    && frame.actor == Actor::Staff
                    && frame.subject.is_none()
                    && word + 2 >= first
                    && !frame.has_verb)
                {
                    draft.status = Status::Hypothetical;
                    draft.evidence.push(self.evidence("status.noun-inside", word..word + 1));
                }
            }
        }
        if frame.governor.is_some_and(|g| {
            matches!(
                g.class,
                CueClass::Negative | CueClass::Future | CueClass::Hypothetical | CueClass::Topic
            )
        }) && draft.status == Status::Done
            && !matches!(place, NounPlace::Object(_))
        {
            draft.status = Status::Hypothetical;
            draft.evidence.push(Evidence { reason: "status.governed-noun", span: None });
        }
        self.scope(&frame, &mut draft);
        draft
    }

    /// "Gus, me and the DHS spenddown unit on video": a list of persons, the author among them, that no verb goes with.
    fn lists_author(&self, mut before: std::ops::Range<usize>) -> bool {
        let words = &self.lexicon.words;
        let joined = before.clone().any(|token| self.note.classes(words, token).has(WordClass::Coordinator));
        let verb = |token: usize| {
            self.note.forms(token).has(Forms::PAST)
                || self.note.classes(words, token).any(&[WordClass::Be, WordClass::Have, WordClass::Modal])
        };
        joined
            && !before.clone().any(verb)
            && before.any(|token| {
                self.note.is_any(token, &["me"]) || stands_for_author(self.note, self.lexicon, token)
            })
    }

    /// "Elwood in, redetermination w/ him", "Dad gone, youth and writer got the principal on speaker": the act's own words name the
    /// author, or the client beside somebody who is not named.
    fn is_shared(&self, mention: &Mention, frame: &Frame) -> bool {
        let author = mention.tokens.clone().any(|token| stands_for_author(self.note, self.lexicon, token));
        let end = mention.tokens.end;
        let with = (end.saturating_sub(3).max(mention.tokens.start)..=end)
            .filter_map(|token| self.note.after_with(token))
            .any(|whom| stands_for_client(self.note, self.lexicon, whom));
        author || with && !frame.has_verb
    }

    /// "DMV fee waiver form done", "Ibarra's status report: written": a line that no verb opens says at its end that it was done.
    fn is_told_done(&self, mention: &Mention) -> bool {
        let frame = self.frame(mention.tokens.start);
        let end = self.note.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.end);
        let done = |token: usize| self.note.forms(token).has(Forms::PARTICIPLE);
        let colon = mention.tokens.end;
        let after_colon = colon + 1 < end && self.note.tokens[colon].is(Mark::Colon) && done(colon + 1);
        // "Mar and Feb notes caught up"
        let particle =
            mention.tokens.len() > 2 && done(mention.tokens.end - 2) && self.is_plain(mention.tokens.end - 1);
        !frame.has_verb
            && frame.subject.is_none_or(|_| frame.thing)
            && (after_colon || mention.tokens.len() > 1 && (done(mention.tokens.end - 1) || particle))
    }

    /// The verb of doing work whose object, a few words on, is the name of an act: "finished off Ray's court report".
    fn doing_before(&self, mention: &Mention) -> Option<usize> {
        let first = mention.tokens.start;
        let words = &self.lexicon.words;
        let start = self.sentence_start(mention).max(first.saturating_sub(DOING_REACH));
        for token in (start..first).rev() {
            let classes = self.note.classes(words, token);
            let plain = self.note.tokens[token].is_word() || self.note.tokens[token].is_number();
            let title =
                self.note.tokens[token].is(Mark::Period) || self.note.tokens[token].is(Mark::Apostrophe);
            let parts = [WordClass::Clause, WordClass::Relative, WordClass::Coordinator, WordClass::Negator];
            if !plain && !title || classes.any(&parts) {
                return None;
            }
            let word = self.note.word(token).to_ascii_lowercase();
            let particle = token > start && self.note.classes(words, token - 1).has(WordClass::Doing);
            if classes.has(WordClass::Preposition)
                && !particle
                && !matches!(word.as_str(), "of" | "on" | "off" | "through" | "thru")
            {
                return None;
            }
            if classes.has(WordClass::Doing) {
                return Some(token);
            }
            let forms = self.note.forms(token);
            if forms.has(Forms::PAST) && !is_noun_here(self.note, self.lexicon, token) {
                return None;
            }
        }
        None
    }

    /// "Supervision: none.", "Travel time: 0": the value of a form's line says that there was none.
    fn none_after(&self, mention: &Mention) -> Option<usize> {
        let end = self.note.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.end);
        let is_mark = |token: usize, marks: [Mark; 2]| marks.iter().any(|&m| self.note.tokens[token].is(m));
        let next = self.extend(mention).end;
        let inside = mention.tokens.clone().rev().find(|&token| self.note.tokens[token].is(Mark::Colon));
        let colon = inside
            .or_else(|| (next..end.min(next + 2)).find(|&token| is_mark(token, [Mark::Colon, Mark::Dash])))?;
        let value = colon + 1;
        let none = value < end && self.note.is_any(value, &["none", "no", "0", "nil", "na", "zero"]);
        let ends = |token: usize| {
            token >= end
                || is_mark(token, [Mark::Period, Mark::Comma])
                || is_mark(token, [Mark::Semicolon, Mark::Open])
                || self.note.word(token).eq_ignore_ascii_case("today")
                || self.note.classes(&self.lexicon.words, token).any(&[WordClass::Minute, WordClass::Hour])
        };
        (none && ends(value + 1)).then_some(value)
    }

    /// "…, fax to DMV, note": the item of a list.
    pub(super) fn is_list_member(&self, first: usize) -> bool {
        first.checked_sub(1).is_some_and(|before| {
            [Mark::Comma, Mark::Semicolon, Mark::Dash, Mark::Colon, Mark::Open, Mark::Slash]
                .iter()
                .any(|&m| self.note.tokens[before].is(m))
                || matches!(self.note.word(before), "+" | "&" | "and" | "then")
        })
    }

    pub(super) fn minutes_follow(&self, end: usize, limit: usize) -> bool {
        (end..(end + 4).min(limit)).any(|token| {
            let unit =
                self.note.classes(&self.lexicon.words, token).any(&[WordClass::Minute, WordClass::Hour]);
            // "Team mtg 8:30-9:30"
            unit || self.note.tokens[token].is(Mark::Colon)
                && self.note.tokens[token - 1].is_number()
                && self.note.tokens.get(token + 1).is_some_and(|next| next.is_number() && !next.spaced)
        })
    }

    /// "Transport was provided by staff", "Transportation is a barrier", "Travel took 35 min".
    pub(super) fn noun_as_subject(&self, mention: &Mention, draft: &mut Draft) {
        let after = self.extend(mention).end;
        let words = &self.lexicon.words;
        let classes = self.note.classes(words, after);
        if classes.has(WordClass::Modal) {
            draft.status = Status::Planned;
            draft.evidence.push(self.evidence("status.future", after..after + 1));
        } else if classes.has(WordClass::Be) {
            let next = after + 1..(after + 3).min(self.note.tokens.len());
            let negator = next.clone().find(|&t| self.note.classes(words, t).has(WordClass::Negator));
            let done = next.clone().any(|t| {
                let received = ["received", "reviewed", "read", "needed", "required", "missing"];
                self.note.forms(t).has(Forms::PARTICIPLE) && !self.note.is_any(t, &received)
            });
            if let Some(negator) = negator {
                draft.status = Status::Negated;
                draft.evidence.push(self.evidence("status.negative", negator..negator + 1));
            } else if done {
                draft.actor = Actor::Staff;
                draft.evidence.push(Evidence { reason: "actor.passive-thing", span: None });
            } else {
                draft.status = Status::Hypothetical;
                draft.evidence.push(self.evidence("status.topic", after..after + 1));
            }
        }
    }
}
