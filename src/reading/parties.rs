//! Lines of a call log that name a party and a time, and no verb: "8:50 Officer Rowe 7 min, hours done" → a contact.

use std::ops::Range;

use super::Mention;
use super::symbols::Symbols;
use crate::lexicon::{EntryKind, Lexicon, Role, Usage, WordClass};
use crate::note::{Note, Sentence};
use crate::token::{Kind, Mark};

/// Words of a sentence that does no more than announce calls: "Four calls re Pat's gas shutoff".
const LONGEST_HEADING: usize = 9;
/// Lines of a list between its heading and a line of it.
const LONGEST_LIST: usize = 20;
/// Words before the role of somebody who is named first: "3rd gr teacher".
const LONGEST_KIND: usize = 2;
/// Words of an organisation that the lexicon does not know.
const LONGEST_UNKNOWN: usize = 3;

/// The parties of a sentence that stand where a log names whom staff talked to, as mentions of a contact.
pub(super) fn read(
    note: &Note<'_>,
    lexicon: &Lexicon,
    symbols: &Symbols,
    number: usize,
    sentence: &Sentence,
    found: &[Mention],
) -> Vec<Mention> {
    let mut parties = Vec::new();
    if !sentence.tokens.clone().any(|token| note.tokens[token].is_number()) {
        return parties;
    }
    let log = Log { note, lexicon, symbols, sentence: sentence.tokens.clone() };
    let announced = sentence.starts_line && is_announced(note, lexicon, number);
    for start in log.parts() {
        let Some(party) = log.party(start, announced) else { continue };
        if !log.is_timed(start, &party) {
            continue;
        }
        let Some((entry, phrase)) = contact(lexicon) else { return parties };
        let told = found.iter().any(|mention| {
            let beyond = usize::from(mention.entry == entry);
            // "Sup w/ Dana 30 min": the line opens with an act of its own.
            let opens = mention.tokens.start == party.start && mention.tokens.len() > 1;
            let counts = mention.entry == entry || mention.usage != Usage::Noun || opens;
            counts && mention.tokens.start < party.end + beyond && party.start < mention.tokens.end
        });
        if !told {
            parties.push(Mention {
                phrase,
                usage: Usage::Noun,
                entry,
                head: party.start,
                tokens: party,
                sentence: number,
                dials: true,
            });
        }
    }
    parties
}

/// The entry of a contact, and one of its phrases.
fn contact(lexicon: &Lexicon) -> Option<(u16, u32)> {
    let entry = lexicon.entry_named("contact", EntryKind::Intervention)?;
    let phrase = lexicon.phrase_entry.iter().position(|&place| place == entry)? as u32;
    Some((entry, phrase))
}

/// Whether a line stands under one that announces calls, with nothing but other lines between.
fn is_announced(note: &Note<'_>, lexicon: &Lexicon, number: usize) -> bool {
    let before = note.sentences[..number].iter().rev();
    let mut headings = before.take(LONGEST_LIST).filter(|sentence| sentence.starts_line && !sentence.bullet);
    headings.next().is_some_and(|heading| {
        heading.tokens.len() <= LONGEST_HEADING
            && heading.tokens.clone().any(|token| note.is_any(token, &["calls", "contacts"]))
            && !heading
                .tokens
                .clone()
                .any(|token| note.classes(&lexicon.words, token).has(WordClass::Negator))
    })
}

struct Log<'a> {
    note: &'a Note<'a>,
    lexicon: &'a Lexicon,
    symbols: &'a Symbols,
    sentence: Range<usize>,
}

impl Log<'_> {
    fn is(&self, token: usize, mark: Mark) -> bool {
        self.sentence.contains(&token) && self.note.tokens[token].is(mark)
    }

    /// Where the sentence and its parts between semicolons begin, behind bullets and clock times.
    fn parts(&self) -> Vec<usize> {
        let after = self.sentence.clone().filter(|&token| self.is(token, Mark::Semicolon)).map(|at| at + 1);
        std::iter::once(self.sentence.start)
            .chain(after)
            .filter_map(|start| {
                (start..self.sentence.end).find(|&token| {
                    let found = &self.note.tokens[token];
                    let half = self.note.is_any(token, &["am", "pm", "a", "p"]);
                    found.is_word() && !found.is_number() && !half
                })
            })
            .collect()
    }

    /// The person or office that begins at a token, who is neither the client nor of the staff.
    fn party(&self, start: usize, announced: bool) -> Option<Range<usize>> {
        // "DJJ Officer Rowe"
        let agency =
            self.is_unknown_name(start) && self.one(start + 1).is_some_and(|(_, role)| role.is_some());
        let mut end = start + usize::from(agency);
        let mut outsider = false;
        while end < self.sentence.end
            && let Some((to, role)) = self.one(end)
        {
            match role {
                Some(Role::Client | Role::Staff) => return None,
                Some(_) => outsider = true,
                None => {}
            }
            end = to;
            // "Metro Housing, Ms. Pruitt", "Mrs. Boateng, 3rd gr teacher"
            let next = end + usize::from(self.is(end, Mark::Comma));
            let nearest = (next..self.sentence.end.min(next + 1 + LONGEST_KIND)).take_while(|&token| {
                token == next || self.is_no_verb(token - 1) && !self.note.tokens[token].is(Mark::Comma)
            });
            let Some(next) = nearest.into_iter().find(|&token| self.one(token).is_some()) else { break };
            if next > end + 1 && self.is_time(end + 1) {
                break;
            }
            end = next;
        }
        if !outsider && announced {
            let unknown = (start..self.sentence.end).take(LONGEST_UNKNOWN);
            let unknown = unknown.take_while(|&token| {
                let named = self.is_capital(token) || token > start && self.note.tokens[token].is_word();
                named && self.is_no_verb(token)
            });
            end = end.max(unknown.last().map_or(start, |token| token + 1));
            outsider = end > start;
        }
        // "Ms. Hahn (aftercare prgm) 9 min"
        let aside = self.is(end, Mark::Open)
            && self.sentence.contains(&(end + 1))
            && !self.note.tokens[end + 1].is_number();
        if aside && let Some(close) = (end..self.sentence.end).find(|&token| self.is(token, Mark::Close)) {
            end = close + 1;
            outsider = true;
        }
        outsider.then_some(start..end)
    }

    fn is_unknown_name(&self, token: usize) -> bool {
        self.is_capital(token) && self.note.words[token] == 0
    }

    /// Whether minutes begin at a token.
    fn is_time(&self, token: usize) -> bool {
        self.note.tokens[token].is_number()
            && self.note.classes(&self.lexicon.words, token + 1).any(&[WordClass::Minute, WordClass::Hour])
    }

    fn is_capital(&self, token: usize) -> bool {
        self.sentence.contains(&token) && self.note.tokens[token].is_word() && self.note.tokens[token].capital
    }

    fn is_no_verb(&self, token: usize) -> bool {
        self.lexicon.words.forms(self.note.words[token]).is_empty()
    }

    /// The end of a name or role that begins at a token, and the role.
    fn one(&self, token: usize) -> Option<(usize, Option<Role>)> {
        if let Some((role, length)) = self.symbols.longest_class(token, |symbol| self.lexicon.role(symbol)) {
            return Some((token + length, Some(role)));
        }
        let word = *self.note.words.get(token)?;
        let role = self.lexicon.words.symbols(word).iter().find_map(|&symbol| self.lexicon.role(symbol));
        role.map(|role| (token + 1, Some(role)))
            .or_else(|| self.symbols.name_end(token).map(|end| (end, None)))
    }

    /// Whether a party is followed by no verb but by a mark or its minutes, and its part of the line has a time.
    fn is_timed(&self, start: usize, party: &Range<usize>) -> bool {
        let ends = matches!(
            self.note.tokens.get(party.end).map(|token| token.kind),
            Some(Kind::Mark(Mark::Comma | Mark::Colon | Mark::Dash | Mark::Open))
        );
        let ends = self.sentence.contains(&party.end) && (ends || self.note.tokens[party.end].is_number());
        let part = party.end
            ..(party.end..self.sentence.end)
                .find(|&token| self.is(token, Mark::Semicolon))
                .unwrap_or(self.sentence.end);
        let minutes = part.clone().any(|token| {
            self.note.tokens[token].is_number()
                && self.note.classes(&self.lexicon.words, token + 1).has(WordClass::Minute)
        });
        // "1:00 CSW Mejia, phone: visits stay monitored (15)"
        let closes =
            self.is(part.end - 1, Mark::Close) && part.len() > 3 && self.is(part.end - 3, Mark::Open);
        let clock = (self.sentence.start..start).any(|token| self.note.tokens[token].is_number());
        ends && (minutes || closes || clock)
    }
}
