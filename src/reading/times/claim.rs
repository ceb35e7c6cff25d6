//! The times of a note → what it claims (ruling 18).

use super::{Belongs, Minutes, Time, TimeKind, Times};

impl Times {
    /// Times that belong to the note as a whole: a header's, a range, a total.
    pub fn of_the_note(&self) -> impl Iterator<Item = &Time> {
        self.found.iter().filter(|time| time.is_notes())
    }

    /// The time that the note claims: its stated total, else a length beside its clock range, else that range, else a time
    /// of its own that covers all parts; `None` leaves the sum of the parts.
    pub fn stated(&self) -> Option<&Time> {
        let total = |time: &&Time| time.is_total() && matches!(time.kind, TimeKind::Length | TimeKind::Range);
        let header = self.found.iter().filter(|time| time.sentence.is_none()).find(total);
        let said = header.or_else(|| self.found.iter().rfind(total));
        let own = |kind: TimeKind| {
            self.found.iter().filter(move |time| time.kind == kind && time.belongs == Belongs::Note)
        };
        let parts = || self.parts().filter(|time| !time.is_notes()).filter_map(|part| part.minutes);
        let covers = |time: &&Time| {
            parts().next().is_some() && time.minutes >= Some(parts().fold(Minutes::default(), Minutes::plus))
        };
        let beside = || own(TimeKind::Length).filter(|time| time.again).max_by_key(|time| time.minutes);
        let range = || own(TimeKind::Range).next().filter(|_| own(TimeKind::Range).nth(1).is_none());
        said.or_else(beside)
            .or_else(range)
            .or_else(|| own(TimeKind::Length).filter(covers).max_by_key(|time| time.minutes))
            .or_else(|| {
                own(TimeKind::Length)
                    .next()
                    .filter(|_| parts().next().is_none() && own(TimeKind::Length).nth(1).is_none())
            })
    }

    /// Times that several acts share.
    pub fn shared(&self) -> impl Iterator<Item = &Time> {
        self.found.iter().filter(|time| time.acts().len() > 1 && time.each.is_none())
    }

    /// Lengths and ranges, each stretch once: a range beside its own length counts as one.
    pub fn parts(&self) -> impl Iterator<Item = &Time> {
        self.found.iter().filter(|time| {
            matches!(time.kind, TimeKind::Length | TimeKind::Range) && !time.again && !time.part
        })
    }

    /// Minutes claimed: what is stated, else the sum of the parts (ruling 18); `None` if none. An impossible range claims
    /// nothing.
    pub fn claimed(&self) -> Option<Minutes> {
        if let Some(time) = self.stated() {
            return time.minutes;
        }
        let mut minutes = self.parts().filter_map(|time| time.minutes).peekable();
        minutes.peek()?;
        Some(minutes.fold(Minutes::default(), Minutes::plus))
    }

    /// Units that the note states as its own; else the sum of its acts'.
    pub fn units(&self) -> Option<f64> {
        let stated = || self.found.iter().filter(|time| time.kind == TimeKind::Units);
        let mut own = stated().filter(|time| time.is_notes()).filter_map(|time| time.units);
        own.next_back().or_else(|| {
            let mut parts = stated().filter_map(|time| time.units).peekable();
            parts.peek()?;
            Some(parts.sum())
        })
    }
}
