//! What the program is made of: nothing reaches a network, not even while it is built, and nothing is unsafe.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::PathBuf;

/// `deny.toml` bars crates that speak to a network, and names those that may run code while they are built; this is our own
/// code, that of `build.rs` with it, which takes in modules of `src/`.
#[test]
fn no_code_of_ours_reaches_a_network() {
    let found = walkdir::WalkDir::new("src").into_iter().map(|entry| entry.unwrap().into_path());
    let mut files: Vec<PathBuf> =
        found.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect();
    files.push("build.rs".into());
    assert!(files.len() > 100);
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        for word in ["std::net", "TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs", "UnixStream"] {
            assert!(!text.contains(word), "{}: `{word}`", path.display());
        }
    }
}

#[test]
fn the_build_starts_no_program() {
    let build = fs::read_to_string("build.rs").unwrap();
    for word in ["process::Command", "Command::new", "extern \"C\""] {
        assert!(!build.contains(word), "build.rs: `{word}`");
    }
}

#[test]
fn what_is_promised_is_set() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    for line in ["unsafe_code = \"forbid\"", "build = \"build.rs\""] {
        assert!(manifest.lines().any(|set| set == line), "{line}");
    }
    let least =
        manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).expect("a Rust version");
    let readme = fs::read_to_string("README.md").unwrap();
    assert!(
        readme.contains(&format!("Rust {} or newer", least.trim_matches('"'))),
        "README.md names Rust {least}"
    );
    // Each dependency of the lock file comes from crates.io, by its checksum.
    let lock = fs::read_to_string("Cargo.lock").unwrap();
    for package in
        lock.split("[[package]]").skip(1).filter(|package| !package.contains("name = \"notelint\""))
    {
        assert!(package.contains("registry+https://github.com/rust-lang/crates.io-index"), "{package}");
        assert!(package.contains("checksum = "), "{package}");
    }
}
