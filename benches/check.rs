//! How fast a check is: beside a bare search for the lexicon's words, from a cold start, and as notes grow.
//!
//! `cargo bench` prints a table, `cargo bench --bench check -- speed` (`times`, `start`, `growth`, `records`) a part of it. `records`
//! checks 20,000 records, or as many as NOTELINT_BENCH_RECORDS says. Times are the least of several rounds, and the two searches take turns over small
//! pieces, so that other work on the machine weighs on both alike: compare the ratios, not the figures.

#![allow(clippy::expect_used, reason = "a bench that cannot run stops")]
#![expect(clippy::print_stdout, reason = "a table is what it is for")]
#![expect(clippy::expect_used, reason = "a bench that cannot go on stops")]

mod corpus;

use std::hint::black_box;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use notelint::lexicon::LEXICON;
use notelint::linter::{Config, Linter};
use notelint::reading::{read, read_without_times};
use notelint::source::records::{Kind, Naming, Options, Rows};
use notelint::source::{Entry, Input};

const SEED: u64 = 20_240_229;
/// The whole check is to be at least this fast, beside the bare search.
const AIM: f64 = 1.0 / 6.0;

/// How much is measured.
struct Scale {
    corpus_bytes: usize,
    rounds: usize,
    starts: usize,
    words: usize,
    note_bytes: usize,
    records: usize,
}

fn main() {
    // `cargo test --benches` runs this as well, to see that it still works.
    let scale = if std::env::args().any(|arg| arg == "--bench") {
        Scale {
            corpus_bytes: 8 << 20,
            rounds: 7,
            starts: 60,
            words: 10_000,
            note_bytes: 1 << 20,
            records: 20_000,
        }
    } else {
        Scale { corpus_bytes: 32 << 10, rounds: 1, starts: 1, words: 100, note_bytes: 4 << 10, records: 50 }
    };
    let notes = corpus::notes(SEED, scale.corpus_bytes);
    let linter = Linter::new(Config::default()).expect("the default configuration is valid");
    let asked: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let asks = |part: &str| asked.is_empty() || asked.iter().any(|asked| asked == part);
    if asks("speed") {
        speed(&scale, &linter, &notes);
    }
    if asks("times") {
        times(&scale, &linter, &notes);
    }
    if asks("start") {
        start_up(&scale);
    }
    if asks("growth") {
        growth(&scale, &linter, &notes);
    }
    if asks("records") {
        records(&scale);
    }
}

/// The check and the bare search over the same notes, in turns.
fn speed(scale: &Scale, linter: &Linter, notes: &[String]) {
    let bare = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .ascii_case_insensitive(true)
        .build(LEXICON.words.iter())
        .expect("the lexicon's words fit into an automaton");
    let pieces: Vec<&[String]> = notes.chunks(notes.len().div_ceil(64)).collect();
    let mut least = vec![[Duration::MAX; 3]; pieces.len()];
    let (mut findings, mut hits) = (0, 0);
    for _ in 0..scale.rounds {
        (findings, hits) = (0, 0);
        for (piece, least) in pieces.iter().zip(&mut least) {
            let (check, read, search) = (
                time(|| findings += piece.iter().map(|note| linter.lint(note).len()).sum::<usize>()),
                time(|| piece.iter().for_each(|note| drop(black_box(linter.read(note))))),
                time(|| {
                    hits += piece.iter().map(|note| bare.find_overlapping_iter(note).count()).sum::<usize>()
                }),
            );
            *least = [least[0].min(check), least[1].min(read), least[2].min(search)];
        }
    }
    let bytes: usize = notes.iter().map(String::len).sum();
    let rate = |i: usize| bytes as f64 / 1e6 / least.iter().map(|times| times[i].as_secs_f64()).sum::<f64>();
    let (check, read, search) = (rate(0), rate(1), rate(2));
    println!(
        "one thread, {} notes, {:.1} MB, {findings} findings, {hits} hits",
        notes.len(),
        bytes as f64 / 1e6
    );
    println!(
        "  check          {check:8.1} MB/s   {:.3} of the bare search; the aim is {AIM:.3}",
        check / search
    );
    println!("  of it, reading {read:8.1} MB/s   {:.3}", read / search);
    println!("  bare search    {search:8.1} MB/s");
}

/// What reading the times adds to the check of the same notes, in turns.
fn times(scale: &Scale, linter: &Linter, notes: &[String]) {
    let pieces: Vec<&[String]> = notes.chunks(notes.len().div_ceil(64)).collect();
    let mut least = vec![[Duration::MAX; 3]; pieces.len()];
    for _ in 0..scale.rounds {
        for (piece, least) in pieces.iter().zip(&mut least) {
            let (check, with, without) = (
                time(|| piece.iter().for_each(|note| drop(black_box(linter.lint(note))))),
                time(|| piece.iter().for_each(|note| drop(black_box(read(note, &LEXICON, &[], &[]))))),
                time(|| {
                    for note in *piece {
                        drop(black_box(read_without_times(note, &LEXICON, &[], &[])));
                    }
                }),
            );
            *least = [least[0].min(check), least[1].min(with), least[2].min(without)];
        }
    }
    let sum = |i: usize| least.iter().map(|times| times[i].as_secs_f64()).sum::<f64>();
    let (check, times) = (sum(0), sum(1) - sum(2));
    println!(
        "reading times: {:.1} % of the check, {:.1} % more than the check without them; the aim is 33 %",
        100.0 * times / check,
        100.0 * times / (check - times)
    );
}

/// A process that checks one small file, from its start to its end.
fn start_up(scale: &Scale) {
    let mut note = tempfile::Builder::new().suffix(".txt").tempfile().expect("a temporary file");
    note.write_all(b"Left vm for PO. 10 min.\n").expect("a temporary file can be written");
    let mut times: Vec<Duration> = (0..scale.starts)
        .map(|_| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
            command.args(["check", "--no-config", "--quiet"]).arg(note.path()).stdout(Stdio::null());
            time(|| assert!(command.status().expect("the program starts").code() < Some(2)))
        })
        .collect();
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("start-up, {} runs", times.len());
    println!("  least {:.1} ms, median {:.1} ms", ms(times[0]), ms(times[times.len() / 2]));
}

/// Notes of one shape in two sizes: the time per byte must not grow.
fn growth(scale: &Scale, linter: &Linter, notes: &[String]) {
    let joined = |bytes: usize, by: &str| {
        let mut text = String::with_capacity(bytes + 2048);
        for note in notes.iter().cycle() {
            text.push_str(&note.replace('\n', by));
            text.push_str(by);
            if text.len() >= bytes {
                return text;
            }
        }
        text
    };
    let repeated = |sentence: &str, bytes: usize| sentence.repeat(bytes / sentence.len());
    let (small, large) = (scale.note_bytes, 4 * scale.note_bytes);
    let left = "Left vm for PO, 5 min. Then called, no answer. Ct no-showed. ";
    let shapes = [
        (
            "one sentence",
            corpus::long_sentence(SEED, scale.words),
            corpus::long_sentence(SEED, 10 * scale.words),
        ),
        ("many lines", joined(small, "\n"), joined(large, "\n")),
        ("one line", joined(small, " "), joined(large, " ")),
        ("only findings", repeated(left, small / 4), repeated(left, large / 4)),
        (
            "header fields",
            repeated("Start: 10:00 | End: 11:00 | ", small / 4),
            repeated("Start: 10:00 | End: 11:00 | ", large / 4),
        ),
        ("open quotes", repeated("\"went ( ", small / 4), repeated("\"went ( ", large / 4)),
        ("capitals", repeated("Zorn Ka. B. ", small / 4), repeated("Zorn Ka. B. ", large / 4)),
    ];
    println!("one note, ns per byte   small   large   ratio");
    for (name, small, large) in shapes {
        let per_byte = |note: &str| {
            let rounds = (0..scale.rounds.min(3)).map(|_| time(|| drop(black_box(linter.lint(note)))));
            rounds.min().unwrap_or_default().as_secs_f64() * 1e9 / note.len() as f64
        };
        let (at_small, at_large) = (per_byte(&small), per_byte(&large));
        println!(
            "  {name:<14} {:>5} kB {at_small:7.1} {at_large:7.1} {:7.2}",
            large.len() / 1000,
            at_large / at_small
        );
    }
}

/// An export: one thread on its records and on the same notes as text with a header, then the program on it with one thread
/// and with two.
fn records(scale: &Scale) {
    let asked = std::env::var("NOTELINT_BENCH_RECORDS").ok().and_then(|count| count.parse().ok());
    let count = asked.unwrap_or(scale.records);
    let file = tempfile::Builder::new().suffix(".csv").tempfile().expect("a temporary file");
    let mut writer = csv::Writer::from_writer(std::io::BufWriter::new(file.as_file()));
    writer.write_record(corpus::COLUMNS).expect("a row can be written");
    for record in corpus::Records::new(SEED).take(count) {
        writer.write_record(&record).expect("a row can be written");
    }
    writer.flush().expect("the export can be written");
    drop(writer);
    let bytes = std::fs::metadata(file.path()).expect("the export is there").len();
    let mb = bytes as f64 / 1e6;
    println!("export, {count} records, {mb:.1} MB");

    let some = count.min(20_000);
    let linter = Linter::new(Config { ruleset: "il-rule132".to_owned(), ..Config::default() })
        .expect("a built-in ruleset");
    let naming = Naming::default();
    let options = Options { kind: Kind::Csv, naming: &naming, fingerprint: false };
    let entry = Entry {
        input: Input::Path(file.path().to_owned()),
        name: "export.csv".into(),
        size: bytes,
        named: true,
    };
    let mut texts: Vec<String> = Vec::new();
    let mut rows = Rows::open(&entry, &options, linter.lexicon()).expect("the export has a note's column");
    while texts.len() < some {
        let chunk = rows.chunk(linter.lexicon()).expect("the export can be read");
        let records = chunk.iter().filter_map(|row| row.record.as_ref());
        texts.extend(records.map(|record| record.compose(rows.clocking(), linter.lexicon()).text));
    }
    texts.truncate(some);
    let text_bytes: usize = texts.iter().map(String::len).sum();
    let mut least = [Duration::MAX; 2];
    for _ in 0..scale.rounds.min(3) {
        let as_records = time(|| {
            let mut rows = Rows::open(&entry, &options, linter.lexicon()).expect("it was opened before");
            let mut done = 0;
            while done < some {
                let chunk = rows.chunk(linter.lexicon()).expect("the export can be read");
                for record in chunk.iter().take(some - done).filter_map(|row| row.record.as_ref()) {
                    black_box(linter.lint_record(record, rows.clocking(), false));
                }
                done += chunk.len();
            }
        });
        let as_text = time(|| texts.iter().for_each(|text| drop(black_box(linter.lint(text)))));
        least = [least[0].min(as_records), least[1].min(as_text)];
    }
    let rate = |time: Duration| text_bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "  one thread   as records {:.1} MB/s, as text {:.1} MB/s, ratio {:.2}",
        rate(least[0]),
        rate(least[1]),
        rate(least[0]) / rate(least[1])
    );
    // A million on one thread would tell nothing that these do not.
    let runs: &[&str] = if count > 200_000 { &["2"] } else { &["1", "2"] };
    for &jobs in runs {
        let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
        command.args([
            "check",
            "--no-config",
            "--quiet",
            "--ruleset",
            "il-rule132",
            "--format",
            "jsonl",
            "--jobs",
        ]);
        command.arg(jobs).arg(file.path()).stdout(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        let start = Instant::now();
        let mut peak = 0;
        while child.try_wait().expect("the program can be asked").is_none() {
            peak = peak.max(peak_memory(child.id()));
            std::thread::sleep(Duration::from_millis(5));
        }
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "  {jobs} thread{}    {seconds:.2} s, {:.1} MB/s, {:.0} records/s, {:.0} MB of memory at most",
            if jobs == "1" { " " } else { "s" },
            mb / seconds,
            count as f64 / seconds,
            peak as f64 / 1e3
        );
    }
}

/// The most memory that a process has had, in kB; 0 where the system does not tell.
fn peak_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
