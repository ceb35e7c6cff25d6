//! Checks the built-in YAML and writes it as static arrays, so that starting up parses nothing.

#![allow(dead_code, unused_imports, missing_docs, unreachable_pub, clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use databake::{Bake, CrateEnv};

#[path = "src/circumstances.rs"]
mod circumstances;
#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[path = "src/names.rs"]
mod names;
#[path = "src/token.rs"]
mod token;

fn main() {
    println!("cargo::rustc-cfg=notelint_embedded");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=lexicons");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    bake_lexicon(&out);
}

/// Writes `LEXICON`, and `FILES` with the text of every file, to which an agency's own files are added at run time.
fn bake_lexicon(out: &Path) {
    let mut sources = Vec::new();
    for folder in ["activities", "context", "interventions"] {
        let mut paths: Vec<PathBuf> = fs::read_dir(Path::new("lexicons").join(folder))
            .expect("the folder lexicons/ has activities, context and interventions")
            .map(|entry| entry.expect("a readable folder").path())
            .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
            .collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("a readable file");
            sources.push(lexicon::Source { path: format!("{folder}/{name}"), text });
        }
    }
    let lexicon = lexicon::compile::compile(&sources).unwrap_or_else(|errors| fail(&errors));
    let baked = lexicon.bake(&CrateEnv::default());
    let mut code = format!("/// The built-in lexicon.\npub static LEXICON: Lexicon = {baked};\n");
    code.push_str("/// The files it was compiled from: path and text.\npub static FILES: &[(&str, &str)] = &[\n");
    for source in &sources {
        code.push_str(&format!("    ({:?}, {:?}),\n", source.path, source.text));
    }
    code.push_str("];\n");
    fs::write(out.join("lexicon.rs"), code).expect("OUT_DIR is writable");
}

fn fail(errors: &[impl std::fmt::Display]) -> ! {
    for error in errors {
        println!("cargo::error=lexicons/{error}");
    }
    process::exit(1);
}
