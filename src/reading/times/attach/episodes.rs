//! Acts of one time that are one act: a talk and what came of it, the only act of a note.

use super::Attach;
use crate::lexicon::{EntryKind, Usage};
use crate::reading::times::{Belongs, Time, TimeKind};

impl Attach<'_> {
    /// "Pulled 2 volumes and mailed them certified. 1.5 hrs": the only time of a note, after its only act, is that act's.
    pub(super) fn only_act(&self, times: &mut [Time]) {
        let mut mine = (0..self.activities.len()).filter(|&act| self.is_mine(act));
        let (Some(act), None) = (mine.next(), mine.next()) else { return };
        let entry = self.activities[act].entry(self.words.lexicon);
        let mut lengths = times.iter_mut().filter(|time| time.kind != TimeKind::Units);
        if let (Some(time), None) = (lengths.next(), lengths.next())
            && time.kind == TimeKind::Length
            && time.belongs == Belongs::Note
            && time.tokens.start >= self.activities[act].tokens.end
            && entry.is_some()
        {
            time.belongs = Belongs::Acts(vec![act]);
        }
    }

    /// "2:20 JPO Castellano, 5 min - passed on both of those": the party of a log's line with what was done there.
    pub(super) fn party_line(&self, acts: &[usize]) -> Option<Vec<usize>> {
        let &[party] = acts else { return None };
        let act = &self.activities[party];
        if act.usage != Usage::Noun || !act.dials {
            return None;
        }
        let tokens = act.tokens.end..self.sentence_of(act.sentence)?.tokens.end;
        let mut rest = self.free_of(self.acts_in(act.sentence, tokens));
        rest.retain(|&act| {
            let entry = self.activities[act].entry(self.words.lexicon);
            entry.is_some_and(|entry| entry.kind() == EntryKind::Intervention)
        });
        rest.insert(0, party);
        (rest.len() > 1).then_some(rest)
    }

    /// One talk is one act: "called the MCO and got the authorization, 22 min". The time is of the act that came of it.
    pub(super) fn episodes(&mut self, times: &mut [Time]) {
        let lexicon = self.words.lexicon;
        for time in times {
            let Belongs::Acts(acts) = &time.belongs else { continue };
            let line = self.party_line(acts);
            let acts = line.as_ref().unwrap_or(acts);
            let [first, rest @ ..] = &acts[..] else { continue };
            let kind = |act: usize| self.activities[act].entry(lexicon).map(|entry| entry.kind());
            let name =
                |act: usize| self.activities[act].entry(lexicon).map_or("", |entry| entry.name.as_ref());
            let all_helped = acts.iter().all(|&act| kind(act) == Some(EntryKind::Intervention));
            let talk = name(*first) == "contact"
                || self.activities[*first].dials
                || rest.iter().all(|&act| name(act) == name(*first));
            if rest.is_empty()
                || !all_helped
                || !talk
                || rest.iter().any(|&act| self.activities[act].dials)
                || time.each.is_some()
            {
                continue;
            }
            // "got on the phone with the nurse and went over what he was given": the talk itself, where no more came of it.
            let came = |act: &usize| name(*act) != "contact" && name(*act) != "support";
            let lead = rest.iter().copied().rfind(came).unwrap_or(*first);
            let whole = acts.iter().map(|&act| self.activities[act].span).reduce(|a, b| a.join(b));
            for &act in acts.iter().filter(|&&act| act != lead) {
                self.activities[act].within = Some(lead);
            }
            self.activities[lead].episode = whole;
            time.belongs = Belongs::Acts(vec![lead]);
        }
    }
}
