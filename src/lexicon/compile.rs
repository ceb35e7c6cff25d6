//! The lexicon's files → a [`Lexicon`]: checked, inflected, and laid out as automata.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::DeserializeOwned;

use super::inflect::{Forms, Inflection};
use super::masks::{Mask, Masks};
use super::names::{Names, plain};
use super::needs::Needs;
use super::phrase::{self, Part};
use super::schema::{ActFile, Lists, OutcomesFile, TimeFile, VagueFile, VerbsFile};
use super::spelling::Spelling;
use super::trie::{Builder, FIRST_FREE, GAP, NAME, NONE, NUMBER, Symbol};
use super::{
    CircumstanceCue, CueClass, Element, Entry, EntryKind, Field, LABEL_SECTION, Lexicon, Opening, PERSON,
    Role, Section, TimeWord, Trie, Usage, WordClass, WordId, Words,
};
use crate::circumstances::Program;
use crate::nearest::{did_you_mean, nearest};
use crate::token::{self, tokenize};

/// A lexicon file: its path below the lexicon's folder, as `activities/fax.yaml`, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path, with `/` between its parts.
    pub path: String,
    /// The YAML.
    pub text: String,
}

/// What is wrong with a lexicon file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// The file.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, and what to write instead.
    pub message: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for LexiconError {}

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

/// A file of an activity or an intervention.
#[derive(Debug, Clone)]
pub struct Act {
    /// The file's path.
    pub path: String,
    /// Which of the two, by its folder.
    pub kind: EntryKind,
    /// What it says.
    pub file: ActFile,
}

/// The files of activities and interventions that can be read, in order.
pub fn acts(sources: &[Source]) -> Vec<Act> {
    let files = Files::read(sources, &mut Vec::new());
    let act = |(source, kind, file): (&Source, _, _)| Act { path: source.path.clone(), kind, file };
    files.acts.into_iter().map(act).collect()
}

/// One list of one file: whose phrases they are, and where to find them for messages.
struct Listed<'f> {
    source: &'f Source,
    phrases: &'f [String],
}

/// The files, read.
#[derive(Default)]
struct Files<'s> {
    acts: Vec<(&'s Source, EntryKind, ActFile)>,
    outcomes: Vec<(&'s Source, OutcomesFile)>,
    vague: Vec<(&'s Source, VagueFile)>,
    verbs: Vec<(&'s Source, VerbsFile)>,
    times: Vec<(&'s Source, TimeFile)>,
    people: Vec<(&'s Source, Lists)>,
    classes: Vec<(&'s Source, Lists)>,
    words: Vec<(&'s Source, Lists)>,
    cues: Vec<(&'s Source, Lists)>,
    headers: Vec<(&'s Source, Lists)>,
    sections: Vec<(&'s Source, Lists)>,
    programs: Vec<(&'s Source, Lists)>,
    circumstances: Vec<(&'s Source, Lists)>,
    systems: Vec<(&'s Source, Lists)>,
    columns: Vec<(&'s Source, Lists)>,
    elements: Vec<(&'s Source, Lists)>,
    english: Vec<&'s Source>,
}

/// Reads a file as `T`; a key that stands twice is an error at every depth.
fn parse<T: DeserializeOwned>(source: &Source, errors: &mut Vec<LexiconError>) -> Option<T> {
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    let read = serde_yaml::from_str(text).and_then(|value| {
        // Maps of lists would keep the last of two lists of one name, and lose the other.
        serde_yaml::from_str::<serde_yaml::Value>(text).map(|_| value)
    });
    match read {
        Ok(value) => Some(value),
        Err(error) => {
            let message = what_to_write(&error.to_string());
            // A key that stands twice is told without its place.
            let twice = ["duplicate field `", "duplicate entry with key \""].iter();
            let mut twice = twice.filter_map(|before| message.split_once(before)?.1.split(['`', '"']).next());
            let line = match twice.next() {
                Some(key) => line_of(source, &format!("{key}:"), 2),
                None => error.location().map(|at| at.line()),
            };
            errors.push(LexiconError { file: source.path.clone(), line, message });
            None
        }
    }
}

/// The parser's message, and what to write instead.
fn what_to_write(error: &str) -> String {
    let error = error.split(" at line ").next().unwrap_or(error);
    let quoted = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    if let Some((path, rest)) = error.split_once("unknown field ") {
        let names = quoted(rest);
        let Some((given, keys)) = names.split_first() else { return error.to_owned() };
        let near = did_you_mean(&nearest(given, keys.iter().map(String::as_str)));
        return format!("{path}unknown key `{given}`{near}; the keys are {}", keys.join(", "));
    }
    if let Some((path, rest)) = error.split_once("missing field ") {
        let name = quoted(rest).into_iter().next().unwrap_or_default();
        return format!("{path}`{name}` is missing; add a line `{name}: …`");
    }
    let hint = if error.contains("duplicate") {
        "; a name stands once in a file, join the two"
    } else if error.contains("expected a sequence") {
        "; write a list, as [\"left [a] message\"]"
    } else if error.contains("expected a map") || error.contains("expected struct") {
        "; write `name: …` lines"
    } else {
        "; a phrase with `[`, `{`, `#`, `*`, `&`, `:` or `|` stands in quotes, as \"left [a] message\""
    };
    // serde writes values in quotes, and what was taken for a lexicon file may be a note.
    let shown = match error.contains("invalid type: ") || error.contains("invalid value: ") {
        true => error.split('"').step_by(2).collect::<Vec<_>>().join("…"),
        false => error.to_owned(),
    };
    format!("{shown}{hint}")
}

impl<'s> Files<'s> {
    fn read(sources: &'s [Source], errors: &mut Vec<LexiconError>) -> Self {
        let mut files = Self::default();
        for source in sources {
            let (folder, name) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
            let folder = folder.rsplit('/').next().unwrap_or_default();
            let stem = name.trim_end_matches(".yaml").trim_end_matches(".yml");
            let kind = match (folder, stem) {
                ("activities", _) => Some(EntryKind::Activity),
                ("interventions", _) => Some(EntryKind::Intervention),
                ("services", _) => Some(EntryKind::Service),
                _ => None,
            };
            if let Some(kind) = kind {
                if let Some(act) = parse::<ActFile>(source, errors) {
                    files.check_act(source, kind, &act, errors);
                    files.acts.push((source, kind, act));
                }
                continue;
            }
            if name == ENGLISH {
                files.english.push(source);
                continue;
            }
            match stem.split_once('-').map_or(stem, |(first, _)| first) {
                "outcomes" => files.outcomes.extend(parse(source, errors).map(|file| (source, file))),
                "vague" => files.vague.extend(parse(source, errors).map(|file| (source, file))),
                "verbs" => files.verbs.extend(parse(source, errors).map(|file| (source, file))),
                "time" => files.times.extend(parse(source, errors).map(|file| (source, file))),
                "people" => files.people.extend(parse(source, errors).map(|file| (source, file))),
                "classes" => files.classes.extend(parse(source, errors).map(|file| (source, file))),
                "words" => files.words.extend(parse(source, errors).map(|file| (source, file))),
                "cues" => files.cues.extend(parse(source, errors).map(|file| (source, file))),
                "headers" => files.headers.extend(parse(source, errors).map(|file| (source, file))),
                "sections" => files.sections.extend(parse(source, errors).map(|file| (source, file))),
                "circumstances" => files.circumstances.extend(parse(source, errors).map(|file| (source, file))),
                "systems" => files.systems.extend(parse(source, errors).map(|file| (source, file))),
                "programs" => files.programs.extend(parse(source, errors).map(|file| (source, file))),
                "columns" => files.columns.extend(parse(source, errors).map(|file| (source, file))),
                "elements" => files.elements.extend(parse(source, errors).map(|file| (source, file))),
                _ => errors.push(LexiconError {
                    file: source.path.clone(),
                    line: None,
                    message: "not a file that notelint knows; activities stand in `activities/`, interventions in \
                              `interventions/`, other services in `services/`, payers in `rulesets/`, and `context/` holds \
                              circumstances, classes, columns, cues, elements, headers, outcomes, people, programs, sections, \
                              systems, time, vague, verbs, words"
                        .to_owned(),
                }),
            }
        }
        files
    }

    /// Checks an act's file. One that adds to an act of an earlier file may leave out all but the name.
    fn check_act(&self, source: &Source, kind: EntryKind, act: &ActFile, errors: &mut Vec<LexiconError>) {
        let mut wrong = |needle: &str, message: String| {
            errors.push(LexiconError {
                file: source.path.clone(),
                line: line_of(source, needle, 1),
                message,
            });
        };
        let name = &act.name;
        let earlier = self.acts.iter().find(|(_, other, file)| *other == kind && file.name == *name);
        if let Some((first, ..)) = earlier {
            let code = self
                .acts
                .iter()
                .find(|(_, _, file)| file.name == *name)
                .and_then(|(.., file)| file.code.as_ref());
            if let (Some(given), Some(code)) = (&act.code, code)
                && given != code
            {
                wrong(
                    "code:",
                    format!("`{name}` has the code {code} in {}; write that or leave it out", first.path),
                );
            }
        } else {
            match (kind == EntryKind::Intervention, &act.code) {
                (false, None) => wrong("name:", format!("`{name}` has no `code`; write `code: ZZ001`")),
                (true, Some(_)) => {
                    wrong("code:", "an intervention has no `code`; leave the line out".to_owned());
                }
                _ => {}
            }
            for (key, text) in [("summary", &act.summary), ("why", &act.why)] {
                if text.as_ref().is_none_or(|text| text.trim().is_empty()) {
                    wrong("name:", format!("`{name}` has no `{key}`; add a line `{key}: …`"));
                }
            }
        }
        let lists = [&act.phrases, &act.nouns, &act.states, &act.means, &act.not];
        if lists.iter().all(|list| list.is_empty()) {
            wrong("name:", format!("`{name}` has no phrases; write them under `phrases:`"));
        }
    }
}

/// The line, from 1, of the `nth` item or key that is `needle`, else of the last line that holds it.
pub fn line_of(source: &Source, needle: &str, nth: usize) -> Option<usize> {
    let is_it = |line: &str| {
        let item = line.trim().trim_start_matches("- ").trim_start();
        let item = item.strip_prefix(['"', '\'']).unwrap_or(item);
        item.strip_prefix(needle).is_some_and(|rest| needle.ends_with(':') || matches!(rest, "" | "\"" | "'"))
    };
    let numbered = || source.text.lines().enumerate().map(|(i, line)| (i + 1, line));
    let exact = numbered().filter(|(_, line)| is_it(line)).nth(nth.saturating_sub(1));
    let found = exact.or_else(|| numbered().filter(|(_, line)| line.contains(needle)).take(nth).last());
    found.map(|(line, _)| line)
}

/// The file of English words, one a line, that are never another word mistyped.
pub const ENGLISH: &str = "english.txt";

fn english_words(source: &Source) -> impl Iterator<Item = &str> {
    source.text.lines().map(str::trim).filter(|line| !line.starts_with('#'))
}

/// The word whose symbols every number has.
pub(super) const NUMBER_WORD: &str = "#";

/// A word while the table is built.
#[derive(Default)]
struct WordDraft {
    classes: u64,
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
        add_classes_of_words(&mut lexicon);
        tell_beginnings(&mut lexicon, count);
        let examples = self.files.acts.iter().flat_map(|(_, _, act)| act.examples.all());
        let frequencies = frequencies(&lexicon, count, examples);
        lexicon.needs = Needs::new(&lexicon.acts, &frequencies);
        fill_masks(&mut lexicon, &frequencies);
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

/// The automata that are searched at every token.
fn automata(lexicon: &mut Lexicon) -> [&mut Trie; 8] {
    [
        &mut lexicon.classes,
        &mut lexicon.acts,
        &mut lexicon.cues,
        &mut lexicon.attempts,
        &mut lexicon.circumstances,
        &mut lexicon.systems,
        &mut lexicon.programs,
        &mut lexicon.times,
    ]
}

/// Puts behind each word's symbols the classes that it is a member of by a sequence of one, as "client" is of the class
/// that holds `[the] client`.
fn add_classes_of_words(lexicon: &mut Lexicon) {
    let (mut first_symbol, mut first_class, mut symbols) = (vec![0u32], vec![], vec![]);
    for word in 0..=lexicon.words.len() as WordId {
        let mut read = lexicon.words.symbols(word).to_vec();
        let own = read.len();
        let mut next = 0;
        while let Some(&symbol) = read.get(next) {
            next += 1;
            let set = lexicon.classes.begin(symbol).and_then(|node| lexicon.classes.accept(node));
            for &class in set.map(|set| lexicon.class_set(set)).unwrap_or_default() {
                if !read[own..].contains(&class) {
                    read.push(class);
                }
            }
        }
        first_class.push((symbols.len() + own) as u32);
        symbols.append(&mut read);
        first_symbol.push(symbols.len() as u32);
    }
    let words = &mut lexicon.words;
    words.first_symbol = first_symbol.into();
    words.first_class = first_class.into();
    words.symbols = symbols.into();
}

/// Gives every automaton a bit, and tells for each symbol which of them it begins a phrase of.
fn tell_beginnings(lexicon: &mut Lexicon, symbols: usize) {
    let mut begins = vec![0u16; symbols];
    for (i, trie) in automata(lexicon).into_iter().enumerate() {
        trie.bit = 1 << i;
        for (begins, _) in begins.iter_mut().zip(trie.root.iter()).filter(|(_, child)| **child != 0) {
            *begins |= trie.bit;
        }
    }
    begins[NONE as usize] = begins[GAP as usize];
    begins[NAME as usize] |= PERSON;
    for &role in Role::ALL {
        begins[lexicon.role_symbol(role) as usize] |= PERSON;
    }
    for office in [lexicon.organisation, lexicon.outside] {
        begins[office as usize] |= PERSON;
    }
    let words = 0..=lexicon.words.len() as WordId;
    let of_word = |word| {
        lexicon.words.symbols(word).iter().fold(begins[NONE as usize], |all, &s| all | begins[s as usize])
    };
    lexicon.words.begins = words.map(of_word).collect::<Vec<_>>().into();
    lexicon.begins = begins.into();
}

/// Gives every symbol its bit, and tells words, sets of classes and nodes of automata their symbols.
fn fill_masks(lexicon: &mut Lexicon, frequencies: &[u32]) {
    let masks = Masks::new(frequencies);
    lexicon.words.bits = lexicon.words.symbols.iter().map(|&symbol| masks.bit(symbol)).collect();
    let sets = 0..lexicon.class_set_starts.len().saturating_sub(1) as u32;
    let begins = |set: &[Symbol]| set.iter().fold(0, |all, &symbol| all | lexicon.begins(symbol));
    let (set_masks, set_begins): (Vec<_>, Vec<_>) =
        sets.map(|set| lexicon.class_set(set)).map(|set| (masks.of(set), begins(set))).unzip();
    (lexicon.class_set_masks, lexicon.class_set_begins) = (set_masks.into(), set_begins.into());
    for trie in automata(lexicon) {
        trie.fill_masks(&masks);
    }
    lexicon.masks = masks;
    let words = 0..=lexicon.words.len() as WordId;
    lexicon.words.openings = words.map(|word| opening(lexicon, word)).collect();
}

/// What a word begins, by all that it can be read as.
fn opening(lexicon: &Lexicon, word: WordId) -> Opening {
    let mut opening = Opening { begins: lexicon.words.begins(word), ..Opening::default() };
    for (symbol, _) in lexicon.words.readings(word) {
        opening.mask.add(&lexicon.masks.one(symbol));
        opening.begins |= lexicon.begins(symbol);
        if let Some(node) = lexicon.classes.begin(symbol) {
            let node = lexicon.classes.node(node);
            opening.next.add(if node.gap == 0 { &node.mask } else { &Mask::ALL });
        }
    }
    opening
}

/// How often each symbol stands in some sentences. Members of classes that are made of other classes are not counted.
fn frequencies<'e>(
    lexicon: &Lexicon,
    symbols: usize,
    sentences: impl Iterator<Item = &'e String>,
) -> Vec<u32> {
    fn members(lexicon: &Lexicon, node: u32, words: &[WordId], found: &mut Vec<u32>) {
        found.extend(lexicon.classes.accept(node));
        if let [word, rest @ ..] = words {
            for next in lexicon.words.symbols(*word).iter().filter_map(|&s| lexicon.classes.child(node, s)) {
                members(lexicon, next, rest, found);
            }
        }
    }
    let mut frequencies = vec![0; symbols];
    let mut found = Vec::new();
    for sentence in sentences {
        let tokens = token::tokenize(sentence);
        let words: Vec<WordId> = tokens.iter().map(|token| lexicon.words.find(token, sentence)).collect();
        for (place, token) in tokens.iter().enumerate() {
            for &symbol in lexicon.words.symbols(words[place]) {
                frequencies[symbol as usize] += 1;
            }
            frequencies[NAME as usize] += u32::from(token.capital);
            frequencies[NUMBER as usize] += u32::from(token.is_number());
            found.clear();
            members(lexicon, 0, &words[place..], &mut found);
            for &set in &found {
                for &class in lexicon.class_set(set) {
                    frequencies[class as usize] += 1;
                }
            }
        }
    }
    frequencies
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

/// Phrases and entries while they are numbered.
#[derive(Default)]
struct Phrases {
    entries: Vec<Entry>,
    entry: Vec<u16>,
    usage: Vec<u8>,
    text: String,
    starts: Vec<u32>,
}

impl Phrases {
    fn push(&mut self, entry: u16, usage: Usage, text: &str) -> u32 {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.entry.push(entry);
        self.usage.push(usage as u8);
        self.text.push_str(text);
        self.starts.push(self.text.len() as u32);
        self.entry.len() as u32 - 1
    }

    fn entry_for(&mut self, kind: EntryKind, name: &str) -> u16 {
        let found = self.entries.iter().position(|entry| entry.name == name && entry.kind() == kind);
        let place = found.unwrap_or_else(|| {
            self.entries.push(Entry {
                kind: kind as u8,
                name: name.to_owned().into(),
                code: "".into(),
                summary: "".into(),
                why: "".into(),
                instead: "".into(),
                advice: "".into(),
                within: "".into(),
                way: "".into(),
                presence: "".into(),
                flagged: "".into(),
                passing: "".into(),
            });
            self.entries.len() - 1
        });
        place as u16
    }

    /// The act's entry; a later file of the same name adds phrases and replaces the texts that it has.
    fn entry_for_act(&mut self, kind: EntryKind, act: &ActFile) -> u16 {
        let place = self.entry_for(kind, &act.name);
        let entry = &mut self.entries[place as usize];
        let flagged = if kind == EntryKind::Intervention { &act.examples.credit } else { &act.examples.flag };
        let texts = [
            (&mut entry.code, act.code.as_ref()),
            (&mut entry.summary, act.summary.as_ref()),
            (&mut entry.why, act.why.as_ref()),
            (&mut entry.instead, act.instead.as_ref()),
            (&mut entry.within, act.within.as_ref()),
            (&mut entry.way, act.way.as_ref()),
            (&mut entry.flagged, flagged.first()),
            (&mut entry.passing, act.examples.pass.first()),
        ];
        for (text, given) in texts {
            if let Some(given) = given {
                *text = given.trim().to_owned().into();
            }
        }
        entry.advice = entry.instead.split_whitespace().collect::<Vec<_>>().join(" ").into();
        if !act.presence.is_empty() {
            entry.presence = act.presence.join(" ").to_lowercase().into();
        }
        place
    }
}

fn lay_out(drafts: BTreeMap<String, WordDraft>) -> Words {
    let mut text = String::new();
    let (mut starts, mut classes, mut forms) = (vec![0u32, 0], vec![0], vec![0]);
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
        forms.push(draft.forms.0);
        symbols.extend(&draft.symbols);
        first_symbol.push(symbols.len() as u32);
    }
    Words {
        slots: slots.into(),
        text: text.into(),
        starts: starts.into(),
        classes: classes.into(),
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

impl<'s> Files<'s> {
    /// Every list that is written in the phrase language.
    fn all_lists(&self) -> Vec<Listed<'_>> {
        let mut lists: Vec<Listed<'_>> = Vec::new();
        for (source, _, act) in &self.acts {
            for phrases in [&act.phrases, &act.nouns, &act.states, &act.means, &act.not] {
                lists.push(Listed { source, phrases });
            }
        }
        for (source, file) in &self.outcomes {
            for phrases in [&file.attempt, &file.failed, &file.absent, &file.reached, &file.message] {
                lists.push(Listed { source, phrases });
            }
        }
        lists.extend(self.vague.iter().map(|(source, file)| Listed { source, phrases: &file.phrases }));
        for (source, file) in &self.times {
            for phrases in [&file.vague, &file.not_before, &file.not_after] {
                lists.push(Listed { source, phrases });
            }
        }
        for (source, file) in self
            .people
            .iter()
            .chain(&self.classes)
            .chain(&self.cues)
            .chain(&self.programs)
            .chain(&self.circumstances)
            .chain(&self.systems)
        {
            lists.extend(file.values().map(|phrases| Listed { source, phrases }));
        }
        lists
    }
}
