//! How long a million digests take to be added and held against each other.
//!
//! `cargo bench --bench batch -- 1000000`: invented facts of a year, 2,000 clients and 100 members of staff for every
//! 100,000 notes, one note in a hundred a copy of an earlier one.

#![allow(clippy::print_stdout, clippy::expect_used, missing_docs, reason = "a bench is its own program")]

use std::sync::Arc;
use std::time::Instant;

use notelint::batch::day::Day;
use notelint::batch::sketch::Sketch;
use notelint::batch::{BYTES_PER_NOTE, Batch, Facts, Place, Stretch};
use notelint::circumstances::Service;
use notelint::ledger::Sums;
use notelint::linter::{Config, Linter};
use notelint::reading::Minutes;
use notelint::span::{Position, Span};

/// A sequence of numbers that look random and are the same in every run (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let value = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (value ^ (value >> 31)) % end
    }
}

fn facts(numbers: &mut Numbers, note: u64, notes: u64) -> Facts {
    let minutes = Minutes::new([5.0, 15.0, 30.0, 45.0][numbers.below(4) as usize]);
    let nothing = Minutes::new(0.0);
    // Words of a note, 40 of 4,000; a copy has those of a note before it.
    let seed = if note.is_multiple_of(100) { numbers.below(note + 1) } else { note };
    let mut words = Numbers(seed.wrapping_mul(0x1234_5677));
    let words: Vec<u32> = (0..40).map(|_| words.below(4000) as u32).collect();
    Facts {
        staff: Some(format!("S{}", numbers.below(notes / 1000 + 1))),
        client: Some(format!("C{}", numbers.below(notes / 50 + 1))),
        code: Some(["CM-MH", "CM-TLA", "CM-CCC"][numbers.below(3) as usize].to_owned()),
        service: Some([Service::CmMh, Service::CmTla, Service::CmCcc][numbers.below(3) as usize]),
        day: Some(Day(19_723 + numbers.below(366) as i32)),
        stretches: vec![Stretch { starts: (480 + numbers.below(480)) as u16, lasts: minutes.get() as u16 }],
        sums: Some(Sums {
            claimed: Some(minutes),
            supported: minutes,
            non_billable: nothing,
            unaccounted: nothing,
        }),
        served: Some(minutes),
        significant: true,
        sketch: Some(Sketch::of(&words)),
        ..Facts::default()
    }
}

/// The most memory that the program has had, in MB, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.map_or("-".to_owned(), |kilobytes| format!("{:.0} MB", kilobytes / 1024.0))
}

fn main() {
    let asked = std::env::args().filter_map(|argument| argument.parse::<u64>().ok()).next();
    let notes = asked.unwrap_or(20_000);
    let config = Config { ruleset: "il-rule132".to_owned(), ..Config::default() };
    let linter = Linter::new(config).expect("a built-in ruleset");
    let path: Arc<str> = "export.csv".into();
    let mut numbers = Numbers(notes);
    let mut batch = Batch::default();
    println!("{notes} notes, {BYTES_PER_NOTE} bytes each at most; before: {}", peak());

    let start = Instant::now();
    for note in 0..notes {
        let position = Position { line: 1, column: 1 };
        let place = Place {
            path: Arc::clone(&path),
            note: note as usize + 1,
            row: Some(note as usize + 2),
            span: Span::new(0, 0),
            start: position,
            end: position,
        };
        batch.add(&place, &facts(&mut numbers, note, notes));
    }
    println!("made and added     {:>8.2?}   {}", start.elapsed(), peak());
    let timed = |what: &str, count: &dyn Fn() -> usize| {
        let start = Instant::now();
        let count = count();
        println!("{what:<18} {:>8.2?}   {count} found, {}", start.elapsed(), peak());
    };
    timed("staff overlaps", &|| batch.staff_overlaps().len());
    timed("client overlaps", &|| batch.client_overlaps().len());
    timed("short contacts", &|| batch.refusals(7.5, false).len());
    timed("copies", &|| batch.copies(0.8).len());
    timed("everything", &|| linter.lint_batch(&batch).len());
}
