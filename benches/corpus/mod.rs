//! A seed → invented progress notes: sentences of many kinds, filled in from lists. The same seed gives the same notes.

/// A small generator of numbers (SplitMix64), so that the corpus does not change with a dependency.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Shortest and longest note, in bytes; the last sentence may run over.
const NOTE_BYTES: (usize, usize) = (300, 1400);

/// Notes of `bytes` together, each of 300 to 1500 bytes.
pub(crate) fn notes(seed: u64, bytes: usize) -> Vec<String> {
    let mut dice = Dice(seed);
    let (mut notes, mut total) = (Vec::new(), 0);
    while total < bytes {
        let note = note(&mut dice);
        total += note.len();
        notes.push(note);
    }
    notes
}

/// The names of the columns of [`Records`].
pub(crate) const COLUMNS: [&str; 13] = [
    "Note ID",
    "MRN",
    "Staff",
    "Credential",
    "Service Date",
    "Start Time",
    "End Time",
    "Duration",
    "Units",
    "Service Code",
    "Contact Type",
    "Goal",
    "Progress Note",
];

/// Members of staff of an agency that writes a million notes a year, each about six a working day.
const STAFF: u64 = 667;
/// Clients of one member of staff.
const CASELOAD: usize = 30;

/// Records of an export, day by day, one after another without end: every member of staff has six services a day, one after
/// the other but for one in fifty that begins before the last has ended.
pub(crate) struct Records {
    dice: Dice,
    number: u64,
}

impl Records {
    pub(crate) fn new(seed: u64) -> Self {
        Self { dice: Dice(seed), number: 0 }
    }
}

impl Iterator for Records {
    type Item = [String; COLUMNS.len()];

    fn next(&mut self) -> Option<Self::Item> {
        let (who, turn) = (self.number % STAFF, (self.number / STAFF) as usize);
        let (day, slot) = (turn / 6, turn % 6);
        self.number += 1;
        let dice = &mut self.dice;
        let minutes = 15 * (1 + dice.below(5));
        let early = if slot > 0 && dice.below(50) == 0 { 75 } else { 0 };
        let start = 8 * 60 + 95 * slot - early;
        // One in twenty does not add up.
        let length = if dice.below(20) == 0 { minutes + 15 } else { minutes };
        let end = start + length;
        let clock = |minutes: usize| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let some =
            |dice: &mut Dice, value: &str| if dice.below(25) == 0 { String::new() } else { value.to_owned() };
        let words = 300 + dice.below(1_500);
        let mut note = String::new();
        while note.len() < words {
            note.push_str(&filled(dice));
            note.push_str(if dice.below(6) == 0 { "\n" } else { " " });
        }
        note.truncate(note.trim_end().len());
        let staff = staff_name(who);
        let credential = dice.pick(&["MHP", "RSA", "LCSW", "QMHP"]);
        let date = format!("{}-{:02}-{:02}", 2024 + day / 336, 1 + day / 28 % 12, 1 + day % 28);
        let mode = dice.pick(&["Face to face", "Telephone", "Telehealth", "Community"]);
        let service = dice.pick(&["CM-MH", "CM-MH", "CM-MH", "CM-TLA", "CM-CCC"]);
        let goal = (1 + dice.below(5)).to_string();
        Some([
            format!("N-{:07}", self.number),
            format!("{:05}", who as usize * CASELOAD + dice.below(CASELOAD)),
            staff,
            some(dice, credential),
            some(dice, &date),
            clock(start),
            clock(end),
            minutes.to_string(),
            (minutes / 15).to_string(),
            service.to_owned(),
            some(dice, mode),
            some(dice, &goal),
            note,
        ])
    }
}

/// A member of staff: no two have the same name.
fn staff_name(number: u64) -> String {
    let families = ["Whitcomb", "Soto", "Lindqvist", "Okafor", "Prewitt", "Marsh", "Delacroix"];
    let initial = |number: u64| char::from(b'A' + (number % 26) as u8);
    let family = families[(number % families.len() as u64) as usize];
    format!("{}. {}. {family}", initial(number), initial(number / 26))
}

/// One sentence of so many words, without a full stop.
pub(crate) fn long_sentence(seed: u64, words: usize) -> String {
    let mut dice = Dice(seed);
    let mut sentence = String::new();
    let mut count = 0;
    while count < words {
        let part = filled(&mut dice);
        for word in part.split_whitespace().take(words - count) {
            sentence.push_str(word.trim_end_matches(['.', '?', '!', ';']));
            sentence.push(' ');
            count += 1;
        }
    }
    sentence
}

fn note(dice: &mut Dice) -> String {
    let length = NOTE_BYTES.0 + dice.below(NOTE_BYTES.1 - NOTE_BYTES.0);
    let mut note = String::new();
    if dice.below(3) == 0 {
        note.push_str(&fill(dice, HEADERS));
        note.push('\n');
    }
    let style = dice.below(4);
    while note.len() < length {
        if style == 0 {
            note.push_str("- ");
        }
        note.push_str(&filled(dice));
        note.push_str(if style == 0 || dice.below(6) == 0 { "\n" } else { " " });
    }
    if dice.below(5) == 0 {
        note.push_str("\nPlan: ");
        note.push_str(&fill(dice, PLANS));
    }
    note.truncate(note.trim_end().len());
    note
}

fn filled(dice: &mut Dice) -> String {
    let sentence = fill(dice, SENTENCES);
    match dice.below(30) {
        0 => sentence.to_ascii_uppercase(),
        1 => sentence.to_ascii_lowercase(),
        2 => sentence.trim_end_matches('.').to_owned() + ",",
        _ => sentence,
    }
}

/// One of the templates, its `{lists}` filled in.
fn fill(dice: &mut Dice, templates: &[&str]) -> String {
    let mut rest = dice.pick(templates);
    let mut text = String::new();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((list, after)) = after.split_once('}') else { break };
        text.push_str(before);
        match list {
            "min" => text.push_str(&(5 * (1 + dice.below(12))).to_string()),
            "hour" => text.push_str(&(1 + dice.below(12)).to_string()),
            "of60" => text.push_str(&format!("{:02}", 5 * dice.below(12))),
            "number" => text.push_str(&dice.below(5000).to_string()),
            list => text.push_str(dice.pick(words(list))),
        }
        rest = after;
    }
    text + rest
}

fn words(list: &str) -> &'static [&'static str] {
    match list {
        "ct" => &["ct", "ct", "client", "Cl", "pt", "the client", "resident", "member", "him", "her"],
        "Ct" => &["Ct", "Client", "Pt", "The client", "She", "He", "Resident", "Youth"],
        "me" => &["CM", "Writer", "I", "SW", "Case manager", "This writer", "CM Alvarez"],
        "name" => &[
            "Ms. Okafor",
            "Mr. Lindqvist",
            "Dr. Achterberg",
            "Tanisha",
            "Mr. Ruiz",
            "J. Whitcomb",
            "Delphine",
        ],
        "office" => &[
            "DPSS",
            "the PO",
            "SSA",
            "the housing authority",
            "the landlord",
            "St. Brendan's",
            "the public defender",
            "his therapist",
            "the school",
            "the pharmacy",
            "GR worker",
            "the shelter",
            "Kaiser",
            "the MAT clinic",
        ],
        "place" => &[
            "DMV",
            "court",
            "the clinic",
            "the food bank",
            "her dentist",
            "DPSS",
            "the shelter",
            "the bank",
            "WIC",
        ],
        "thing" => &[
            "the housing application",
            "the lease",
            "her ID",
            "his SSI appeal",
            "food stamps",
            "a bus pass",
            "the ROI",
            "section 8 paperwork",
            "her Medi-Cal renewal",
            "the intake packet",
            "child care",
            "a dental referral",
        ],
        "relative" => &["mother", "sister", "uncle", "ex-husband", "oldest son", "grandmother", "roommate"],
        "day" => {
            &["Monday", "tomorrow", "next week", "on 3/14", "Thursday at 2 pm", "by Friday", "in two weeks"]
        }
        "past" => &["yesterday", "last week", "on Tuesday", "in March", "last month", "years ago"],
        "feeling" => &["anxious", "hopeful", "overwhelmed", "relieved", "angry", "tired", "calm", "proud"],
        _ => &["unknown list"],
    }
}

const HEADERS: &[&str] = &[
    "Client: {name}  Staff: J. Whitcomb, MSW\nStart: {hour}:{of60} pm End: {hour}:{of60} pm",
    "Date: 04/{hour}/2024 | Time: {hour}:{of60}-{hour}:{of60} | Mode: phone",
    "Service: CM-MH   Duration: {min} min   Location: office",
    "{hour}:{of60}-{hour}:{of60}a",
    "Goal 2: client will obtain stable housing within 90 days\nIntervention:",
    "Units: 3\nTravel {min} min",
];

const PLANS: &[&str] = &[
    "CM will call {office} {day} and take {ct} to {place} if needed.",
    "follow up w/ {name} {day}; complete {thing}.",
    "{ct} to bring {thing} {day}. Next visit {day}.",
];

const SENTENCES: &[&str] = &[
    "Left vm for {name} at {office} re: {thing}.",
    "LVM for {office} x2, no answer.",
    "Called {office}, no answer, left a message with the front desk.",
    "Drove {ct} to {place} and waited with {ct} in the lobby for {min} min.",
    "{me} transported {ct} to {place} ({min} min each way).",
    "{me} met with {ct} at {place} to go over {thing}.",
    "T/C to {name} at {office}; reached her and advocated for {ct} to keep {thing}.",
    "{Ct} reports feeling {feeling} since {past}.",
    "{Ct} stated that the bus was late and that {relative} drove {ct} to {place}.",
    "{Ct} said \"I waited two hours and nobody called me back\" and asked about {thing}.",
    "{me} and {ct} reviewed {thing} together and {ct} signed it.",
    "{Ct}'s {relative} left a voicemail {past} asking for help with {thing}.",
    "{me} explained how to leave a voicemail for {office} and role-played the call.",
    "Coached {ct} on what to say to {office} about {thing}; {ct} practiced twice.",
    "{me} will call {office} {day} about {thing}.",
    "{me} plans to transport {ct} to {place} {day}.",
    "{Ct} did not show for the {hour}:{of60} appointment; {me} waited {min} minutes and left.",
    "Home visit attempted, no one home, left a note on the door.",
    "{Ct} was a no-show at {place} {past}.",
    "Faxed {thing} to {office} and scanned the rest into the chart.",
    "Spent {min} minutes on documentation and entered the service in the system.",
    "Linked {ct} to {office} for {thing}, gave {ct} the number and the hours.",
    "Referred {ct} to {office}; {name} confirmed an intake {day}.",
    "{me} argued the sanction with {name} until {thing} was approved.",
    "{me} assisted {ct} with completing {thing}, {min} min.",
    "Arranged a Medi-Cal ride for {ct} to {place} {day}.",
    "{Ct} took the bus to {place}, {min} minutes late.",
    "{Ct} is on the waiting list for {place} and has a history of missed appointments.",
    "{Ct} denied SI/HI, was well groomed, and appeared {feeling}.",
    "{name} from {office} called and asked for a status report; {me} gave an update on {ct}'s progress.",
    "Wrote a letter to the court about {ct}'s attendance and emailed it to {name}.",
    "E-mail to {name} re {thing}, awaiting reply.",
    "Texted {ct} to confirm {day}; {ct} replied ok.",
    "{me} tried to reach {ct} by phone three times; mailbox full.",
    "Unable to reach {name}, line busy.",
    "Consulted with {name} about {ct}'s relapse risk and agreed on next steps.",
    "Assessed {ct}'s needs for housing, food and {thing}; {ct} ranked housing first.",
    "If {ct} misses {place} again, {office} may close the case.",
    "{Ct} would like {me} to drive {ct} to {place}, but {me} cannot this week.",
    "{me} was told by {name} that {thing} is still pending, ref. no. {number}.",
    "{hour}:{of60}-{hour}:{of60} called {office}, on hold {min} min.",
    "{hour}:{of60}p picked up {ct}, {hour}:{of60}p dropped {ct} off at {place}.",
    "Provided support and encouragement.",
    "Discussed triggers, coping skills and the relapse prevention plan with {ct}.",
    "{Ct} has been sober {number} days and attends meetings at {place}.",
    "The apartment on {number} Fir St has mold; {ct} showed {me} the photos.",
    "{Ct} got {thing} in the mail, opened it with {me}, and we read through it line by line.",
    "Checked the balance of the EBT card with {ct}; $ {number} left for the month.",
    "{Ct}'s {relative}, who lives in Fresno, will take the dog until {day}.",
    "Received a voicemail from {name}; returned the call and scheduled an appointment {day}.",
    "Rescheduled {ct}'s visit at {place} to {day}.",
    "Translated the letter from {office} for {ct} and {ct}'s {relative}.",
    "Copied {ct}'s birth certificate, filed it, shredded the old one.",
    "Cleaned out the van after the trip to {place} (not billed).",
    "{Ct} ate lunch, then went back to {place} with {name} and finished {thing}.",
    "Weather was bad; roads slow. Total time {min} min.",
    "{Ct}'s rent is $ {number} of an income of $ {number}, due on the 5th.",
    "Purpose of the contact was to monitor progress on goal {hour}.",
    "While at {place}, {me} spoke with {name} about {thing}, and the worker agreed to expedite it.",
    "Attended {ct}'s IEP at the school w/ {name} and spoke up for a smaller classroom.",
];
