//! YAML → lexicon: words, phrases, cues and labels, compiled into flat arrays.

use std::borrow::Cow;

#[cfg(notelint_embedded)]
pub mod check;
pub mod compile;
#[cfg(notelint_embedded)]
mod embedded;
mod entries;
pub mod files;
pub mod inflect;
pub mod masks;
pub mod names;
pub mod needs;
pub mod phrase;
pub mod schema;
mod shortcuts;
pub mod spelling;
pub mod trie;

#[cfg(notelint_embedded)]
pub use embedded::{FILES, FINGERPRINT, LEXICON};
pub use files::{LexiconError, Source};
pub use inflect::Forms;
use masks::{Mask, Masks};
pub use names::Names;
use needs::Needs;
use spelling::Spelling;
pub use trie::{Symbol, Trie};

use crate::token::{self, Token};

macro_rules! closed_list {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the names are those of the files that define them")]
        #[repr(u8)]
        pub enum $type { $($variant),+ }

        impl $type {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name used in YAML and in output.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The value at a place of the list.
            pub fn at(index: u32) -> Option<Self> {
                Self::ALL.get(index as usize).copied()
            }
        }
    };
}

closed_list! {
    /// Who a person is to the service: the keys of `context/people.yaml`.
    Role {
        Client = "client", Staff = "staff", Family = "family", ServiceProvider = "service-provider",
        CountyPartner = "county-partner", Court = "court", Attorney = "attorney", Landlord = "landlord",
        School = "school", Employer = "employer", Public = "public",
    }
}

closed_list! {
    /// What a function word does: the keys of `context/words.yaml`, and the kinds of `context/time.yaml`.
    WordClass {
        Abbreviation = "abbreviation", Adverb = "adverb", Article = "article", Be = "be", Clause = "clause", Clipped = "clipped", Condition = "condition",
        Coordinator = "coordinator", Do = "do", Doing = "doing", FirstPerson = "first-person", Further = "further", GivenName = "given-name", Have = "have", Joining = "joining", Modal = "modal",
        Motion = "motion",
        Negator = "negator", Number = "number", Only = "only", Possessive = "possessive", Preposition = "preposition",
        Pronoun = "pronoun", Reflexive = "reflexive", Relative = "relative", Return = "return",
        SubjectPronoun = "subject-pronoun", Support = "support", Talk = "talk", Telling = "telling", Title = "title", Together = "together", Weekday = "weekday", Work = "work",
        Hour = "hour", Minute = "minute", Unit = "unit", About = "about",
    }
}

closed_list! {
    /// Content words by which a clause tells who acts in it, or what came of an act: the keys of `context/groups.yaml`.
    WordGroup {
        Coming = "coming", Former = "former", Going = "going", Hearsay = "hearsay", Letting = "letting", Line = "line",
        Occasion = "occasion", StaffOfAnyHouse = "staff-of-any-house", StaffRole = "staff-role", Taking = "taking",
        TellingRole = "telling-role", Unanswered = "unanswered",
    }
}

closed_list! {
    /// What a cue does to the verbs it governs: the keys of `context/cues.yaml`.
    CueClass {
        Achieve = "achieve", Attempt = "attempt", Coming = "coming", Condition = "condition",
        Directive = "directive", Future = "future", Historical = "historical",
        Hypothetical = "hypothetical", Negative = "negative", Report = "report", Teaching = "teaching",
        Topic = "topic", Unable = "unable",
    }
}

closed_list! {
    /// Fields of a note's header or a record: the keys of `context/headers.yaml` and `context/columns.yaml`.
    Field {
        Client = "client", ClientId = "client-id", Credential = "credential", Date = "date",
        DocumentationMinutes = "documentation-minutes", Duration = "duration", End = "end",
        EntryDate = "entry-date", Goal = "goal", Location = "location", Mode = "mode", Note = "note", NoteId = "note-id", Present = "present",
        Program = "program", Service = "service", Staff = "staff", Start = "start", Time = "time",
        TravelMinutes = "travel-minutes", Units = "units",
    }
}

closed_list! {
    /// Kinds of sections: the keys of `context/sections.yaml`.
    Section {
        Activity = "activity", Assessment = "assessment", Client = "client", Data = "data", Goal = "goal",
        Plan = "plan",
    }
}

closed_list! {
    /// Words that tell a circumstance: the keys of `context/circumstances.yaml`.
    CircumstanceCue {
        AcceptingProgram = "accepting-program", ByMachine = "by-machine", ByPerson = "by-person", ByReading = "by-reading", ByText = "by-text",
        ByWriting = "by-writing", ClientAbsent = "client-absent", ClientPresent = "client-present", CrisisNote = "crisis-note",
        EnRoute = "en-route", Imperative = "imperative", LevelOfCareMove = "level-of-care-move", LevelOfCareTransition = "level-of-care-transition", Locus = "locus", MedicalMove = "medical-move", Move = "move",
        OwnSessionNote = "own-session-note", PastProvider = "past-provider", Recommendation = "recommendation",
        Result = "result", ReviewOccasion = "review-occasion", SeveralClients = "several-clients",
        SeveralPeople = "several-people", Status = "status", ThisClientOnly = "this-client-only",
        TimeNotClaimed = "time-not-claimed", Topic = "topic",
    }
}

closed_list! {
    /// What the elements of a record are written as: the keys of `context/elements.yaml`.
    Element {
        Act = "act", AssessmentOpen = "assessment-open", CmCcc = "cm-ccc", CmLocus = "cm-locus", CmMh = "cm-mh",
        CmTla = "cm-tla", Degree = "degree", Goal = "goal", Lpha = "lpha", Mhp = "mhp", Mode = "mode",
        Nothing = "nothing", Qmhp = "qmhp", Rsa = "rsa", SudCounselor = "sud-counselor",
    }
}

closed_list! {
    /// What surrounds a number and decides whether it is service time, and whose: the keys of `context/time.yaml`.
    TimeWord {
        Vague = "vague", NotBefore = "not-before", NotAfter = "not-after", NotBeside = "not-beside", Numbered = "numbered", Total = "total",
        TotalBefore = "total-before", TotalAfter = "total-after", Billed = "billed", Opener = "opener", SameAct = "same-act", Visit = "visit",
        Start = "start", Stop = "stop",
    }
}

closed_list! {
    /// How an entry's phrase is used: the lists of a lexicon file.
    Usage { Verb = "phrases", Noun = "nouns", State = "states", Means = "means", Not = "not" }
}

closed_list! {
    /// What an entry is.
    EntryKind {
        Activity = "activity", Intervention = "intervention", Service = "other-service", Attempt = "attempt", Failed = "failed",
        Absent = "absent", Reached = "reached", Message = "message", Vague = "vague",
    }
}

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordClasses(pub u64);

impl WordClasses {
    /// Whether the word is of that class.
    #[inline]
    pub const fn has(self, class: WordClass) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    /// Whether the word is of one of these classes.
    #[inline]
    pub fn any(self, classes: &[WordClass]) -> bool {
        self.0 & classes.iter().fold(0, |all, &class| all | 1 << class as u32) != 0
    }
}

/// A kind of act that the lexicon knows.
#[derive(Debug, Clone, databake::Bake)]
#[databake(path = notelint::lexicon)]
pub struct Entry {
    /// Its place in [`EntryKind::ALL`].
    pub kind: u8,
    /// Its name, as `voicemail-left`.
    pub name: Cow<'static, str>,
    /// The code of an activity, as `NB201`; empty for others.
    pub code: Cow<'static, str>,
    /// What it is, in one line.
    pub summary: Cow<'static, str>,
    /// Why payers treat it as they do.
    pub why: Cow<'static, str>,
    /// What to document if real work took place; may be empty.
    pub instead: Cow<'static, str>,
    /// The same in one line, as findings give it.
    pub advice: Cow<'static, str>,
    /// The name of the act that a noun of this one is a part of; may be empty.
    pub within: Cow<'static, str>,
    /// The name of the act that is no more than the way to this one; may be empty.
    pub way: Cow<'static, str>,
    /// Words, apart by spaces, with which its tellings begin that say no more than being there; may be empty.
    pub presence: Cow<'static, str>,
    /// A sentence that holds it; may be empty.
    pub flagged: Cow<'static, str>,
    /// A sentence that looks like it and does not hold it; may be empty.
    pub passing: Cow<'static, str>,
}

impl Entry {
    /// What the entry is.
    pub fn kind(&self) -> EntryKind {
        EntryKind::at(u32::from(self.kind)).unwrap_or(EntryKind::Vague)
    }
}

/// The words that the lexicon knows, in flat arrays behind an open-addressing table.
#[derive(Debug, Clone, Default, databake::Bake)]
#[databake(path = notelint::lexicon)]
pub struct Words {
    /// Hash table of word ids; 0 is empty. Its length is a power of two.
    pub slots: Cow<'static, [u32]>,
    /// All words, one after another.
    pub text: Cow<'static, str>,
    /// Per word, where it begins in `text`; one more entry closes the last. Word 0 is "unknown".
    pub starts: Cow<'static, [u32]>,
    /// Per word, its set of [`WordClass`]es.
    pub classes: Cow<'static, [u64]>,
    /// Per word, the [`WordGroup`]s that it stands in, a bit each.
    pub groups: Cow<'static, [u16]>,
    /// Per word, its verb [`Forms`].
    pub forms: Cow<'static, [u8]>,
    /// Per word, where its symbols begin; one more entry closes the last.
    pub first_symbol: Cow<'static, [u32]>,
    /// Per word, where the classes among its symbols begin that it is a member of as a sequence of one.
    pub first_class: Cow<'static, [u32]>,
    /// The symbols of all words.
    pub symbols: Cow<'static, [u16]>,
    /// The bits of these symbols in a [`Mask`].
    pub bits: Cow<'static, [u8]>,
    /// Per word, the bits of the automata that have a phrase beginning with it.
    pub begins: Cow<'static, [u16]>,
    /// Per word, what all that it can be read as begins.
    pub openings: Cow<'static, [Opening]>,
}

/// What a word begins that stands for itself and for the classes that it is a member of.
#[derive(Debug, Clone, Copy, Default, databake::Bake)]
#[databake(path = notelint::lexicon)]
pub struct Opening {
    /// The set of its symbols and these classes.
    pub mask: Mask,
    /// What may come next in a longer member of a class.
    pub next: Mask,
    /// The bits of the automata that have a phrase beginning with one of them.
    pub begins: u16,
}

impl Opening {
    const NONE: Self = Self { mask: Mask::NONE, next: Mask::NONE, begins: 0 };
}

/// A word of the lexicon; 0 is a word that it does not know.
pub type WordId = u32;

impl Words {
    /// The word at a token.
    #[inline]
    pub fn find(&self, token: &Token, text: &str) -> WordId {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = token.hash as usize & mask;
        loop {
            let id = self.slots.get(slot).copied().unwrap_or_default();
            if id == 0 || self.matches(id, token, text) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn matches(&self, id: WordId, token: &Token, text: &str) -> bool {
        let at = |i: usize| self.starts.get(i).map_or(0, |&start| start as usize);
        let known = self.text.as_bytes().get(at(id as usize)..at(id as usize + 1)).unwrap_or_default();
        let word = text.as_bytes().get(token.start as usize..token.end as usize).unwrap_or_default();
        known.eq_ignore_ascii_case(word)
            || (!word.is_ascii() && token::folded(token.text(text)).eq(known.iter().copied()))
    }

    /// The word's text, folded.
    pub fn text(&self, id: WordId) -> &str {
        let at = |i: usize| self.starts.get(i).map_or(0, |&start| start as usize);
        self.text.get(at(id as usize)..at(id as usize + 1)).unwrap_or_default()
    }

    /// What the word does in a sentence.
    #[inline]
    pub fn classes(&self, id: WordId) -> WordClasses {
        WordClasses(self.classes.get(id as usize).copied().unwrap_or_default())
    }

    /// Whether the word stands in a group.
    #[inline]
    pub fn is_in(&self, id: WordId, group: WordGroup) -> bool {
        self.groups.get(id as usize).is_some_and(|groups| groups & (1 << group as u16) != 0)
    }

    /// Which verb forms the word can be.
    #[inline]
    pub fn forms(&self, id: WordId) -> Forms {
        Forms(self.forms.get(id as usize).copied().unwrap_or_default())
    }

    /// What the word can be read as.
    #[inline]
    pub fn symbols(&self, id: WordId) -> &[Symbol] {
        let at = |firsts: &[u32]| firsts.get(id as usize).map_or(0, |&first| first as usize);
        self.symbols.get(at(&self.first_symbol)..at(&self.first_class)).unwrap_or_default()
    }

    /// The same and the classes that it is a member of as a sequence of one, each with its bit in a [`Mask`].
    #[inline]
    pub fn readings(&self, id: WordId) -> impl Iterator<Item = (Symbol, u8)> {
        let at = |i: usize| self.first_symbol.get(i).map_or(0, |&first| first as usize);
        let all = at(id as usize)..at(id as usize + 1);
        let symbols = self.symbols.get(all.clone()).unwrap_or_default();
        symbols.iter().copied().zip(self.bits.get(all).unwrap_or_default().iter().copied())
    }

    /// The automata that have a phrase beginning with the word.
    #[inline]
    pub fn begins(&self, id: WordId) -> u16 {
        self.begins.get(id as usize).copied().unwrap_or_default()
    }

    /// What all that the word can be read as begins.
    #[inline]
    pub fn opening(&self, id: WordId) -> &Opening {
        self.openings.get(id as usize).unwrap_or(&Opening::NONE)
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.classes.len().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every word, for the bench.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (1..=self.len() as WordId).map(|id| self.text(id))
    }
}

/// The bit in `begins` of what can be a person: a role or a name.
pub const PERSON: u16 = 1 << 15;

/// Everything that notelint knows about wording.
#[derive(Debug, Clone, databake::Bake)]
#[databake(path = notelint::lexicon)]
pub struct Lexicon {
    /// Every word of every phrase and list.
    pub words: Words,
    /// The same, mistyped.
    pub spelling: Spelling,
    /// Symbols that stand for forms of a verb lie below this one and at or above `first_lemma`.
    pub end_lemma: u16,
    /// See `end_lemma`.
    pub first_lemma: u16,
    /// The symbol of [`Role::ALL`]'s first role; the others follow.
    pub first_role: u16,
    /// The symbols of classes that the reading asks for: `{party}`, `{the-client}`.
    pub party: u16,
    /// See `party`.
    pub the_client: u16,
    /// The symbol of `{organisation}`: offices that act as people do.
    pub organisation: u16,
    /// The symbol of `{outside-noun}`: people and offices outside the agency.
    pub outside: u16,
    /// The word whose symbols every number has.
    pub number_word: u32,
    /// Per symbol, the bits of the automata that have a phrase beginning with it, and [`PERSON`].
    pub begins: Cow<'static, [u16]>,
    /// The bit of every symbol in sets of them.
    pub masks: Masks,
    /// Sequences that are members of classes: accepts a place in the sets below.
    pub classes: Trie,
    /// Symbols of classes, set after set.
    pub class_sets: Cow<'static, [u16]>,
    /// Per set, where it begins in `class_sets`; one more entry closes the last.
    pub class_set_starts: Cow<'static, [u32]>,
    /// Per set, its symbols.
    pub class_set_masks: Cow<'static, [Mask]>,
    /// Per set, the automata that have a phrase beginning with one of its symbols, and [`PERSON`].
    pub class_set_begins: Cow<'static, [u16]>,
    /// Activities, interventions, outcomes, look-alikes: accepts a phrase.
    pub acts: Trie,
    /// What the phrases of `acts` cannot do without.
    pub needs: Needs,
    /// Cues: accepts a [`CueClass`].
    pub cues: Trie,
    /// Ways to try to reach somebody: accepts nothing in particular.
    pub attempts: Trie,
    /// Words that tell a circumstance: accepts a [`CircumstanceCue`].
    pub circumstances: Trie,
    /// Record systems, by name: accepts a place in `systems`.
    pub systems: Trie,
    /// Words around durations: accepts a [`TimeWord`].
    pub times: Trie,
    /// Header names and section labels: accepts a [`Field`], or `LABEL_SECTION` and a [`Section`].
    pub labels: Trie,
    /// Words that name a program: accepts a place in `Program::ALL`.
    pub programs: Trie,
    /// Per phrase, its entry.
    pub phrase_entry: Cow<'static, [u16]>,
    /// Per phrase, its place in [`Usage::ALL`].
    pub phrase_usage: Cow<'static, [u8]>,
    /// All phrases as they are written, one after another.
    pub phrase_text: Cow<'static, str>,
    /// Per phrase, where it begins in `phrase_text`; one more entry closes the last.
    pub phrase_starts: Cow<'static, [u32]>,
    /// Names of columns beside those of header fields: stand for a [`Field`].
    pub columns: Names,
    /// Credentials, services, modes of contact: stand for an [`Element`].
    pub elements: Names,
    /// Names of record systems, as rulesets write them.
    pub system_names: Cow<'static, [Cow<'static, str>]>,
    /// The kinds of acts.
    pub entries: Cow<'static, [Entry]>,
}

/// The built-in lexicon with an agency's own files added: for each a path, as `ours/activities/x.yaml`, and the YAML.
///
/// # Errors
/// All that is wrong with the files, in their order.
#[cfg(notelint_embedded)]
pub fn with_user(files: &[(String, String)]) -> Result<Lexicon, Vec<LexiconError>> {
    let own = files.iter().map(|(path, text)| Source { path: path.clone(), text: text.clone() });
    let sources: Vec<Source> = builtin_sources().chain(own).collect();
    compile::compile(&sources)
}

/// The built-in files.
#[cfg(notelint_embedded)]
pub fn builtin_sources() -> impl Iterator<Item = Source> {
    FILES.iter().map(|(path, text)| Source { path: (*path).to_owned(), text: (*text).to_owned() })
}

/// Added to a [`Section`] in what `labels` accepts.
pub const LABEL_SECTION: u32 = 0x100;

impl Lexicon {
    /// Whether two phrases belong to one entry.
    pub fn same_entry(&self, one: u32, other: u32) -> bool {
        self.phrase_entry.get(one as usize) == self.phrase_entry.get(other as usize)
    }

    /// The place of an entry among [`Self::entries`].
    pub fn entry_named(&self, name: &str, kind: EntryKind) -> Option<u16> {
        let found = self.entries.iter().position(|entry| entry.name == name && entry.kind() == kind);
        found.map(|place| place as u16)
    }

    /// The entry that a phrase belongs to.
    pub fn entry(&self, phrase: u32) -> Option<&Entry> {
        let entry = *self.phrase_entry.get(phrase as usize)?;
        self.entries.get(entry as usize)
    }

    /// How a phrase is used.
    pub fn usage(&self, phrase: u32) -> Usage {
        let usage = self.phrase_usage.get(phrase as usize).copied().unwrap_or_default();
        Usage::at(u32::from(usage)).unwrap_or(Usage::Not)
    }

    /// A phrase as it stands in its file.
    pub fn phrase(&self, phrase: u32) -> &str {
        let at = |i: usize| self.phrase_starts.get(i).map_or(0, |&start| start as usize);
        self.phrase_text.get(at(phrase as usize)..at(phrase as usize + 1)).unwrap_or_default()
    }

    /// The entry of that name, its code, or its code in lower case.
    pub fn find(&self, name_or_code: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| {
            entry.name == name_or_code
                || (!entry.code.is_empty() && entry.code.eq_ignore_ascii_case(name_or_code))
        })
    }

    /// The header field of this name, as "date of service".
    pub fn field(&self, name: &str) -> Option<Field> {
        let mut node = 0;
        for token in token::tokenize(name) {
            let symbols = self.words.symbols(self.words.find(&token, name));
            node = symbols.iter().find_map(|&symbol| self.labels.child(node, symbol))?;
        }
        Field::at(self.labels.accept(node)?)
    }

    /// The field that a column of an export holds, by the column's name: "svc_date", "clientId", "Note Text".
    pub fn column(&self, name: &str) -> Option<Field> {
        let plain = names::plain(name);
        let listed = self.columns.get(&plain).and_then(Field::at);
        listed.or_else(|| self.field(&plain)).or_else(|| self.field(name))
    }

    /// The first element of those that `wanted` picks that is written in a text.
    pub fn element(&self, text: &str, wanted: impl Fn(Element) -> bool) -> Option<Element> {
        self.elements.find(text, |value| Element::at(value).is_some_and(&wanted)).and_then(Element::at)
    }

    /// The classes of a set that `classes` accepts.
    pub fn class_set(&self, set: u32) -> &[Symbol] {
        let at = |i: usize| self.class_set_starts.get(i).map_or(0, |&start| start as usize);
        self.class_sets.get(at(set as usize)..at(set as usize + 1)).unwrap_or_default()
    }

    /// The symbols of a set that `classes` accepts.
    #[inline]
    pub fn class_set_mask(&self, set: u32) -> Mask {
        self.class_set_masks.get(set as usize).copied().unwrap_or(Mask::ALL)
    }

    /// The automata that have a phrase beginning with a symbol of a set that `classes` accepts.
    #[inline]
    pub fn class_set_begins(&self, set: u32) -> u16 {
        self.class_set_begins.get(set as usize).copied().unwrap_or(u16::MAX)
    }

    /// The automata that have a phrase beginning with `symbol`.
    #[inline]
    pub fn begins(&self, symbol: Symbol) -> u16 {
        self.begins.get(symbol as usize).copied().unwrap_or_default()
    }

    /// The symbol of a role.
    pub const fn role_symbol(&self, role: Role) -> Symbol {
        self.first_role + role as Symbol
    }

    /// The role that a symbol stands for.
    #[inline]
    pub fn role(&self, symbol: Symbol) -> Option<Role> {
        Role::at(u32::from(symbol.checked_sub(self.first_role)?))
    }

    /// Whether the symbol stands for the forms of a verb.
    #[inline]
    pub const fn is_lemma(&self, symbol: Symbol) -> bool {
        self.first_lemma <= symbol && symbol < self.end_lemma
    }
}
