//! notelint reads a progress note as an auditor would: what staff did, whether the payer pays for it, what to do about it.
//!
//! The modules stand in the order in which a note becomes a diagnostic; each uses only those above it.

extern crate alloc;
extern crate self as notelint;

pub mod catalogue;
pub mod circumstances;
pub mod diagnostic;
pub mod lexicon;
pub mod linter;
pub mod nearest;
pub mod note;
pub mod reading;
pub mod rules;
pub mod ruleset;
pub mod span;
pub mod token;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod report;
#[cfg(feature = "cli")]
pub mod source;
