//! The places of the payers' documents: one test for each, named after it, through the program.
//!
//! Every test reads at least two notes: one that the place decides, and one that differs in the deciding fact.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, reason = "helpers of tests are tests")]

mod ca_dmc_ods;
mod cm_2009;
mod il_rule132;
mod la_sapc;
mod program;
mod sd_bhs;
