//! `notelint why`: what was considered at a place of a note, and what came of it.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, ensure};

use super::args::{ReadArgs, WhyArgs, WhyFormat};
use super::guard::guarded;
use super::inputs::{gather, spare_inputs};
use super::settings::{Loader, Overrides};
use super::{Status, console, output};
use crate::explanation::{Considered, Explanation};
use crate::linter::Linter;
use crate::report::why::{self, Asked};
use crate::source::{Document, Input, Source, read, visible};
use crate::span::{Columns, Lines, Position, Span};

/// Runs the command.
///
/// # Errors
/// When no argument says a place or nothing can be printed; what is not there is told, and the rest is explained.
pub(super) fn run(args: &WhyArgs) -> anyhow::Result<Status> {
    let unwritable = "the report cannot be written";
    let (places, mut failed) = places(&args.places);
    ensure!(!places.is_empty(), "no place is left to explain; write FILE:LINE or FILE:LINE:COLUMN");
    let mut loader = Loader::new(Overrides::from(&args.config).with_wanted(&args.wanted));
    let paths = ReadArgs {
        paths: places.iter().map(|place| place.path.clone()).collect(),
        stdin_filename: args.stdin_filename.clone(),
        input: None,
        columns: Vec::new(),
        id_column: None,
    };
    spare_inputs(&paths.paths, args.output.as_deref(), "--output")?;
    let inputs = gather(&paths, &mut loader, args.output.as_deref(), true)?;
    failed += inputs.failed;
    let mut files = HashMap::new();
    for job in inputs.jobs {
        if job.records.is_some() {
            let name = visible(&job.entry.name);
            console::error(&format!("{name}: an export of records; save the note as text and ask of that"));
            failed += 1;
            continue;
        }
        match guarded(|| read(&job.entry, false)) {
            Ok(Ok(document)) => {
                if let Some(error) = document.damaged() {
                    console::error(&error.to_string());
                    failed += 1;
                }
                let lines = Lines::new(&document.text);
                let columns = Columns::new(&document.text, &lines);
                files.insert(job.entry.input, File { document, lines, columns, linter: job.linter });
            }
            Ok(Err(error)) => {
                console::error(&error.to_string());
                failed += 1;
            }
            Err(crash) => {
                console::error(&format!("{}: {crash}", visible(&job.entry.name)));
                failed += 1;
            }
        }
    }
    let show = |asked: &Asked<'_>| match args.format {
        WhyFormat::Text => why::text(asked, !args.redact),
        WhyFormat::Json => Ok(why::json(asked, !args.redact)),
    };
    let mut answers = Vec::new();
    // A file that cannot be read has been told.
    for (place, file) in places.iter().filter_map(|place| Some((place, files.get(&place.input())?))) {
        let answer = guarded(|| Ok::<_, String>(file.explain(&file.find(place)?, show)));
        match answer {
            Ok(Ok(answer)) => answers.extend(answer.context(unwritable)?),
            Ok(Err(error)) => {
                console::error(&error);
                failed += 1;
            }
            Err(crash) => {
                console::error(&format!("{}: {crash}", visible(&file.document.path)));
                failed += 1;
            }
        }
    }
    let report = match args.format {
        WhyFormat::Json => why::document(inputs.command.ruleset(), &answers),
        WhyFormat::Text => answers.concat(),
    };
    output::write(args.output.as_deref(), &report)?;
    Ok(if failed > 0 { Status::Failed } else { Status::Clean })
}

/// Puts the places of standard input, "-:3", behind all other arguments, where a dash begins no option.
pub(super) fn stdin_last(args: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let args: Vec<OsString> = args.collect();
    if args.get(1).is_none_or(|command| command != "why") {
        return args;
    }
    let is_stdins = |arg: &OsString| arg.as_encoded_bytes().starts_with(b"-:");
    let (stdin, mut args): (Vec<_>, Vec<_>) = args.into_iter().partition(is_stdins);
    if !stdin.is_empty() && !args.iter().any(|arg| arg == "--") {
        args.push("--".into());
    }
    args.extend(stdin);
    args
}

/// A place as it was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    path: PathBuf,
    line: usize,
    column: Option<usize>,
}

/// The places that were given, and how many were none.
fn places(given: &[String]) -> (Vec<Place>, usize) {
    let (mut places, mut failed) = (Vec::new(), 0);
    for given in given {
        match Place::parse(given) {
            Ok(place) => places.push(place),
            Err(error) => {
                console::error(&error);
                failed += 1;
            }
        }
    }
    (places, failed)
}

impl Place {
    /// Reads "notes.txt:3" or "notes.txt:3:14"; the colon that `check` prints behind a place may stay.
    fn parse(given: &str) -> Result<Self, String> {
        let place = given.trim_end_matches(':');
        let shown = visible(place);
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().unwrap_or(usize::MAX))
        };
        let Some((rest, last)) = place.rsplit_once(':') else {
            return Err(format!(
                "`{shown}`: it names no line; write `{shown}:LINE` or `{shown}:LINE:COLUMN`"
            ));
        };
        let Some(last) = number(last) else {
            return Err(format!(
                "`{shown}`: `{}` is no number; write FILE:LINE or FILE:LINE:COLUMN",
                visible(last)
            ));
        };
        let (path, line, column) = match rest.rsplit_once(':').map(|(path, line)| (path, number(line))) {
            Some((path, Some(line))) => (path, line, Some(last)),
            _ => (rest, last, None),
        };
        if line == 0 || column == Some(0) {
            return Err(format!("`{shown}`: lines and columns count from 1"));
        }
        if path.is_empty() {
            return Err(format!("`{shown}`: it names no file; write FILE:LINE, or `-` for standard input"));
        }
        if Path::new(path).is_dir() {
            return Err(format!("`{shown}`: `{}` is a folder; name a file in it", visible(path)));
        }
        Ok(Self { path: PathBuf::from(path), line, column })
    }

    /// What is read for it.
    fn input(&self) -> Input {
        if self.path.as_os_str() == "-" {
            return Input::Stdin;
        }
        Input::Path(self.path.strip_prefix(".").unwrap_or(&self.path).to_owned())
    }
}

/// A file that was read.
struct File {
    document: Document,
    lines: Lines,
    columns: Columns,
    linter: Arc<Linter>,
}

/// A place that the file has.
struct Spot {
    at: Position,
    /// The bytes of its line.
    line: Span,
    /// The byte of its column.
    offset: Option<usize>,
}

impl File {
    fn find(&self, place: &Place) -> Result<Spot, String> {
        let (text, shown) = (&*self.document.text, visible(&self.document.path));
        let Place { line, column, .. } = *place;
        let count = self.lines.count(text);
        if line > count {
            let plural = if count == 1 { "" } else { "s" };
            return Err(format!("{shown}:{line}: no such line; the file has {count} line{plural}"));
        }
        let at = Position { line, column: column.unwrap_or(1) };
        let bounds = self.lines.bounds(text, line - 1);
        let offset = self.lines.offset(text, at);
        if let (Some(column), None) = (column, offset) {
            let count = text[bounds.start..bounds.end].chars().count();
            let plural = if count == 1 { "" } else { "s" };
            return Err(format!(
                "{shown}:{line}:{column}: no such column; line {line} has {count} character{plural}"
            ));
        }
        Ok(Spot { at, line: bounds, offset: offset.filter(|_| column.is_some()) })
    }

    /// An answer for each note that stands at the spot: mostly one.
    fn explain(
        &self,
        spot: &Spot,
        show: impl Fn(&Asked<'_>) -> io::Result<String>,
    ) -> io::Result<Vec<String>> {
        let place = spot.offset.map_or(spot.line, |offset| Span::new(offset, offset));
        let stands_in = |note: &&Source| {
            let last = note.span.end == self.document.text.len() && place.start == note.span.end;
            let at = note.span.start <= place.start && place.start < note.span.end;
            place.overlaps(note.span) && !place.is_empty() || at || last
        };
        let notes: Vec<&Source> = self.document.notes.iter().filter(stands_in).collect();
        if notes.is_empty() {
            return Ok(vec![show(&self.asked(spot, None, Considered::nothing(spot.line)))?]);
        }
        let mut answers = Vec::new();
        for note in notes {
            let reading = self.linter.read(note.note_text());
            let Some(explanation) = Explanation::new(&self.linter, &reading) else { continue };
            let in_note = |offset: usize| offset.clamp(note.span.start, note.span.end) - note.span.start;
            let line = Span::new(in_note(spot.line.start), in_note(spot.line.end));
            let span = spot.offset.map_or(line, |offset| explanation.word_at(in_note(offset), line));
            answers.push(show(&self.asked(spot, Some(note), explanation.at(span)))?);
        }
        Ok(answers)
    }

    fn asked<'a>(&'a self, spot: &Spot, note: Option<&'a Source>, considered: Considered<'a>) -> Asked<'a> {
        Asked {
            document: &self.document,
            lines: &self.lines,
            columns: &self.columns,
            at: spot.at,
            has_column: spot.offset.is_some(),
            note,
            considered,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_from_their_end() {
        let place = |path: &str, line, column| Ok(Place { path: PathBuf::from(path), line, column });
        assert_eq!(Place::parse("a.txt:3"), place("a.txt", 3, None));
        assert_eq!(Place::parse("a.txt:3:14"), place("a.txt", 3, Some(14)));
        assert_eq!(Place::parse("a.txt:3:14:"), place("a.txt", 3, Some(14)));
        assert_eq!(Place::parse("C:\\n\\a.txt:3"), place("C:\\n\\a.txt", 3, None));
        assert_eq!(Place::parse("a:b:3"), place("a:b", 3, None));
        assert_eq!(Place::parse("-:3"), place("-", 3, None));
        for (given, expected) in [
            ("a.txt", "`a.txt`: it names no line; write `a.txt:LINE` or `a.txt:LINE:COLUMN`"),
            ("a.txt:x", "`a.txt:x`: `x` is no number; write FILE:LINE or FILE:LINE:COLUMN"),
            ("a.txt:3:x", "`a.txt:3:x`: `x` is no number; write FILE:LINE or FILE:LINE:COLUMN"),
            ("a.txt:-3", "`a.txt:-3`: `-3` is no number; write FILE:LINE or FILE:LINE:COLUMN"),
            ("a.txt:0", "`a.txt:0`: lines and columns count from 1"),
            ("a.txt:3:0", "`a.txt:3:0`: lines and columns count from 1"),
            (":3", "`:3`: it names no file; write FILE:LINE, or `-` for standard input"),
            ("src:3", "`src:3`: `src` is a folder; name a file in it"),
            ("\u{1b}[2J:x", "`\\u{1b}[2J:x`: `x` is no number; write FILE:LINE or FILE:LINE:COLUMN"),
        ] {
            assert_eq!(Place::parse(given), Err(expected.to_owned()), "{given:?}");
        }
    }
}
