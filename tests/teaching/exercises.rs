//! Every answer of the exercises against what the program finds. Where they differ the exercise has to say why.

use std::collections::BTreeSet;

use notelint::diagnostic::Severity;
use notelint::ledger::LineKind;
use notelint::lexicon::LEXICON;
use notelint::linter::{Config, Linter};
use notelint::ruleset::{Rulesets, Verdict};
use notelint::teaching::{Answer, Claim, Exercise, Key, Rewriting, Task, levels, questions};

fn linter(ruleset: &str) -> Linter {
    Linter::new(Config { ruleset: ruleset.to_owned(), ..Config::default() }).expect("a built-in ruleset")
}

fn all() -> Vec<(u8, Exercise)> {
    let levels = levels().expect("the exercises can be read");
    levels.into_iter().flat_map(|level| level.exercises.into_iter().map(move |e| (level.number, e))).collect()
}

/// What the program makes of words of a note.
fn answer(linter: &Linter, note: &str, words: &str) -> Result<Answer, String> {
    let reading = linter.read(note);
    let ledger = linter.ledger(&reading).unwrap();
    let start = note.find(words).unwrap();
    let within =
        ledger.lines.iter().filter(|line| line.span.start < start + words.len() && line.span.end > start);
    let answers: BTreeSet<&str> = within
        .map(|line| match line.verdict {
            _ if line.kind == LineKind::OtherService => "neither",
            Verdict::Billable => "billable",
            Verdict::NonBillable | Verdict::Conditional => "non-billable",
            Verdict::Silent => "neither",
        })
        .collect();
    match (answers.contains("billable"), answers.contains("non-billable")) {
        (true, true) => Err("both".to_owned()),
        (true, false) => Ok(Answer::Billable),
        (false, true) => Ok(Answer::NonBillable),
        (false, false) => Ok(Answer::Neither),
    }
}

/// The minutes that the program lets stand; `None` where it says that the note does not tell.
fn minutes(linter: &Linter, note: &str) -> Option<f64> {
    let found: BTreeSet<String> = linter.lint(note).iter().map(|finding| finding.code.to_string()).collect();
    if ["DU001", "DU003", "DU006", "DU007"].iter().any(|code| found.contains(*code)) {
        return None;
    }
    if found.contains("DU004") {
        return Some(0.0);
    }
    let reading = linter.read(note);
    let ledger = linter.ledger(&reading).unwrap();
    let unpaid = |line: &&notelint::ledger::Line<'_>| {
        line.kind == LineKind::Intervention && line.verdict != Verdict::Billable
    };
    let unpaid: f64 =
        ledger.lines.iter().filter(unpaid).filter_map(|line| line.minutes).map(|minutes| minutes.get()).sum();
    Some(ledger.supported.get() - unpaid)
}

/// How the key and the program differ.
fn differences(exercise: &Exercise, key: &Key) -> Vec<String> {
    let linter = linter(&key.ruleset);
    let mut told = Vec::new();
    for part in &key.parts {
        let found = answer(&linter, &exercise.note, &part.words);
        if found != Ok(part.is) {
            told.push(format!("`{}`: key {:?}, program {found:?}", part.words, part.is));
        }
    }
    if let Some(claim) = key.minutes {
        let right = match claim {
            Claim::Minutes(minutes) => Some(minutes),
            Claim::Untold(_) => None,
        };
        let found = minutes(&linter, &exercise.note);
        if found != right {
            told.push(format!("minutes: key {right:?}, program {found:?}"));
        }
    }
    told
}

/// Warnings and errors but for the want of clock times, which is another lesson.
fn warnings(linter: &Linter, note: &str) -> Vec<String> {
    let found = linter.lint(note);
    let grave = found.iter().filter(|finding| finding.severity > Severity::Note && finding.code != "DU002");
    grave.map(|finding| finding.code.to_string()).collect()
}

fn rewriting_differs(rewriting: &Rewriting, note: &str) -> Vec<String> {
    let linter = linter(&rewriting.ruleset);
    let mut told = Vec::new();
    assert!(!warnings(&linter, note).is_empty(), "the poor note has no finding: {note}");
    for rewrite in &rewriting.rewrites {
        let found = warnings(&linter, &rewrite.text);
        if rewrite.invents == found.is_empty() {
            told.push(format!("invents: {}, program finds {found:?}: {}", rewrite.invents, rewrite.text));
        }
    }
    told
}

#[test]
fn every_key_agrees_with_the_program_or_says_why_not() {
    let mut wrong = Vec::new();
    for (_, exercise) in all() {
        let id = &exercise.id;
        let told: Vec<(Vec<String>, bool)> = match &exercise.task {
            Task::Judge(keys) => {
                keys.iter().map(|key| (differences(&exercise, key), key.differs.is_some())).collect()
            }
            Task::Rewrite(rewriting) => {
                vec![(rewriting_differs(rewriting, &exercise.note), rewriting.differs.is_some())]
            }
        };
        for (differences, explained) in told {
            if differences.is_empty() == explained {
                wrong.push(format!("{id}: `differs` {explained}: {differences:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_place_that_a_key_cites_is_the_rulesets() {
    let rulesets = Rulesets::builtin();
    for (_, exercise) in all() {
        let Task::Judge(keys) = &exercise.task else { continue };
        let cited = |key: &Key| {
            key.parts.iter().filter(|part| part.place.is_some()).count() + usize::from(key.place.is_some())
        };
        let asked = questions(&exercise, &rulesets, &LEXICON);
        let found = asked.iter().filter(|question| question.place.is_some()).count();
        assert_eq!(found, keys.iter().map(cited).sum::<usize>(), "{}: {asked:#?}", exercise.id);
        for part in keys.iter().flat_map(|key| &key.parts).filter(|part| part.is != Answer::Neither) {
            assert!(part.place.is_some(), "{}: `{}` cites nothing", exercise.id, part.words);
        }
    }
}

#[test]
fn there_are_enough_of_every_level() {
    let all = all();
    assert!(all.len() >= 40, "{}", all.len());
    for level in 1..=5 {
        assert!(all.iter().filter(|(number, _)| *number == level).count() >= 5, "level {level}");
    }
    let ids: BTreeSet<&str> = all.iter().map(|(_, exercise)| exercise.id.as_str()).collect();
    assert_eq!(ids.len(), all.len(), "ids repeat");
    for (level, exercise) in &all {
        assert_eq!(*level == 3, exercise.rulesets().len() > 1, "{}", exercise.id);
    }
}
