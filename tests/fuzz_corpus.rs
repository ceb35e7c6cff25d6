//! Replays what the fuzzer has found, and the cases that once failed: `fuzz/corpus/`, without the fuzzer and its compiler.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../fuzz/src/lib.rs"]
mod invariants;

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use invariants::{TARGETS, Target, grows_evenly, run};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus")
}

/// The files of a target's corpus: each name, and its bytes.
fn files(target: &Target) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(corpus().join(target.name)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| (path.display().to_string(), fs::read(&path).unwrap());
    paths.into_iter().map(read).collect()
}

/// Names the file whose check has panicked; the panic has told its place by then.
#[track_caller]
fn holds(path: &str, check: impl FnOnce()) {
    assert!(catch_unwind(AssertUnwindSafe(check)).is_ok(), "{path} does not hold");
}

#[track_caller]
fn replay(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).unwrap();
    let files = files(target);
    assert!(!files.is_empty(), "{name} has a corpus");
    for (path, data) in files {
        holds(&path, || run(name, &data));
    }
}

/// A test for each target, so that they run side by side and the list is whole.
macro_rules! replayed {
    ($($name:ident),+) => {
        mod replayed {
            $(#[test]
            fn $name() {
                super::replay(stringify!($name));
            })+
        }

        #[test]
        fn every_target_is_replayed_and_has_a_program() {
            let replayed = BTreeSet::from([$(stringify!($name)),+]);
            let targets: BTreeSet<&str> = TARGETS.iter().map(|target| target.name).collect();
            assert_eq!(replayed, targets);
            let names = |folder: &Path| -> BTreeSet<String> {
                let entries = fs::read_dir(folder).unwrap();
                entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned()).collect()
            };
            let targets: BTreeSet<String> = targets.into_iter().map(str::to_owned).collect();
            assert_eq!(names(&corpus()), targets);
            assert_eq!(names(&corpus().with_file_name("fuzz_targets")), targets);
        }
    };
}

replayed!(decode, split, header, time, phrase, lexicon, csv, ndjson, lsp, check);

/// Of each corpus the first files and those that once were slow; a machine that is busy makes the clock a poor witness, so
/// these are few.
#[test]
fn time_grows_as_the_input_does() {
    for target in TARGETS {
        let slow = |name: &str| name.contains("slow-");
        for (number, (path, data)) in files(target).into_iter().enumerate() {
            if number < 12 || slow(&path) {
                holds(&path, || grows_evenly(target, &data));
            }
        }
    }
}

/// Work that is quadratic, which the clock has to notice.
#[test]
#[should_panic(expected = "as long an input takes too long")]
fn time_that_grows_faster_is_noticed() {
    let work = |data: &[u8]| {
        let pairs = data.iter().step_by(8).map(|one| data.iter().filter(|other| *other > one).count());
        assert!(pairs.sum::<usize>() < usize::MAX);
    };
    grows_evenly(
        &Target { name: "quadratic", check: |_| {}, work: Some(work) },
        b"called PO, left a message; ",
    );
}
