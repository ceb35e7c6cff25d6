//! What has to hold for whatever bytes notelint is given: no panic, spans within the text and on borders of characters, all in
//! order, output that reads back, time that grows as the text does.
//!
//! One file for each part of the program. The fuzz targets call [`run`]; `tests/fuzz_corpus.rs` takes this same file in and
//! replays what the fuzzer has found.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub,
    reason = "a check that fails panics"
)]

mod check;
mod decode;
mod exports;
mod growth;
mod header;
mod lexicon;
mod lsp;
mod phrase;
mod reading;
mod split;
mod time;

use std::borrow::Cow;
use std::sync::LazyLock;

use notelint::linter::{Config, Linter};
use notelint::span::Span;

/// A part of the program and what is asked of it.
pub struct Target {
    /// The name of its corpus and its fuzz target.
    pub name: &'static str,
    /// Panics where something does not hold.
    pub check: fn(&[u8]),
    /// The work whose time has to grow as the input does; `None` where a longer input is another one.
    pub work: Option<fn(&[u8])>,
}

pub const TARGETS: &[Target] = &[
    Target { name: "decode", check: decode::check, work: Some(decode::work) },
    Target { name: "split", check: split::check, work: Some(split::work) },
    Target { name: "header", check: header::check, work: Some(header::work) },
    Target { name: "time", check: time::check, work: Some(time::work) },
    Target { name: "phrase", check: phrase::check, work: None },
    Target { name: "lexicon", check: lexicon::check, work: None },
    Target { name: "csv", check: exports::csv, work: Some(exports::csv_work) },
    Target { name: "ndjson", check: exports::ndjson, work: Some(exports::ndjson_work) },
    Target { name: "lsp", check: lsp::check, work: None },
    Target { name: "check", check: check::check, work: Some(check::work) },
];

/// Checks one input of a target, and for one in 64 how the time grows.
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target of the list");
    (target.check)(data);
    let chosen = data.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    if chosen % 64 == 0 {
        grows_evenly(target, data);
    }
}

/// Panics where a long input takes much more time for each byte than a short one.
pub fn grows_evenly(target: &Target, data: &[u8]) {
    if let Some(work) = target.work {
        growth::grows_evenly(data, work);
    }
}

/// The input as a text. What is no UTF-8 in it becomes U+FFFD.
fn text(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}

/// A span lies within a text, and both ends on borders of characters.
#[track_caller]
fn lies_in(span: Span, text: &str) {
    let Span { start, end } = span;
    assert!(start <= end && end <= text.len(), "{start}..{end} of {}", text.len());
    assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{start}..{end} cuts a character");
}

/// Nothing in a message acts on a terminal.
#[track_caller]
fn is_visible(message: &str) {
    let shown = notelint::source::visible(message);
    assert!(!shown.chars().any(|c| notelint::source::name::acts_on_terminal(c) && c != '\n'), "{shown:?}");
}

/// One linter for each payer, made once.
static LINTERS: LazyLock<Vec<Linter>> = LazyLock::new(|| {
    let linter = |ruleset: &&str| Linter::new(Config { ruleset: (*ruleset).to_owned(), ..Config::default() });
    ["common", "la-sapc", "sd-bhs", "cm-2009", "il-rule132", "ca-dmc-ods"]
        .iter()
        .map(|id| linter(id).unwrap())
        .collect()
});

/// The linter that an input is for: every payer gets its share, and one input always the same.
fn linter(data: &[u8]) -> &'static Linter {
    &LINTERS[data.len() % LINTERS.len()]
}
