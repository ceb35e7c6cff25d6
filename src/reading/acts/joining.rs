//! Acts one by one → acts as they were told: the means, the way, the heading and the noun that are no acts of their own.

use std::cell::Cell;

use super::super::context::Context;
use super::Settler;
use crate::lexicon::{Entry, EntryKind, Forms, Lexicon, Role, Usage, WordClass, WordGroup};
use crate::note::Note;
use crate::reading::again;
use crate::reading::names::{role, stands_for_client};
use crate::reading::{Activity, Actor, Because, Dropped, Status, first_since};
use crate::token::Mark;

/// Sentences within which a noun may name an act again.
const RESTATED_WITHIN: usize = 4;

/// Bytes of a ride that is told in two phrases, and of a way with what was done there.
const LONGEST_RIDE: usize = 120;

/// Settles every phrase that is no look-alike: acts, and phrases that are a part of them.
pub(in crate::reading) fn settle(
    note: &Note<'_>,
    lexicon: &Lexicon,
    context: &Context,
) -> (Vec<Activity>, Vec<Dropped>) {
    let contact = lexicon.entry_named("contact", EntryKind::Intervention);
    let settler = Settler { note, lexicon, context, contact };
    let mentions = context.mentions.iter().enumerate();
    let mut activities: Vec<Activity> = Vec::new();
    let mut dropped = Vec::new();
    let mut drop = |act, because, into| dropped.push(Dropped { act, because, into });
    for (place, mention) in mentions.filter(|(_, mention)| mention.usage != Usage::Not) {
        let activity = Activity { mention: place, ..settler.settle(mention) };
        // "Faxed it over by e-fax": the verb and its means are one act, also where brackets part them.
        let verbless_means = mention.usage == Usage::Means && activity.usage == Usage::Noun;
        let again = activities.last().is_some_and(|last| {
            last.entry == activity.entry
                && last.sentence == activity.sentence
                && (last.tokens.end > activity.tokens.start || verbless_means)
        });
        let inside = activities.last().is_some_and(|last| last.tokens.end >= activity.tokens.end);
        // "typed the report for the Drug Court team (30)": what is named within another act is its object.
        let object = mention.usage == Usage::Noun
            && activities.last().is_some_and(|last| {
                last.usage == Usage::Verb
                    && last.sentence == activity.sentence
                    && last.head < activity.tokens.start
                    && (activity.tokens.start <= last.tokens.end
                        // "faxed it to Mercy and Dr. Shah, 10 min"
                        || Some(activity.entry) == settler.contact
                            && settler.are_joined(last.tokens.end, activity.tokens.start))
            });
        // "loaded the bed frame and boxes in the van": so is what is joined to that object.
        let object = object
            || activities.last().is_some_and(|last| {
                last.entry == activity.entry
                    && last.sentence == activity.sentence
                    && settler.are_joined(last.tokens.end, activity.tokens.start)
                    && !settler.are_alike(last.head, activity.head)
                    && !again::is_once_more(note, lexicon, activity.head)
            });
        // "Made the hotline call from my office": the call is what was made.
        let object = object
            || activity.dials
                && activities.last().is_some_and(|last| {
                    last.head < activity.head
                        && last.tokens.contains(&activity.head)
                        && last.entry(lexicon).is_some_and(|entry| entry.kind() == EntryKind::Activity)
                });
        if object || again && (inside || matches!(mention.usage, Usage::Means | Usage::Noun)) {
            let because = if object { Because::Object } else { Because::Again };
            drop(activity, because, activities.last().map(|last| last.mention));
            continue;
        }
        let tells_how_long = mention.usage == Usage::State
            && activity.entry(lexicon).is_some_and(|entry| !entry.within.is_empty());
        if (mention.usage == Usage::Noun || tells_how_long || settler.is_included(&activity))
            && activity.status.took_place()
            && let Some(earlier) = settler.restates(&activity, &activities)
        {
            activities[earlier].restated.push(activity.sentence);
            drop(activity, Because::Restated, Some(activities[earlier].mention));
            continue;
        }
        if let Some(before) = activities.last_mut().filter(|last| settler.goes_on_with(last, &activity)) {
            before.restated.push(activity.sentence);
            drop(activity, Because::Restated, Some(before.mention));
            continue;
        }
        // "There was a long line and I waited": what a statement tells, and the verb for it.
        let once_more = again::is_once_more(note, lexicon, activity.head);
        if let Some(stated) =
            activities.pop_if(|last| !once_more && settler.is_stated_before(last, &activity))
        {
            drop(stated, Because::Again, Some(place));
        }
        // "went to the bank and took out $160", "drove around looking for him": the way there is a part of it.
        let leads = |last: &mut Activity| {
            settler.is_way_to(last, &activity) || settler.is_call_for_appointment(last, &activity)
        };
        let activity = match activities.pop_if(leads) {
            Some(way) => {
                let tokens = way.tokens.start..activity.tokens.end;
                let other = way.entry != activity.entry;
                let short = way.span.join(activity.span).len() <= LONGEST_RIDE;
                drop(way, Because::Way, Some(place));
                if other || short {
                    Activity { span: note.span(tokens.clone()), tokens, ..activity }
                } else {
                    activity
                }
            }
            None => activity,
        };
        // "Moving day. Loaded ct's boxes": the heading names what follows.
        let heading = activities.last().is_some_and(|last| {
            last.entry == activity.entry
                && last.usage == Usage::Noun
                && mention.usage == Usage::Verb
                && last.status.took_place()
                && activity.status.took_place()
                && last.actor == activity.actor
                && last.sentence + 1 == activity.sentence
                && settler.is_heading(last)
        });
        if heading && let Some(heading) = activities.pop() {
            activities.push(Activity { restated: vec![heading.sentence], ..activity });
            drop(heading, Because::Heading, Some(place));
            continue;
        }
        // "Client-centered consultation, 37 min. Met with Ms. Castellanos": the meeting is the consultation.
        let consultation = activities.last().is_some_and(|last| {
            last.entry(lexicon).is_some_and(|entry| entry.name == "consultation")
                && last.usage != Usage::Verb
                && last.sentence + 1 == activity.sentence
                && last.status.took_place()
                && activity.status.took_place()
                && activity.actor == Actor::Staff
                && Some(activity.entry) == settler.contact
        });
        if consultation && let Some(heading) = activities.pop() {
            activities.push(Activity { entry: heading.entry, restated: vec![heading.sentence], ..activity });
            drop(heading, Because::Heading, Some(place));
            continue;
        }
        // "picked ct up and drove her to court": one ride.
        let one_ride = activity.entry(lexicon).is_some_and(|entry| entry.within == entry.name)
            && activity.status.took_place()
            && mention.usage != Usage::State;
        let here = first_since(&activities, activity.sentence);
        let first = activities[here..].iter().rposition(|earlier| {
            earlier.entry == activity.entry && earlier.actor == activity.actor && earlier.status.took_place()
        });
        // "Took ct to the clinic, waited, drove her home": two.
        let first = first.map(|place| here + place).filter(|&place| place + 1 == activities.len());
        if let Some(first) = first.filter(|_| one_ride) {
            activities[first].restated.push(activity.sentence);
            // Up to a comma: its minutes are pointed at apart.
            let mut ride = activity.tokens.clone();
            let comma = ride.find(|&token| note.tokens[token].is(Mark::Comma));
            let end = comma.unwrap_or(activity.tokens.end);
            let whole = activities[first].span.join(note.span(activity.tokens.start..end));
            if whole.len() <= LONGEST_RIDE && end > activity.tokens.start {
                activities[first].span = whole;
            }
            drop(activity, Because::Once, Some(activities[first].mention));
            continue;
        }
        activities.push(activity);
    }
    let filled: Vec<Option<usize>> =
        activities.iter().map(|act| settler.filled_by(act, &activities)).collect();
    let mut filled = filled.into_iter();
    let by = Cell::new(None);
    let gone = activities.extract_if(.., |_| {
        by.set(filled.next().flatten());
        by.get().is_some()
    });
    gone.for_each(|act| drop(act, Because::Presence, by.get()));
    (activities, dropped)
}

impl Settler<'_> {
    /// The act that a noun names again: "drove out to Compton … Travel took 35 min".
    pub(super) fn restates(&self, noun: &Activity, activities: &[Activity]) -> Option<usize> {
        let within = noun.entry(self.lexicon).and_then(|entry| {
            let outer = |other: &Entry| !entry.within.is_empty() && other.name == entry.within;
            self.lexicon.entries.iter().position(outer).map(|place| place as u16)
        });
        let sentence = self.note.sentences.get(noun.sentence);
        let line = sentence.is_some_and(|sentence| {
            (sentence.bullet || sentence.starts_line) && noun.tokens.start <= sentence.tokens.start + 1
        });
        let including = self.is_included(noun);
        let near = activities
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, act)| including || act.sentence + RESTATED_WITHIN >= noun.sentence);
        // "Annual packet redone: releases, rights form": what stands behind the colon is what the act was about.
        let listed = |act: &Activity| {
            act.sentence == noun.sentence
                && act.entry == noun.entry
                // "10 min w/ ct's nurse re: meds, 6 min w/ aunt"
                && !self.note.tokens[noun.tokens.start].is_number()
                && (act.tokens.end..noun.tokens.start).any(|token| self.note.tokens[token].is(Mark::Colon))
        };
        // "Trip to the jail for a visit, 50 min ea way": the time of the way that was just told.
        let each_way = |act: &Activity| {
            let way = |token: usize| self.note.is_any(token, &["way", "direction"]);
            act.sentence == noun.sentence
                && (act.entry == noun.entry || self.is_way(act) && self.is_way(noun))
                && self.note.tokens[noun.tokens.start].is_number()
                && noun.tokens.clone().any(way)
        };
        let goes_back = noun
            .tokens
            .clone()
            .any(|token| self.note.is_any(token, &["back", "home", "return", "returning"]));
        // "Paid her bill, 10 min. Bank run, 20 min": told with another time, it is another act; and so is each way, with its
        // time: "Drove out, 25 min. … Drive home 25 min".
        let other_time = |act: &Activity| {
            let (first, again) = (self.minutes_after(act), self.minutes_after(noun));
            let differ = act.sentence != noun.sentence && first != again;
            first.is_some() && again.is_some() && (differ || goes_back)
        };
        let earlier = near.filter(|(_, act)| !other_time(act)).filter(|(_, act)| {
            let on_the_way = including && self.is_way(act) && self.is_way(noun);
            let same = act.entry == noun.entry || Some(act.entry) == within || on_the_way;
            (each_way(act) || same && (act.usage == Usage::Verb || listed(act)))
                && act.actor == Actor::Staff
                && act.status.took_place()
        });
        // "15 back" is a trip of its own; "10 min each way" and "15 there and 15 back" are not.
        let first = &self.note.tokens[noun.tokens.start];
        let both_ways = (0..noun.tokens.start)
            .rev()
            .take(2)
            .any(|token| self.note.is_any(token, &["out", "over", "there"]));
        let counted = goes_back && (first.is_number() && !both_ways || noun.usage == Usage::State);
        earlier.map(|(place, _)| place).next().filter(|_| !line && !counted)
    }

    /// Whether a ride is no more than the rest of what was done before it in the sentence: "Picked up his pictures and dropped them at
    /// his placement" is an errand, "Picked Danny up at the house and drove to DMV" one ride.
    fn goes_on_with(&self, before: &Activity, ride: &Activity) -> bool {
        let is = |act: &Activity, name: &str| act.entry(self.lexicon).is_some_and(|entry| entry.name == name);
        if before.sentence != ride.sentence
            || before.actor != ride.actor
            || ride.usage != Usage::Verb
            || before.usage != Usage::Verb
        {
            return false;
        }
        if is(before, "errand") && is(ride, "transport") {
            // "groceries for ct and her kids and took them to the park"
            let family = (before.head..ride.head)
                .any(|token| role(self.note, self.lexicon, token) == Some(Role::Family));
            return !family && self.delivers(ride.head);
        }
        // "Loaded the truck and carried his boxes up": one move.
        let carried = ["carried", "carrying", "loaded", "loading", "lugged", "lugging"];
        if is(before, "moving") && is(ride, "moving") && self.note.is_any(ride.head, &carried) {
            return before.status == Status::Done && ride.status == Status::Done;
        }
        // "Dropped ct off and drove back": without him.
        let left = self.note.is_any(ride.head, &["dropped"]) || self.note.is_any(before.head, &["dropped"]);
        is(before, "transport")
            && is(ride, "travel")
            && !left
            && before.status == Status::Done
            && ride.status == Status::Done
            && !self.note.is_any(ride.head + 1, &["back", "home"])
            && self.joins(ride.tokens.start.saturating_sub(1))
            && (before.tokens.end..ride.tokens.start - 1).all(|token| self.note.tokens[token].is_word())
    }

    /// A comma, or a word like "and".
    fn joins(&self, token: usize) -> bool {
        self.note.tokens[token].is(Mark::Comma)
            || self.note.classes(&self.lexicon.words, token).has(WordClass::Coordinator)
    }

    /// "dropped them off", "ran it over": things, and not persons.
    fn delivers(&self, verb: usize) -> bool {
        self.note.is_any(verb, &["brought", "carried", "delivered", "dropped", "ran", "took"])
            && self.note.is_any(verb + 1, &["it"])
            || self.note.is_any(verb, &["delivered", "dropped"]) && self.note.is_any(verb + 1, &["them"])
    }

    /// "1 hour 45 minutes including the drive": a part of a sum.
    fn is_included(&self, noun: &Activity) -> bool {
        let article = |token: &usize| {
            self.note.classes(&self.lexicon.words, *token).any(&[WordClass::Article, WordClass::Possessive])
        };
        let before = (0..noun.tokens.start).rev().find(|token| !article(token));
        before.is_some_and(|before| {
            let words = ["counting", "incl", "include", "included", "includes", "including"];
            self.note.is_any(before, &words)
        })
    }

    /// Whether an act is being on the way, with the client or without.
    fn is_way(&self, act: &Activity) -> bool {
        let ways = ["accompany", "transport", "travel"];
        act.entry(self.lexicon).is_some_and(|entry| ways.contains(&entry.name.as_ref()))
    }

    /// The number of minutes or hours that stands right behind an act.
    fn minutes_after(&self, act: &Activity) -> Option<&str> {
        let end = self.note.sentences.get(act.sentence).map_or(0, |sentence| sentence.tokens.end);
        let unit = [WordClass::Minute, WordClass::Hour];
        let behind = act.tokens.end.saturating_sub(2)..end.min(act.tokens.end + 4);
        behind
            .filter(|&token| self.note.tokens[token].is_number())
            .find(|&token| self.note.classes(&self.lexicon.words, token + 1).any(&unit))
            .map(|token| self.note.word(token))
    }

    /// "In the room with Dr. Wu, asked for a lower dose": the help in the same sentence that fills being there.
    pub(super) fn filled_by(&self, act: &Activity, activities: &[Activity]) -> Option<usize> {
        let entry = act.entry(self.lexicon)?;
        let begins = |word: &str| self.note.word(act.tokens.start).eq_ignore_ascii_case(word);
        if entry.presence.is_empty() || !entry.presence.split(' ').any(begins) {
            return None;
        }
        let from = activities.partition_point(|other| other.sentence < act.sentence);
        // "Sat in on her eye appointment. While the doctor was there RSA told him about her falls."
        let last = act.sentence + usize::from(self.minutes_after(act).is_none() && self.goes_on_there(act));
        let mut here = activities[from..].iter().take_while(|other| other.sentence <= last);
        here.find(|other| other.is_staffs(self.lexicon, EntryKind::Intervention)).map(|help| help.mention)
    }

    /// Whether the next sentence opens with when or where something was done there: "While the doctor was in the room".
    fn goes_on_there(&self, act: &Activity) -> bool {
        let Some(next) = self.note.sentences.get(act.sentence + 1) else { return false };
        // "Was with Mr. Okoro for his lease signing. Went through the lease with him"
        let was_with = self.note.word(act.tokens.start).eq_ignore_ascii_case("was");
        let with_client = |token: usize| {
            self.note.after_with(token).is_some_and(|whom| stands_for_client(self.note, self.lexicon, whom))
        };
        if was_with
            && self.note.forms(next.tokens.start).has(Forms::PAST)
            && next.tokens.clone().any(with_client)
        {
            return true;
        }
        self.note.is_any(next.tokens.start, &["while", "during", "there"])
    }

    /// Whether an act is no more than going to where the next one was done.
    pub(super) fn is_way_to(&self, way: &Activity, act: &Activity) -> bool {
        let one_doer = way.sentence == act.sentence
            && way.actor == act.actor
            && way.status.took_place()
            && act.status.took_place()
            && way.usage == Usage::Verb
            && act.usage == Usage::Verb;
        // "Rode over with her (35 min), then sat beside her (45)": two, each with its time.
        let timed = (way.tokens.end..act.tokens.start).any(|token| {
            let unit = [WordClass::Minute, WordClass::Hour];
            self.note.classes(&self.lexicon.words, token).any(&unit)
                || self.note.tokens[token].is(Mark::Close)
        });
        let one_doer = one_doer && !timed;
        let goes = |head: usize| self.note.is_in(&self.lexicon.words, head, WordGroup::Going);
        let same = way.entry == act.entry && !goes(act.head);
        let way_of = act.entry(self.lexicon).is_some_and(|entry| {
            !entry.way.is_empty() && way.entry(self.lexicon).is_some_and(|other| other.name == entry.way)
        });
        let participle = self.note.forms(act.head).has(Forms::GERUND)
            && !self
                .note
                .classes(&self.lexicon.words, act.head.saturating_sub(1))
                .has(WordClass::Coordinator);
        one_doer && goes(way.head) && (same || way_of && participle)
    }

    /// Whether an act was told in a statement, and the next one is the verb for it.
    fn is_stated_before(&self, stated: &Activity, act: &Activity) -> bool {
        stated.usage == Usage::State
            && act.usage == Usage::Verb
            && stated.entry == act.entry
            && stated.sentence == act.sentence
            && stated.actor == act.actor
            && stated.status == Status::Done
            && act.status == Status::Done
            && act.entry(self.lexicon).is_some_and(|entry| entry.kind() == EntryKind::Activity)
    }

    /// "Called mom, coach & school to confirm the meeting": a call that was made for no more than an appointment, and alone.
    fn is_call_for_appointment(&self, call: &Activity, act: &Activity) -> bool {
        let purpose = act.tokens.start.checked_sub(1).map(|to| self.note.word(to));
        let mut between = call.head..act.tokens.start;
        act.status.took_place()
            && act.actor == Actor::Staff
            && act.entry(self.lexicon).is_some_and(|entry| entry.name == "scheduling")
            && purpose.is_some_and(|to| to.eq_ignore_ascii_case("to"))
            && call.dials
            && call.sentence == act.sentence
            && Some(call.entry) == self.contact
            && !between.any(|token| self.note.after_with(token).is_some())
    }

    /// Whether nothing but "and" stands between two tokens.
    pub(super) fn are_joined(&self, from: usize, to: usize) -> bool {
        from + 1 == to && self.note.classes(&self.lexicon.words, from).has(WordClass::Coordinator)
    }

    /// Whether two verbs stand in the same form.
    pub(super) fn are_alike(&self, one: usize, other: usize) -> bool {
        let forms = |token: usize| self.note.forms(token);
        forms(one).has(Forms::PAST) == forms(other).has(Forms::PAST)
    }

    /// Whether a noun is all that its sentence says, but for a word or two.
    pub(super) fn is_heading(&self, noun: &Activity) -> bool {
        let sentence = self.note.sentences.get(noun.sentence);
        sentence.is_some_and(|sentence| sentence.tokens.len() <= noun.tokens.len() + 2)
    }
}
