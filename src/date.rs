//! Text → a day of the calendar, as record systems and staff write it: "2024-05-04", "5/4/09", "May 4, 2024", "4-May-24".

use std::fmt;

/// A day. Two digits of a year are of this century, or of the last one from 70 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year; `None` where it is not written.
    pub year: Option<u16>,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

/// Something that is written as a date, and no calendar has it: "02/30/2024".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchDay;

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(year) = self.year {
            write!(f, "{year:04}-")?;
        }
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl Date {
    fn new(year: Option<u32>, month: u32, day: u32) -> Result<Self, NoSuchDay> {
        let year = year.map(|year| match year {
            0..70 => 2000 + year,
            70..100 => 1900 + year,
            year => year,
        });
        let leap = year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        if (1..=days).contains(&day) && year.is_none_or(|year| (1900..2200).contains(&year)) {
            Ok(Self { year: year.map(|year| year as u16), month: month as u8, day: day as u8 })
        } else {
            Err(NoSuchDay)
        }
    }

    /// Whether it certainly lies before the other: both years are written.
    pub fn is_before(self, other: Self) -> bool {
        self.year.is_some() && other.year.is_some() && self < other
    }

    /// Whether the two cannot be one day.
    pub fn differs(self, other: Self) -> bool {
        (self.month, self.day) != (other.month, other.day)
            || self.year.zip(other.year).is_some_and(|(one, other)| one != other)
    }
}

/// The first date in a text; `None` where nothing is written as one.
pub fn find(text: &str) -> Option<Result<Date, NoSuchDay>> {
    starts(text).find_map(|at| read(&text[at..])).map(|(date, _)| date)
}

/// A day and the time of day after it: "5/4/2024 10:05 AM". A text without a day is all time. The offset from UTC and the
/// parts of a second are left out: record systems write the time on the wall.
pub fn split_time(text: &str) -> (Option<Date>, &str) {
    let text = text.trim();
    let Some((Ok(day), length)) = read(text).filter(|&(day, length)| {
        day.is_ok_and(|day| day.year.is_some()) && text[length..].starts_with(['T', 't', ' ', ','])
    }) else {
        return (None, text);
    };
    let time = text[length + 1..].trim();
    let end = time.find(['Z', 'z', '+', '-', '.']).unwrap_or(time.len());
    (Some(day), time[..end].trim())
}

/// Where a number or a word begins.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, c)| {
        let part = c.is_alphanumeric() || matches!(c, '/' | '.' | ':' | '-');
        let begins = part && !inside && c.is_alphanumeric();
        inside = part;
        begins.then_some(at)
    })
}

/// The date that a text begins with, and its length in bytes.
fn read(text: &str) -> Option<(Result<Date, NoSuchDay>, usize)> {
    let mut scan = Scan { text, at: 0 };
    let date = match scan.month() {
        Some(month) => scan.after_month(month)?,
        None => scan.after_number()?,
    };
    // "5/4-6", "10/12/4/1": part of something longer. A time or a sentence may follow.
    let rest = &text[scan.at..];
    let goes_on = rest.starts_with(|c: char| c.is_ascii_digit() || c == '/')
        || (rest.starts_with(char::is_alphabetic) && !rest.starts_with(['T', 't']));
    (!goes_on).then_some((date, scan.at))
}

/// A place in a text.
struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl Scan<'_> {
    /// A number of at most four digits, or eight; its value and how many digits it has.
    fn number(&mut self) -> Option<(u32, usize)> {
        let rest = &self.text[self.at..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 8 {
            return None;
        }
        self.at += digits;
        Some((rest[..digits].parse().ok()?, digits))
    }

    fn mark(&mut self, marks: &[char]) -> Option<char> {
        let mark = self.text[self.at..].chars().next().filter(|c| marks.contains(c))?;
        self.at += mark.len_utf8();
        Some(mark)
    }

    fn month(&mut self) -> Option<u32> {
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let rest = &self.text[self.at..];
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let word = rest[..length].to_ascii_lowercase();
        let month = MONTHS.iter().position(|month| {
            *month == word
                || (word.len() == 3 && month.starts_with(&word))
                || (word == "sept" && *month == "september")
        })?;
        self.at += length;
        Some(month as u32 + 1)
    }

    /// "May 4, 2024", "May 4th".
    fn after_month(&mut self, month: u32) -> Option<Result<Date, NoSuchDay>> {
        self.mark(&['.']);
        self.mark(&[' ', '-', '/'])?;
        let (day, _) = self.number().filter(|&(_, digits)| digits <= 2)?;
        for ending in ["st", "nd", "rd", "th"] {
            if self.text[self.at..].starts_with(ending) {
                self.at += ending.len();
            }
        }
        let before = self.at;
        self.mark(&[',']);
        let year = if self.mark(&[' ', '-', '/']).is_some() { self.number() } else { None };
        let year = year.filter(|&(_, digits)| digits == 4);
        if year.is_none() {
            self.at = before;
        }
        Some(Date::new(year.map(|(year, _)| year), month, day))
    }

    fn after_number(&mut self) -> Option<Result<Date, NoSuchDay>> {
        let (first, digits) = self.number()?;
        if digits == 8 {
            let date = Date::new(Some(first / 10_000), first / 100 % 100, first % 100);
            // Any other number of eight digits is none.
            return date.ok().map(Ok);
        }
        let mark = self.mark(&['/', '-', '.', ' '])?;
        // "4-May-24", "4 May 2024"
        if let Some(month) = self.month().filter(|_| digits <= 2) {
            self.mark(&['/', '-', '.', ' ', ','])?;
            let (year, _) = self.number().filter(|&(_, digits)| digits == 2 || digits == 4)?;
            return Some(Date::new(Some(year), month, first));
        }
        if mark == ' ' || digits == 3 || digits > 4 {
            return None;
        }
        let (second, _) = self.number().filter(|&(_, digits)| digits <= 2)?;
        let before = self.at;
        let third = self.mark(&[mark]).and_then(|_| self.number());
        match third {
            Some((day, length)) if digits == 4 && length <= 2 => Some(Date::new(Some(first), second, day)),
            Some((year, 2 | 4)) if digits <= 2 => {
                // The day goes first where the month cannot.
                let date = Date::new(Some(year), first, second);
                Some(date.or_else(
                    |error| {
                        if first > 12 { Date::new(Some(year), second, first) } else { Err(error) }
                    },
                ))
            }
            Some(_) => None,
            // "5/4"; "10-12" and "1.5" are something else.
            None if mark == '/' && digits <= 2 => {
                self.at = before;
                Date::new(None, first, second).ok().map(Ok)
            }
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_they_are_written() {
        for (text, expected) in [
            ("2024-05-04", "2024-05-04"),
            ("2024/5/4", "2024-05-04"),
            ("05/04/2024", "2024-05-04"),
            ("5/4/09", "2009-05-04"),
            ("5-4-1999", "1999-05-04"),
            ("5.4.24", "2024-05-04"),
            ("25/12/2024", "2024-12-25"),
            ("20240504", "2024-05-04"),
            ("May 4, 2024", "2024-05-04"),
            ("Sept. 4th, 2024", "2024-09-04"),
            ("4-May-24", "2024-05-04"),
            ("4 May 2024", "2024-05-04"),
            ("Wed 11/06/24", "2024-11-06"),
            ("2024-05-04T10:05:00Z", "2024-05-04"),
            ("2/29/2024", "2024-02-29"),
            ("5/4", "05-04"),
            ("May 4", "05-04"),
            ("5/4/24.", "2024-05-04"),
        ] {
            let found = find(text).and_then(Result::ok).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn days_that_no_calendar_has() {
        for text in ["2024-02-30", "13/45/2024", "2/29/2023", "0000-00-00", "4/31/24", "00/00/0000"] {
            assert_eq!(find(text), Some(Err(NoSuchDay)), "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "", "Monday", "10:05", "10-12", "1.5", "555-1030", "120/80", "1/2/3/4", "may go", "12345678",
            "24",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_beside_its_day() {
        let of = |text| {
            let (day, time) = split_time(text);
            (day.map(|day| day.to_string()), time)
        };
        let day = || Some("2024-05-04".to_owned());
        assert_eq!(of("2024-05-04T10:05:00.000-07:00"), (day(), "10:05:00"));
        assert_eq!(of("5/4/2024 10:05 AM"), (day(), "10:05 AM"));
        assert_eq!(of(" 10:05 "), (None, "10:05"));
        assert_eq!(of("1005"), (None, "1005"));
        assert_eq!(of("2024-05-04"), (None, "2024-05-04"));
    }
}
