//! A module uses only those above it in the table of contents, which is the list in `src/lib.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the list in `src/lib.rs`, from top to bottom.
fn contents() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").expect("the crate's root");
    let name = |line: &str| Some(line.strip_prefix("//! - `")?.split_once('`')?.0.to_owned());
    lib.lines().filter_map(name).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The module of the crate's root that a file belongs to.
fn module(path: &Path) -> String {
    let first = path.strip_prefix("src").unwrap().components().next().unwrap();
    Path::new(first.as_os_str()).file_stem().unwrap().to_string_lossy().into_owned()
}

/// A file without its comments and without what stands under `#[cfg(test)]`.
fn code(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            let indent = line.len() - line.trim_start().len();
            // To the end of the item: a brace, or a statement, as deep as the attribute.
            let ends = |line: &str| {
                let item = line.get(indent..).unwrap_or_default();
                item.starts_with('}') || (!item.starts_with([' ', '#']) && item.ends_with(';'))
            };
            lines.by_ref().find(|line| ends(line));
            continue;
        }
        code.push_str(line.split("//").next().unwrap_or_default());
        code.push('\n');
    }
    code
}

/// The modules that `code` names after `crate::` or the crate's own name.
fn used(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for root in ["crate::", "notelint::"] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let path = &code[at + root.len()..];
            match path.strip_prefix('{') {
                Some(list) => used.extend(heads(list)),
                None => {
                    used.push(path.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap().into())
                }
            }
        }
    }
    used
}

/// The first names of a `use` list whose brace is open.
fn heads(list: &str) -> Vec<String> {
    let (mut heads, mut head, mut depth) = (Vec::new(), String::new(), 0);
    for c in list.chars() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(std::mem::take(&mut head)),
            c if depth == 0 => head.push(c),
            _ => {}
        }
    }
    heads.push(head);
    let first = |head: &String| head.trim().split("::").next().unwrap_or_default().to_owned();
    heads.iter().map(first).filter(|head| !head.is_empty()).collect()
}

/// What each file uses that does not stand above it.
fn upward(contents: &[String], file: &str, own: &str, text: &str) -> Vec<String> {
    let place = |name: &str| contents.iter().position(|module| module == name);
    let below = |name: &String| name != own && place(name).is_none_or(|used| Some(used) >= place(own));
    used(&code(text)).into_iter().filter(below).map(|name| format!("{file} uses crate::{name}")).collect()
}

#[test]
fn every_module_uses_only_those_above_it() {
    let contents = contents();
    let mut wrong = Vec::new();
    for path in rust_files(Path::new("src")) {
        let own = module(&path);
        if own == "lib" || own == "main" {
            continue;
        }
        assert!(contents.contains(&own), "`{own}` is missing in the list of src/lib.rs");
        let text = fs::read_to_string(&path).unwrap();
        wrong.extend(upward(&contents, &path.to_string_lossy(), &own, &text));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_of_the_list_exists() {
    for name in contents() {
        let is_file = Path::new("src").join(&name).with_extension("rs").is_file();
        assert!(is_file || Path::new("src").join(&name).join("mod.rs").is_file(), "{name}");
    }
}

#[test]
fn uses_are_found_wherever_they_stand() {
    let contents = ["a", "b", "c"].map(str::to_owned);
    let check = |text: &str| upward(&contents, "b.rs", "b", text).len();
    assert_eq!(check("use crate::a::X;\nuse crate::b::Y;\n"), 0);
    assert_eq!(check("use crate::c::X;\n"), 1);
    assert_eq!(check("use crate::{a::{c, d}, b, c::{X, Y}};\n"), 1);
    assert_eq!(check("fn f() { crate::c::g(); notelint::c::h(); }\n"), 2);
    assert_eq!(check("// crate::c\n/// crate::c\n"), 0);
    assert_eq!(check("#[cfg(test)]\nuse crate::c::X;\nuse crate::c::Y;\n"), 1);
    assert_eq!(check("#[cfg(test)]\nmod tests {\n    use crate::c;\n}\nuse crate::c;\n"), 1);
    assert_eq!(check("use crate::unlisted;\n"), 1);
}
