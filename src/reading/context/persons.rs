//! Words → persons, offices and things that may act: names, roles, "ct's mother", "the clerk at DMV".

use super::Walk;
use crate::lexicon::{Field, Forms, Lexicon, Role, WordClass, WordGroup};
use crate::note::{Note, Sentence};
use crate::reading::Actor;
use crate::reading::names::{is_outside, role, stands_for_author};
use crate::token::Mark;

/// Words of the staff field ("Staff: J. Whitcomb, RN", "Liaison: D. Nuñez"): in this note they are the author.
pub(super) fn authors_roles(note: &Note<'_>, lexicon: &Lexicon) -> Vec<u32> {
    let field = note.field(Field::Staff);
    let (name, value) = field.map(|field| (field.name.clone(), field.value.clone())).unwrap_or_default();
    let word = |token: usize| note.words.get(token).copied();
    let office = |word: &u32| lexicon.words.is_in(*word, WordGroup::StaffRole);
    let named = value.filter_map(word).filter(|&word| word != 0 && word != lexicon.number_word);
    let offices = name.filter_map(word).filter(office);
    named.chain(offices).chain(telling_role(note, lexicon)).collect()
}

/// Hashes of the names in the staff field: "Ms. Halloran typed the letter" under "Liaison: T. Halloran" is the author.
pub(super) fn authors_names(note: &Note<'_>, lexicon: &Lexicon) -> Vec<u32> {
    let field = note.field(Field::Staff);
    let tokens = field.map(|field| field.value.clone()).unwrap_or_default();
    let named = |&token: &usize| {
        let found = &note.tokens[token];
        let symbols = note.words.get(token).map(|&word| lexicon.words.symbols(word)).unwrap_or_default();
        found.is_word()
            && found.capital
            && !found.all_caps
            && found.end - found.start > 2
            && symbols.iter().all(|&symbol| lexicon.role(symbol).is_none())
    };
    tokens.filter(named).map(|token| note.tokens[token].hash).collect()
}

/// "SW and pt went over three choices. SW sent the packet": a bare role that opens sentence after sentence, in a note
/// whose author has no other word for herself, is the author. Some roles are seldom anybody else's: "Liaison stood up with her".
pub(super) fn telling_role(note: &Note<'_>, lexicon: &Lexicon) -> Option<u32> {
    let opener = |sentence: &Sentence| {
        let token = sentence.tokens.start;
        let next = note.words.get(token + 1).copied().unwrap_or_default();
        let acts = lexicon.words.forms(next).has(Forms::PAST)
            || lexicon.words.classes(next).has(WordClass::Coordinator)
                && !note.tokens[token + 1].is(Mark::Comma);
        Some(note.words[token]).filter(|_| acts && sentence.tokens.contains(&(token + 1)))
    };
    // Another word tells who writes.
    let told = |sentence: &Sentence| {
        opener(sentence).is_some() && stands_for_author(note, lexicon, sentence.tokens.start)
    };
    if note.sentences.iter().any(told) {
        return None;
    }
    let words = note.sentences.iter().filter_map(opener);
    let alone = words.clone().find(|&word| lexicon.words.is_in(word, WordGroup::TellingRole));
    if let Some(role) = alone.filter(|_| !tells_of_author(note, lexicon)) {
        return Some(role);
    }
    let mut openers: Vec<u32> =
        words.filter(|&word| lexicon.words.is_in(word, WordGroup::StaffRole)).collect();
    openers.sort_unstable();
    openers.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
}

/// Whether a note has a word for its author, or speaks of her without one: "Took ct to her appt. Specialist called the pharmacy".
fn tells_of_author(note: &Note<'_>, lexicon: &Lexicon) -> bool {
    let unsaid = |sentence: &Sentence| {
        let word = note.words[sentence.tokens.start];
        let person = lexicon.words.symbols(word).iter().any(|&symbol| lexicon.role(symbol).is_some());
        lexicon.words.forms(word).has(Forms::PAST) && !person
    };
    (0..note.tokens.len()).any(|token| stands_for_author(note, lexicon, token))
        || note.sentences.iter().any(unsaid)
}

/// A person, office or thing that may be a subject.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person {
    pub(super) end: usize,
    pub(super) actor: Actor,
    pub(super) thing: bool,
}

impl Walk<'_> {
    /// "Bridge nurse popped in", "Ward clerk says": a word that opens the sentence and tells which one it was.
    pub(super) fn modified_person(&self, token: usize, end: usize) -> Option<Person> {
        // "if her": the sentence may end before anybody is named.
        if token >= end {
            return None;
        }
        let opens = token.checked_sub(1).is_none_or(|before| !self.note.tokens[before].is_word());
        let plain = opens
            && self.note.tokens[token].is_word()
            && self.note.tokens[token].capital
            && !self.forms(token).has(Forms::PAST)
            && !self.forms(token).has(Forms::GERUND)
            && self.classes(token).0 == 0;
        let next = token + 1;
        if !plain || next >= end || self.classes(next).has(WordClass::SubjectPronoun) {
            return None;
        }
        // "GLENDA HAD WAITED": in capitals any word that nobody knows may be a name.
        if self.note.shouting && self.note.words[token] == 0 && self.auxiliary(next) {
            return Some(Person { end: next, actor: Actor::Other, thing: false });
        }
        // "Hall writes it up": a name that is a word of the language.
        let third = self.forms(next).has(Forms::THIRD) && !self.forms(next).has(Forms::BASE);
        let object =
            self.classes(next + 1).any(&[WordClass::Article, WordClass::Possessive, WordClass::Pronoun]);
        if third && object && !self.forms(token).has(Forms::BASE) {
            return Some(Person { end: next, actor: Actor::Other, thing: false });
        }
        let person = self.plain_person(next, end)?;
        let role = self
            .lexicon
            .words
            .symbols(self.note.words[next])
            .iter()
            .any(|&symbol| self.lexicon.role(symbol).is_some());
        (role && person.actor == Actor::Other && self.finite_at(person.end, end)).then_some(person)
    }

    /// Whether the full stop at `token` belongs to a title: "Dr. saw her".
    pub(super) fn ends_title(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| self.classes(before).has(WordClass::Title))
    }

    /// The person, office or thing whose name begins at `token`.
    pub(super) fn person_at(&self, token: usize, end: usize) -> Option<Person> {
        let classes = self.classes(token);
        // "don't fax it" speaks to no director of nursing.
        if classes.has(WordClass::Clipped) && self.auxiliary(token) {
            return None;
        }
        let determined = classes.any(&[WordClass::Article, WordClass::Possessive]);
        let mut at = token;
        if let Some(person) = self.owned_person(token, end) {
            return Some(person);
        }
        if let Some(person) = self.some_of_us(token, end) {
            return Some(person);
        }
        // "recalled that a former worker had driven her", "told her the shelter faxed it": neither points at what follows.
        let opens = || self.classes(token + 1).any(&[WordClass::Article, WordClass::Possessive]);
        let alone = || self.note.is_any(token, &["that", "her"]);
        if determined && token + 1 < end && opens() && alone() {
            return None;
        }
        if determined {
            at += 1;
        } else if let Some(person) = self.plain_person(at, end) {
            return Some(self.possessed(person, end));
        } else {
            return self.modified_person(token, end);
        }
        // "her old landlord", "the intake nurse": up to three words between.
        for skipped in 0..4 {
            if at >= end || !(self.note.tokens[at].is_word() || self.note.tokens[at].is_number()) {
                break;
            }
            // "the portion I spoke with him", "told her she waits": nobody owns these.
            if self.classes(at).has(WordClass::SubjectPronoun) {
                break;
            }
            // "At the counter ct explained", "In the hall his sister called": the place, and then somebody.
            if skipped > 0 && self.opens_behind_place(token, at, end) {
                break;
            }
            if let Some(person) = self.plain_person(at, end) {
                if skipped > 0
                    && self.is_author(at)
                    && self.opens_clause(token)
                    && self.finite_at(at + 1, end)
                {
                    return Some(Person { end: at, actor: Actor::Other, thing: true });
                }
                let mut person = self.possessed(person, end);
                // "a former case manager": of another time.
                let former =
                    (token..at).any(|before| self.note.is_in(&self.lexicon.words, before, WordGroup::Former));
                if former && person.actor == Actor::Staff {
                    person.actor = Actor::Other;
                }
                if classes.has(WordClass::Possessive)
                    && !classes.has(WordClass::FirstPerson)
                    && person.actor != Actor::Other
                {
                    // "her worker", "his counselor": somebody else's staff, unless it is the author's word for herself.
                    person.actor = if person.actor == Actor::Staff { Actor::Other } else { person.actor };
                }
                return Some(person);
            }
            // "the two of them waited" are not somebody else.
            let phrase = || {
                self.classes(at).has(WordClass::Preposition)
                    && !self.classes(at - 1).has(WordClass::Number)
                    && self.followed_by_finite(at, end)
            };
            if skipped > 0 && (self.finite_at(at, end) || phrase()) {
                // A thing, or nobody that is known: "the second letter said", "the guy from church drove".
                return Some(Person { end: at, actor: Actor::Other, thing: true });
            }
            let stops =
                [WordClass::Preposition, WordClass::Coordinator, WordClass::Clause, WordClass::Relative];
            if self.auxiliary(at) || self.classes(at).any(&stops) || self.day_at(at, end) {
                break;
            }
            at += 1;
        }
        None
    }

    /// Whether a word with a capital stands between somebody's office and what she did.
    fn is_name_of_role(&self, token: usize, end: usize) -> bool {
        let found = &self.note.tokens[token];
        found.is_word()
            && found.capital
            && !found.all_caps
            && !self.note.shouting
            && found.lines_before == 0
            && !self.forms(token).has(Forms::PAST)
            && !self.classes(token).has(WordClass::SubjectPronoun)
            && self.finite_at(token + 1, end)
    }

    /// Whether the author or somebody of the client's own stands at `at` and acts, behind a preposition and the place that begins at
    /// `place`.
    fn opens_behind_place(&self, place: usize, at: usize, end: usize) -> bool {
        let owned = self.classes(at).has(WordClass::Possessive);
        let role = role(self.note, self.lexicon, at);
        let own = matches!(role, Some(Role::Client | Role::Family)) || self.is_author(at);
        let opens = place.checked_sub(1).is_some_and(|before| {
            self.classes(before).has(WordClass::Preposition)
                && before.checked_sub(1).is_none_or(|earlier| !self.note.tokens[earlier].is_word())
        });
        opens
            && (own || owned)
            && self
                .person_at(at, end)
                .is_some_and(|person| self.followed_by_finite(self.group_end(person, end).0, end))
    }

    /// "Read's SW copies it": a word with a capital that is no person's name by itself, and whose person acts.
    fn owned_person(&self, token: usize, end: usize) -> Option<Person> {
        // The sentence may end before anybody is named.
        let owner = token + 2 < end
            && self.note.tokens[token].capital
            && !self.note.shouting
            && matches!(self.note.word(token + 1), "'s" | "’s");
        if !owner {
            return None;
        }
        let person = self.plain_person(token + 2, end).filter(|person| !person.thing)?;
        Some(Person { actor: Actor::Other, ..person })
    }

    /// Whether the word is one that authors call themselves by.
    pub(super) fn is_author(&self, token: usize) -> bool {
        stands_for_author(self.note, self.lexicon, token)
    }

    /// Whether a name is one of the agency's people.
    fn actor_named(&self, mut tokens: std::ops::Range<usize>) -> Actor {
        let ours = tokens.any(|token| self.staff_names.contains(&self.note.tokens[token].hash));
        if ours { Actor::Staff } else { Actor::Other }
    }

    /// A person without an article before it.
    pub(super) fn plain_person(&self, token: usize, end: usize) -> Option<Person> {
        let word = self.note.words.get(token).copied()?;
        let classes = self.lexicon.words.classes(word);
        if classes.has(WordClass::SubjectPronoun) {
            let is = |words: &[&str]| self.note.is_any(token, words);
            if is(&["who"]) {
                return None;
            }
            let thing = is(&["it"]);
            let actor = if is(&["i", "we"]) {
                match self.frame.actor {
                    Actor::Staff if self.frame.quoted => Actor::Client,
                    speaker if self.frame.quoted => speaker,
                    _ => Actor::Staff,
                }
            } else if thing || is(&["you"]) {
                Actor::Other
            } else if is(&["they"]) && self.is_they_with_author(token, end) {
                Actor::Staff
            } else {
                self.antecedent
            };
            return Some(Person { end: token + 1, actor, thing });
        }
        // "Me and Manny met", "me n Tonya"
        let me = classes.has(WordClass::FirstPerson)
            && self.note.word(token).eq_ignore_ascii_case("me")
            && self.joins_persons(token + 1)
            && token.checked_sub(1).is_none_or(|before| !self.classes(before).has(WordClass::Preposition));
        if me && !self.frame.has_verb {
            return Some(Person { end: token + 1, actor: Actor::Staff, thing: false });
        }
        let initials = self.note.words.get(token) == Some(&0) && self.note.tokens[token].all_caps;
        if !initials && !self.symbols.may_be_person(token) {
            return None;
        }
        let lexicon = self.lexicon;
        let role_of = |symbol: u16| lexicon.role(symbol);
        let one = lexicon
            .words
            .symbols(word)
            .iter()
            .filter_map(|&s| role_of(s))
            .next()
            .map(|role| (role, token + 1));
        let many = self.symbols.longest_class(token, role_of).map(|(role, length)| (role, token + length));
        let role = match (one, many) {
            (one, Some(many)) if one.is_none_or(|one| many.1 > one.1) => Some(many),
            (one, _) => one,
        };
        let name = self.symbols.name_end(token);
        match (role, name) {
            (Some((_, role_end)), Some(name_end)) if name_end > role_end => {
                Some(Person { end: name_end, actor: self.actor_named(token..name_end), thing: false })
            }
            (Some((role, role_end)), _) => {
                let (mut person_end, mut named) = (role_end, false);
                // "PO Stamatis", "SSA rep Dunleavy", "DCFS worker": one person.
                while person_end < end {
                    if let Some(name_end) = self.symbols.name_end(person_end) {
                        person_end = name_end;
                        break;
                    }
                    // "PO Grant faxed it", "her aunt Hope drove": a word of the language, where a name stands.
                    if self.is_name_of_role(person_end, end) {
                        person_end += 1;
                        named = true;
                        break;
                    }
                    // "In court ct told the judge": two.
                    let owns = self.note.word(person_end + 1).starts_with(['\'', '’']);
                    let next = self.lexicon.words.symbols(self.note.words[person_end]).iter().any(|&s| {
                        role_of(s).is_some_and(|role| owns || !matches!(role, Role::Client | Role::Family))
                    });
                    let pronoun = self.classes(person_end).any(&[WordClass::FirstPerson, WordClass::Pronoun]);
                    if !next || pronoun {
                        break;
                    }
                    person_end += 1;
                }
                let author = self.staff_roles.contains(&word);
                let actor = match role {
                    Role::Client => Actor::Client,
                    Role::Staff => Actor::Staff,
                    _ if author => Actor::Staff,
                    _ => Actor::Other,
                };
                // "staff at the shelter", "worker from DDS": of another office.
                let elsewhere = role == Role::Staff
                    && !self.classes(token).has(WordClass::FirstPerson)
                    && self.note.is_any(person_end, &["at", "from"])
                    && (person_end + 1..(person_end + 4).min(end)).any(|t| {
                        let roles =
                            self.lexicon.words.symbols(self.note.words[t]).iter().filter_map(|&s| role_of(s));
                        roles.into_iter().any(|role| !matches!(role, Role::Staff | Role::Client))
                            || self.symbols.name_end(t).is_some()
                    });
                let elsewhere =
                    elsewhere || role == Role::Staff && self.is_of_a_place(token, person_end, end);
                let actor = if elsewhere { Actor::Other } else { actor };
                // "client staff", "shelter staff": the last word decides, and an agency before "staff" makes it theirs.
                let office = person_end > role_end && role != Role::Staff && !named;
                let actor = if office { Actor::Other } else { actor };
                Some(Person { end: person_end, actor, thing: false })
            }
            (None, Some(name_end)) => {
                Some(Person { end: name_end, actor: self.actor_named(token..name_end), thing: false })
            }
            (None, None) => {
                let outsider = |symbol: u16| {
                    symbol != 0 && (symbol == lexicon.organisation || symbol == lexicon.outside)
                };
                let many = self.symbols.longest_class(token, |symbol| outsider(symbol).then_some(()));
                let many = many.map(|((), length)| length);
                let one = lexicon.words.symbols(word).iter().any(|&symbol| outsider(symbol)).then_some(1);
                if let Some(length) = many.or(one) {
                    // "After lunch CM called", "After the hearing staff drove": the author is no part of what was before.
                    let last = token + length - 1;
                    if last > token
                        && self.is_author(last)
                        && self.opens_clause(token)
                        && self.finite_at(last + 1, end)
                    {
                        return Some(Person { end: last, actor: Actor::Other, thing: true });
                    }
                    // "SLE mgr Tito in by then": one person, and of which house.
                    let opens = token.checked_sub(1).is_none_or(|before| !self.note.tokens[before].is_word());
                    let of_house = self.plain_role(last + 1, end).filter(|_| opens);
                    let person_end = of_house.map_or(last + 1, |person| person.end);
                    return Some(Person { end: person_end, actor: Actor::Other, thing: false });
                }
                // "CWS is writing": an office that we do not know by its initials.
                let found = &self.note.tokens[token];
                let office = word == 0
                    && found.all_caps
                    && !self.note.shouting
                    && found.is_word()
                    && self.finite_at(token + 1, end);
                office.then_some(Person { end: token + 1, actor: Actor::Other, thing: false })
            }
        }
    }

    /// The person whose role stands at `token`, an outsider's: "mgr Tito".
    fn plain_role(&self, token: usize, end: usize) -> Option<Person> {
        let role = role(self.note, self.lexicon, token).filter(|&role| token < end && is_outside(role));
        self.plain_person(token, end).filter(|person| role.is_some() && person.actor == Actor::Other)
    }

    /// "Staff at the group home took him", "the worker there": a word that is no author's own, and another house.
    fn is_of_a_place(&self, token: usize, after: usize, end: usize) -> bool {
        let general = self.note.is_in(&self.lexicon.words, token, WordGroup::StaffOfAnyHouse);
        if !general || after >= end {
            return false;
        }
        if self.note.is_any(after, &["there"]) {
            return self.finite_at(after + 1, end);
        }
        let lexicon = self.lexicon;
        let house = |token: usize| {
            let one = lexicon.words.symbols(self.note.words[token]).iter().copied();
            let many = self.symbols.classes(token).iter().map(|class| class.symbol);
            one.chain(many)
                .any(|symbol| symbol != 0 && (symbol == lexicon.organisation || symbol == lexicon.outside))
        };
        self.note.is_any(after, &["at", "from", "of"])
            && (after + 1..(after + 4).min(end))
                .take_while(|&at| self.note.tokens[at].is_word() && !self.finite_at(at, at + 1))
                .any(house)
            && self.followed_by_finite(after, end)
    }

    /// "ct's mother", "Ms. Diaz's PO", "ct's ride": the last noun is the one that acts.
    pub(super) fn possessed(&self, mut person: Person, end: usize) -> Person {
        for _ in 0..3 {
            let next = self.note.word(person.end);
            let owner = matches!(next, "'s" | "’s" | "'S" | "’S")
                || (self.is(person.end, Mark::Apostrophe)
                    && self.note.tokens.get(person.end + 1).is_some_and(|t| t.spaced));
            let verb = owner
                && person.end + 1 < end
                && self.forms(person.end + 1).has(Forms::GERUND)
                && self.classes(person.end - 1).has(WordClass::SubjectPronoun);
            if !owner || verb || person.end + 1 >= end {
                break;
            }
            let mut at = person.end + 1;
            let mut found = None;
            for _ in 0..3 {
                let parts = [WordClass::Relative, WordClass::Condition];
                // "wants more for his daughter's birthday so I faxed it": the thing is no person, and another clause begins.
                if at >= end
                    || self.auxiliary(at)
                    || !self.note.tokens[at].is_word()
                    || self.classes(at).any(&parts)
                    || self.classes(at).has(WordClass::Clause)
                        && !self.classes(at).has(WordClass::Coordinator)
                    // "gave mom the clinic's number and signed her up"
                    || self.classes(at).has(WordClass::Coordinator) && self.finite_at(at + 1, end)
                {
                    break;
                }
                if let Some(next) = self.plain_person(at, end) {
                    found = Some(Person {
                        actor: if next.actor == Actor::Client { Actor::Client } else { Actor::Other },
                        ..next
                    });
                    break;
                }
                at += 1;
                if self.finite_at(at, end) {
                    found = Some(Person { end: at, actor: Actor::Other, thing: true });
                    break;
                }
            }
            match found {
                Some(next) => person = next,
                None => {
                    // "ct's voicemail": no person, and no subject.
                    return Person { end: person.end + 1, actor: Actor::Other, thing: true };
                }
            }
        }
        person
    }

    /// "unit discharge planner Bev": in a list of persons, one whose role stands behind words that say which.
    fn kind_of_person(&self, token: usize, end: usize) -> Option<Person> {
        let plain = |at: usize| {
            self.note.tokens[at].is_word() && self.classes(at).0 == 0 && !self.forms(at).has(Forms::PAST)
        };
        (token + 1..end.min(token + 3))
            .take_while(|&at| plain(at - 1))
            .find_map(|at| self.plain_person(at, end))
            .filter(|person| person.actor == Actor::Other)
    }

    /// Words between the persons of a list.
    pub(super) fn joins_persons(&self, token: usize) -> bool {
        let word = self.note.word(token);
        let joins = || ["and", "&", "+"].iter().any(|and| word.eq_ignore_ascii_case(and));
        self.classes(token).has(WordClass::Coordinator) && joins() || word.eq_ignore_ascii_case("n")
    }

    /// Where a list of persons ends ("Ct, her coordinator & I"), and who acts: staff if staff is among them.
    pub(super) fn group_end(&self, person: Person, end: usize) -> (usize, Actor) {
        let (mut at, mut actor) = (person.end, person.actor);
        for _ in 0..4 {
            let mut next = at;
            if self.is(next, Mark::Open) {
                let close = (next..(next + 6).min(end)).find(|&t| self.is(t, Mark::Close));
                next = close.map_or(next, |close| close + 1);
            }
            while next < end
                && (self.is(next, Mark::Comma) || self.is(next, Mark::Slash) || self.joins_persons(next))
            {
                next += 1;
            }
            if next == at || next >= end {
                break;
            }
            // "case manager and both parents revised it"
            let both = self.note.is_any(next, &["both", "all"]);
            let next = if both && next + 1 < end { next + 1 } else { next };
            let other = self.person_at(next, end).or_else(|| self.kind_of_person(next, end));
            let Some(other) = other.filter(|other| !other.thing) else { break };
            at = other.end;
            // "hospital social worker Kim": an office, and who of it.
            for _ in 0..2 {
                let more = self.plain_person(at, end).filter(|more| {
                    more.actor == Actor::Other
                        && !more.thing
                        && !self.classes(at).any(&[WordClass::SubjectPronoun, WordClass::Pronoun])
                });
                let Some(more) = more else { break };
                at = more.end;
            }
            if other.actor == Actor::Staff {
                actor = Actor::Staff;
            }
        }
        (at, actor)
    }
}
