//! A date → a number of days that can be counted with, and back: year and week.

use jiff::civil;

use crate::date::Date;

const EPOCH: civil::Date = civil::Date::constant(1970, 1, 1);

/// A day, as days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day of a date; `None` where its year is not written.
    pub fn new(date: Date) -> Option<Self> {
        let year = i16::try_from(date.year?).ok()?;
        let date = civil::Date::new(year, date.month as i8, date.day as i8).ok()?;
        i32::try_from(date.duration_since(EPOCH).as_hours() / 24).ok().map(Self)
    }

    fn date(self) -> civil::Date {
        EPOCH.saturating_add(jiff::Span::new().days(self.0.clamp(-700_000, 700_000)))
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.date().year()
    }

    /// The week as ISO 8601 counts it, "2024-W18": it begins on Monday, and belongs to the year that has its Thursday.
    pub fn week(self) -> String {
        let week = self.date().iso_week_date();
        format!("{:04}-W{:02}", week.year(), week.week())
    }

    /// When the day begins, in minutes since 1970; `None` before that.
    pub fn minutes(self) -> Option<u32> {
        u32::try_from(self.0).ok()?.checked_mul(24 * 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn day(text: &str) -> Day {
        Day::new(date::find(text).unwrap().unwrap()).unwrap()
    }

    #[test]
    fn days_years_and_weeks() {
        assert_eq!(day("1/2/1970"), Day(1));
        assert_eq!(day("2024-03-01").0 - day("2024-02-28").0, 2);
        assert_eq!(day("2024-02-29").year(), 2024);
        for (text, week) in [
            ("2024-12-30", "2025-W01"),
            ("2021-01-03", "2020-W53"),
            ("5/4/09", "2009-W19"),
            ("2024-05-05", "2024-W18"),
        ] {
            assert_eq!(day(text).week(), week, "{text}");
        }
    }

    #[test]
    fn a_date_without_a_year_is_no_day() {
        assert_eq!(Day::new(date::find("5/4").unwrap().unwrap()), None);
    }
}
