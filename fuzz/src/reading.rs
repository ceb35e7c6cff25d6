//! What holds for the reading of any note: every number names something that is there.

use notelint::ledger::Ledger;
use notelint::reading::{Belongs, Reading};

use super::header::structure;
use super::lies_in;

pub fn reading(reading: &Reading<'_>) {
    let note = &reading.note;
    structure(note);
    let tokens = |tokens: &std::ops::Range<usize>| {
        assert!(tokens.start <= tokens.end && tokens.end <= note.tokens.len(), "{tokens:?}");
    };
    for mention in &reading.mentions {
        tokens(&mention.tokens);
        assert!(mention.sentence < note.sentences.len() && mention.head < note.tokens.len());
    }
    assert!(reading.mentions.is_sorted_by_key(|mention| mention.tokens.start), "mentions in order");
    for (place, act) in reading.activities.iter().enumerate() {
        tokens(&act.tokens);
        lies_in(act.span, note.text);
        [act.minutes_span, act.episode, act.outcome]
            .iter()
            .flatten()
            .for_each(|span| lies_in(*span, note.text));
        assert!(act.mention < reading.mentions.len() && act.sentence < note.sentences.len());
        assert!(act.shared.is_none_or(|time| time < reading.times.found.len()));
        assert!(act.within.is_none_or(|lead| lead < reading.activities.len() && lead != place));
        assert!(act.units.is_none_or(|units| units.is_finite() && units >= 0.0));
    }
    assert!(reading.activities.is_sorted_by_key(|act| act.tokens.start), "acts in order");
    for time in &reading.times.found {
        tokens(&time.tokens);
        lies_in(time.span, note.text);
        time.ends.iter().flatten().for_each(|span| lies_in(*span, note.text));
        assert!(time.units.is_none_or(|units| units.is_finite() && units >= 0.0));
        assert!(time.sentence.is_none_or(|sentence| sentence < note.sentences.len()));
        if let Belongs::Acts(acts) = &time.belongs {
            assert!(!acts.is_empty() && acts.iter().all(|act| *act < reading.activities.len()));
        }
    }
}

/// The minutes of a note add up.
pub fn ledger(ledger: &Ledger<'_>, text: &str) {
    let parts = ledger.supported.get() + ledger.non_billable.get() + ledger.unaccounted.get();
    let claimed = ledger.claimed.unwrap_or_default().get();
    assert!((parts - claimed).abs() < 0.05, "{parts} of {claimed}");
    ledger.lines.iter().for_each(|line| lies_in(line.span, text));
}
