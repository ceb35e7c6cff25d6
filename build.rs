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
#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[path = "src/nearest.rs"]
mod nearest;
#[path = "src/ruleset/mod.rs"]
mod ruleset;
#[path = "src/sha256.rs"]
mod sha256;
#[path = "src/span.rs"]
mod span;
#[path = "src/token.rs"]
mod token;

use std::path::{Path, PathBuf};
use std::{env, fs};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use databake::Bake;
use sha2::{Digest, Sha256};

fn main() {
    println!("cargo::rustc-cfg=notelint_embedded");
    println!("cargo::rerun-if-changed=lexicons");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    lexicon(&out.join("lexicon.rs"));
    rulesets(Path::new("lexicons/rulesets"), &out.join("rulesets.rs"));
    println!("cargo::rerun-if-changed=templates");
    hashes(Path::new("templates"), &out.join("hashes.rs"));
}

/// Writes `HASHES`: each style and script that stands in a page, by its name, with the hash that allows it there.
fn hashes(templates: &Path, out: &Path) {
    let mut hashes = Vec::new();
    for entry in fs::read_dir(templates).expect("templates/ is part of the crate") {
        let path = entry.expect("templates/ can be listed").path();
        if path.extension().is_some_and(|ending| ending == "css" || ending == "js") {
            let digest = Sha256::digest(fs::read(&path).expect("a template can be read"));
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            hashes.push((name, format!("sha256-{}", BASE64_STANDARD.encode(digest))));
        }
    }
    hashes.sort();
    let code = format!(
        "/// Styles and scripts by name, with their hashes.\nstatic HASHES: &[(&str, &str)] = &{hashes:?};\n"
    );
    fs::write(out, code).expect("OUT_DIR can be written");
}

/// Writes `LEXICON`, and `FILES` with the text of every file, to which an agency's own files are added at run time.
fn lexicon(out: &Path) {
    let mut sources = Vec::new();
    for folder in ["activities", "context", "interventions", "services"] {
        for (path, text) in yaml_files(&Path::new("lexicons").join(folder)) {
            let path = path.trim_start_matches("lexicons/").to_owned();
            sources.push(lexicon::Source { path, text });
        }
    }
    let english = format!("context/{}", lexicon::files::ENGLISH);
    let text = fs::read_to_string(Path::new("lexicons").join(&english)).expect("the list of English words");
    sources.push(lexicon::Source { path: english, text });
    let lexicon = lexicon::compile::compile(&sources).unwrap_or_else(|errors| {
        errors.iter().for_each(|error| println!("cargo::error=lexicons/{error}"));
        std::process::exit(1);
    });
    let baked = lexicon.bake(&databake::CrateEnv::default());
    let files: Vec<(&str, &str)> = sources.iter().map(|s| (s.path.as_str(), s.text.as_str())).collect();
    let mut hash = Sha256::new();
    for (path, text) in &files {
        hash.update(format!("{path}\n{}\n{text}", text.len()));
    }
    let fingerprint = sha256::hex(&hash.finalize());
    let code = format!(
        "/// The SHA-256 of the files it was compiled from, each with its path and its length.\n\
         pub const FINGERPRINT: &str = {fingerprint:?};\n\
         /// The built-in lexicon.\npub static LEXICON: Lexicon = {baked};\n\
         /// The files it was compiled from: path and text.\npub static FILES: &[(&str, &str)] = &{files:?};\n"
    );
    fs::write(out, code).expect("OUT_DIR can be written");
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
