//! A time and the acts of its sentence → whose time it is.

use std::ops::Range;

use super::{Attach, Scene};
use crate::lexicon::{EntryKind, Section, TimeWord, Usage, WordClass};
use crate::reading::times::{Belongs, Time, TimeKind};
use crate::token::Mark;

/// Words between a time that opens and the act that it belongs to: "15 min on the phone with".
const REACH: usize = 9;
/// Sentences that a word like "that" or "the call" may look back.
const LOOK_BACK: usize = 3;

impl Attach<'_> {
    pub(super) fn owner(&self, time: &Time, scene: &Scene, only: bool) -> Belongs {
        let (start, end) = (time.tokens.start, time.tokens.end);
        if self.is_header_cell(time, scene) {
            return Belongs::Total;
        }
        if self.heads_note(time, scene) {
            return Belongs::Total;
        }
        if let Some(total) = self.called(time).filter(|_| !self.is_in_all_of_an_act(time, scene)) {
            return total;
        }
        if time.kind == TimeKind::Units && self.is_beside_minutes(time) {
            return Belongs::Note;
        }
        let one = |act: usize| Belongs::Acts(vec![act]);
        let here = self.acts_in(scene.sentence, scene.tokens.clone());
        // "The first 20 min was my supervision": the act's words begin within the time's.
        let around = |&act: &usize| {
            let activity = &self.activities[act];
            let begins = activity.usage == Usage::State && (start..end).contains(&activity.tokens.start);
            (begins || activity.tokens.contains(&start)) && !self.is_empty(act)
        };
        if let Some(act) = here.clone().find(around) {
            let stops = matches!(self.words.time_word(start, end), Some((TimeWord::Stop, _)));
            let appointed = self.activities[act]
                .entry(self.words.lexicon)
                .is_some_and(|entry| entry.name == "scheduling");
            if time.kind == TimeKind::Range && !stops && appointed {
                // "pushed her 2:00 to 3:30"
                return Belongs::Nobody;
            }
            if self.is_mine(act) && self.free[act] && !stops {
                return one(act);
            }
            if !self.is_staffs(act) {
                return Belongs::Nobody;
            }
        }
        if self.is_elsewhere(time, scene) {
            return Belongs::Nobody;
        }
        let before = self.acts_in(scene.sentence, scene.from..start);
        let after = self.acts_in(scene.sentence, end..scene.next);
        if time.part {
            let near = after
                .clone()
                .find(|&act| self.is_mine(act) && self.activities[act].tokens.start <= end + REACH);
            let last =
                || self.acts_in(scene.sentence, scene.tokens.start..start).rfind(|&act| self.is_mine(act));
            return near.or_else(last).map_or(Belongs::Nobody, one);
        }
        let follows = self.free_of(after);
        if time.kind == TimeKind::Range {
            return self.range_owner(time, scene, before, &follows);
        }
        if self.opens(time, scene, &follows) {
            return self.opened(time, scene, follows);
        }
        if let Some(act) = self.whose_length(time, scene) {
            return one(act);
        }
        let nearest = before.clone().rfind(|&act| !self.is_empty(act));
        let theirs = nearest.is_some_and(|act| !self.is_staffs(act));
        let set_off = self.is_set_off(time, scene);
        if !set_off {
            // "waited 30 min": the nearest act, whoever's, of the clause.
            let nearest = nearest.filter(|&act| !self.is_parted(act, start));
            // "PA obtained from the MCO 15 min": staff's, though a thing is the subject.
            let clause = |token: usize| self.frames.get(token).map(|frame| frame.clause);
            let of_another =
                |act: usize| self.is_of_another(start) && clause(self.activities[act].head) != clause(start);
            return match nearest {
                Some(act) if self.is_mine(act) && self.free[act] && !of_another(act) => one(act),
                Some(_) if theirs => Belongs::Nobody,
                _ if self.is_of_another(start) => Belongs::Nobody,
                Some(_) => Belongs::Note,
                None => self.unread(time, scene, follows, only),
            };
        }
        let acts = self.free_of(before.clone());
        if let Some(&last) = acts.last() {
            if only && self.alone && !self.words.is(start - 1, Mark::Open) && self.goes_on(last, &follows) {
                // "did the VI-SPDAT, 45 min, and explained what matching means": the time of all of it.
                return Belongs::Note;
            }
            // "Mailbox full; rang their back line & the nurse answered, 10 min: dose is 70": of the last clause.
            let told_of = self.words.is(end, Mark::Colon);
            let parted = |act: &&usize| told_of && self.is_parted(**act, start);
            let own: Vec<usize> = acts.iter().skip_while(parted).copied().collect();
            return Belongs::Acts(if own.is_empty() { acts } else { own });
        }
        if before.clone().any(|act| self.is_staffs(act)) {
            return Belongs::Note;
        }
        self.unread(time, scene, follows, only)
    }

    /// Whether a semicolon or full stop stands between an act and a token.
    pub(super) fn is_parted(&self, act: usize, token: usize) -> bool {
        self.words.ends_clause(self.activities[act].tokens.end..token)
    }

    /// "30 min, 4 units": the units of the claim.
    pub(super) fn is_beside_minutes(&self, time: &Time) -> bool {
        let dash =
            self.words.before(time.tokens.start).is_some_and(|before| self.words.is(before, Mark::Dash));
        !dash
            && (1..=3)
                .filter_map(|back| time.tokens.start.checked_sub(back))
                .any(|at| self.words.has(at, WordClass::Minute) || self.words.has(at, WordClass::Hour))
    }

    /// Whether help follows that no more than a coordinator parts from an act: "did X 9-10 and explained Y".
    pub(super) fn goes_on(&self, act: usize, follows: &[usize]) -> bool {
        let helps = |next: usize| {
            let entry = self.activities[next].entry(self.words.lexicon);
            entry.is_some_and(|entry| entry.kind() == EntryKind::Intervention)
        };
        let joined = |next: usize| !self.is_parted(act, self.activities[next].tokens.start);
        follows.iter().any(|&next| helps(next) && joined(next))
    }

    /// Whose a clock range is: after an act in its clause, the act's; at the head or alone, the note's.
    pub(super) fn range_owner(
        &self,
        time: &Time,
        scene: &Scene,
        before: Range<usize>,
        follows: &[usize],
    ) -> Belongs {
        let start = time.tokens.start;
        // "called at 10:20 and got it unlocked, done 10:45": all that was told on the way.
        if matches!(self.words.time_word(start, scene.tokens.end), Some((TimeWord::Stop, _))) {
            let began = time.ends.map_or(0, |[start, _]| start.start);
            let mut acts = self.free_of(before.clone());
            let earlier = acts.partition_point(|&act| self.activities[act].span.start < began);
            acts.drain(..earlier.saturating_sub(1));
            if !acts.is_empty() {
                return Belongs::Acts(acts);
            }
        }
        // "adding my note of 5/7 (1:00-2:35):"
        let heads = scene.sentence == 0 && self.words.is(scene.tokens.end - 1, Mark::Colon);
        let near = before.clone().rfind(|&act| self.is_mine(act) && self.free[act] && !heads);
        let near = near.filter(|&act| start <= self.activities[act].tokens.end + REACH);
        if let Some(act) = near {
            return if self.alone && self.goes_on(act, follows) {
                Belongs::Note
            } else {
                Belongs::Acts(vec![act])
            };
        }
        // "Client-centered consultation, 2:13 to 2:50 pm. Met with …": the heading's time is of the act that it names.
        let heads = |&act: &usize| self.activities[act].sentence > scene.sentence;
        let named = self.restated_in(scene.sentence).filter(heads);
        if let Some(act) = named.filter(|&act| before.is_empty() && self.free[act] && self.is_mine(act)) {
            return Belongs::Acts(vec![act]);
        }
        if self.ranges > 1 && self.opens(time, scene, follows) && !follows.is_empty() {
            return self.opened(time, scene, follows.to_vec());
        }
        // "Group runs 2-3:30" is no time of the author's; "Bev and Coral sat together 10:20 to 11:10" may be.
        let happened = self
            .acts_in(scene.sentence, scene.tokens.clone())
            .any(|act| self.activities[act].status.took_place());
        let theirs = start > scene.tokens.start
            && !self.is_set_off(time, scene)
            && (self.is_told(start) && !happened || !self.alone && self.is_of_another(start));
        if theirs { Belongs::Nobody } else { Belongs::Note }
    }

    /// Whether the time opens what comes after it rather than closing what stands before.
    pub(super) fn opens(&self, time: &Time, scene: &Scene, follows: &[usize]) -> bool {
        let (start, end) = (time.tokens.start, time.tokens.end);
        let goes_on = [Mark::Colon, Mark::Dash].iter().any(|&mark| self.words.is(end, mark))
            || self.words.is(end, Mark::Comma) && (scene.sentence > 0 || !self.alone);
        if self.words.ends_at(end, scene.tokens.end) && !goes_on {
            return false;
        }
        let leader = |token: usize| {
            matches!(self.words.time_word(token, start), Some((TimeWord::Opener, after)) if after <= start)
                || self.words.has(token, WordClass::About)
        };
        let mut first = start;
        while first > scene.tokens.start {
            let comma = usize::from(self.words.is(first - 1, Mark::Comma) && first > scene.tokens.start + 1);
            if !leader(first - 1 - comma) && !self.words.has(first - 1, WordClass::Article) {
                break;
            }
            first -= 1 + comma;
        }
        let opened = first < start && leader(first);
        let at_start = first == scene.tokens.start
            || (scene.tokens.start..first)
                .all(|token| self.words.is_mark(token) || self.words.is_number(token));
        let next = follows.first().map(|&act| self.activities[act].tokens.start);
        let closes = !self.is_set_off(time, scene)
            && !self.free_of(self.acts_in(scene.sentence, scene.from..start)).is_empty();
        let at_once = !closes
            && next.is_some_and(|next| {
                next <= end + 2
                    && !(end..next).any(|token| self.words.is_mark(token))
                    && self.words.word(end) != "and"
            });
        // "worked out the visits, 15 min call": the noun says again what was told.
        let again = !self.free_of(self.acts_in(scene.sentence, scene.from..start)).is_empty()
            && follows.first().is_some_and(|&act| {
                self.activities[act].usage == Usage::Noun
                    && self.activities[act].tokens.end + 1 >= scene.tokens.end
            });
        let at_once = at_once && !again;
        let subject = self.words.has(end, WordClass::FirstPerson);
        at_start
            || opened && next.is_some_and(|next| next <= end + REACH)
            || at_once
            || subject && next.is_some()
    }

    /// The acts that a time opens: all up to the next time, or to its own comma where the next time closes the rest.
    pub(super) fn opened(&self, time: &Time, scene: &Scene, follows: Vec<usize>) -> Belongs {
        if follows.is_empty() {
            let others = self.acts_in(scene.sentence, time.tokens.end..scene.next);
            let Some(first) = others.clone().next() else {
                return self.unread(time, scene, follows, scene.next == scene.tokens.end);
            };
            return if self.is_staffs(first) {
                Belongs::Note
            } else {
                self.unread(time, scene, follows, true)
            };
        }
        // Up to the comma of its clause, and further over a list of gerunds: "spent an hour driving, waiting and filing".
        let first = self.activities[follows[0]].tokens.start;
        let heading = (time.tokens.end..first).any(|token| self.words.is(token, Mark::Colon));
        if heading && scene.next == scene.tokens.end {
            return Belongs::Acts(follows);
        }
        let mut own = vec![follows[0]];
        for pair in follows.windows(2) {
            let (from, to) = (self.activities[pair[0]].tokens.start, self.activities[pair[1]].tokens.start);
            let parted = (from..to).any(|token| {
                self.words.is(token, Mark::Comma)
                    || self.words.is(token, Mark::Semicolon)
                    || self.words.word(token) == "then"
            });
            if parted && !self.words.word(self.activities[pair[1]].head).ends_with("ing") {
                break;
            }
            own.push(pair[1]);
        }
        Belongs::Acts(own)
    }

    /// Set off from what stands before: by a comma, a bracket, a dash.
    pub(super) fn is_set_off(&self, time: &Time, scene: &Scene) -> bool {
        let mut at = time.tokens.start;
        while at > scene.tokens.start {
            let about = self.words.has(at - 1, WordClass::About) || self.words.word(at - 1) == "x";
            if self.words.is_mark(at - 1) {
                return true;
            }
            if !about {
                return false;
            }
            at -= 1;
        }
        true
    }

    /// "the letter took 20 min": the act of that name, else the one told last.
    pub(super) fn whose_length(&self, time: &Time, scene: &Scene) -> Option<usize> {
        let mut took = time.tokens.start.checked_sub(1)?;
        while took > scene.tokens.start && self.words.has(took, WordClass::About) {
            took -= 1;
        }
        // "with the detour that came to 35 minutes"
        took -= usize::from(took > scene.tokens.start && &*self.words.word(took) == "to");
        if took <= scene.tokens.start {
            return None;
        }
        // "the call was 20 min"
        let named = || matches!(self.words.time_word(took - 1, took), Some((TimeWord::SameAct, _)));
        match &*self.words.word(took) {
            "took" | "lasted" | "ran" | "came" | "amounted" => {}
            "was" if named() => {}
            // "took him to the annex, which is 20 minutes by car"
            "is" | "was" if self.words.word(took - 1) == "which" => {}
            _ => return None,
        }
        let frame = self.frames.get(took)?;
        let points = matches!(&*self.words.word(took - 1), "that" | "it" | "which" | "this");
        if frame.subject.is_some() && !frame.thing && !points {
            return None;
        }
        let what = self.words.word(took - 1);
        let first = self.activities.partition_point(|act| act.sentence + LOOK_BACK < scene.sentence);
        let end = self.activities.partition_point(|act| act.sentence <= scene.sentence);
        let mut told = (first..end)
            .filter(|&act| self.activities[act].tokens.end <= took && self.free[act] && self.is_mine(act));
        let named =
            |&act: &usize| self.activities[act].tokens.clone().any(|token| *self.words.word(token) == *what);
        told.clone().rfind(named).or_else(|| told.next_back())
    }

    /// Whose a time is before which no act was read.
    pub(super) fn unread(&self, time: &Time, scene: &Scene, follows: Vec<usize>, only: bool) -> Belongs {
        // "Face to face 40 min, plus writing this note": what was told in words that are not known is closed.
        let told = (scene.from..time.tokens.start).any(|token| self.words.note.tokens[token].is_word());
        let comma = told
            && self.words.is(time.tokens.end, Mark::Comma)
            && self.words.has(time.tokens.end + 1, WordClass::Coordinator);
        let ends = comma
            || self.words.ends_at(time.tokens.end, scene.tokens.end) && time.tokens.end + 1 >= scene.next;
        let parted = |act: usize| self.words.ends_clause(time.tokens.end..self.activities[act].tokens.start);
        if !ends
            && let Some(&first) = follows.first()
            && !parted(first)
        {
            return Belongs::Acts(follows);
        }
        let here = self.acts_in(scene.sentence, scene.tokens.clone());
        if here.is_empty()
            && let Some(acts) = self.meant_before(time, scene)
        {
            return Belongs::Acts(acts);
        }
        // "PO says ct is compliant, 10 min" is the author's time; "ct attends group, 3 hrs each" is not.
        let told = self.is_told(time.tokens.start);
        if told
            && (!self.is_set_off(time, scene) || only && !self.is_past(scene.tokens.start..time.tokens.start))
        {
            return Belongs::Nobody;
        }
        let heads = time.tokens.start == scene.tokens.start && self.words.is_mark(time.tokens.end);
        let bare = self.is_bare(&time.tokens, &scene.tokens);
        if bare
            && only
            && time.kind != TimeKind::Units
            && !self.alone
            && scene.sentence > 0
            && let Some(acts) = self.told_before(time, scene)
        {
            // "Called X, 5 min. Then faxed Y. 15 min.": of what was told last.
            return acts;
        }
        if !self.alone && (!bare || !only) && !heads { Belongs::Part } else { Belongs::Note }
    }

    /// The acts of the sentence before that have no time yet; a part of the note's time where others of its acts have one.
    pub(super) fn told_before(&self, time: &Time, scene: &Scene) -> Option<Belongs> {
        let before = scene.sentence.checked_sub(1)?;
        if self.is_of_plan(before) {
            return None;
        }
        let acts = self.free_of(self.acts_in(before, self.sentence_of(before)?.tokens.clone()));
        let timed = self.free.iter().any(|free| !free);
        // "On hold 18 min, then reached the nurse. Ct went by cab. 25 min": what ends the note covers all of it.
        let closes = scene.tokens.end == self.words.note.tokens.len();
        match (acts.is_empty(), timed) {
            (false, true) => Some(Belongs::Acts(acts)),
            (true, true) if !closes || time.minutes < self.longest => Some(Belongs::Part),
            _ => None,
        }
    }

    /// Whether a sentence tells nothing but what is to be done.
    pub(super) fn is_of_plan(&self, number: usize) -> bool {
        let Some(sentence) = self.sentence_of(number) else { return false };
        let mut acts = self.acts_in(number, sentence.tokens.clone()).peekable();
        sentence.section == Some(Section::Plan)
            || acts.peek().is_some() && acts.all(|act| !self.activities[act].status.took_place())
    }

    /// "Travel took 35 minutes", "25 min on that", "20 min for the call": the act that the sentence speaks of again.
    pub(super) fn meant_before(&self, time: &Time, scene: &Scene) -> Option<Vec<usize>> {
        if let Some(act) = self.restated_in(scene.sentence).filter(|&act| self.free[act] && self.is_mine(act))
        {
            return Some(vec![act]);
        }
        if let Some(act) = self.with_whom(time, scene) {
            return Some(vec![act]);
        }
        let speaks_of = |token: usize| {
            matches!(self.words.time_word(token, scene.tokens.end), Some((TimeWord::SameAct, _)))
        };
        // "Her nurse will have it Mon. (10)": a stop that ended no sentence.
        let alone = self.words.is(scene.tokens.start, Mark::Open) && time.tokens.end + 1 == scene.tokens.end;
        let near = time.tokens.start.saturating_sub(4).max(scene.tokens.start)
            ..(time.tokens.end + 5).min(scene.tokens.end);
        if !alone && !near.clone().any(speaks_of) {
            return None;
        }
        let call = near.clone().any(|token| matches!(&*self.words.word(token), "call" | "phone" | "calls"));
        // "Handed her the check and copied the receipt. Took ten minutes."
        let took = &*self.words.word(scene.tokens.start) == "took";
        for sentence in (scene.sentence.saturating_sub(LOOK_BACK)..scene.sentence).rev() {
            let tokens = self.sentence_of(sentence)?.tokens.clone();
            let acts = self.free_of(self.acts_in(sentence, tokens));
            if took && !acts.is_empty() {
                return Some(acts);
            }
            let called = acts.iter().rfind(|&&act| call && self.activities[act].dials);
            if let Some(&act) = called.or(acts.first()) {
                return Some(vec![act]);
            }
        }
        None
    }

    /// "Then got the VA social worker, Kelly. About 25 min w/ Kelly.": the act of the sentences before that names her.
    fn with_whom(&self, time: &Time, scene: &Scene) -> Option<usize> {
        let whom = self.words.note.after_with(time.tokens.end).filter(|&whom| whom < scene.tokens.end)?;
        let named = &self.words.note.tokens[whom];
        let first = self.activities.partition_point(|act| act.sentence + LOOK_BACK < scene.sentence);
        let end = self.activities.partition_point(|act| act.sentence < scene.sentence);
        let names = |act: &usize| {
            let from = self.activities[*act].tokens.start;
            let to = self.sentence_of(self.activities[*act].sentence).map_or(from, |one| one.tokens.end);
            (from..to).any(|token| self.words.note.tokens[token].hash == named.hash)
        };
        let mine = |act: &usize| self.free[*act] && self.is_mine(*act);
        (first..end).filter(mine).rfind(names).filter(|_| named.capital && named.is_word())
    }
}
