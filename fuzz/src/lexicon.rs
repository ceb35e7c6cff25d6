//! An agency's own file → a lexicon or a ruleset, or what is wrong with it and where. The first line names the file.

use notelint::lexicon::Source;
use notelint::lexicon::compile::compile;
use notelint::ruleset;

use super::{is_visible, reading, text};

/// A note for a lexicon that may know any word.
const NOTE: &str = "Start: 10:00 | End: 10:45\nP: Called PO re: bed, no answer, LVM 10 min. Ct's mother drove her; will fax it on 5/6.\n";

pub fn check(data: &[u8]) {
    let text = text(data);
    let (path, yaml) = text.split_once('\n').unwrap_or((&text, ""));
    if path.starts_with("rulesets/") {
        if let Err(problems) = ruleset::compile(&[(path.to_owned(), yaml.to_owned())], &[], &[]) {
            assert!(!problems.is_empty());
            problems.iter().for_each(|problem| is_visible(&problem.to_string()));
        }
        return;
    }
    let source = Source { path: path.to_owned(), text: yaml.to_owned() };
    match compile(std::slice::from_ref(&source)) {
        Ok(lexicon) => reading::reading(&notelint::reading::read(NOTE, &lexicon, &[], &[])),
        Err(errors) => {
            assert!(!errors.is_empty());
            // The end of the text counts as a line of its own.
            let lines = yaml.split(['\n', '\r']).count() + 1;
            for error in &errors {
                assert_eq!(error.file, path);
                assert!(error.line.is_none_or(|line| (1..=lines).contains(&line)), "{error} of {lines}");
                is_visible(&error.to_string());
            }
        }
    }
}
