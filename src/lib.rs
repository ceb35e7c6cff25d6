//! notelint reads a progress note as an auditor would: what staff did, whether the payer pays for it, what to do about it.
//!
//! The modules are the table of contents: a note becomes a diagnostic from top to bottom, and a module uses only those
//! above it (`tests/layers.rs` checks that).
//!
//! - `guard`: a panic → an error without a note's words
//! - `span`: byte ranges; lines and columns
//! - `diagnostic`: a finding with its labels, help and citations
//! - `circumstances`: what payers ask about an act, a closed list
//! - `catalogue`: codes and names of activities, interventions and rules
//! - `sha256`: bytes → their SHA-256, as `sha256sum` prints it
//! - `nearest`: a mistyped name and what it may have meant
//! - `date`: text → a day of the calendar
//! - `token`: text → words, numbers and marks
//! - `lexicon`: YAML → what is known about wording
//! - `record`: a record of an export → one text with a header, and its findings back to the note field
//! - `source`: files → decoded text and records, one source per note
//! - `note`: text → header, sections, sentences
//! - `reading`: note + lexicon → what was done, by whom, whether it happened, how long it took
//! - `examples`: a lexicon's sentences → whether they are read as their file says
//! - `ruleset`: YAML → what a payer makes of an act
//! - `ledger`: reading + ruleset → the minutes of a note, act by act
//! - `batch`: digests of many notes → overlaps, caps, short contacts of a day, copies
//! - `rules`: reading + ruleset → diagnostics, one file per rule
//! - `linter`: the configuration, compiled once; lints notes
//! - `explanation`: a place of a note → what was considered there, and what came of it
//! - `evaluation`: labelled notes + linter → what is found, missed and noisy, and the stage that decided it
//! - `teaching`: rules, rulesets and exercises → what people learn from
//! - `report`: diagnostics → bytes, one file per format
//! - `server`: an editor's messages → diagnostics, hovers, actions: the language server
//! - `cli`: the program, one file per subcommand

extern crate alloc;
extern crate self as notelint;

pub mod batch;
pub mod catalogue;
pub mod circumstances;
pub mod date;
pub mod diagnostic;
pub mod examples;
pub mod explanation;
pub mod ledger;
pub mod lexicon;
pub mod linter;
pub mod nearest;
pub mod note;
pub mod reading;
pub mod record;
pub mod rules;
pub mod ruleset;
pub mod sha256;
pub mod span;
pub mod token;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod evaluation;
#[cfg(feature = "cli")]
pub mod guard;
#[cfg(feature = "cli")]
pub mod report;
#[cfg(feature = "cli")]
pub mod server;
#[cfg(feature = "cli")]
pub mod source;
#[cfg(feature = "cli")]
pub mod teaching;
