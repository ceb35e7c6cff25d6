//! How far a long run has come, on a terminal: a bar with counts and the time that is left.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that ends within this time shows nothing.
const PATIENCE: Duration = Duration::from_millis(1500);
/// How often a second the bar is drawn.
const HERTZ: u8 = 5;

/// A bar that is shown where somebody looks.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    wanted: bool,
    before: u64,
}

impl Progress {
    /// For so many bytes of input; 0 where that is not known. A bar is wanted where standard error is a terminal and the
    /// report does not go to the same one as it is made.
    pub(super) fn new(bytes: u64, quiet: bool, report_on_terminal: bool) -> Self {
        let wanted = !quiet && !report_on_terminal && io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target((bytes > 0).then_some(bytes), ProgressDrawTarget::hidden());
        let template = if bytes > 0 {
            "{bar:30} {percent:>3} %  {msg}  {elapsed}, {eta} left"
        } else {
            "{spinner} {msg}  {elapsed}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar, started: Instant::now(), wanted, before: 0 }
    }

    /// Tells where the run is: bytes of the file that is being read, notes and findings so far.
    pub(super) fn at(&mut self, bytes: u64, notes: usize, findings: usize) {
        if !self.wanted || self.started.elapsed() < PATIENCE {
            return;
        }
        if self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(HERTZ));
        }
        self.bar.set_message(format!(
            "{} notes, {} findings",
            HumanCount(notes as u64),
            HumanCount(findings as u64)
        ));
        self.bar.set_position(self.before + bytes);
    }

    /// A file of so many bytes has been read.
    pub(super) fn file_done(&mut self, bytes: u64) {
        self.before += bytes;
    }

    /// Prints messages without disturbing the bar.
    pub(super) fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
