//! The built-in lexicon, as build.rs compiled it.

use super::Lexicon;

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
