//! Checks the built-in YAML and writes it as static arrays, so that starting up parses nothing.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the modules are the library's; only a part of each is used here"
)]
#![allow(clippy::expect_used, reason = "a build that cannot go on stops")]

#[path = "src/catalogue.rs"]
mod catalogue;
#[path = "src/circumstances.rs"]
mod circumstances;
#[path = "src/diagnostic.rs"]
mod diagnostic;
#[path = "src/nearest.rs"]
mod nearest;
#[path = "src/ruleset/mod.rs"]
mod ruleset;
#[path = "src/span.rs"]
mod span;

use std::path::{Path, PathBuf};
use std::{env, fs};

use databake::Bake;

fn main() {
    println!("cargo::rustc-cfg=notelint_embedded");
    println!("cargo::rerun-if-changed=lexicons");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    rulesets(Path::new("lexicons/rulesets"), &out.join("rulesets.rs"));
}

/// Writes the payers' rulesets as one expression, `&[Ruleset { … }, …]`.
fn rulesets(folder: &Path, out: &Path) {
    let compiled = ruleset::compile(&yaml_files(folder), &[], &[]).unwrap_or_else(|problems| {
        problems.iter().for_each(|problem| println!("cargo::error={problem}"));
        std::process::exit(1);
    });
    let code = compiled.as_slice().bake(&databake::CrateEnv::default());
    fs::write(out, code.to_string()).expect("OUT_DIR can be written");
}

/// The YAML files of a folder: name and text, in the order of their names.
fn yaml_files(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (path.display().to_string(), text)
    };
    paths.into_iter().map(read).collect()
}
