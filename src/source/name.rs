//! Paths → names that can be printed: undecodable bytes and control characters become escapes.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

/// A path as text; bytes that are no UTF-8 are written `\xNN`. A leading `./` is left out.
pub fn path_name(path: &Path) -> String {
    let short = path.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path);
    let mut name = String::new();
    for chunk in short.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a string does not fail.
            let _ = write!(name, "\\x{byte:02x}");
        }
    }
    name
}

/// Whether a character would act on a terminal or reorder a line instead of being seen.
pub fn acts_on_terminal(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text with control characters written as escapes (`\n`, `\u{1b}`), fit for one line of a terminal.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(acts_on_terminal) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if acts_on_terminal(c) { out.extend(c.escape_default()) } else { out.push(c) }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_reordering_marks_are_escaped() {
        assert_eq!(visible("notes/a.txt"), "notes/a.txt");
        assert_eq!(visible("a\u{1b}[2J\nb"), "a\\u{1b}[2J\\nb");
        assert_eq!(visible("a\u{202e}txt.b"), "a\\u{202e}txt.b");
    }

    #[test]
    fn a_leading_dot_is_left_out_and_the_dot_alone_stays() {
        assert_eq!(path_name(Path::new("./notes/a.txt")), "notes/a.txt");
        assert_eq!(path_name(Path::new(".")), ".");
        assert_eq!(path_name(Path::new("../a.txt")), "../a.txt");
    }

    #[cfg(unix)]
    #[test]
    fn undecodable_bytes_are_escaped_one_by_one() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"caf\xe9.txt"));
        assert_eq!(path_name(path), "caf\\xe9.txt");
    }
}
