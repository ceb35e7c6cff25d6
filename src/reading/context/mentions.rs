//! A sentence → the phrases of acts that match in it.

use super::is_noun_here;
use crate::lexicon::{EntryKind, Forms, Lexicon, Usage, WordClass};
use crate::note::{Note, Sentence};
use crate::reading::Mention;
use crate::reading::gaps::verb_beside;
use crate::reading::matching::Match;
use crate::reading::symbols::Symbols;

/// The acts' phrases of one sentence, longest first from left to right; look-alikes swallow what they cover.
pub(super) fn mentions(
    note: &Note<'_>,
    lexicon: &Lexicon,
    symbols: &Symbols,
    number: usize,
    sentence: &Sentence,
    found: &mut Vec<Mention>,
) {
    let mut token = sentence.tokens.start;
    while token < sentence.tokens.end {
        let Some(hit) = symbols.longest(note, lexicon, &lexicon.acts, token, sentence.tokens.end) else {
            token += 1;
            continue;
        };
        // "Read's nurse": somebody's name, and no verb.
        let owns = matches!(note.word(hit.head + 1), "'s" | "’s") && note.tokens[hit.head].capital;
        // "All staff did the training": a noun, which acts.
        let acts = hit.head == hit.start
            && note.classes(&lexicon.words, hit.head + 1).any(&[WordClass::Do, WordClass::Have])
            && !note.forms(hit.head).has(Forms::PAST);
        if (owns || acts) && lexicon.usage(hit.accepts) == Usage::Verb {
            token += 1;
            continue;
        }
        let hit = fuller(note, lexicon, symbols, sentence, &hit).unwrap_or(hit);
        let mut end = hit.end;
        let first = found.len();
        found.push(mention(note, lexicon, symbols, number, sentence, &hit));
        // "Copied and faxed the form", "sat down with ct and filled out the form": an act for each verb.
        let usage = lexicon.usage(hit.accepts);
        let verbs = if matches!(usage, Usage::Verb | Usage::Not) { hit.start + 1..hit.end } else { 0..0 };
        let last = verb_beside(note, lexicon, hit.start, hit.end).unwrap_or(hit.start);
        let stands_apart = |verb: usize| match usage {
            // "sat in the lobby and went over what is left": no waiting, and help that goes on behind it.
            Usage::Not => note.classes(&lexicon.words, verb - 1).has(WordClass::Coordinator),
            _ => verb <= last || verb + 1 == hit.end,
        };
        for verb in verbs.filter(|&verb| stands_apart(verb)) {
            let other =
                symbols.longest(note, lexicon, &lexicon.acts, verb, sentence.tokens.end).filter(|other| {
                    let known =
                        found[first..].iter().any(|known| lexicon.same_entry(other.accepts, known.phrase));
                    let acts =
                        lexicon.usage(other.accepts) == Usage::Verb && !is_noun_here(note, lexicon, verb);
                    // A verb that is joined has the object, however far its own phrase reaches.
                    let reaches = verb <= last || other.end >= hit.end.max(verb + 2);
                    let helps = || {
                        lexicon
                            .entry(other.accepts)
                            .is_some_and(|entry| entry.kind() == EntryKind::Intervention)
                    };
                    acts && other.head == verb && reaches && !known && (usage != Usage::Not || helps())
                });
            if let Some(other) = other {
                found.push(mention(note, lexicon, symbols, number, sentence, &other));
                end = end.max(other.end);
            }
        }
        token = end;
    }
}

/// "CM and client met with her landlord", "ct and I did the renewal": words too vague for an act, and those that begin with who
/// did it, give way to a verb's phrase within them that says more.
fn fuller(
    note: &Note<'_>,
    lexicon: &Lexicon,
    symbols: &Symbols,
    sentence: &Sentence,
    hit: &Match,
) -> Option<Match> {
    let is = |hit: &Match, kind| lexicon.entry(hit.accepts).is_some_and(|entry| entry.kind() == kind);
    let is_support = |hit: &Match| lexicon.entry(hit.accepts).is_some_and(|entry| entry.name == "support");
    let vague = is(hit, EntryKind::Vague);
    let led = is_support(hit) && note.forms(hit.start).is_empty();
    if !vague && !led {
        return None;
    }
    let says_more = |other: &Match| {
        let further = if vague { other.end > hit.end } else { other.end + 1 >= hit.end };
        let kind = if vague { !is(other, EntryKind::Vague) } else { is(other, EntryKind::Intervention) };
        further && kind && !(led && is_support(other)) && lexicon.usage(other.accepts) == Usage::Verb
    };
    (hit.start + 1..hit.end)
        .filter_map(|at| symbols.longest(note, lexicon, &lexicon.acts, at, sentence.tokens.end))
        .find(says_more)
}

/// The mention of a phrase that was found.
pub(super) fn mention(
    note: &Note<'_>,
    lexicon: &Lexicon,
    symbols: &Symbols,
    number: usize,
    sentence: &Sentence,
    hit: &Match,
) -> Mention {
    // A phrase without `~` may begin with its subject: "we worked out".
    let has_verb = |&at: &usize| !note.forms(at).is_empty();
    // "ride lined up": the noun may look like a verb itself.
    let participle = |at: usize| {
        let forms = note.forms(at);
        forms.has(Forms::PARTICIPLE) && !forms.has(Forms::BASE)
    };
    let reduced = hit.head == hit.start
        && hit.start + 1 < hit.end
        && !lexicon.phrase(hit.accepts).contains('~')
        && !note.forms(hit.start).has(Forms::PAST)
        && participle(hit.start + 1);
    let plain = hit.head == hit.start && (reduced || !has_verb(&hit.start));
    let first = hit.start + usize::from(reduced);
    let head = if plain { (first..hit.end).find(has_verb).unwrap_or(hit.head) } else { hit.head };
    Mention {
        phrase: hit.accepts,
        usage: lexicon.usage(hit.accepts),
        entry: lexicon.phrase_entry.get(hit.accepts as usize).copied().unwrap_or_default(),
        tokens: hit.start..hit.end,
        head,
        sentence: number,
        dials: [hit.start, hit.head]
            .iter()
            .any(|&at| symbols.longest(note, lexicon, &lexicon.attempts, at, sentence.tokens.end).is_some()),
    }
}

pub(super) fn ends_in_failure(mention: &Mention, lexicon: &Lexicon) -> bool {
    let kind = lexicon.entries.get(mention.entry as usize).map(crate::lexicon::Entry::kind);
    let named = lexicon
        .entries
        .get(mention.entry as usize)
        .is_some_and(|entry| matches!(entry.name.as_ref(), "no-show" | "unsuccessful-contact"));
    mention.usage == Usage::State && (matches!(kind, Some(EntryKind::Failed | EntryKind::Absent)) || named)
}
