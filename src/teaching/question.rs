//! An exercise → questions, and what was typed → right or not, with the reason and where the payer says so.

use super::exercise::{Answer, Claim, Exercise, Key, Rewriting, Task};
use crate::lexicon::Lexicon;
use crate::ruleset::Rulesets;
use crate::ruleset::show::{CitedPlace, opinions};

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The payer that is asked about.
    pub ruleset: String,
    /// The words of the note that it is about; empty for a question about the whole.
    pub words: String,
    /// The right answer.
    pub expected: Expected,
    /// Why.
    pub why: String,
    /// Where the payer says so.
    pub place: Option<CitedPlace>,
}

/// A right answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Expected {
    /// What words are.
    Verdict(Answer),
    /// How many minutes can be claimed; `None` where the note does not tell.
    Minutes(Option<f64>),
    /// Which rewrite invents something, from 0, of how many.
    Rewrite(usize, usize),
}

impl Expected {
    /// How to answer.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Verdict(_) => "b = billable, n = non-billable, x = neither",
            Self::Minutes(_) => "a number, or ? if the note does not tell",
            Self::Rewrite(..) => "the letter of the one that adds something",
        }
    }

    /// The answer in words.
    pub fn words(&self) -> String {
        match self {
            Self::Verdict(answer) => answer.name().to_owned(),
            Self::Minutes(Some(minutes)) => format!("{minutes} minutes"),
            Self::Minutes(None) => "the note does not tell".to_owned(),
            Self::Rewrite(place, _) => letter(*place),
        }
    }

    /// Whether what was typed is right; `None` if it is no answer to the question.
    pub fn mark(&self, typed: &str) -> Option<bool> {
        let typed = typed.trim().to_lowercase();
        match self {
            Self::Verdict(right) => {
                let given = match typed.as_str() {
                    "b" | "billable" => Answer::Billable,
                    "n" | "non-billable" | "nonbillable" | "not billable" => Answer::NonBillable,
                    "x" | "neither" => Answer::Neither,
                    _ => return None,
                };
                Some(given == *right)
            }
            Self::Minutes(right) => {
                let number = typed.trim_end_matches("minutes").trim_end_matches("min").trim_end();
                let given = match number {
                    "?" => None,
                    number => Some(number.parse::<f64>().ok().filter(|minutes| *minutes >= 0.0)?),
                };
                Some(given == *right)
            }
            Self::Rewrite(right, count) => {
                let given = (0..*count).find(|place| letter(*place).to_lowercase() == typed)?;
                Some(given == *right)
            }
        }
    }
}

/// "A" for 0.
pub(super) fn letter(place: usize) -> String {
    let offset = u8::try_from(place).unwrap_or(25).min(25);
    char::from(b'A' + offset).to_string()
}

/// The questions of an exercise, in order.
pub fn questions(exercise: &Exercise, rulesets: &Rulesets, lexicon: &Lexicon) -> Vec<Question> {
    let cite = |ruleset: &str, rule: Option<&str>, place: Option<&str>| {
        let own = opinions(rulesets, lexicon, rule?).into_iter().find(|own| own.ruleset == ruleset)?;
        own.cases.into_iter().flat_map(|case| case.places).find(|cited| Some(&*cited.place) == place)
    };
    match &exercise.task {
        Task::Judge(keys) => keys.iter().flat_map(|key| of_key(key, &cite)).collect(),
        Task::Rewrite(rewriting) => vec![of_rewriting(rewriting)],
    }
}

/// Finds a place by ruleset, rule and the name of the place.
type Cite<'a> = dyn Fn(&str, Option<&str>, Option<&str>) -> Option<CitedPlace> + 'a;

fn of_key(key: &Key, cite: &Cite<'_>) -> Vec<Question> {
    let question = |words: &str, expected, why: &str, rule: Option<&str>, place: Option<&str>| Question {
        ruleset: key.ruleset.clone(),
        words: words.to_owned(),
        expected,
        why: why.to_owned(),
        place: cite(&key.ruleset, rule, place),
    };
    let mut questions: Vec<Question> = key
        .parts
        .iter()
        .map(|part| {
            let (rule, place) = (part.rule.as_deref(), part.place.as_deref());
            question(&part.words, Expected::Verdict(part.is), &part.why, rule, place)
        })
        .collect();
    questions.extend(key.minutes.map(|claim| {
        let minutes = match claim {
            Claim::Minutes(minutes) => Some(minutes),
            Claim::Untold(_) => None,
        };
        let why = key.because.as_deref().unwrap_or_default();
        question("", Expected::Minutes(minutes), why, key.rule.as_deref(), key.place.as_deref())
    }));
    questions
}

fn of_rewriting(rewriting: &Rewriting) -> Question {
    let invented = rewriting.rewrites.iter().position(|rewrite| rewrite.invents).unwrap_or_default();
    let why: Vec<String> = rewriting
        .rewrites
        .iter()
        .enumerate()
        .map(|(place, rewrite)| format!("{}: {}", letter(place), rewrite.why))
        .collect();
    Question {
        ruleset: rewriting.ruleset.clone(),
        words: String::new(),
        expected: Expected::Rewrite(invented, rewriting.rewrites.len()),
        why: why.join("\n\n"),
        place: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_as_people_type_them() {
        let verdict = Expected::Verdict(Answer::NonBillable);
        for (typed, mark) in
            [("n", Some(true)), (" Non-Billable ", Some(true)), ("b", Some(false)), ("", None), ("no", None)]
        {
            assert_eq!(verdict.mark(typed), mark, "{typed}");
        }
        let minutes = Expected::Minutes(Some(7.5));
        for (typed, mark) in
            [("7.5 min", Some(true)), ("7.5", Some(true)), ("?", Some(false)), ("-1", None), ("nan", None)]
        {
            assert_eq!(minutes.mark(typed), mark, "{typed}");
        }
        assert_eq!(Expected::Minutes(None).mark("?"), Some(true));
        let rewrite = Expected::Rewrite(1, 3);
        for (typed, mark) in [("B", Some(true)), ("c", Some(false)), ("d", None)] {
            assert_eq!(rewrite.mark(typed), mark, "{typed}");
        }
    }
}
