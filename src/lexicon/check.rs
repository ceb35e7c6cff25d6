//! The lexicon's files → what is not as a list should be: out of order, twice, or an act without examples.

use std::collections::BTreeSet;

use serde_yaml::Value;

use super::files::{LexiconError, Source, acts, line_of};
use super::{EntryKind, LEXICON};

/// What breaks the rules of the house in files that compile: lists are sorted by their bytes and free of duplicates,
/// and each act has a sentence that holds it and one that looks like it. A file that only adds to a built-in act needs
/// no examples. Rulesets are not lexicons: their order has a meaning.
pub fn hygiene(sources: &[Source]) -> Vec<LexiconError> {
    let mut found = Vec::new();
    for source in sources {
        if let Ok(value) = serde_yaml::from_str(&source.text) {
            lists(source, "", &value, &mut found);
        }
    }
    for act in acts(sources) {
        let (key, holds) = match act.kind {
            EntryKind::Intervention => ("credit", &act.file.examples.credit),
            _ => ("flag", &act.file.examples.flag),
        };
        let source = sources.iter().find(|source| source.path == act.path);
        let known =
            LEXICON.entries.iter().any(|entry| entry.kind() == act.kind && entry.name == act.file.name);
        let adds = act.file.summary.is_none() && known;
        for (key, lines) in [(key, holds), ("pass", &act.file.examples.pass)] {
            if lines.is_empty() && !adds {
                found.push(LexiconError {
                    file: act.path.clone(),
                    line: source.and_then(|source| line_of(source, "examples:", 1)),
                    message: format!(
                        "`{}` has no `{key}` example; add a sentence under `examples:`",
                        act.file.name
                    ),
                });
            }
        }
    }
    found
}

/// Checks every list of texts below `value`, which stands under `key`.
fn lists(source: &Source, key: &str, value: &Value, found: &mut Vec<LexiconError>) {
    match value {
        Value::Mapping(entries) => {
            for (name, value) in entries {
                // Examples stand in the order in which they are best read.
                if let Some(name) = name.as_str().filter(|&name| name != "examples") {
                    lists(source, name, value, found);
                }
            }
        }
        Value::Sequence(items) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            list(source, key, &items, found);
        }
        _ => {}
    }
}

fn list(source: &Source, key: &str, items: &[&str], found: &mut Vec<LexiconError>) {
    let mut wrong = |item: &str, nth, message| {
        let line = line_of(source, item, nth);
        found.push(LexiconError { file: source.path.clone(), line, message });
    };
    let mut seen = BTreeSet::new();
    for item in items {
        if !seen.insert(item) {
            wrong(item, 2, format!("`{item}` stands twice in `{key}`; write it once"));
        }
    }
    if let Some(pair) = items.windows(2).find(|pair| pair[0] > pair[1]) {
        let message =
            format!("`{key}` is not sorted: `{}` stands after `{}`; sort the list", pair[1], pair[0]);
        wrong(pair[1], 1, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str) -> Vec<String> {
        let source = Source { path: path.to_owned(), text: text.to_owned() };
        hygiene(&[source]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn lists_are_sorted_and_free_of_duplicates() {
        let path = "context/people.yaml";
        assert!(check(path, "client: [a, b]\nstaff:\n  - c\n  - d\n").is_empty());
        assert_eq!(
            check(path, "client: [a, b]\nstaff:\n  - d\n  - c\n  - d\n"),
            [
                "context/people.yaml:5: `d` stands twice in `staff`; write it once",
                "context/people.yaml:4: `staff` is not sorted: `c` stands after `d`; sort the list",
            ]
        );
    }

    #[test]
    fn acts_have_examples() {
        let path = "ours/activities/pager.yaml";
        let act = "name: pager\ncode: ZZ001\nsummary: s\nwhy: w\nphrases: [\"~page {party}\"]\n";
        assert_eq!(
            check(path, &format!("{act}examples:\n  flag: [\"Paged the PO.\"]\n")),
            ["ours/activities/pager.yaml:6: `pager` has no `pass` example; add a sentence under `examples:`"]
        );
        assert_eq!(check(path, act).len(), 2);
        assert!(check(path, "name: fax\nphrases: [telecopied]\n").is_empty(), "adds to a built-in act");
    }
}
