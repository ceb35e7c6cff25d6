//! Text → times and days: those that are found stand in the note, and the minutes of a ledger add up.

use notelint::date;

use super::{linter, reading, text};

pub fn work(data: &[u8]) {
    linter(b"").read(&text(data));
}

pub fn check(data: &[u8]) {
    let (text, linter) = (text(data), linter(data));
    let read = linter.read(&text);
    reading::reading(&read);
    if let Some(ledger) = linter.ledger(&read) {
        reading::ledger(&ledger, &text);
    }
    for line in text.lines() {
        if let Some(Ok(date)) = date::find(line)
            && date.year.is_some()
        {
            let shown = date.to_string();
            assert_eq!(date::find(&shown), Some(Ok(date)), "{shown}");
        }
        let (_, rest) = date::split_time(line);
        assert!(line.contains(rest));
    }
}
