//! The schemas themselves: every key is explained, nothing else is let in, and what stands in two of them is the same.

use std::collections::BTreeMap;

use serde_json::Value;

use super::schemas;

#[test]
fn each_has_its_name_and_version_and_is_a_schema() {
    for (name, schema) in schemas() {
        assert_eq!(schema["$id"], format!("urn:notelint:schema:{name}:1"));
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
    }
}

/// Every object of a schema, with its place.
fn objects<'a>(at: &str, schema: &'a Value, found: &mut Vec<(String, &'a Value)>) {
    match schema {
        Value::Object(map) => {
            if map.get("type").is_some_and(|kind| kind == "object") {
                found.push((at.to_owned(), schema));
            }
            for (key, part) in map {
                objects(&format!("{at}/{key}"), part, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|part| objects(at, part, found)),
        _ => {}
    }
}

#[test]
fn every_key_is_explained_and_no_other_is_let_in() {
    for (name, schema) in schemas() {
        let mut found = Vec::new();
        objects(&name, &schema, &mut found);
        assert!(!found.is_empty());
        for (at, object) in found {
            assert!(object["description"].as_str().is_some_and(|text| text.len() > 5), "{at}");
            let Some(properties) = object.get("properties").and_then(Value::as_object) else {
                assert!(object["additionalProperties"].is_object(), "{at}");
                continue;
            };
            assert_eq!(object["additionalProperties"], false, "{at}");
            for (key, property) in properties {
                let explained = |part: &Value| part.get("description").and_then(Value::as_str).is_some();
                let named = |part: &Value| {
                    let place = part.get("$ref").and_then(Value::as_str)?;
                    schema.pointer(place.trim_start_matches('#'))
                };
                assert!(explained(property) || named(property).is_some_and(explained), "{at}: {key}");
            }
        }
    }
}

#[test]
fn what_stands_in_two_schemas_is_the_same() {
    let schemas = schemas();
    let mut seen: BTreeMap<&str, (&str, &Value)> = BTreeMap::new();
    for (name, schema) in &schemas {
        for (part, text) in schema.get("$defs").and_then(Value::as_object).into_iter().flatten() {
            let (first, expected) = *seen.entry(part).or_insert((name, text));
            assert_eq!(text, expected, "`{part}` of {name} and of {first}");
        }
    }
}
