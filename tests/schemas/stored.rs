//! What earlier versions printed is still what the schemas of that version describe.

use std::collections::BTreeSet;

use super::{files, parsed, root, schemas, validator, wrong};

#[test]
fn what_was_printed_once_is_still_valid() {
    let schemas = schemas();
    let mut seen = BTreeSet::new();
    for (name, text) in files(&root().join("tests/schemas/v1")) {
        // `check`, `check.across`: the schema's name, then what is particular about it.
        let schema = name.split('.').next().unwrap();
        let validator = validator(schemas.get(schema).unwrap_or_else(|| panic!("no schema for {name}")));
        // Formats of lines are kept as a list of what stands on each.
        let documents = match parsed(&text) {
            serde_json::Value::Array(lines) => lines,
            document => vec![document],
        };
        assert!(!documents.is_empty(), "{name}");
        for document in documents {
            assert_eq!(wrong(&validator, &document), Vec::<String>::new(), "{name}");
        }
        seen.insert(schema.to_owned());
    }
    assert_eq!(seen, schemas.into_keys().collect(), "each schema has something that was printed once");
}
