//! A phrase of a lexicon file → its parts, and back; and a lexicon with that one phrase.

use notelint::lexicon::Source;
use notelint::lexicon::compile::compile;
use notelint::lexicon::phrase::{Part, parse};

use super::{is_visible, reading, text};

pub fn check(data: &[u8]) {
    let phrase = text(data);
    match parse(&phrase) {
        Ok(parts) => assert_eq!(parse(&written(&parts)), Ok(parts), "written as it was read"),
        Err(error) => is_visible(&error.to_string()),
    }
    let quoted = serde_json::to_string(&phrase).unwrap();
    let text = format!("name: odd\ncode: ZZ001\nsummary: odd\nwhy: odd\nphrases: [{quoted}]\n");
    match compile(&[Source { path: "activities/odd.yaml".to_owned(), text }]) {
        Ok(lexicon) => reading::reading(&notelint::reading::read(&phrase, &lexicon, &[], &[])),
        Err(errors) => errors.iter().for_each(|error| is_visible(&error.to_string())),
    }
}

fn written(parts: &[Part]) -> String {
    let choices =
        |choices: &[Vec<Part>]| choices.iter().map(|choice| written(choice)).collect::<Vec<_>>().join("|");
    let one = |part: &Part| match part {
        Part::Word(word) => word.clone(),
        Part::Inflected(word) => format!("~{word}"),
        Part::Class(name) => format!("{{{name}}}"),
        Part::Number => "#".to_owned(),
        Part::OneOf(parts) => format!("({})", choices(parts)),
        Part::Optional(parts) => format!("[{}]", choices(parts)),
        Part::Gap => "..".to_owned(),
    };
    parts.iter().map(one).collect::<Vec<_>>().join(" ")
}
