//! The lexicon's files → a [`Lexicon`]: checked, inflected, and laid out as automata.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::entries::Phrases;
use super::files::{Files, LexiconError, Listed, Source, english_words, line_of};
use super::inflect::{Forms, Inflection};
use super::masks::Masks;
use super::names::{Names, plain};
use super::needs::Needs;
use super::phrase::{self, Part};
use super::schema::{ActFile, Lists, VerbsFile};
use super::shortcuts;
use super::spelling::Spelling;
use super::trie::{Builder, FIRST_FREE, GAP, NAME, NUMBER, Symbol};
use super::{
    CircumstanceCue, CueClass, Element, Entry, EntryKind, Field, LABEL_SECTION, Lexicon, Role, Section,
    TimeWord, Usage, WordClass, WordGroup, Words,
};
use crate::circumstances::Program;
use crate::nearest::{did_you_mean, nearest};
use crate::token::{self, tokenize};

/// Compiles the files. A file of the same activity, or of the same context list, adds to the ones before it.
///
/// # Errors
/// All that is wrong with the files, in their order.
pub fn compile(sources: &[Source]) -> Result<Lexicon, Vec<LexiconError>> {
    let mut errors = Vec::new();
    let files = Files::read(sources, &mut errors);
    let lexicon = Compiler::new(&files, &mut errors).run();
    if errors.is_empty() { Ok(lexicon) } else { Err(errors) }
}

/// The word whose symbols every number has.
pub(super) const NUMBER_WORD: &str = "#";

/// A word while the table is built.
#[derive(Default)]
struct WordDraft {
    classes: u64,
    groups: u16,
    forms: Forms,
    symbols: BTreeSet<Symbol>,
}

struct Compiler<'f, 's> {
    files: &'f Files<'s>,
    errors: &'f mut Vec<LexiconError>,
    inflection: Inflection,
    words: BTreeMap<String, WordDraft>,
    /// What each symbol stands for: "=word", "~lemma", "{class}".
    symbols: BTreeMap<String, Symbol>,
    lemmas: (Symbol, Symbol),
    next: Symbol,
}

impl<'f, 's> Compiler<'f, 's> {
    fn new(files: &'f Files<'s>, errors: &'f mut Vec<LexiconError>) -> Self {
        let mut verbs = VerbsFile::default();
        for (_, file) in &files.verbs {
            verbs.irregular.extend(file.irregular.clone());
            verbs.clipped.extend(file.clipped.clone());
            verbs.doubling.extend(file.doubling.clone());
            verbs.past.extend(file.past.clone());
            verbs.regular.extend(file.regular.clone());
        }
        let mut compiler = Self {
            files,
            errors,
            inflection: Inflection::new(&verbs),
            words: BTreeMap::new(),
            symbols: BTreeMap::new(),
            lemmas: (0, 0),
            next: FIRST_FREE,
        };
        for role in Role::ALL {
            compiler.symbol(format!("{{{}}}", role.name()));
        }
        compiler.add_lemmas();
        for base in verbs.irregular.keys().chain(verbs.clipped.keys()).chain(&verbs.regular) {
            compiler.add_forms(base);
        }
        for past in &verbs.past {
            compiler.word(past).forms = Forms::PAST;
        }
        compiler
    }

    fn error(&mut self, source: &Source, needle: &str, nth: usize, message: String) {
        let line = line_of(source, needle, nth);
        self.errors.push(LexiconError { file: source.path.clone(), line, message });
    }

    fn symbol(&mut self, name: String) -> Symbol {
        *self.symbols.entry(name).or_insert_with(|| {
            self.next += 1;
            self.next - 1
        })
    }

    fn word(&mut self, word: &str) -> &mut WordDraft {
        let folded: Vec<u8> = token::folded(word).collect();
        self.words.entry(String::from_utf8_lossy(&folded).into_owned()).or_default()
    }

    fn add_forms(&mut self, base: &str) -> Vec<String> {
        let forms = self.inflection.forms(base);
        for (word, form) in &forms {
            let draft = self.word(word);
            draft.forms = draft.forms.with(*form);
        }
        forms.into_iter().map(|(word, _)| word).collect()
    }

    /// Gives every `~word` of every phrase a symbol of its own, in one run.
    fn add_lemmas(&mut self) {
        fn collect(parts: &[Part], lemmas: &mut BTreeSet<String>) {
            for part in parts {
                match part {
                    Part::Inflected(word) => drop(lemmas.insert(word.to_lowercase())),
                    Part::OneOf(choices) | Part::Optional(choices) => {
                        choices.iter().for_each(|choice| collect(choice, lemmas));
                    }
                    _ => {}
                }
            }
        }
        let mut lemmas = BTreeSet::new();
        for listed in self.files.all_lists() {
            for phrase in listed.phrases {
                if let Ok(parts) = phrase::parse(phrase) {
                    collect(&parts, &mut lemmas);
                }
            }
        }
        self.lemmas.0 = self.next;
        for lemma in &lemmas {
            let symbol = self.symbol(format!("~{lemma}"));
            for word in self.add_forms(lemma) {
                self.word(&word).symbols.insert(symbol);
            }
        }
        self.lemmas.1 = self.next;
    }

    fn run(mut self) -> Lexicon {
        self.add_word_classes();
        self.name_classes();
        self.word(NUMBER_WORD).symbols.insert(NUMBER);
        let mut classes = Builder::default();
        let within = self.add_classes(&mut classes);
        let mut acts = Builder::default();
        let phrases = self.add_acts(&mut acts);
        let cues = self.add_lists(self.files.cues.iter(), "cue class", CueClass::ALL, CueClass::name);
        let times = self.add_times();
        let labels = self.add_labels();
        let attempts = self.add_attempts();
        let circumstances = self.add_lists(
            self.files.circumstances.iter(),
            "circumstance",
            CircumstanceCue::ALL,
            CircumstanceCue::name,
        );
        let (systems, system_names) = self.add_systems();
        let programs = self.add_lists(self.files.programs.iter(), "program", Program::ALL, Program::name);
        let columns = self.add_names(self.files.columns.iter(), "column", Field::ALL, Field::name);
        let elements = self.add_names(self.files.elements.iter(), "element", Element::ALL, Element::name);
        let count = self.next as usize;
        let (classes, sets) = classes.finish_with_sets(count);
        let sets: Vec<BTreeSet<Symbol>> = sets
            .iter()
            .map(|set| closure(&set.iter().map(|&symbol| symbol as Symbol).collect(), &within))
            .collect();
        let mut set_starts = vec![0u32];
        set_starts.extend(sets.iter().scan(0, |sum, set| {
            *sum += set.len() as u32;
            Some(*sum)
        }));
        let mut lexicon = Lexicon {
            first_lemma: self.lemmas.0,
            end_lemma: self.lemmas.1,
            first_role: self.symbols.get("{client}").copied().unwrap_or_default(),
            party: self.symbols.get("{party}").copied().unwrap_or_default(),
            the_client: self.symbols.get("{the-client}").copied().unwrap_or_default(),
            begins: Cow::default(),
            organisation: self.symbols.get("{organisation}").copied().unwrap_or_default(),
            outside: self.symbols.get("{outside-noun}").copied().unwrap_or_default(),
            classes,
            masks: Masks::default(),
            class_set_masks: Cow::default(),
            class_set_begins: Cow::default(),
            class_sets: sets.into_iter().flatten().collect::<Vec<_>>().into(),
            class_set_starts: set_starts.into(),
            acts: acts.finish(count),
            needs: Needs::default(),
            cues: cues.finish(count),
            attempts: attempts.finish(count),
            circumstances: circumstances.finish(count),
            systems: systems.finish(count),
            system_names: system_names.into_iter().map(Into::into).collect::<Vec<_>>().into(),
            times: times.finish(count),
            labels: labels.finish(count),
            programs: programs.finish(count),
            columns,
            elements,
            phrase_entry: phrases.entry.into(),
            phrase_usage: phrases.usage.into(),
            phrase_text: phrases.text.into(),
            phrase_starts: phrases.starts.into(),
            entries: phrases.entries.into(),
            number_word: self.words.keys().position(|word| word == NUMBER_WORD).map_or(0, |i| i as u32 + 1),
            words: lay_out(self.words),
            spelling: Spelling::default(),
        };
        lexicon.spelling =
            Spelling::new(&lexicon.words, self.files.english.iter().flat_map(|s| english_words(s)));
        let examples = self.files.acts.iter().flat_map(|(_, _, act)| act.examples.all());
        shortcuts::fill(&mut lexicon, count, examples);
        lexicon
    }

    fn add_word_classes(&mut self) {
        let files = self.files;
        for (source, lists) in &files.words {
            for (name, words) in lists {
                let Some(class) = WordClass::ALL.iter().find(|class| class.name() == name) else {
                    let known = WordClass::ALL.iter().map(|class| class.name());
                    self.error(source, &format!("{name}:"), 1, unknown("word class", name, known));
                    continue;
                };
                for word in words {
                    self.word(word).classes |= 1 << *class as u32;
                }
            }
        }
        for (source, lists) in &files.groups {
            for (name, words) in lists {
                let Some(group) = WordGroup::ALL.iter().find(|group| group.name() == name) else {
                    let known = WordGroup::ALL.iter().map(|group| group.name());
                    self.error(source, &format!("{name}:"), 1, unknown("word group", name, known));
                    continue;
                };
                for word in words {
                    self.word(word).groups |= 1 << *group as u16;
                }
            }
        }
        for (_, file) in &files.times {
            let lists = [
                (WordClass::Hour, &file.hour),
                (WordClass::Minute, &file.minute),
                (WordClass::Unit, &file.unit),
                (WordClass::About, &file.about),
            ];
            for (class, words) in lists {
                for word in words {
                    self.word(word).classes |= 1 << class as u32;
                }
            }
        }
        let number = 1 << WordClass::Number as u32;
        self.words.values_mut().filter(|word| word.classes & number != 0).for_each(|word| {
            word.symbols.insert(NUMBER);
        });
    }

    /// Gives every class its symbol, so that phrases may name classes of later files.
    fn name_classes(&mut self) {
        let files = self.files;
        for (source, lists) in &files.people {
            for name in lists.keys() {
                if !Role::ALL.iter().any(|role| role.name() == name) {
                    let known = Role::ALL.iter().map(|role| role.name());
                    self.error(source, &format!("{name}:"), 1, unknown("role", name, known));
                }
            }
        }
        for (_, lists) in &files.classes {
            for name in lists.keys() {
                self.symbol(format!("{{{name}}}"));
            }
        }
    }

    fn add_classes(&mut self, trie: &mut Builder) -> BTreeMap<Symbol, BTreeSet<Symbol>> {
        let files = self.files;
        // A class whose member is just another class holds that class's members as well.
        let mut within: BTreeMap<Symbol, BTreeSet<Symbol>> = BTreeMap::new();
        for (source, lists) in files.people.iter().chain(&files.classes) {
            for (name, members) in lists {
                let symbol = self.symbol(format!("{{{name}}}"));
                self.check_duplicates(source, members);
                for member in members {
                    let Some(parts) = self.parse(source, member) else { continue };
                    match parts.as_slice() {
                        [Part::Class(inner)] if inner != "name" => {
                            let inner = self.symbol(format!("{{{inner}}}"));
                            within.entry(inner).or_default().insert(symbol);
                        }
                        [Part::Number] => {
                            within.entry(NUMBER).or_default().insert(symbol);
                        }
                        [Part::Word(word)] if pieces(word).len() == 1 => {
                            self.word(word).symbols.insert(symbol);
                        }
                        parts => {
                            let ends = self.grow(trie, source, member, parts);
                            trie.accept(&ends, u32::from(symbol));
                        }
                    }
                }
            }
        }
        for word in self.words.values_mut() {
            word.symbols = closure(&word.symbols, &within);
        }
        within
    }

    fn check_duplicates(&mut self, source: &Source, phrases: &[String]) {
        let mut seen = BTreeSet::new();
        for phrase in phrases {
            if !seen.insert(phrase) {
                let message = format!("duplicate phrase `{phrase}`; write it once");
                self.error(source, phrase, 2, message);
            }
        }
    }

    fn parse(&mut self, source: &Source, text: &str) -> Option<Vec<Part>> {
        match phrase::parse(text) {
            Ok(parts) => Some(parts),
            Err(error) => {
                self.error(source, text, 1, format!("phrase `{text}`: {error}"));
                None
            }
        }
    }

    /// Grows the trie by a phrase's parts from the root.
    fn grow(&mut self, trie: &mut Builder, source: &Source, phrase: &str, parts: &[Part]) -> Vec<u32> {
        let root = trie.root();
        let ends = self.grow_from(trie, source, phrase, &root, parts);
        if ends.contains(&0) {
            let message =
                format!("phrase `{phrase}` can match nothing at all; give it a word that must be there");
            self.error(source, phrase, 1, message);
        }
        if phrase::may_begin_with_gap(parts) {
            let message = format!("phrase `{phrase}` may begin with `..`; put a word before it");
            self.error(source, phrase, 1, message);
        }
        ends.into_iter().filter(|&end| end != 0).collect()
    }

    fn grow_from(
        &mut self,
        trie: &mut Builder,
        source: &Source,
        phrase: &str,
        nodes: &[u32],
        parts: &[Part],
    ) -> Vec<u32> {
        let mut nodes = nodes.to_vec();
        for part in parts {
            nodes = match part {
                Part::Gap => trie.grow(&nodes, GAP),
                Part::Number => trie.grow(&nodes, NUMBER),
                Part::Inflected(word) => {
                    let symbol = self.symbol(format!("~{}", word.to_lowercase()));
                    trie.grow(&nodes, symbol)
                }
                Part::Class(name) if name == "name" => trie.grow(&nodes, NAME),
                Part::Class(name) => {
                    let Some(&symbol) = self.symbols.get(&format!("{{{name}}}")) else {
                        let known =
                            self.symbols.keys().filter_map(|key| key.strip_prefix('{')?.strip_suffix('}'));
                        let message = format!("phrase `{phrase}`: {}", unknown("class", name, known));
                        self.error(source, phrase, 1, message);
                        return Vec::new();
                    };
                    trie.grow(&nodes, symbol)
                }
                Part::Word(text) => {
                    for piece in pieces(text) {
                        let symbol = self.symbol(format!("={piece}"));
                        let digits = piece.starts_with(|c: char| c.is_ascii_digit());
                        let word = self.word(&piece);
                        word.symbols.insert(symbol);
                        if digits {
                            word.symbols.insert(NUMBER);
                        }
                        nodes = trie.grow(&nodes, symbol);
                    }
                    nodes
                }
                Part::OneOf(choices) => self.grow_choices(trie, source, phrase, &nodes, choices),
                Part::Optional(choices) => {
                    let mut grown = self.grow_choices(trie, source, phrase, &nodes, choices);
                    grown.extend(nodes);
                    grown.sort_unstable();
                    grown.dedup();
                    grown
                }
            };
        }
        nodes
    }

    fn grow_choices(
        &mut self,
        trie: &mut Builder,
        source: &Source,
        phrase: &str,
        nodes: &[u32],
        choices: &[Vec<Part>],
    ) -> Vec<u32> {
        let mut grown: Vec<u32> =
            choices.iter().flat_map(|choice| self.grow_from(trie, source, phrase, nodes, choice)).collect();
        grown.sort_unstable();
        grown.dedup();
        grown
    }

    fn add_acts(&mut self, trie: &mut Builder) -> Phrases {
        let files = self.files;
        let mut phrases = Phrases::default();
        let mut groups: Vec<(&Source, u16, Usage, &[String])> = Vec::new();
        for (source, kind, act) in &files.acts {
            let entry = phrases.entry_for_act(*kind, act);
            self.check_code(source, act, &phrases);
            groups.push((*source, entry, Usage::Not, &act.not));
            groups.push((*source, entry, Usage::Verb, &act.phrases));
            groups.push((*source, entry, Usage::Noun, &act.nouns));
            groups.push((*source, entry, Usage::State, &act.states));
            groups.push((*source, entry, Usage::Means, &act.means));
        }
        for (source, file) in &files.outcomes {
            let entry = phrases.entry_for(EntryKind::Attempt, EntryKind::Attempt.name());
            groups.push((*source, entry, Usage::Verb, &file.attempt));
            let lists = [
                (EntryKind::Failed, &file.failed),
                (EntryKind::Absent, &file.absent),
                (EntryKind::Reached, &file.reached),
                (EntryKind::Message, &file.message),
            ];
            for (kind, list) in lists {
                let entry = phrases.entry_for(kind, kind.name());
                groups.push((*source, entry, Usage::State, list));
            }
        }
        for (source, file) in &files.vague {
            let entry = phrases.entry_for(EntryKind::Vague, "vague");
            groups.push((*source, entry, Usage::Verb, &file.phrases));
        }
        // What is added first wins an equal match: activities' look-alikes, activities, outcomes, then interventions'.
        let rank = |group: &(&Source, u16, Usage, &[String])| {
            let kind = phrases.entries.get(group.1 as usize).map_or(EntryKind::Vague, Entry::kind);
            let rank = match kind {
                EntryKind::Activity if group.2 == Usage::Not => 0,
                EntryKind::Activity => 1,
                EntryKind::Service => 2,
                EntryKind::Attempt => 5,
                EntryKind::Message | EntryKind::Absent | EntryKind::Failed => 2,
                EntryKind::Vague => 3,
                EntryKind::Intervention | EntryKind::Reached => 4,
            };
            (rank, group.2 != Usage::Not, group.2)
        };
        groups.sort_by_key(rank);
        for (source, entry, usage, list) in groups {
            self.check_duplicates(source, list);
            for text in list {
                let Some(parts) = self.parse(source, text) else { continue };
                let ends = self.grow(trie, source, text, &parts);
                trie.accept(&ends, phrases.push(entry, usage, text));
            }
        }
        phrases
    }

    fn check_code(&mut self, source: &Source, act: &ActFile, phrases: &Phrases) {
        let Some(code) = &act.code else { return };
        let taken = phrases.entries.iter().find(|entry| entry.code == *code && entry.name != act.name);
        if let Some(taken) = taken {
            let message =
                format!("code {code} belongs to `{}`; give `{}` one of its own", taken.name, act.name);
            self.error(source, "code:", 1, message);
        }
    }

    /// Lists whose keys are a closed list: each phrase accepts its key's place.
    fn add_lists<'a, T: Copy + 'static>(
        &mut self,
        files: impl Iterator<Item = &'a (&'a Source, Lists)>,
        what: &str,
        all: &'static [T],
        name_of: impl Fn(T) -> &'static str,
    ) -> Builder {
        let mut trie = Builder::default();
        for (source, lists) in files {
            for (name, phrases) in lists {
                let Some(value) = all.iter().position(|&value| name_of(value) == name) else {
                    let known = all.iter().map(|&value| name_of(value));
                    self.error(source, &format!("{name}:"), 1, unknown(what, name, known));
                    continue;
                };
                self.add_phrases(&mut trie, &Listed { source, phrases }, value as u32);
            }
        }
        trie
    }

    /// Lists of plain names whose keys are a closed list. They add no words to the reading of prose.
    fn add_names<'a, T: Copy + 'static>(
        &mut self,
        files: impl Iterator<Item = &'a (&'a Source, Lists)>,
        what: &str,
        all: &'static [T],
        name_of: impl Fn(T) -> &'static str,
    ) -> Names {
        let mut names = Vec::new();
        for (source, lists) in files {
            for (key, listed) in lists {
                let Some(value) = all.iter().position(|&value| name_of(value) == key) else {
                    let known = all.iter().map(|&value| name_of(value));
                    self.error(source, &format!("{key}:"), 1, unknown(what, key, known));
                    continue;
                };
                self.check_duplicates(source, listed);
                names.extend(listed.iter().map(|name| (plain(name), value as u8)));
            }
        }
        Names::new(names)
    }

    fn add_phrases(&mut self, trie: &mut Builder, listed: &Listed<'_>, value: u32) {
        self.check_duplicates(listed.source, listed.phrases);
        for text in listed.phrases {
            let Some(parts) = self.parse(listed.source, text) else { continue };
            let ends = self.grow(trie, listed.source, text, &parts);
            trie.accept(&ends, value);
        }
    }

    fn add_attempts(&mut self) -> Builder {
        let mut trie = Builder::default();
        let files = self.files;
        for (source, file) in &files.outcomes {
            self.add_phrases(&mut trie, &Listed { source, phrases: &file.attempt }, 0);
        }
        trie
    }

    fn add_systems(&mut self) -> (Builder, Vec<String>) {
        let (mut trie, mut names) = (Builder::default(), Vec::new());
        let files = self.files;
        for (source, lists) in &files.systems {
            for (name, phrases) in lists {
                self.add_phrases(&mut trie, &Listed { source, phrases }, names.len() as u32);
                names.push(name.clone());
            }
        }
        (trie, names)
    }

    fn add_times(&mut self) -> Builder {
        let mut trie = Builder::default();
        let files = self.files;
        for (source, file) in &files.times {
            let lists = [
                (TimeWord::Vague, &file.vague),
                (TimeWord::NotBefore, &file.not_before),
                (TimeWord::NotAfter, &file.not_after),
                (TimeWord::NotBeside, &file.not_beside),
                (TimeWord::Total, &file.total),
                (TimeWord::TotalBefore, &file.total_before),
                (TimeWord::TotalAfter, &file.total_after),
                (TimeWord::Billed, &file.billed),
                (TimeWord::Opener, &file.opener),
                (TimeWord::SameAct, &file.same_act),
                (TimeWord::Visit, &file.visit),
                (TimeWord::Start, &file.start),
                (TimeWord::Stop, &file.stop),
                (TimeWord::Numbered, &file.numbered),
            ];
            for (value, phrases) in lists {
                self.add_phrases(&mut trie, &Listed { source, phrases }, value as u32);
            }
        }
        trie
    }

    /// Labels are names, not phrases: brackets and signs in them stand for themselves.
    fn add_labels(&mut self) -> Builder {
        let mut trie = Builder::default();
        let files = self.files;
        let fields =
            files.headers.iter().map(|file| (file, Field::ALL.iter().map(|f| f.name()).collect(), 0));
        let sections = files
            .sections
            .iter()
            .map(|file| (file, Section::ALL.iter().map(|s| s.name()).collect::<Vec<_>>(), LABEL_SECTION));
        for ((source, lists), names, base) in fields.chain(sections) {
            for (name, labels) in lists {
                let Some(value) = names.iter().position(|known| known == name) else {
                    let what = if base == 0 { "header field" } else { "section" };
                    self.error(source, &format!("{name}:"), 1, unknown(what, name, names.iter().copied()));
                    continue;
                };
                self.check_duplicates(source, labels);
                for label in labels {
                    let parts = [Part::Word(label.clone())];
                    let ends = self.grow(&mut trie, source, label, &parts);
                    trie.accept(&ends, base + value as u32);
                }
            }
        }
        trie
    }
}

/// The symbols and every class that holds one of them as a whole.
fn closure(symbols: &BTreeSet<Symbol>, within: &BTreeMap<Symbol, BTreeSet<Symbol>>) -> BTreeSet<Symbol> {
    let mut all = symbols.clone();
    let mut open: Vec<Symbol> = symbols.iter().copied().collect();
    while let Some(symbol) = open.pop() {
        open.extend(within.get(&symbol).into_iter().flatten().copied().filter(|&outer| all.insert(outer)));
    }
    all
}

/// The words of a part, as notes are split; a clitic may stand alone, as in `{client} 's`.
fn pieces(text: &str) -> Vec<String> {
    let clitic = text
        .strip_prefix(['\'', '’'])
        .is_some_and(|rest| rest.chars().all(char::is_alphabetic) && !rest.is_empty());
    if clitic {
        return vec![text.replace('’', "'").to_lowercase()];
    }
    tokenize(text).iter().map(|token| token.text(text).replace('’', "'").to_lowercase()).collect()
}

/// That a name is not known, and which ones are: the nearest, else all where they are few.
fn unknown<'n>(what: &str, name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let remedy = match nearest(name, known.iter().copied()).as_slice() {
        [] if known.len() <= 40 => format!("; write one of {}", known.join(", ")),
        [] => {
            "; write one that `context/people.yaml` or `context/classes.yaml` has, or add it there".to_owned()
        }
        near => did_you_mean(near),
    };
    format!("unknown {what} `{name}`{remedy}")
}

fn lay_out(drafts: BTreeMap<String, WordDraft>) -> Words {
    let mut text = String::new();
    let (mut starts, mut classes, mut groups, mut forms) = (vec![0u32, 0], vec![0], vec![0], vec![0]);
    let (mut first_symbol, mut symbols) = (vec![0u32, 0], vec![]);
    let mut slots = vec![0u32; (drafts.len() * 4).next_power_of_two().max(16)];
    let mask = slots.len() - 1;
    for (id, (word, draft)) in drafts.iter().enumerate() {
        let mut slot = token::hash(word) as usize & mask;
        while slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        slots[slot] = id as u32 + 1;
        text.push_str(word);
        starts.push(text.len() as u32);
        classes.push(draft.classes);
        groups.push(draft.groups);
        forms.push(draft.forms.0);
        symbols.extend(&draft.symbols);
        first_symbol.push(symbols.len() as u32);
    }
    Words {
        slots: slots.into(),
        text: text.into(),
        starts: starts.into(),
        classes: classes.into(),
        groups: groups.into(),
        forms: forms.into(),
        // Until the classes are known that words are members of, all symbols are their own.
        first_class: first_symbol[1..].to_vec().into(),
        first_symbol: first_symbol.into(),
        symbols: symbols.into(),
        bits: Cow::default(),
        begins: Cow::default(),
        openings: Cow::default(),
    }
}
