//! Lines of JSON → labelled notes, or what is wrong with a line and what to write there.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::catalogue;
use crate::nearest::{did_you_mean, nearest};
use crate::source::visible;
use crate::span::{Lines, Span};

/// A note, and what has to be found in it. Spans count bytes of its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Labelled {
    /// Its line in the file, from 1.
    pub line: usize,
    /// What it is called.
    pub id: String,
    /// The ruleset that it is judged by.
    pub ruleset: String,
    /// The note.
    pub text: String,
    /// Activities of staff.
    pub activities: Vec<ActivityLabel>,
    /// Interventions of staff.
    pub interventions: Vec<ActLabel>,
    /// What looks like an act and is none, or is one that the payer pays for.
    pub traps: Vec<Trap>,
    /// Codes about the note as a whole that have to be reported.
    pub note_codes: Vec<String>,
    /// Codes about the note as a whole that may be reported.
    pub note_codes_any: Vec<String>,
    /// The minutes that the note claims.
    pub claimed_minutes: Option<f64>,
}

/// An act and the words that tell it.
#[derive(Debug, Clone, PartialEq)]
pub struct ActLabel {
    /// Its words.
    pub span: Span,
    /// Its name, as `advocacy`.
    pub name: String,
    /// What else it may be taken for: names of interventions, codes of activities.
    pub alt: Vec<String>,
    /// The minutes that the note states for this act alone.
    pub minutes: Option<f64>,
}

/// An activity.
#[derive(Debug, Clone, PartialEq)]
pub struct ActivityLabel {
    /// The act.
    pub act: ActLabel,
    /// Its code, as `NB201`.
    pub code: String,
    /// Whether it has to be warned about; otherwise it may be.
    pub must: bool,
}

impl ActivityLabel {
    /// Whether a finding of this code may answer it.
    pub fn allows(&self, code: &str) -> bool {
        self.code == code || self.act.alt.iter().any(|alt| alt == code)
    }
}

impl ActLabel {
    /// Whether it is an intervention of this name.
    pub fn allows(&self, name: &str) -> bool {
        self.name == name || self.alt.iter().any(|alt| alt == name)
    }
}

/// Words that look like an act.
#[derive(Debug, Clone, PartialEq)]
pub struct Trap {
    /// The words.
    pub span: Span,
    /// Why it is none.
    pub why: Option<String>,
}

/// What stands in a file of labelled notes.
#[derive(Debug, Default)]
pub struct Labels {
    /// Per line that is not blank, its number from 1, and the note or what is wrong with it.
    pub lines: Vec<(usize, Result<Labelled, String>)>,
    /// Keys that no note has, by how to say which: "`way` of a trap".
    pub unknown_keys: BTreeMap<String, UnknownKey>,
}

/// A key that no note has, and that is passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    /// The first line that has it, from 1.
    pub line: usize,
    /// How often it stands in the file.
    pub count: usize,
    /// "; did you mean `why`?", or nothing.
    pub near: String,
}

/// Reads a file of labelled notes, one JSON object a line.
pub fn parse(text: &str) -> Labels {
    let mut labels = Labels::default();
    let lines = Lines::new(text);
    for number in 0.. {
        let Some(start) = lines.start_of(number) else { break };
        let line = text[start..lines.start_of(number + 1).unwrap_or(text.len())].trim();
        if !line.is_empty() {
            let note = note(line, number + 1, &mut labels.unknown_keys);
            labels.lines.push((number + 1, note));
        }
    }
    labels
}

/// The keys of a note and of its labels.
const NOTE: &[&str] = &[
    "id",
    "ruleset",
    "style",
    "text",
    "activities",
    "interventions",
    "traps",
    "note_codes",
    "note_codes_any",
    "claimed_minutes",
];
const ACTIVITY: &[&str] = &["span", "nth", "name", "code", "alt", "flag", "minutes"];
const INTERVENTION: &[&str] = &["span", "nth", "name", "alt", "minutes"];
const TRAP: &[&str] = &["span", "nth", "why"];

fn note(line: &str, number: usize, unknown: &mut BTreeMap<String, UnknownKey>) -> Result<Labelled, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| {
        // What serde says of a syntax error never quotes the line.
        let error_text = error.to_string();
        let what = error_text.split(" at line ").next().unwrap_or_default();
        format!("no JSON: {what} at column {}; write one JSON object a line", error.column())
    })?;
    let Value::Object(map) = &value else {
        return Err("no JSON object; write one object a line, `{\"id\": …, \"text\": …}`".to_owned());
    };
    let note = Fields { place: String::new(), map };
    let mut told = |fields: &Fields<'_>, keys: &[&str], of: &str| {
        for key in fields.map.keys().filter(|key| !keys.contains(&key.as_str())) {
            let shown: String = key.chars().take(40).collect();
            let found = unknown.entry(format!("`{}` of {of}", visible(&shown))).or_insert_with(|| {
                let near = did_you_mean(&nearest(key, keys.iter().copied()));
                UnknownKey { line: number, count: 0, near }
            });
            found.count += 1;
        }
    };
    told(&note, NOTE, "a note");
    let text = note.text("text", "the note in quotes")?;
    let mut activities = Vec::new();
    for fields in note.objects("activities", "activity")? {
        told(&fields, ACTIVITY, "an activity");
        activities.push(activity(&fields, text)?);
    }
    let mut interventions = Vec::new();
    for fields in note.objects("interventions", "intervention")? {
        told(&fields, INTERVENTION, "an intervention");
        interventions.push(act(&fields, text, "a list of names of interventions, `[]` for none")?);
    }
    let mut traps = Vec::new();
    for fields in note.objects("traps", "trap")? {
        told(&fields, TRAP, "a trap");
        let why = fields.optional("why").map(|why| {
            why.as_str().map(str::to_owned).ok_or_else(|| fields.wrong("why", "a remark in quotes"))
        });
        traps.push(Trap { span: fields.span(text)?, why: why.transpose()? });
    }
    Ok(Labelled {
        line: number,
        id: note.text("id", "a name for the note in quotes")?.to_owned(),
        ruleset: note.text("ruleset", "the id of a ruleset in quotes, as \"common\"")?.to_owned(),
        activities,
        interventions,
        traps,
        note_codes: note.note_codes("note_codes", true)?,
        note_codes_any: note.note_codes("note_codes_any", false)?,
        claimed_minutes: match note.map.contains_key("claimed_minutes") {
            true => note.minutes("claimed_minutes")?,
            false => return Err(note.missing("claimed_minutes", MINUTES)),
        },
        text: text.to_owned(),
    })
}

fn activity(fields: &Fields<'_>, text: &str) -> Result<ActivityLabel, String> {
    let act = act(fields, text, "a list of codes of activities, `[]` for none")?;
    let code = fields.text("code", "the code of an activity, as \"NB201\"")?.to_owned();
    let flag = "\"warning\" where it has to be warned about, \"any\" where it may be";
    let must = match fields.text("flag", flag)? {
        "warning" => true,
        "any" => false,
        _ => return Err(fields.wrong("flag", flag)),
    };
    Ok(ActivityLabel { act, code, must })
}

fn act(fields: &Fields<'_>, text: &str, alt: &str) -> Result<ActLabel, String> {
    Ok(ActLabel {
        span: fields.span(text)?,
        name: fields.text("name", "the name of the act in quotes, as \"advocacy\"")?.to_owned(),
        alt: fields.texts("alt", alt, false)?,
        minutes: fields.minutes("minutes")?,
    })
}

const MINUTES: &str = "a number of minutes, or null where none are stated";
const CODES: &str = "a list of codes of rules, as [\"DU001\"], `[]` for none";

/// An object of a line, and how messages name its place.
struct Fields<'v> {
    place: String,
    map: &'v Map<String, Value>,
}

impl<'v> Fields<'v> {
    fn missing(&self, key: &str, write: &str) -> String {
        format!("{}`{key}` is missing; write {write}", self.place)
    }

    fn wrong(&self, key: &str, write: &str) -> String {
        format!("{}`{key}` is not understood; write {write}", self.place)
    }

    /// The value of a key that may be left out, or be null.
    fn optional(&self, key: &str) -> Option<&'v Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    fn required(&self, key: &str, write: &str) -> Result<&'v Value, String> {
        self.map.get(key).ok_or_else(|| self.missing(key, write))
    }

    fn text(&self, key: &str, write: &str) -> Result<&'v str, String> {
        self.required(key, write)?.as_str().ok_or_else(|| self.wrong(key, write))
    }

    fn texts(&self, key: &str, write: &str, required: bool) -> Result<Vec<String>, String> {
        let value = if required { Some(self.required(key, write)?) } else { self.optional(key) };
        let Some(value) = value else { return Ok(Vec::new()) };
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let texts = value.as_array().and_then(|list| list.iter().map(text).collect());
        texts.ok_or_else(|| self.wrong(key, write))
    }

    fn objects(&self, key: &str, one: &str) -> Result<Vec<Self>, String> {
        let write = "a list of labels, `[]` for none";
        let list = self.required(key, write)?.as_array().ok_or_else(|| self.wrong(key, write))?;
        let fields = |(place, value): (usize, &'v Value)| match value {
            Value::Object(map) => Ok(Self { place: format!("{one} {}: ", place + 1), map }),
            _ => Err(format!("{one} {} is no object; write `{{\"span\": …}}`", place + 1)),
        };
        list.iter().enumerate().map(fields).collect()
    }

    fn minutes(&self, key: &str) -> Result<Option<f64>, String> {
        let Some(value) = self.optional(key) else { return Ok(None) };
        match value.as_f64() {
            Some(minutes) if minutes >= 0.0 => Ok(Some(minutes)),
            _ => Err(self.wrong(key, MINUTES)),
        }
    }

    fn note_codes(&self, key: &str, required: bool) -> Result<Vec<String>, String> {
        let codes = self.texts(key, CODES, required)?;
        for code in &codes {
            if !catalogue::RULES.iter().any(|rule| rule.code == code) {
                let near = did_you_mean(&nearest(code, catalogue::RULES.iter().map(|rule| rule.code)));
                return Err(format!("`{key}`: {}{near}", unknown(code, "rule")));
            }
        }
        Ok(codes)
    }

    /// The bytes of the words that `span` and `nth` name.
    fn span(&self, text: &str) -> Result<Span, String> {
        let words = self.text("span", "words of the note")?;
        if words.is_empty() {
            return Err(self.wrong("span", "words of the note"));
        }
        let nth = match self.optional("nth") {
            None => 1,
            Some(value) => value
                .as_u64()
                .filter(|&nth| nth > 0)
                .ok_or_else(|| self.wrong("nth", "which occurrence of the words is meant, from 1"))?,
        };
        let (mut from, mut count) = (0, 0);
        while let Some(at) = text[from..].find(words) {
            let start = from + at;
            count += 1;
            if count == nth {
                return Ok(Span::new(start, start + words.len()));
            }
            from = text.ceil_char_boundary(start + 1);
        }
        Err(if count == 0 {
            let what = "copy them from `text`, letter by letter";
            format!("{}the words of `span` do not stand in `text`; {what}", self.place)
        } else {
            let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
            format!("{}`nth` is {nth}, and the words stand in `text` {times}; write 1 to {count}", self.place)
        })
    }
}

/// "unknown rule `DU01`", cut short where it is no name at all.
pub(super) fn unknown(given: &str, what: &str) -> String {
    let given: String = given.chars().take(40).collect();
    format!("unknown {what} `{}`", visible(&given))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A note that claims half an hour, with a key written anew.
    fn line(key: &str, value: &str) -> String {
        let mut note: Map<String, Value> = serde_json::from_str(
            r#"{"id": "a", "ruleset": "common", "text": "aa é aaa", "activities": [], "interventions": [],
                "traps": [], "note_codes": [], "claimed_minutes": 30}"#,
        )
        .unwrap();
        note.insert(key.to_owned(), serde_json::from_str(value).unwrap());
        Value::Object(note).to_string()
    }

    fn only(text: &str) -> Result<Labelled, String> {
        parse(text).lines.remove(0).1
    }

    fn span(label: &str) -> Result<Span, String> {
        only(&line("traps", &format!("[{label}]"))).map(|note| note.traps[0].span)
    }

    #[test]
    fn occurrences_are_counted_where_they_overlap_too() {
        assert_eq!(span(r#"{"span": "aa"}"#), Ok(Span::new(0, 2)));
        assert_eq!(span(r#"{"span": "aa", "nth": 2}"#), Ok(Span::new(6, 8)));
        assert_eq!(span(r#"{"span": "aa", "nth": 3}"#), Ok(Span::new(7, 9)));
        assert_eq!(span(r#"{"span": "é", "nth": 1}"#), Ok(Span::new(3, 5)));
        let error = span(r#"{"span": "aa", "nth": 4}"#).unwrap_err();
        assert_eq!(error, "trap 1: `nth` is 4, and the words stand in `text` 3 times; write 1 to 3");
        let error = span(r#"{"span": "A"}"#).unwrap_err();
        assert_eq!(
            error,
            "trap 1: the words of `span` do not stand in `text`; copy them from `text`, letter by letter"
        );
    }

    #[test]
    fn what_may_be_left_out_is_none() {
        let note = only(&line(
            "activities",
            r#"[{"span": "aa", "name": "fax", "code": "NB301", "flag": "any", "minutes": null}]"#,
        ))
        .unwrap();
        let act = ActLabel { span: Span::new(0, 2), name: "fax".into(), alt: vec![], minutes: None };
        assert_eq!(note.activities, [ActivityLabel { act, code: "NB301".into(), must: false }]);
        assert_eq!((note.note_codes_any, note.claimed_minutes), (Vec::new(), Some(30.0)));
    }

    #[test]
    fn lines_are_counted_and_blank_ones_passed_over() {
        let text = format!("\r\n{}\r\n \t\n{{\n{}", line("id", "\"x\""), line("id", "\"y\""));
        let read: Vec<_> =
            parse(&text).lines.into_iter().map(|(n, note)| (n, note.ok().map(|n| n.id))).collect();
        assert_eq!(read, [(2, Some("x".to_owned())), (4, None), (5, Some("y".to_owned()))]);
    }

    #[test]
    fn mistakes_name_the_key_and_what_to_write_and_no_value() {
        for (key, value, expected) in [
            ("id", "7", "`id` is not understood; write a name for the note in quotes"),
            ("activities", "null", "`activities` is not understood; write a list of labels, `[]` for none"),
            ("traps", "[\"secret\"]", "trap 1 is no object; write `{\"span\": …}`"),
            ("traps", "[{}]", "trap 1: `span` is missing; write words of the note"),
            ("traps", "[{\"span\": \"\"}]", "trap 1: `span` is not understood; write words of the note"),
            (
                "traps",
                "[{\"span\": \"aa\", \"nth\": 0}]",
                "trap 1: `nth` is not understood; write which occurrence of the words is meant, from 1",
            ),
            (
                "activities",
                "[{\"span\": \"aa\", \"name\": \"fax\", \"code\": \"NB301\", \"flag\": \"secret\"}]",
                "activity 1: `flag` is not understood; write \"warning\" where it has to be warned about, \
                 \"any\" where it may be",
            ),
            (
                "interventions",
                "[{\"span\": \"aa\", \"name\": \"linkage\", \"alt\": [7]}]",
                "intervention 1: `alt` is not understood; write a list of names of interventions, `[]` for none",
            ),
            (
                "claimed_minutes",
                "-1",
                "`claimed_minutes` is not understood; write a number of minutes, or null where none are stated",
            ),
            (
                "note_codes",
                "[\"DU01\"]",
                "`note_codes`: unknown rule `DU01`; did you mean `DU001` or `DU010`?",
            ),
        ] {
            assert_eq!(only(&line(key, value)).unwrap_err(), expected);
        }
        let error = only("{\"id\": \"a\"}").unwrap_err();
        assert_eq!(error, "`text` is missing; write the note in quotes");
        let error = only("[\"Drove ct\"]").unwrap_err();
        assert_eq!(error, "no JSON object; write one object a line, `{\"id\": …, \"text\": …}`");
        let error = only("{\"text\": \"Drove ct").unwrap_err();
        assert_eq!(error, "no JSON: EOF while parsing a string at column 18; write one JSON object a line");
    }

    #[test]
    fn keys_that_no_note_has_are_told() {
        let text = format!("{}\n{}", line("notes_codes", "[]"), line("notes_codes", "[]"));
        let labels = parse(&text);
        assert_eq!(labels.lines.iter().filter(|(_, note)| note.is_ok()).count(), 2);
        let expected = UnknownKey { line: 1, count: 2, near: "; did you mean `note_codes`?".to_owned() };
        assert_eq!(labels.unknown_keys, BTreeMap::from([("`notes_codes` of a note".to_owned(), expected)]));
    }
}
