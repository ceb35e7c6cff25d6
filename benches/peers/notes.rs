//! Writes invented notes for `benches/peers/run`: `FOLDER COUNT BYTES` makes so many files of one note, and beside them one
//! file of all notes of that many bytes together.

#![allow(clippy::expect_used, reason = "a bench that cannot go on stops")]

#[path = "../corpus/mod.rs"]
#[expect(dead_code, reason = "the notes are a part of it")]
mod corpus;

use std::fs;
use std::path::Path;

const SEED: u64 = 20_240_229;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    // `cargo test --benches` runs this as well, to see that it still works.
    let [folder, count, bytes] = asked.as_slice() else {
        assert_eq!(corpus::notes(SEED, 1), corpus::notes(SEED, 1));
        return;
    };
    let number = |text: &str| text.parse::<usize>().expect("a number");
    let (folder, count, bytes) = (Path::new(folder), number(count), number(bytes));
    let notes = folder.join("notes");
    fs::create_dir_all(&notes).expect("a folder can be made");
    // No note is longer than 1,500 bytes.
    for (number, note) in corpus::notes(SEED, count * 1_500).iter().take(count).enumerate() {
        fs::write(notes.join(format!("{number:05}.txt")), format!("{note}\n"))
            .expect("a file can be written");
    }
    let one = corpus::notes(SEED, bytes).join("\n---\n");
    fs::write(folder.join("one.txt"), one + "\n").expect("a file can be written");
}
