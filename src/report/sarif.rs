//! Findings → SARIF 2.1.0, one JSON document, written as it goes; the rules that spoke come last.
//!
//! Columns count characters, as everywhere else. Words of the note stand in it only where they are asked for.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::fingerprint::fingerprint;
use super::{Finding, Findings, Run, Statistics, Summary};
use crate::diagnostic::Related;
use crate::rules::pages::Page;
use crate::span::Span;

/// Opens the document: what was run and read, then the list of findings.
pub(super) fn start(run: &Run) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    write!(
        out,
        concat!(
            "{{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",",
            "\"version\":\"2.1.0\",\"runs\":[{{\"columnKind\":\"unicodeCodePoints\",",
            r#""newlineSequences":["\r\n","\n","\r"],"properties":{{"run":{}}},"results":["#
        ),
        serde_json::to_string(run)?
    )?;
    Ok(out)
}

/// Writes one finding, with `snippet` its words as well.
///
/// A record is told by its row: lines and columns of its note are no place of the file.
pub(super) fn finding(
    out: &mut Vec<u8>,
    findings: &Findings,
    finding: &Finding,
    snippet: bool,
) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    let artifact = json!({"uri": uri(&findings.path)});
    let place = |span: Span| {
        if findings.place.is_some() {
            return json!({"artifactLocation": artifact});
        }
        let (start, end) = (findings.position(span.start), findings.position(span.end));
        let mut region = json!({
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column
        });
        if snippet {
            region["snippet"] = json!({"text": &findings.text[span.start..span.end]});
        }
        json!({"artifactLocation": artifact, "region": region})
    };
    let citations: Vec<Value> = diagnostic
        .citations
        .iter()
        .map(|cited| json!({"ruleset": cited.ruleset, "place": cited.place, "text": cited.text}))
        .collect();
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": diagnostic.severity.name(),
        "message": {"text": diagnostic.message},
        "locations": [{"physicalLocation": place(diagnostic.span)}],
        "partialFingerprints": {"notelint/v1": fingerprint(&findings.path, finding)},
        "properties": {
            "note": finding.note,
            "ruleset": diagnostic.ruleset,
            "confidence": diagnostic.confidence.name(),
            "help": diagnostic.help,
            "citations": citations,
        },
    });
    if let Some(place) = &findings.place {
        let row = json!([{"name": format!("row {}", place.row), "kind": "element"}]);
        result["locations"][0]["logicalLocations"] = row;
    }
    let labels = diagnostic.labels.iter().map(|label| (place(label.span), &label.message));
    let others = diagnostic.related.iter().map(|other| (elsewhere(other), &other.message));
    let related: Vec<Value> = labels
        .chain(others)
        .enumerate()
        .map(|(id, (place, message))| json!({"id": id, "message": {"text": message}, "physicalLocation": place}))
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    serde_json::to_writer(out, &result).map_err(io::Error::from)
}

/// The place of another note.
fn elsewhere(other: &Related) -> Value {
    let mut place = json!({"artifactLocation": {"uri": uri(&other.path)}});
    if other.row.is_none() {
        place["region"] = json!({"startLine": other.start.line, "startColumn": other.start.column});
    }
    place
}

/// Closes the document with the rules that spoke, by code and name.
pub(super) fn finish(
    summary: &Summary,
    statistics: &Statistics,
    page: &dyn Fn(&str) -> Option<Page>,
) -> io::Result<Vec<u8>> {
    let rules: Vec<Value> = statistics.rules().map(|(code, name)| rule(code, name, page(code))).collect();
    let tool = json!({"driver": {
        "name": "notelint",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    }});
    let invocations = json!([{"executionSuccessful": summary.failed == 0 && summary.notes > 0}]);
    Ok(format!("],\n\"tool\":{tool},\n\"invocations\":{invocations}}}]}}\n").into_bytes())
}

/// A rule, with its page as help.
fn rule(code: &str, name: &str, page: Option<Page>) -> Value {
    let mut rule = json!({"id": code, "name": name});
    let Some(page) = page else { return rule };
    rule["shortDescription"] = json!({"text": page.summary});
    if let Some(text) = page.text {
        let text = text.trim();
        rule["help"] = json!({"text": text, "markdown": text});
    }
    rule
}

/// A path as a reference: what a URI has a use for is escaped.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if cfg!(windows) && path.as_bytes().get(1) == Some(&b':') {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        for (path, expected) in [
            ("notes/a b.txt", "notes/a%20b.txt"),
            ("a:b#c?.txt", "a%3Ab%23c%3F.txt"),
            ("ñ.txt", "%C3%B1.txt"),
            ("<stdin>", "%3Cstdin%3E"),
            ("/notes/a.txt", "file:///notes/a.txt"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
