//! Findings, minutes and counts → the bytes of a report, in any format.
//!
//! Threads print what they find by themselves, each file or record alone; the parts are put together in order.

use std::io::{self, Write};

use codespan_reporting::term::termcolor::Buffer;

use super::{
    Findings, Format, NoteSums, Run, Statistics, Summary, checkstyle, csv, github, gitlab, html, json, junit,
    named, pretty, rdjson, sarif, short,
};
use crate::lexicon::Lexicon;
use crate::rules::pages::{Page, page as rule_page};
use crate::source::visible;

/// How a report looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// How findings are printed.
    pub format: Format,
    /// Print no words of the notes, and no ids.
    pub redact: bool,
    /// Put the words of findings into formats that have a place for them and leave it empty otherwise.
    pub snippets: bool,
    /// Print why the rule exists and what to write instead under each finding, where the format is for people.
    pub explain: bool,
    /// With color.
    pub color: bool,
}

impl Style {
    /// What comes before the first finding: in formats for programs that have a place for it, what was run and read.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn head(self, run: &Run, end: &End<'_>) -> io::Result<Vec<u8>> {
        let summary = end.summary;
        match self.format {
            Format::Pretty | Format::Short | Format::Github => Ok(Vec::new()),
            Format::Json => json::start(run),
            Format::Jsonl => json::head_line(run, summary),
            Format::Csv => csv::head(run, summary),
            Format::Sarif => sarif::start(run),
            Format::Gitlab => Ok(gitlab::START.to_vec()),
            Format::Checkstyle => Ok(checkstyle::START.to_vec()),
            Format::Junit => Ok(junit::START.to_vec()),
            Format::Rdjson => Ok(rdjson::START.to_vec()),
            Format::Html => Ok(html::frame(run, summary, end.statistics, self.redact)?[0].clone()),
        }
    }

    /// The findings of a file or a record. In a list of JSON each is led by a comma; [`Self::first`] cuts off that of the
    /// first one. `lexicon` is what the rules' pages are made from, where they are wanted.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn findings(
        self,
        findings: &Findings,
        lexicon: Option<&Lexicon>,
        out: &mut Vec<u8>,
    ) -> io::Result<()> {
        if self.format == Format::Html {
            return html::note(out, findings, self.redact);
        }
        if findings.found.is_empty() {
            return Ok(());
        }
        let path = named(&findings.path, findings.place.as_ref(), !self.redact);
        match self.format {
            Format::Pretty => {
                let mut page = if self.color { Buffer::ansi() } else { Buffer::no_color() };
                let file = pretty::Text { path: &path, text: &findings.text, lines: &findings.lines };
                for finding in &findings.found {
                    let explained = lexicon.filter(|_| self.explain);
                    let explained =
                        explained.and_then(|lexicon| rule_page(lexicon, &finding.diagnostic.code));
                    if self.redact || findings.is_apart() {
                        pretty::redacted(&mut page, &path, finding, explained.as_ref())?;
                    } else {
                        pretty::finding(&mut page, file, finding, explained.as_ref())?;
                    }
                }
                out.append(&mut page.into_inner());
                return Ok(());
            }
            Format::Csv => return csv::findings(out, findings, !self.redact),
            Format::Checkstyle => return checkstyle::file(out, &visible(&findings.path), findings),
            Format::Junit => return junit::file(out, &visible(&findings.path), findings),
            _ => {}
        }
        for finding in &findings.found {
            out.extend_from_slice(if self.is_list() { b",\n" } else { b"" });
            match self.format {
                Format::Short => short::finding(out, &path, finding)?,
                Format::Json => json::finding(out, findings, finding, !self.redact)?,
                Format::Jsonl => {
                    json::finding(out, findings, finding, !self.redact)?;
                    out.push(b'\n');
                }
                Format::Sarif => sarif::finding(out, findings, finding, self.snippets && !self.redact)?,
                Format::Github => github::finding(out, findings, finding)?,
                Format::Gitlab => gitlab::finding(out, findings, finding)?,
                Format::Rdjson => rdjson::finding(out, findings, finding)?,
                Format::Pretty | Format::Csv | Format::Checkstyle | Format::Junit | Format::Html => {}
            }
        }
        Ok(())
    }

    /// The first findings of a report.
    pub fn first(self, findings: &[u8]) -> &[u8] {
        if self.is_list() { findings.strip_prefix(b",").unwrap_or(findings) } else { findings }
    }

    /// Whether findings are members of a list in JSON.
    fn is_list(self) -> bool {
        matches!(self.format, Format::Json | Format::Sarif | Format::Gitlab | Format::Rdjson)
    }

    /// The minutes of a note, in one line; in JSON led by a comma as findings are. Formats without a place for them print
    /// nothing.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn sums(self, note: &NoteSums, out: &mut Vec<u8>) -> io::Result<()> {
        match self.format {
            Format::Pretty | Format::Short => {
                let path = named(&note.path, note.place.as_ref(), !self.redact);
                writeln!(out, "{path}: note {}: {}", note.note, note.sums)
            }
            Format::Json => {
                out.extend_from_slice(b",\n");
                serde_json::to_writer(out, &json::sums(note, !self.redact)).map_err(io::Error::from)
            }
            _ => Ok(()),
        }
    }

    /// What comes between the findings and the minutes of the notes, and after them. `page` gives the page of a rule, by its
    /// code.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn tail(
        self,
        run: &Run,
        end: &End<'_>,
        page: &dyn Fn(&str) -> Option<Page>,
    ) -> io::Result<[Vec<u8>; 2]> {
        let close = if end.empty { "" } else { "\n" };
        let tail = match self.format {
            Format::Json => return json::finish(end.summary, end.empty, end.ledger),
            Format::Sarif => sarif::finish(end.summary, end.statistics, page)?,
            Format::Gitlab => format!("{close}]\n").into_bytes(),
            Format::Rdjson => format!("{close}]}}\n").into_bytes(),
            Format::Checkstyle => checkstyle::END.to_vec(),
            Format::Junit => junit::finish(end.summary)?,
            Format::Html => html::frame(run, end.summary, end.statistics, self.redact)?[1].clone(),
            Format::Pretty | Format::Short | Format::Github | Format::Jsonl | Format::Csv => Vec::new(),
        };
        Ok([Vec::new(), tail])
    }
}

/// What is known at the end of a report.
#[derive(Debug)]
pub struct End<'a> {
    /// What was read and found.
    pub summary: &'a Summary,
    /// The rules that spoke.
    pub statistics: &'a Statistics,
    /// Whether no finding was printed.
    pub empty: bool,
    /// Whether the minutes of the notes follow.
    pub ledger: bool,
}
