//! `notelint.yaml` → settings; what is wrong with it is told by line, with what to write.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use globset::{GlobBuilder, GlobSetBuilder};
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};
use serde_json::json;

use super::settings::{FailOn, Likeness, Origin, PathOverride, Said, Settings, absolute};
use crate::circumstances::Program;
use crate::diagnostic::{Confidence, Severity};
use crate::lexicon::Field;
use crate::nearest::{did_you_mean, nearest};
use crate::report::Format;
use crate::source::{path_name, visible};

/// A part of the file: its own keys, and those that the whole file and an override have in common.
macro_rules! part {
    ($(#[$about:meta])* struct $name:ident { $($own:tt)* }) => {
        $(#[$about])*
        #[derive(Debug, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
        struct $name {
            /// The payer, see `notelint rulesets`; `common` if no key says.
            ruleset: Option<String>,
            /// The programs that the notes belong to.
            #[serde(deserialize_with = "one_or_many")]
            #[schemars(schema_with = "programs")]
            program: Vec<String>,
            /// Only these rules, those that are off included: codes, prefixes or names.
            #[serde(deserialize_with = "one_or_many")]
            #[schemars(schema_with = "names")]
            select: Vec<String>,
            /// Not these rules: codes, prefixes or names.
            #[serde(deserialize_with = "one_or_many")]
            #[schemars(schema_with = "names")]
            ignore: Vec<String>,
            /// How sure a finding has to be.
            #[schemars(schema_with = "min_confidence")]
            min_confidence: Option<String>,
            /// How much findings matter, by the rule's code, prefix or name; the most particular key decides.
            #[schemars(schema_with = "severities")]
            severity: Option<BTreeMap<String, String>>,
            /// The least severity that makes the exit status 1.
            #[schemars(schema_with = "fail_on")]
            fail_on: Option<String>,
            /// Names of the agency's staff: "Dana called DPSS" is staff's act.
            #[serde(deserialize_with = "one_or_many")]
            #[schemars(schema_with = "names")]
            staff_names: Vec<String>,
            $($own)*
        }

        impl $name {
            /// What it says; `at` gives the place of a key.
            fn said(&self, at: impl Fn(&str) -> String) -> Result<Said, String> {
                let wrong = |key: &str, error: String| format!("{}: {error}", at(key));
                let programs = self.program.iter().map(|name| one_of(Program::ALL, Program::name, name));
                let fail_on = self.fail_on.as_deref().map(|name| one_of(FailOn::ALL, FailOn::name, name));
                let min_confidence = self.min_confidence.as_deref();
                let min_confidence =
                    min_confidence.map(|name| one_of(Confidence::ALL, Confidence::name, name));
                let severity = self.severity.iter().flatten().map(|(rule, name)| {
                    Ok((rule.clone(), one_of(Severity::ALL, Severity::name, name)?))
                });
                Ok(Said {
                    ruleset: self.ruleset.clone().filter(|id| !id.is_empty()),
                    programs: programs.collect::<Result<_, _>>().map_err(|error| wrong("program", error))?,
                    select: self.select.clone(),
                    ignore: self.ignore.clone(),
                    min_confidence: min_confidence
                        .transpose()
                        .map_err(|error| wrong("min-confidence", error))?,
                    severity: severity.collect::<Result<_, _>>().map_err(|error| wrong("severity", error))?,
                    fail_on: fail_on.transpose().map_err(|error| wrong("fail-on", error))?,
                    staff_names: self.staff_names.clone(),
                    from: Origin {
                        ruleset: at("ruleset"),
                        programs: at("program"),
                        select: at("select"),
                        ignore: at("ignore"),
                        min_confidence: at("min-confidence"),
                        severity: at("severity"),
                        fail_on: at("fail-on"),
                        staff_names: at("staff-names"),
                        ..Origin::default()
                    },
                })
            }
        }
    };
}

part! {
    /// The configuration of notelint. Every key may be left out.
    struct ConfigFile {
        /// How findings are printed.
        #[schemars(schema_with = "formats")]
        format: Option<String>,
        /// Folders of the agency's own lexicon files, relative to this file.
        #[serde(deserialize_with = "one_or_many")]
        #[schemars(schema_with = "names")]
        lexicons: Vec<String>,
        /// Further names of header fields, by field: `start: [hora de inicio]`.
        #[schemars(schema_with = "header_aliases")]
        header_aliases: Option<BTreeMap<String, Names>>,
        /// From which likeness a note is a copy of another (XN005).
        #[schemars(range(min = 0.5, max = 1.0))]
        likeness: Option<f64>,
        /// What else is in force for some of the files; where several are for one file, the later goes before.
        overrides: Option<Vec<Override>>,
    }
}

part! {
    /// What is in force for some of the files. Keys that are left out stay as they are for the other files.
    struct Override {
        /// Patterns of paths, relative to this file: `*` stands for anything in a name, `**` for any folders.
        #[serde(deserialize_with = "one_or_many")]
        #[schemars(schema_with = "names")]
        paths: Vec<String>,
    }
}

/// One name, or a list of names.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
struct Names(#[serde(deserialize_with = "one_or_many")] Vec<String>);

/// The JSON Schema of a `notelint.yaml`.
pub(super) fn schema() -> String {
    let mut schema = schemars::schema_for!(ConfigFile);
    schema.insert("title".to_owned(), "notelint.yaml".into());
    // Every key may be left out, which says more than what it would then be.
    RecursiveTransform(|part: &mut Schema| drop(part.remove("default"))).transform(&mut schema);
    if let Some(part) = schema.pointer_mut("/$defs/Override").and_then(serde_json::Value::as_object_mut) {
        part.insert("required".to_owned(), json!(["paths"]));
    }
    format!("{:#}\n", schema.to_value())
}

fn names(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}, {"type": "null"}]})
}

fn listed<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|&value| name(value)).collect()
}

fn programs(_: &mut SchemaGenerator) -> Schema {
    let one = json_schema!({"enum": listed(Program::ALL, Program::name)});
    json_schema!({"anyOf": [one, {"type": "array", "items": one}, {"type": "null"}]})
}

fn fail_on(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"anyOf": [{"enum": listed(FailOn::ALL, FailOn::name)}, {"type": "null"}]})
}

fn min_confidence(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"anyOf": [{"enum": listed(Confidence::ALL, Confidence::name)}, {"type": "null"}]})
}

fn formats(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"anyOf": [{"enum": listed(Format::ALL, Format::name)}, {"type": "null"}]})
}

fn severities(_: &mut SchemaGenerator) -> Schema {
    let one = json_schema!({"enum": listed(Severity::ALL, Severity::name)});
    json_schema!({"type": ["object", "null"], "additionalProperties": one})
}

fn header_aliases(generator: &mut SchemaGenerator) -> Schema {
    let fields: BTreeMap<&str, Schema> =
        Field::ALL.iter().map(|field| (field.name(), names(generator))).collect();
    json_schema!({"type": ["object", "null"], "properties": fields, "additionalProperties": false})
}

/// Reads a configuration file.
///
/// # Errors
/// When it cannot be read or is wrong: a message that names it, its line, and what to write.
pub(super) fn read(path: &Path) -> Result<Settings, String> {
    let shown = here(path);
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            format!("{shown}: no such configuration file; check --config or NOTELINT_CONFIG")
        }
        std::io::ErrorKind::InvalidData => format!("{shown}: not UTF-8; save it as UTF-8"),
        _ => format!("{shown}: cannot be read: {error}"),
    })?;
    parse(&text, &shown, path.parent().unwrap_or(Path::new("")))
}

/// The path as it is shown in messages: relative where it lies in the folder we are in.
pub(super) fn here(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    visible(&path_name(path.strip_prefix(&current).unwrap_or(path))).into_owned()
}

/// Reads a configuration; `shown` is its path for messages, `folder` what its own paths are relative to.
fn parse(text: &str, shown: &str, folder: &Path) -> Result<Settings, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: Option<ConfigFile> = serde_yaml::from_str(text).map_err(|error| {
        let error_text = error.to_string();
        // A key that is written twice is told without a place.
        let twice = backquoted(&error_text, "duplicate field `").and_then(|key| lines_of(text, key).last());
        let line = twice.or_else(|| error.location().map(|at| at.line()));
        let line = line.map_or_else(String::new, |line| format!(":{line}"));
        format!("{shown}{line}: {}", explain(&error_text))
    })?;
    let file = file.unwrap_or_default();
    let at = |key: &str| {
        lines_of(text, key).next().map_or_else(|| shown.to_owned(), |line| format!("{shown}:{line}"))
    };
    let format = file.format.as_deref().map(|name| {
        one_of(Format::ALL, Format::name, name).map_err(|error| format!("{}: {error}", at("format")))
    });
    let mut settings = Settings { format: format.transpose()?, ..Settings::default() };
    file.said(at)?.apply(&mut settings);
    settings.linter.lexicons = file.lexicons.iter().map(|dir| folder.join(dir)).collect();
    let aliases = file.header_aliases.unwrap_or_default();
    settings.linter.header_aliases =
        header_names(aliases).map_err(|error| format!("{}: {error}", at("header-aliases")))?;
    if let Some(part) = file.likeness {
        let likeness = Likeness::new(part);
        let likeness = likeness.ok_or_else(|| format!("{}: write a number from 0.5 to 1", at("likeness")))?;
        settings.linter.likeness = Some(likeness);
        settings.origin.likeness = at("likeness");
    }
    settings.origin.format = at("format");
    settings.origin.lexicons = at("lexicons");
    settings.origin.header_aliases = at("header-aliases");

    let mut lines = lines_of_paths(text);
    let mut overrides = Vec::new();
    for part in file.overrides.unwrap_or_default() {
        let place = match lines.next() {
            Some(line) => format!("{shown}:{line}"),
            None => at("overrides"),
        };
        let globs = globs(&part.paths).map_err(|error| format!("{place}: {error}"))?;
        let said = part.said(|_| place.clone())?;
        overrides.push(PathOverride { paths: part.paths, globs, said, place });
    }
    settings.overrides = Arc::new(overrides);
    settings.folder = absolute(folder);
    Ok(settings)
}

/// Patterns of paths, made ready to match.
fn globs(patterns: &[String]) -> Result<globset::GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let glob = GlobBuilder::new(pattern).literal_separator(true).build().map_err(|error| {
            let pattern: String = pattern.chars().take(40).collect();
            format!("`{}` is no pattern of paths: {}", visible(&pattern), error.kind())
        })?;
        set.add(glob);
    }
    let set = set.build().map_err(|error| error.to_string())?;
    if set.is_empty() {
        return Err("an override without `paths`; write `paths: [\"la/**\"]`".to_owned());
    }
    Ok(set)
}

/// Names of header fields, by field.
fn header_names(aliases: BTreeMap<String, Names>) -> Result<Vec<(Field, Vec<String>)>, String> {
    let named = aliases.into_iter().map(|(field, names)| {
        let field = one_of(Field::ALL, Field::name, &field)?;
        if names.0.iter().any(|name| !name.chars().any(char::is_alphanumeric) || name.contains(':')) {
            return Err(format!("a name of `{}` is no name; write it without a colon", field.name()));
        }
        Ok((field, names.0))
    });
    named.collect()
}

/// What to write instead. Values are left out: the file may be a note that was named by mistake.
fn explain(error: &str) -> String {
    let without_place = error.split(" at line ").next().unwrap_or(error);
    if let Some((part, rest)) = without_place.split_once("unknown field ") {
        let mut quoted = rest.split('`').skip(1).step_by(2);
        let key = quoted.next().unwrap_or_default();
        let keys: Vec<&str> = quoted.collect();
        // A key that is like none of them is not repeated: it may be a word of a note.
        let said = match nearest(key, keys.iter().copied()) {
            near if near.is_empty() => "unknown key".to_owned(),
            near => format!("unknown key `{}`{}", visible(key), did_you_mean(&near)),
        };
        return format!("{}{said}; the keys are {}", visible(part), keys.join(", "));
    }
    if let Some(key) = backquoted(without_place, "duplicate field `") {
        return format!("`{key}` is written twice; join the two");
    }
    if without_place.contains("expected struct ConfigFile") {
        return "not a configuration; write `key: value` lines, see `notelint schema config`".to_owned();
    }
    // serde writes values in quotes.
    let unquoted: String = without_place.split('"').step_by(2).collect::<Vec<_>>().join("…");
    visible(&unquoted).into_owned()
}

fn one_of<T: Copy>(all: &[T], name: fn(T) -> &'static str, given: &str) -> Result<T, String> {
    let names = || all.iter().map(|&value| name(value));
    all.iter().copied().find(|&value| name(value) == given).ok_or_else(|| {
        let near = did_you_mean(&nearest(given, names()));
        let given: String = given.chars().take(40).collect();
        format!(
            "unknown value `{}`{near}; write one of {}",
            visible(&given),
            names().collect::<Vec<_>>().join(", ")
        )
    })
}

/// What stands between `before` and the next backquote.
fn backquoted<'t>(text: &'t str, before: &str) -> Option<&'t str> {
    text.split_once(before)?.1.split('`').next()
}

/// The lines, from 1, on which a key of the top level stands.
fn lines_of<'t>(text: &'t str, key: &'t str) -> impl Iterator<Item = usize> + 't {
    let at = move |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
    text.lines().enumerate().filter(move |(_, line)| at(line)).map(|(i, _)| i + 1)
}

/// The lines, from 1, on which the `paths` of overrides stand.
fn lines_of_paths(text: &str) -> impl Iterator<Item = usize> + '_ {
    let count = |line: &str| {
        let begins = |at: usize| line[..at].ends_with([' ', '-', '{', ',']);
        let ends = |at: usize| line[at + "paths".len()..].trim_start().starts_with(':');
        line.match_indices("paths").filter(|&(at, _)| begins(at) && ends(at)).count()
    };
    text.lines().enumerate().flat_map(move |(i, line)| std::iter::repeat_n(i + 1, count(line)))
}

/// One text, or a list of texts.
fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    struct OneOrMany;

    impl<'de> de::Visitor<'de> for OneOrMany {
        type Value = Vec<String>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a name or a list of names")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Vec::new())
        }

        fn visit_str<E>(self, one: &str) -> Result<Self::Value, E> {
            Ok(one.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect())
        }

        fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut many = Vec::new();
            while let Some(one) = seq.next_element()? {
                many.push(one);
            }
            Ok(many)
        }
    }

    deserializer.deserialize_any(OneOrMany)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<Settings, String> {
        parse(text, "notelint.yaml", Path::new("/etc/notes"))
    }

    #[test]
    fn every_key_is_read() {
        let settings = check(
            "ruleset: la-sapc\nprogram: residential\nselect: NB, DU001\nignore: [NB301]\nlexicons: [ours]\n\
             min-confidence: high\nfail-on: never\nformat: json\nstaff-names: [Ana, Bo]\nseverity: {NB: note, waiting: error}\n\
             header-aliases: {start: Hora de inicio, end: [a, b]}\n\
             overrides:\n  - paths: la/**\n    select: IV\n  - {paths: [\"*.md\"], severity: {NB: error}}\n",
        )
        .unwrap();
        assert_eq!(settings.ruleset(), "la-sapc");
        assert_eq!(settings.linter.programs, [Program::Residential]);
        assert_eq!(settings.linter.select, ["NB", "DU001"]);
        assert_eq!(settings.linter.ignore, ["NB301"]);
        assert_eq!(settings.linter.min_confidence, Some(Confidence::High));
        assert_eq!(settings.linter.lexicons, [Path::new("/etc/notes/ours")]);
        assert_eq!(settings.linter.staff_names, ["Ana", "Bo"]);
        let severity = |rule: &str, severity| (rule.to_owned(), severity);
        assert_eq!(
            settings.linter.severity,
            [severity("NB", Severity::Note), severity("waiting", Severity::Error)]
        );
        let names = [
            (Field::End, vec!["a".to_owned(), "b".to_owned()]),
            (Field::Start, vec!["Hora de inicio".to_owned()]),
        ];
        assert_eq!(settings.linter.header_aliases, names);
        assert_eq!(settings.fail_on(), FailOn::Never);
        assert_eq!(settings.format, Some(Format::Json));
        assert_eq!(settings.origin.ignore, "notelint.yaml:4");
        let places: Vec<&str> = settings.overrides.iter().map(|part| part.place.as_str()).collect();
        assert_eq!(places, ["notelint.yaml:13", "notelint.yaml:15"]);
    }

    #[test]
    fn an_override_goes_before_the_file_and_adds_severities() {
        let mut settings = check(
            "ruleset: la-sapc\nselect: [NB]\nseverity: {NB: note, IV: error}\n\
             overrides:\n  - {paths: a, ruleset: sd-bhs, severity: {NB: error}}\n",
        )
        .unwrap();
        let parts = Arc::clone(&settings.overrides);
        parts[0].said.apply(&mut settings);
        assert_eq!((settings.ruleset(), &settings.origin.ruleset[..]), ("sd-bhs", "notelint.yaml:5"));
        assert_eq!(
            (&settings.linter.select[..], &settings.origin.select[..]),
            (&["NB".to_owned()][..], "notelint.yaml:2")
        );
        let severity = |rule: &str, severity| (rule.to_owned(), severity);
        assert_eq!(
            settings.linter.severity,
            [severity("IV", Severity::Error), severity("NB", Severity::Error)]
        );
    }

    #[test]
    fn an_empty_file_says_nothing() {
        for text in ["", "# nothing yet\n", "---\n", "select:\n", "\u{feff}"] {
            assert_eq!(check(text).unwrap().ruleset(), "common", "{text:?}");
        }
    }

    #[test]
    fn mistakes_name_the_line_and_what_to_write() {
        let common =
            "the keys are ruleset, program, select, ignore, min-confidence, severity, fail-on, staff-names";
        let keys = format!("{common}, format, lexicons, header-aliases, likeness, overrides");
        for (text, expected) in [
            (
                "ruleset: common\nrulset: la-sapc\n",
                format!("notelint.yaml:2: unknown key `rulset`; did you mean `ruleset`?; {keys}"),
            ),
            (
                "fail-on: warn\n",
                "notelint.yaml:1: unknown value `warn`; did you mean `warning`?; write one of error, warning, note, never"
                    .to_owned(),
            ),
            (
                "min-confidence: hihg\n",
                "notelint.yaml:1: unknown value `hihg`; did you mean `high`?; write one of high, medium, low"
                    .to_owned(),
            ),
            (
                "\nprogram: [residental]\n",
                "notelint.yaml:2: unknown value `residental`; did you mean `residential`?; \
                 write one of residential, perinatal, act"
                    .to_owned(),
            ),
            ("colour: red\n", format!("notelint.yaml:1: unknown key; {keys}")),
            (
                "overrides:\n  - paths: a\n    rulset: common\n",
                format!("notelint.yaml:3: overrides[0]: unknown key `rulset`; did you mean `ruleset`?; {common}, paths"),
            ),
            (
                "overrides:\n  - paths: a\n  - {paths: b, fail-on: warn}\n",
                "notelint.yaml:3: unknown value `warn`; did you mean `warning`?; write one of error, warning, note, never"
                    .to_owned(),
            ),
            (
                "overrides:\n  - {ruleset: common}\n",
                "notelint.yaml:1: an override without `paths`; write `paths: [\"la/**\"]`".to_owned(),
            ),
            (
                "overrides:\n  - {paths: \"[a\"}\n",
                "notelint.yaml:2: `[a` is no pattern of paths: unclosed character class; missing ']'".to_owned(),
            ),
            (
                "severity: {NB: off}\n",
                "notelint.yaml:1: unknown value `off`; write one of error, warning, note".to_owned(),
            ),
            (
                "\nheader-aliases: {strat: x}\n",
                "notelint.yaml:2: unknown value `strat`; did you mean `start`?; write one of client, client-id, credential, date, \
                 documentation-minutes, duration, end, entry-date, goal, location, mode, note, note-id, present, program, service, staff, \
                 start, time, travel-minutes, units"
                    .to_owned(),
            ),
            (
                "header-aliases: {start: \"x:\"}\n",
                "notelint.yaml:1: a name of `start` is no name; write it without a colon".to_owned(),
            ),
            ("likeness: 2\n", "notelint.yaml:1: write a number from 0.5 to 1".to_owned()),
            (
                "ruleset: common\nruleset: common\n",
                "notelint.yaml:2: `ruleset` is written twice; join the two".to_owned(),
            ),
        ] {
            assert_eq!(check(text).unwrap_err(), expected);
        }
    }

    #[test]
    fn mistakes_never_quote_values() {
        for text in [
            "Drove ct to court.",
            "select: {secret: 1}",
            "ruleset: [secret]",
            "select: [[secret]]",
            "- secret",
        ] {
            let error = check(text).unwrap_err();
            assert!(error.starts_with("notelint.yaml"), "{error}");
            assert!(!error.contains("secret") && !error.contains("Drove"), "{error}");
        }
    }
}
