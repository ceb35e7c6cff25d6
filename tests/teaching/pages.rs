//! `explain` and `check --explain`: every page whole, in plain words, in four formats.

use notelint::linter::{Config, Linter};
use notelint::teaching::{RulePage, rule_pages};
use serde_json::Value;
use tempfile::TempDir;

use super::notelint;

fn pages() -> Vec<RulePage> {
    let linter = Linter::new(Config::default()).unwrap();
    rule_pages(&linter).unwrap().into_iter().filter(|page| page.looked_for).collect()
}

#[test]
fn every_page_is_whole() {
    let pages = pages();
    assert!(pages.len() > 70, "{}", pages.len());
    for page in &pages {
        let key = page.key();
        assert!(!page.why.is_empty() && !page.instead.is_empty() && !page.summary.is_empty(), "{key}");
        assert!(page.flagged().count() > 0 && page.passing().count() > 0, "{key}: an example is missing");
        assert_eq!(page.payers.len(), 6, "{key}");
        assert!(page.payers.iter().all(|opinion| !opinion.cases.is_empty()), "{key}");
        assert_eq!(page.accuracy.is_some(), page.code.is_some(), "{key}");
        for case in page.payers.iter().flat_map(|opinion| &opinion.cases) {
            let pays = case.words.starts_with("non-billable") || case.words.starts_with("billable");
            assert!(!pays || !case.places.is_empty(), "{key}: `{}` cites nothing", case.words);
        }
    }
}

#[test]
fn pages_blame_nobody() {
    for page in pages() {
        let text = format!("{} {} {}", page.flags, page.why, page.instead).to_lowercase();
        for word in
            ["careless", "lazy", "sloppy", "fraud", "guilty", "cheat", "dishonest", "your fault", "violat"]
        {
            assert!(!text.contains(word), "{}: `{word}`", page.key());
        }
    }
}

/// Syllables by groups of vowels; a last silent `e` is none.
fn syllables(word: &str) -> usize {
    let is_vowel = |c: char| "aeiouy".contains(c);
    let mut count = 0;
    let mut before = false;
    for c in word.chars() {
        count += usize::from(is_vowel(c) && !before);
        before = is_vowel(c);
    }
    if word.ends_with('e') && !word.ends_with("le") && count > 1 {
        count -= 1;
    }
    count.max(1)
}

/// The school grade of Flesch and Kincaid.
fn grade(text: &str) -> f64 {
    let text = text.to_lowercase();
    let sentences =
        text.split(['.', ':', ';', '?', '!']).filter(|part| part.contains(char::is_alphabetic)).count();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let ratio =
        |a: usize, b: usize| f64::from(u32::try_from(a).unwrap()) / f64::from(u32::try_from(b).unwrap());
    0.39 * ratio(words.len(), sentences) + 11.8 * ratio(syllables, words.len()) - 15.59
}

#[test]
fn pages_read_at_about_eighth_grade() {
    let texts: Vec<(String, f64)> = pages()
        .iter()
        .map(|page| {
            (page.key().to_owned(), grade(&format!("{}. {}. {}", page.flags, page.why, page.instead)))
        })
        .collect();
    let count = f64::from(u32::try_from(texts.len()).unwrap());
    let mean = texts.iter().map(|(_, grade)| grade).sum::<f64>() / count;
    let hard: Vec<_> = texts.iter().filter(|(_, grade)| *grade > 12.0).collect();
    assert!(hard.is_empty() && mean < 8.5, "mean {mean:.1}, hard: {hard:?}");
}

#[test]
fn explain_prints_four_formats() {
    let dir = TempDir::new().unwrap();
    let page = |format: &str| {
        notelint(dir.path(), &["explain", "DU006", "--format", format], "").status(0).stdout.clone()
    };
    let text = page("text");
    assert!(text.starts_with("DU006 unseparated-time: "), "{text}");
    for words in [
        "\nWhat it flags\n",
        "\nFlagged\n\n  Drove ct to DHS and helped her fill out the SNAP renewal. Total 60 min.\n",
        "\nPasses\n\n  Drove ct to DHS, 25 min, not billed.",
        "\nWhat to document, if it took place\n",
        "  cm-2009      warning                         1                       what the file documents has\n",
    ] {
        assert!(text.contains(words), "`{words}` is missing in:\n{text}");
    }
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.contains("Total 60 min.")).unwrap();
    let marked = lines[at + 1].find('^').unwrap()..=lines[at + 1].rfind('^').unwrap();
    assert_eq!(&lines[at][marked], "60 min");
    assert!(lines.iter().all(|line| line.chars().count() <= 100), "{text}");

    assert!(page("markdown").contains("Total **60 min**.\n"), "{}", page("markdown"));
    assert!(page("markdown").contains("| cm-2009 | warning | 1 | "));
    let html = page("html");
    assert!(html.contains("Total <mark>60 min</mark>.") && html.contains("default-src 'none'"), "{html}");
    assert!(!html.contains("http://") && !html.contains("https://") && !html.contains("href=\"payers"));
    let json: Value = serde_json::from_str(&page("json")).unwrap();
    assert_eq!(json["examples"][0]["marks"][0], serde_json::json!({"start": 64, "end": 70}));
    notelint(dir.path(), &["explain", "DU006", "--format", "pdf"], "").status(2);
}

#[test]
fn check_says_why_under_each_finding() {
    let dir = TempDir::new().unwrap();
    std::fs::write(
        dir.path().join("a.txt"),
        "Drove ct to DHS and helped her fill out the SNAP renewal. Total 60 min.\n",
    )
    .unwrap();
    let args = ["check", "a.txt", "--ruleset", "sd-bhs", "--select", "NB101,DU006"];
    let why =
        "= why: Nobody can tell which part of the claim is a service, so an auditor may take back all of it.";
    let plain = notelint(dir.path(), &args, "");
    assert!(!plain.status(1).stdout.contains("= why: "), "{}", plain.stdout);
    for more in [&["--explain"][..], &["--explain", "--redact"]] {
        let run = notelint(dir.path(), &[&args[..], more].concat(), "");
        run.status(1).prints(why).prints("= instead: Give the minutes of each, as they were");
        assert_eq!(run.stdout.matches("= why: ").count(), 2, "{}", run.stdout);
        // What the help says already is not said again.
        assert_eq!(run.stdout.matches("= instead: ").count(), 1, "{}", run.stdout);
    }
    let json = notelint(dir.path(), &[&args[..], &["--explain", "--format", "json"]].concat(), "");
    json.status(2).says("--explain is printed by the format pretty");
}
