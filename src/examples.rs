//! The example sentences of a lexicon's files → whether each is read as its file says, and which phrases none needs.

use std::collections::BTreeSet;

use crate::lexicon::files::Act;
use crate::lexicon::{EntryKind, Lexicon};
use crate::reading::read;

/// What came of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Rightly not found.
    Validated,
    /// Rightly found.
    Reported,
    /// Not found, and should be.
    Missing,
    /// Found, and should not be.
    Noisy,
}

impl Outcome {
    /// Every outcome, the wrong ones last.
    pub const ALL: [Self; 4] = [Self::Validated, Self::Reported, Self::Missing, Self::Noisy];

    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Validated => "validated",
            Self::Reported => "reported",
            Self::Missing => "missing",
            Self::Noisy => "noisy",
        }
    }

    /// Whether the example is not read as its file says.
    pub const fn is_wrong(self) -> bool {
        matches!(self, Self::Missing | Self::Noisy)
    }
}

/// An example that was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The path of its file.
    pub path: String,
    /// The sentence.
    pub sentence: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// Runs the examples of the files, in their order. An act is found where staff did it or tried to.
pub fn run(acts: &[Act], lexicon: &Lexicon) -> Vec<Example> {
    let mut examples = Vec::new();
    for act in acts {
        let file = &act.file.examples;
        let lines = file.flag.iter().chain(&file.credit).map(|line| (line, true));
        for (sentence, expected) in lines.chain(file.pass.iter().map(|line| (line, false))) {
            let outcome = match (holds(sentence, act.kind, &act.file.name, lexicon), expected) {
                (true, true) => Outcome::Reported,
                (false, false) => Outcome::Validated,
                (false, true) => Outcome::Missing,
                (true, false) => Outcome::Noisy,
            };
            examples.push(Example { path: act.path.clone(), sentence: sentence.clone(), outcome });
        }
    }
    examples
}

/// A phrase that no sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused<'a> {
    /// The path of its file.
    pub path: &'a str,
    /// The phrase.
    pub phrase: &'a str,
}

/// The phrases of the files that match in none of their examples and in none of these notes, or only where another
/// phrase matches as well.
pub fn unused<'a>(
    acts: &'a [Act],
    lexicon: &Lexicon,
    notes: impl IntoIterator<Item = &'a str>,
) -> Vec<Unused<'a>> {
    let mut used: BTreeSet<(&str, EntryKind, &str)> = BTreeSet::new();
    let examples = acts.iter().flat_map(|act| act.file.examples.all().map(String::as_str));
    for text in examples.chain(notes) {
        for mention in read(text, lexicon, &[], &[]).mentions {
            if let Some(entry) = lexicon.entry(mention.phrase) {
                used.insert((&entry.name, entry.kind(), lexicon.phrase(mention.phrase)));
            }
        }
    }
    let unused = |act: &'a Act| {
        let known = |phrase: &str| used.contains(&(act.file.name.as_str(), act.kind, phrase));
        let phrases = act.file.wordings().map(String::as_str).filter(move |phrase| !known(phrase));
        phrases.map(|phrase| Unused { path: &act.path, phrase }).collect::<Vec<_>>()
    };
    acts.iter().flat_map(unused).collect()
}

fn holds(sentence: &str, kind: EntryKind, name: &str, lexicon: &Lexicon) -> bool {
    let reading = read(sentence, lexicon, &[], &[]);
    let named = |entry: &crate::lexicon::Entry| entry.name == name;
    reading.activities.iter().any(|act| act.is_staffs(lexicon, kind) && act.entry(lexicon).is_some_and(named))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::compile::compile;
    use crate::lexicon::files::acts;
    use crate::lexicon::{LEXICON, Source, builtin_sources};

    #[test]
    fn a_phrase_is_used_where_it_matches_first() {
        let text = "name: fax\nphrases: [\"~fax the letter\", \"~telecopy the letter\", \"~wire the letter\"]\n\
                    examples:\n  flag: [Telecopied the letter.]\n";
        let built_in = include_str!("../lexicons/activities/fax.yaml");
        let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let sources = [source("activities/fax.yaml", built_in), source("ours/activities/fax.yaml", text)];
        let context = builtin_sources().filter(|source| source.path.starts_with("context/"));
        let all: Vec<Source> = context.chain(sources.iter().cloned()).collect();
        let lexicon = compile(&all).unwrap();
        let acts = acts(&sources);
        let of_ours = |notes: &[&'static str]| {
            let unused = unused(&acts[1..], &lexicon, notes.iter().copied());
            unused.iter().map(|unused| unused.phrase.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(of_ours(&[]), ["~fax the letter", "~wire the letter"]);
        assert_eq!(of_ours(&["CM wired the letter to DMV."]), ["~fax the letter"]);
    }

    #[test]
    fn each_outcome_has_its_name() {
        let text = "name: fax\nnot: [\"no fax\"]\nexamples:\n  flag: [Faxed the packet to DMV., Ct waited.]\n  \
                    pass: [Ct waited., Faxed the packet to DMV.]\n";
        let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let built_in = include_str!("../lexicons/activities/fax.yaml");
        let files =
            acts(&[source("activities/fax.yaml", built_in), source("ours/activities/fax.yaml", text)]);
        let outcomes: Vec<&str> =
            run(&files[1..], &LEXICON).iter().map(|example| example.outcome.name()).collect();
        assert_eq!(outcomes, ["reported", "missing", "validated", "noisy"]);
    }
}
