//! A finding → an excerpt with the words marked, what to do, and the payer's words.

use std::io;
use std::ops::Range;

use codespan_reporting::diagnostic as codespan;
use codespan_reporting::files::{Error, Files, Location};
use codespan_reporting::term::termcolor::{Color, ColorSpec, WriteColor};
use codespan_reporting::term::{self, Config};

use super::Finding;
use super::excerpt::{Excerpt, last_shown};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::pages::Page as RulePage;
use crate::source::visible;
use crate::span::{Lines, Position, Span};

/// A file whose lines are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    /// Its name, fit for a terminal.
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    pub(super) lines: &'a Lines,
}

/// Prints one finding with its lines, and with what its rule's page says in short where that is given.
pub(super) fn finding(
    out: &mut impl WriteColor,
    file: Text<'_>,
    finding: &Finding,
    explained: Option<&RulePage>,
) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    let own = (diagnostic.span, diagnostic.label.as_str());
    let others = diagnostic.labels.iter().map(|label| (label.span, label.message.as_str()));
    let marks: Vec<(Span, &str)> = std::iter::once(own).chain(others).collect();
    let printed = codespan::Diagnostic::new(match diagnostic.severity {
        Severity::Error => codespan::Severity::Error,
        Severity::Warning => codespan::Severity::Warning,
        Severity::Note => codespan::Severity::Note,
    })
    .with_code(&*diagnostic.code)
    .with_message(visible(&diagnostic.message))
    .with_notes(remarks(diagnostic, explained));
    marked(out, file, finding.start, printed, &marks)
}

/// Prints the lines of marked words under a title. The first mark is what it is about, the others belong to it.
pub(super) fn marked(
    out: &mut impl WriteColor,
    file: Text<'_>,
    start: Position,
    printed: codespan::Diagnostic<()>,
    marks: &[(Span, &str)],
) -> io::Result<()> {
    let shown: Vec<Span> =
        marks.iter().map(|(span, _)| Span::new(span.start, last_shown(file.text, *span))).collect();
    let excerpt = Excerpt::new(file.text, file.lines, &shown);
    let label = |(place, (span, (_, message))): (usize, (&Span, &(Span, &str)))| {
        let range = excerpt.place(span.start)..excerpt.place(span.end);
        let label = match place {
            0 => codespan::Label::primary((), range),
            _ => codespan::Label::secondary((), range),
        };
        label.with_message(visible(message))
    };
    let labels = shown.iter().zip(marks).enumerate().map(label).collect();
    let page = Page { path: file.path, excerpt: &excerpt, start };
    let printed = printed.with_labels(labels);
    term::emit_to_write_style(out, &Config::default(), &page, &printed).map_err(|error| match error {
        Error::Io(error) => error,
        other => io::Error::other(other),
    })
}

/// Prints one finding without any of the note's words.
pub(super) fn redacted(
    out: &mut impl WriteColor,
    path: &str,
    finding: &Finding,
    explained: Option<&RulePage>,
) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    let color = match diagnostic.severity {
        Severity::Error => Color::Red,
        Severity::Warning => Color::Yellow,
        Severity::Note => Color::Green,
    };
    out.set_color(ColorSpec::new().set_fg(Some(color)).set_bold(true).set_intense(true))?;
    write!(out, "{}[{}]", diagnostic.severity.name(), diagnostic.code)?;
    out.set_color(ColorSpec::new().set_bold(true).set_intense(true))?;
    writeln!(out, ": {}", visible(&diagnostic.message))?;
    out.reset()?;
    let (start, end) = (finding.start, finding.end);
    writeln!(out, "  ┌─ {path}:{}:{} to {}:{}", start.line, start.column, end.line, end.column)?;
    writeln!(out, "  │")?;
    if !diagnostic.label.is_empty() {
        writeln!(out, "  = {}", visible(&diagnostic.label))?;
    }
    for remark in remarks(diagnostic, explained) {
        writeln!(out, "  = {remark}")?;
    }
    writeln!(out)
}

/// The lines below the excerpt: why, what to do, then who says so.
fn remarks(diagnostic: &Diagnostic, explained: Option<&RulePage>) -> Vec<String> {
    let short = |page: &RulePage, heading, name: &str| {
        let text = page.in_short(heading);
        let new = !text.is_empty() && !diagnostic.help.contains(&text);
        new.then(|| format!("{name}: {}", visible(&text)))
    };
    let why = explained.and_then(|page| short(page, "Why", "why"));
    let instead = explained.and_then(|page| short(page, "Instead", "instead"));
    let related = diagnostic.related.iter().map(|other| format!("see {}", super::related(other)));
    let help = diagnostic.help.iter().map(|help| format!("help: {}", visible(help)));
    let citations = diagnostic
        .citations
        .iter()
        .map(|citation| format!("{} {}: {}", citation.ruleset, citation.place, citation.text))
        .map(|citation| visible(&citation).into_owned());
    related.chain(why).chain(help).chain(instead).chain(citations).collect()
}

/// An excerpt that says where in the file it is from.
#[derive(Debug)]
struct Page<'a> {
    path: &'a str,
    excerpt: &'a Excerpt,
    start: Position,
}

impl<'a> Files<'a> for Page<'a> {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(self.path)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.excerpt.text)
    }

    fn line_index(&'a self, (): (), byte_index: usize) -> Result<usize, Error> {
        Ok(self.excerpt.rows.partition_point(|(row, _)| row.start <= byte_index).saturating_sub(1))
    }

    fn line_number(&'a self, (): (), line_index: usize) -> Result<usize, Error> {
        // Lines that are left out have no number, and numbers must not be 0.
        self.row(line_index).map(|(_, number)| (*number).max(1))
    }

    fn line_range(&'a self, (): (), line_index: usize) -> Result<Range<usize>, Error> {
        self.row(line_index).map(|(row, _)| row.clone())
    }

    fn location(&'a self, (): (), _: usize) -> Result<Location, Error> {
        // Asked for the primary label only.
        Ok(Location { line_number: self.start.line, column_number: self.start.column })
    }
}

impl Page<'_> {
    fn row(&self, line_index: usize) -> Result<&(Range<usize>, usize), Error> {
        let max = self.excerpt.rows.len();
        self.excerpt.rows.get(line_index).ok_or(Error::LineTooLarge { given: line_index, max })
    }
}

#[cfg(test)]
mod tests {
    use codespan_reporting::term::termcolor::NoColor;

    use super::super::testing::findings;
    use super::*;

    fn print(text: &str, words: &str, other: &str, redact: bool) -> String {
        let findings = findings(text, words, other);
        let mut out = NoColor::new(Vec::new());
        for found in &findings.found {
            let result = if redact {
                redacted(&mut out, &findings.path, found, None)
            } else {
                finding(
                    &mut out,
                    Text { path: &findings.path, text: &findings.text, lines: &findings.lines },
                    found,
                    None,
                )
            };
            result.unwrap();
        }
        String::from_utf8(out.into_inner()).unwrap()
    }

    #[test]
    fn a_finding_shows_its_words_its_help_and_its_citation() {
        insta::assert_snapshot!(print("Met ct.\r\n\u{1b}Señor: faxed packet to DMV, 10 min.\r\n", "faxed packet", "10 min", false), @r"
        warning[NB301]: faxing is not billable
          ┌─ notes/a.txt:2:9
          │
        2 │ ␛Señor: faxed packet to DMV, 10 min.
          │         ^^^^^^^^^^^^         ------ its time
          │         │                     
          │         staff sent a fax
          │
          = help: leave it out of the claim
          = il-rule132 Q10.3: faxing is no direct intervention
        ");
    }

    #[test]
    fn labels_far_away_are_shown_with_a_break() {
        let text = "Duration: 45 min\nClient: A\nStaff: B\nDOS: 5/4\nMet ct.\nfaxed packet.";
        insta::assert_snapshot!(print(text, "faxed packet", "45 min", false), @r"
        warning[NB301]: faxing is not billable
          ┌─ notes/a.txt:6:1
          │
        1 │ Duration: 45 min
          │           ------ its time
          ·
        6 │ faxed packet.
          │ ^^^^^^^^^^^^ staff sent a fax
          │
          = help: leave it out of the claim
          = il-rule132 Q10.3: faxing is no direct intervention
        ");
    }

    #[test]
    fn a_span_over_a_line_end_is_shown_on_both_lines() {
        insta::assert_snapshot!(print("Then transported\nclient to court.", "transported\nclient", "", false), @r"
        warning[NB301]: faxing is not billable
          ┌─ notes/a.txt:1:6
          │  
        1 │   Then transported
          │ ╭──────^
        2 │ │ client to court.
          │ ╰──────^ staff sent a fax
          │  
          = help: leave it out of the claim
          = il-rule132 Q10.3: faxing is no direct intervention
        ");
    }

    #[test]
    fn redacted_findings_show_no_words() {
        insta::assert_snapshot!(print("Met ct.\nfaxed packet, 10 min.", "faxed packet", "10 min", true), @r"
        warning[NB301]: faxing is not billable
          ┌─ notes/a.txt:2:1 to 2:13
          │
          = staff sent a fax
          = help: leave it out of the claim
          = il-rule132 Q10.3: faxing is no direct intervention
        ");
    }
}
