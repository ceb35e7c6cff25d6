//! Text → tokens: words, numbers and marks with their spans. Notes and lexicon phrases go through the same function.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters; a clitic ("'s", "n't" as "'t", "'ll") is a word of its own.
    Word,
    /// Digits with inner points or commas, or a fraction sign.
    Number,
    /// One mark.
    Mark(Mark),
}

/// Marks that the reading tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Mark {
    Period,
    Comma,
    Semicolon,
    Colon,
    Question,
    Exclamation,
    Dash,
    Slash,
    Quote,
    Apostrophe,
    Open,
    Close,
    Bullet,
    Bar,
    Other,
}

/// A token. Offsets count bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// First byte after the token.
    pub end: u32,
    /// Hash of the folded word: lower case in ASCII, one apostrophe.
    pub hash: u32,
    /// What it is.
    pub kind: Kind,
    /// How many line ends stand before it: 0, 1 or 2 ("2" is a blank line or more).
    pub lines_before: u8,
    /// White space of two columns or more, or a tab, stands before it.
    pub wide_gap: bool,
    /// White space or a line end stands before it.
    pub spaced: bool,
    /// Joined to the word before it by a hyphen.
    pub hyphenated: bool,
    /// Begins with a capital letter.
    pub capital: bool,
    /// Two letters or more, all of them capitals.
    pub all_caps: bool,
}

impl Token {
    /// Whether this is that mark.
    pub fn is(&self, mark: Mark) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether this is a word.
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether this is a number.
    pub fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }

    /// The token's text.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

const HASH_SEED: u32 = 0x811c_9dc5;

const fn hash_byte(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The bytes by which words are compared: ASCII in lower case, typographic apostrophes as `'`.
pub fn folded(word: &str) -> impl Iterator<Item = u8> + '_ {
    let bytes = word.as_bytes();
    let mut i = 0;
    std::iter::from_fn(move || {
        let byte = *bytes.get(i)?;
        if byte == 0xE2 && matches!(bytes.get(i..i + 3), Some([0xE2, 0x80, 0x98 | 0x99])) {
            i += 3;
            return Some(b'\'');
        }
        i += 1;
        Some(byte.to_ascii_lowercase())
    })
}

/// The hash that [`tokenize`] gives a word.
pub fn hash(word: &str) -> u32 {
    hash_bytes(folded(word))
}

/// The same for bytes that are folded already.
pub fn hash_bytes(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(HASH_SEED, hash_byte)
}

/// The same for a word in lower-case ASCII, ahead of time.
pub const fn hash_lower(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let (mut hash, mut i) = (HASH_SEED, 0);
    while i < bytes.len() {
        hash = hash_byte(hash, bytes[i]);
        i += 1;
    }
    hash
}

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Line,
    Mark,
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut table = [Class::Mark; 256];
    let mut i = 0;
    while i < 256 {
        let byte = i as u8;
        table[i] = if byte.is_ascii_alphabetic() {
            Class::Letter
        } else if byte.is_ascii_digit() {
            Class::Digit
        } else if byte == b'\n' || byte == b'\r' {
            Class::Line
        } else if byte <= b' ' || byte == 0x7f {
            Class::Space
        } else if byte >= 0x80 {
            Class::Wide
        } else {
            Class::Mark
        };
        i += 1;
    }
    table
};

/// What a character outside ASCII counts as.
enum Wide {
    Letter,
    Space,
    Number,
    Apostrophe,
    Mark(Mark),
}

fn wide(c: char) -> Wide {
    match c {
        '’' | '‘' | 'ʼ' => Wide::Apostrophe,
        '′' => Wide::Mark(Mark::Apostrophe),
        '“' | '”' | '„' | '«' | '»' | '″' => Wide::Mark(Mark::Quote),
        '–' | '—' | '―' | '‒' | '−' | '→' | '⇒' => Wide::Mark(Mark::Dash),
        '‐' | '‑' => Wide::Mark(Mark::Dash),
        '•' | '·' | '◦' | '▪' | '●' | '‣' | '■' => Wide::Mark(Mark::Bullet),
        '…' => Wide::Mark(Mark::Period),
        '½' | '¼' | '¾' => Wide::Number,
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Wide::Space,
        c if c.is_whitespace() || c.is_control() => Wide::Space,
        c if c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) => Wide::Letter,
        _ => Wide::Mark(Mark::Other),
    }
}

fn mark(byte: u8) -> Mark {
    match byte {
        b'.' => Mark::Period,
        b',' => Mark::Comma,
        b';' => Mark::Semicolon,
        b':' => Mark::Colon,
        b'?' => Mark::Question,
        b'!' => Mark::Exclamation,
        b'-' => Mark::Dash,
        b'/' => Mark::Slash,
        b'"' => Mark::Quote,
        b'\'' | b'`' => Mark::Apostrophe,
        b'(' | b'[' | b'{' => Mark::Open,
        b')' | b']' | b'}' => Mark::Close,
        b'|' => Mark::Bar,
        b'*' => Mark::Bullet,
        _ => Mark::Other,
    }
}

/// Marks that have to be said for a note to be a dictated one.
const FEWEST_SAID: usize = 2;

/// "he said yes comma so I called period": in a note without any full stop or comma, the marks that were said.
pub fn read_dictated_marks(tokens: &mut [Token], text: &str) {
    const PERIOD: u32 = hash_lower("period");
    const COMMA: u32 = hash_lower("comma");
    // "the grace period ends": a word.
    let noun = ["a", "the", "this", "that", "appeal", "grace", "notice", "pay", "time", "trial", "waiting"];
    let said = |place: usize| match tokens[place].hash {
        PERIOD if place > 0 && noun.contains(&tokens[place - 1].text(text)) => None,
        PERIOD => Some((place, Mark::Period)),
        COMMA => Some((place, Mark::Comma)),
        _ => None,
    };
    let marks: Vec<(usize, Mark)> = (0..tokens.len()).filter_map(said).collect();
    let written = |token: &Token| token.is(Mark::Period) || token.is(Mark::Comma);
    if marks.len() < FEWEST_SAID || tokens.iter().any(written) {
        return;
    }
    for (place, mark) in marks {
        tokens[place].kind = Kind::Mark(mark);
    }
}

/// Splits `text` into tokens, in order. Every byte that is not white space, or a hyphen
/// that joins a word to what stands before it, is in one token.
///
/// A text over 4 GiB is cut there.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 4);
    tokenize_into(text, &mut tokens);
    tokens
}

/// As [`tokenize`], into a vector that is cleared first.
pub fn tokenize_into(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let bytes = text.as_bytes();
    let bytes = &bytes[..bytes.len().min(u32::MAX as usize)];
    let mut i = 0;
    let (mut lines, mut blanks, mut tab, mut hyphen) = (0u8, 0u32, false, false);
    while i < bytes.len() {
        let start = i;
        let mut piece = None;
        match CLASSES[bytes[i] as usize] {
            Class::Space => {
                blanks += 1;
                tab |= bytes[i] == b'\t';
                i += 1;
                continue;
            }
            Class::Line => {
                if bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n') {
                    lines = (lines + 1).min(2);
                }
                blanks += 1;
                i += 1;
                continue;
            }
            Class::Letter => {}
            Class::Digit => {
                i = number_end(bytes, i);
                piece = Some(Kind::Number);
            }
            Class::Mark => {
                let point = bytes[i] == b'.'
                    && bytes.get(i + 1).is_some_and(u8::is_ascii_digit)
                    && (i == 0 || !bytes[i - 1].is_ascii_alphanumeric());
                if point {
                    i = number_end(bytes, i + 1);
                    piece = Some(Kind::Number);
                } else if bytes[i] == b'\'' && clitic(bytes, i, i) {
                    i += 1;
                } else {
                    let joins = bytes[i] == b'-'
                        && blanks == 0
                        && tokens
                            .last()
                            .is_some_and(|t: &Token| (t.is_word() || t.is_number()) && t.end as usize == i)
                        && joins_next(text, i + 1, ends_in_word(tokens));
                    i += 1;
                    if joins {
                        hyphen = true;
                        continue;
                    }
                    piece = Some(Kind::Mark(mark(bytes[start])));
                }
            }
            Class::Wide => {
                let Some(c) = text[i..].chars().next() else { break };
                let after = i + c.len_utf8();
                match wide(c) {
                    Wide::Space => {
                        blanks += 1;
                        i = after;
                        continue;
                    }
                    Wide::Number => {
                        i = after;
                        piece = Some(Kind::Number);
                    }
                    Wide::Apostrophe => {
                        i = after;
                        if !clitic(bytes, start, after - 1) {
                            piece = Some(Kind::Mark(Mark::Apostrophe));
                        }
                    }
                    Wide::Mark(mark) => {
                        let joins = matches!(c, '‐' | '‑')
                            && blanks == 0
                            && tokens.last().is_some_and(|t: &Token| t.is_word())
                            && joins_next(text, after, ends_in_word(tokens));
                        i = after;
                        if joins {
                            hyphen = true;
                            continue;
                        }
                        piece = Some(Kind::Mark(mark));
                    }
                    Wide::Letter => {}
                }
            }
        }
        if piece.is_none() {
            let clitic = i > start;
            i = word_end(text, i);
            if !clitic {
                i = clipped_end(text, start, i);
            }
        }
        let slice = &text[start..i];
        let (hash, capital, all_caps) = describe(slice);
        tokens.push(Token {
            start: start as u32,
            end: i as u32,
            hash,
            kind: piece.unwrap_or(Kind::Word),
            lines_before: lines,
            wide_gap: tab || blanks > 1 || lines > 0,
            spaced: blanks > 0 || tokens.is_empty(),
            hyphenated: hyphen,
            capital,
            all_caps,
        });
        (lines, blanks, tab, hyphen) = (0, 0, false, false);
    }
}

fn describe(word: &str) -> (u32, bool, bool) {
    let bytes = word.as_bytes();
    let (mut hash, mut lower, mut upper, mut all) = (HASH_SEED, 0usize, 0usize, 0);
    for &byte in bytes {
        let folded = byte.to_ascii_lowercase();
        upper += usize::from(byte != folded);
        lower += usize::from(byte.is_ascii_lowercase());
        all |= byte;
        hash = hash_byte(hash, folded);
    }
    if all.is_ascii() {
        return (hash, bytes.first().is_some_and(u8::is_ascii_uppercase), upper > 1 && lower == 0);
    }
    (lower, upper) = (0, 0);
    for c in word.chars() {
        lower += usize::from(c.is_lowercase());
        upper += usize::from(c.is_uppercase());
    }
    (self::hash(word), word.chars().next().is_some_and(char::is_uppercase), upper > 1 && lower == 0)
}

/// Whether the apostrophe whose last byte is `last` joins letters on both sides: "ct's", "didn’t", "R.J.'s".
fn clitic(bytes: &[u8], first: usize, last: usize) -> bool {
    let letter = |at: usize| bytes[at].is_ascii_alphanumeric() || bytes[at] >= 0x80;
    let point = first > 1 && bytes[first - 1] == b'.' && letter(first - 2);
    first > 0 && (letter(first - 1) || point) && bytes.get(last + 1).is_some_and(u8::is_ascii_alphabetic)
}

/// Words before which "'d" stands for "had" or "would".
const PRONOUNS: [&str; 11] = ["he", "how", "i", "it", "she", "that", "there", "they", "we", "who", "you"];

/// The end of a word and of "'d" after it where that is the ending of a clipped verb: "asst'd", "r/s'd", not "he'd".
fn clipped_end(text: &str, start: usize, end: usize) -> usize {
    let rest = &text[end..];
    let Some(after) = rest.strip_prefix(['\'', '’']).and_then(|rest| rest.strip_prefix(['d', 'D'])) else {
        return end;
    };
    let ends = !after.chars().next().is_some_and(char::is_alphanumeric);
    let word = &text[start..end];
    if ends && !PRONOUNS.iter().any(|pronoun| word.eq_ignore_ascii_case(pronoun)) {
        text.len() - after.len()
    } else {
        end
    }
}

/// Whether the last token is a word by itself, not the "a" of "11:00a-12:00p".
fn ends_in_word(tokens: &[Token]) -> bool {
    match tokens {
        [.., before, last] => last.is_word() && !(before.is_number() && before.end == last.start),
        [last] => last.is_word(),
        [] => false,
    }
}

/// Whether a hyphen joins what stands at `at` to a word before it ("no-show", "PHQ-9"), or to a number ("30-day").
fn joins_next(text: &str, at: usize, after_word: bool) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    next.is_some_and(|c| c.is_alphabetic() || after_word && c.is_ascii_digit())
}

fn number_end(bytes: &[u8], mut i: usize) -> usize {
    while let Some(&byte) = bytes.get(i) {
        let inner = (byte == b'.' || byte == b',') && bytes.get(i + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !inner {
            break;
        }
        i += 1;
    }
    i
}

fn word_end(text: &str, mut i: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(i) {
        match CLASSES[byte as usize] {
            Class::Letter => i += 1,
            Class::Wide => match text[i..].chars().next() {
                Some(c) if matches!(wide(c), Wide::Letter) => i += c.len_utf8(),
                _ => break,
            },
            _ => break,
        }
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.text(text)).collect()
    }

    #[test]
    fn splits_as_staff_write() {
        let cases: [(&str, &[&str]); 18] = [
            ("asst'd ct, R/S’D it", &["asst'd", "ct", ",", "R", "/", "S’D", "it"]),
            ("he'd left, ct's d'Arcy", &["he", "'d", "left", ",", "ct", "'s", "d", "'Arcy"]),
            ("LVM for PO.", &["LVM", "for", "PO", "."]),
            ("ct's PO didn't call", &["ct", "'s", "PO", "didn", "'t", "call"]),
            ("ct’s", &["ct", "’s"]),
            ("no-show at drop-in", &["no", "show", "at", "drop", "in"]),
            ("T/C w/ct", &["T", "/", "C", "w", "/", "ct"]),
            ("10:05-10:50a", &["10", ":", "05", "-", "10", ":", "50", "a"]),
            ("1.5 hr, .25 hr", &["1.5", "hr", ",", ".25", "hr"]),
            ("45m 1h15", &["45", "m", "1", "h", "15"]),
            ("30-day notice", &["30", "day", "notice"]),
            ("called\u{a0}PO—no answer", &["called", "PO", "—", "no", "answer"]),
            ("“left a message”", &["“", "left", "a", "message", "”"]),
            ("clients' files", &["clients", "'", "files"]),
            ("½ hr", &["½", "hr"]),
            ("PHQ-9", &["PHQ", "9"]),
            ("11:00a-12:00p", &["11", ":", "00", "a", "-", "12", ":", "00", "p"]),
            ("Ms. Guðmundsdóttir", &["Ms", ".", "Guðmundsdóttir"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn folds_case_and_apostrophes_into_one_hash() {
        let hashes = |text: &str| tokenize(text).iter().map(|t| t.hash).collect::<Vec<_>>();
        assert_eq!(hashes("CT’S Vm"), hashes("ct's vm"));
        assert_eq!(tokenize("Vm")[0].hash, hash("vm"));
        assert_eq!(tokenize("ct’s")[1].hash, hash("'s"));
    }

    #[test]
    fn counts_line_ends_once_for_crlf() {
        let lines = |text: &str| tokenize(text)[1].lines_before;
        assert_eq!(lines("a\r\nb"), 1);
        assert_eq!(lines("a\rb"), 1);
        assert_eq!(lines("a\r\n\r\nb"), 2);
        assert_eq!(lines("a\n\n\n\nb"), 2);
    }

    proptest::proptest! {
        #[test]
        fn tokens_ascend_and_lie_on_character_boundaries(text in "\\PC*") {
            let mut last = 0;
            for token in tokenize(&text) {
                let (start, end) = (token.start as usize, token.end as usize);
                proptest::prop_assert!(last <= start && start < end);
                proptest::prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
                last = end;
            }
        }
    }
}
