//! Findings across notes, place by place of the payers' documents, through the program; and what holds whatever the order
//! of the notes.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "helpers of tests are tests")]

mod caps;
mod cloning;
mod combining;
mod exports;
mod files;
mod overlaps;
mod program;
mod properties;
mod summary;
