//! `notelint.yaml` → settings; what is wrong with it is told by line, with what to write.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Deserializer, de};

use super::settings::{FailOn, Likeness, Origin, Recipe, Settings};
use crate::circumstances::Program;
use crate::nearest::{did_you_mean, nearest};
use crate::report::Format;
use crate::source::{path_name, visible};

/// What a `notelint.yaml` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct ConfigFile {
    ruleset: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    program: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    select: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    ignore: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    lexicons: Vec<String>,
    fail_on: Option<String>,
    format: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    staff_names: Vec<String>,
    likeness: Option<f64>,
}

/// The keys of a `notelint.yaml`.
const KEYS: [&str; 9] =
    ["ruleset", "program", "select", "ignore", "lexicons", "fail-on", "format", "staff-names", "likeness"];

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
fn here(path: &Path) -> String {
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
    let mut programs = Vec::new();
    for name in &file.program {
        programs
            .push(one_of(Program::ALL, Program::name, name).map_err(|e| format!("{}: {e}", at("program")))?);
    }
    let fail_on = file.fail_on.as_deref().map(|name| {
        one_of(FailOn::ALL, FailOn::name, name).map_err(|error| format!("{}: {error}", at("fail-on")))
    });
    let format = file.format.as_deref().map(|name| {
        one_of(Format::ALL, Format::name, name).map_err(|error| format!("{}: {error}", at("format")))
    });
    let likeness = file.likeness.map(|part| {
        Likeness::new(part).ok_or_else(|| format!("{}: write a number from 0.5 to 1", at("likeness")))
    });
    Ok(Settings {
        fail_on: fail_on.transpose()?,
        format: format.transpose()?,
        linter: Recipe {
            ruleset: file.ruleset.filter(|id| !id.is_empty()),
            programs,
            select: file.select,
            ignore: file.ignore,
            lexicons: file.lexicons.iter().map(|dir| folder.join(dir)).collect(),
            staff_names: file.staff_names,
            likeness: likeness.transpose()?,
        },
        origin: Origin {
            ruleset: at("ruleset"),
            select: at("select"),
            ignore: at("ignore"),
            lexicons: at("lexicons"),
        },
    })
}

/// What to write instead. Values are left out: the file may be a note that was named by mistake.
fn explain(error: &str) -> String {
    let without_place = error.split(" at line ").next().unwrap_or(error);
    if let Some(key) = backquoted(without_place, "unknown field `") {
        let near = did_you_mean(&nearest(key, KEYS));
        let key: String = key.chars().take(40).collect();
        return format!("unknown key `{}`{near}; the keys are {}", visible(&key), KEYS.join(", "));
    }
    if let Some(key) = backquoted(without_place, "duplicate field `") {
        return format!("`{key}` is written twice; join the two");
    }
    if without_place.contains("expected struct ConfigFile") {
        return format!("not a configuration; write `key: value` lines, the keys are {}", KEYS.join(", "));
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
             fail-on: never\nformat: json\nstaff-names: [Ana, Bo]\n",
        )
        .unwrap();
        assert_eq!(settings.ruleset(), "la-sapc");
        assert_eq!(settings.linter.programs, [Program::Residential]);
        assert_eq!(settings.linter.select, ["NB", "DU001"]);
        assert_eq!(settings.linter.ignore, ["NB301"]);
        assert_eq!(settings.linter.lexicons, [Path::new("/etc/notes/ours")]);
        assert_eq!(settings.linter.staff_names, ["Ana", "Bo"]);
        assert_eq!(settings.fail_on(), FailOn::Never);
        assert_eq!(settings.format, Some(Format::Json));
        assert_eq!(settings.origin.ignore, "notelint.yaml:4");
    }

    #[test]
    fn an_empty_file_says_nothing() {
        for text in ["", "# nothing yet\n", "---\n", "select:\n", "\u{feff}"] {
            assert_eq!(check(text).unwrap().ruleset(), "common", "{text:?}");
        }
    }

    #[test]
    fn mistakes_name_the_line_and_what_to_write() {
        let keys =
            "the keys are ruleset, program, select, ignore, lexicons, fail-on, format, staff-names, likeness";
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
                "\nprogram: [residental]\n",
                "notelint.yaml:2: unknown value `residental`; did you mean `residential`?; \
                 write one of residential, perinatal, act"
                    .to_owned(),
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
