//! The phrase language: a quoted line of a lexicon file → its parts.

/// One part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// This word or mark.
    Word(String),
    /// `~leave`: any form of it.
    Inflected(String),
    /// `{voicemail}`: a member of the class.
    Class(String),
    /// `#`: a number.
    Number,
    /// `(a|b c)`: one of these.
    OneOf(Vec<Vec<Part>>),
    /// `[a|b c]`: one of these or nothing.
    Optional(Vec<Vec<Part>>),
    /// `..`: up to three words.
    Gap,
}

/// What is wrong with a phrase.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhraseError {
    /// A bracket without its partner.
    #[error("`{0}` has no partner; write `[a|b]` for words that may be left out and `(a|b)` for a choice")]
    Unbalanced(char),
    /// Nothing between brackets, or an empty phrase.
    #[error("there is nothing to match here; write the words of the phrase")]
    Empty,
    /// `~` without a word.
    #[error("`~` stands before a word, as in `~leave`")]
    BareTilde,
    /// `..` at the beginning, where it says nothing.
    #[error("`..` stands after a word; a phrase begins with a word")]
    LooseGap,
    /// Brackets within brackets, deeper than anybody writes them; without an end to it the stack would be the end.
    #[error("brackets stand in each other more than {DEEPEST} deep; write several phrases")]
    TooDeep,
}

/// How deep brackets may stand in each other.
const DEEPEST: usize = 16;

/// Reads a phrase.
///
/// # Errors
/// When brackets do not pair or a part is empty.
pub fn parse(phrase: &str) -> Result<Vec<Part>, PhraseError> {
    let mut chars = phrase.chars().peekable();
    let mut alternatives = sequence(&mut chars, None, 0)?;
    let mut parts =
        if alternatives.len() == 1 { alternatives.remove(0) } else { vec![Part::OneOf(alternatives)] };
    // What follows the last word of a phrase is its object, with or without `..`.
    while parts.len() > 1 && parts.last() == Some(&Part::Gap) {
        parts.pop();
    }
    match parts.first() {
        None => Err(PhraseError::Empty),
        Some(Part::Gap) => Err(PhraseError::LooseGap),
        _ => Ok(parts),
    }
}

type Chars<'p> = std::iter::Peekable<std::str::Chars<'p>>;

/// Alternatives up to `close`, which is consumed.
fn sequence(chars: &mut Chars, close: Option<char>, depth: usize) -> Result<Vec<Vec<Part>>, PhraseError> {
    if depth > DEEPEST {
        return Err(PhraseError::TooDeep);
    }
    let mut alternatives = vec![Vec::new()];
    loop {
        let Some(c) = chars.next() else {
            return match close {
                Some(close) => Err(PhraseError::Unbalanced(if close == ')' { '(' } else { '[' })),
                None => Ok(alternatives),
            };
        };
        let part = match c {
            c if Some(c) == close => {
                return if alternatives.iter().any(Vec::is_empty) {
                    Err(PhraseError::Empty)
                } else {
                    Ok(alternatives)
                };
            }
            ')' | ']' | '}' => return Err(PhraseError::Unbalanced(c)),
            '|' if close.is_some() => {
                alternatives.push(Vec::new());
                continue;
            }
            c if c.is_whitespace() => continue,
            '(' => Part::OneOf(sequence(chars, Some(')'), depth + 1)?),
            '[' => Part::Optional(sequence(chars, Some(']'), depth + 1)?),
            '{' => {
                let mut name = String::new();
                loop {
                    match chars.next() {
                        Some('}') if !name.trim().is_empty() => break,
                        Some('}') => return Err(PhraseError::Empty),
                        Some(c) => name.push(c),
                        None => return Err(PhraseError::Unbalanced('{')),
                    }
                }
                Part::Class(name.trim().to_owned())
            }
            '#' => Part::Number,
            '~' => {
                let word = word(chars, String::new());
                if word.is_empty() {
                    return Err(PhraseError::BareTilde);
                }
                Part::Inflected(word)
            }
            c => {
                let word = word(chars, String::from(c));
                if word == ".." { Part::Gap } else { Part::Word(word) }
            }
        };
        if let Some(last) = alternatives.last_mut() {
            last.push(part);
        }
    }
}

fn word(chars: &mut Chars, mut word: String) -> String {
    while let Some(&c) = chars.peek() {
        if c.is_whitespace() || "()[]{}|~#".contains(c) {
            break;
        }
        word.push(c);
        chars.next();
    }
    word
}

/// Whether a match may begin with `..`: it would take in words that the phrase says nothing of.
pub fn may_begin_with_gap(parts: &[Part]) -> bool {
    for part in parts {
        match part {
            Part::Gap => return true,
            Part::Optional(choices) if choices.iter().any(|choice| may_begin_with_gap(choice)) => {
                return true;
            }
            Part::Optional(_) => {}
            Part::OneOf(choices) => return choices.iter().any(|choice| may_begin_with_gap(choice)),
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_part() {
        let w = |s: &str| Part::Word(s.to_owned());
        assert_eq!(
            parse("~leave [a|one more] {voicemail} .. (for|with) # w/").map_err(|e| e.to_string()),
            Ok(vec![
                Part::Inflected("leave".into()),
                Part::Optional(vec![vec![w("a")], vec![w("one"), w("more")]]),
                Part::Class("voicemail".into()),
                Part::Gap,
                Part::OneOf(vec![vec![w("for")], vec![w("with")]]),
                Part::Number,
                w("w/"),
            ])
        );
    }

    #[test]
    fn says_what_is_wrong() {
        let cases = [
            ("~leave [a message", PhraseError::Unbalanced('[')),
            ("left a) message", PhraseError::Unbalanced(')')),
            ("left {voicemail", PhraseError::Unbalanced('{')),
            ("left [a|]", PhraseError::Empty),
            ("", PhraseError::Empty),
            ("left { }", PhraseError::Empty),
            ("left ~ message", PhraseError::BareTilde),
            (".. a message", PhraseError::LooseGap),
        ];
        for (phrase, error) in cases {
            assert_eq!(parse(phrase), Err(error), "{phrase}");
        }
        let nested = |depth: usize| format!("{}a{}", "[(".repeat(depth / 2), ")]".repeat(depth / 2));
        assert!(parse(&nested(DEEPEST)).is_ok());
        assert_eq!(parse(&nested(DEEPEST + 2)), Err(PhraseError::TooDeep));
    }
}
