//! Public holidays as a table, and working days by it.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// A public holiday other than a Sunday (공휴일에 관한 법률 제2조, 제3조).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// The day.
    pub date: NaiveDate,
    /// Its name in Korean.
    pub name: String,
    /// Why it is a holiday.
    pub kind: HolidayKind,
    /// Where the entry comes from.
    pub source: String,
}

/// Why a day is a holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HolidayKind {
    /// Named by the law.
    Statutory,
    /// 대체공휴일.
    Substitute,
    /// 임시공휴일.
    Temporary,
    /// An election day.
    Election,
}

/// The table of holidays: an embedded one, which the operator may extend. Days of the lunar calendar are entries,
/// never computed at run time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holidays {
    days: BTreeMap<NaiveDate, Vec<Holiday>>,
}

/// A row of a holiday table that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the holiday table is not `date, name, kind, source`: {text:?}")]
pub struct HolidayTableError {
    /// The line, counted from 1.
    pub line: usize,
    /// The line as it stood.
    pub text: String,
}

/// The table has no entries for the year, so it cannot say which of its days are working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the holiday table has no entries for {year}")]
pub struct NotCovered {
    /// The year asked about.
    pub year: i32,
}

impl Holidays {
    /// The embedded table, `data/holidays.tsv`.
    ///
    /// # Errors
    /// Never in a build that passed its tests.
    pub fn embedded() -> Result<Self, HolidayTableError> {
        Self::from_tsv(include_str!("../../../../data/holidays.tsv"))
    }

    /// Reads a table: comment lines start with `#`, then a header, then `date, name, kind, source` between tabs.
    ///
    /// # Errors
    /// [`HolidayTableError`] with the first line that cannot be read.
    pub fn from_tsv(text: &str) -> Result<Self, HolidayTableError> {
        let mut table = Self { days: BTreeMap::new() };
        let lines = text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty());
        for (i, line) in lines.skip(1) {
            let entry =
                read_row(line).ok_or_else(|| HolidayTableError { line: i + 1, text: line.to_owned() })?;
            table.add(entry);
        }
        Ok(table)
    }

    /// Adds a holiday, such as a temporary one announced yesterday. An entry of the same day and name is replaced.
    pub fn add(&mut self, holiday: Holiday) {
        let day = self.days.entry(holiday.date).or_default();
        day.retain(|known| known.name != holiday.name);
        day.push(holiday);
    }

    /// The holidays that fall on a day; none on an ordinary Sunday.
    pub fn on(&self, day: NaiveDate) -> &[Holiday] {
        self.days.get(&day).map_or(&[], Vec::as_slice)
    }

    /// All entries by date.
    pub fn iter(&self) -> impl Iterator<Item = &Holiday> {
        self.days.values().flatten()
    }

    /// Whether a day is Monday to Friday and no holiday.
    ///
    /// # Errors
    /// [`NotCovered`] if the table has no entry for the year.
    pub fn is_business_day(&self, day: NaiveDate) -> Result<bool, NotCovered> {
        let year = day.year();
        let within = NaiveDate::from_yo_opt(year, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
        let covered = within.is_some_and(|(first, last)| self.days.range(first..=last).next().is_some());
        if !covered {
            return Err(NotCovered { year });
        }
        Ok(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && self.on(day).is_empty())
    }

    /// The day itself if it is a working day, else the next one.
    ///
    /// # Errors
    /// [`NotCovered`].
    pub fn business_day_from(&self, mut day: NaiveDate) -> Result<NaiveDate, NotCovered> {
        while !self.is_business_day(day)? {
            day = day + Days::new(1);
        }
        Ok(day)
    }

    /// The `count`-th working day after a day; zero gives [`Holidays::business_day_from`].
    ///
    /// # Errors
    /// [`NotCovered`].
    pub fn add_business_days(&self, day: NaiveDate, count: u32) -> Result<NaiveDate, NotCovered> {
        if count == 0 {
            return self.business_day_from(day);
        }
        let mut at = day;
        for _ in 0..count {
            at = self.business_day_from(at + Days::new(1))?;
        }
        Ok(at)
    }
}

fn read_row(line: &str) -> Option<Holiday> {
    let fields: Vec<&str> = line.split('\t').collect();
    let &[date, name, kind, source] = fields.as_slice() else { return None };
    let kind = match kind {
        "Statutory" => HolidayKind::Statutory,
        "Substitute" => HolidayKind::Substitute,
        "Temporary" => HolidayKind::Temporary,
        "Election" => HolidayKind::Election,
        _ => return None,
    };
    Some(Holiday { date: date.parse().ok()?, name: name.to_owned(), kind, source: source.to_owned() })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::row_2024_05_06_substitute_for_childrens_day("2024-05-06", HolidayKind::Substitute)]
    #[case::row_2024_05_15_buddhas_birthday("2024-05-15", HolidayKind::Statutory)]
    #[case::assembly_election("2024-04-10", HolidayKind::Election)]
    #[case::armed_forces_day_2024("2024-10-01", HolidayKind::Temporary)]
    #[case::seollal("2024-02-10", HolidayKind::Statutory)]
    #[case::a_saturday_holiday_is_listed_too("2026-06-06", HolidayKind::Statutory)]
    fn embedded_holidays(#[case] on: &str, #[case] kind: HolidayKind) {
        let table = Holidays::embedded().unwrap();
        assert_eq!(table.on(day(on)).iter().map(|h| h.kind).collect::<Vec<_>>(), [kind]);
        assert_eq!(table.is_business_day(day(on)), Ok(false));
    }

    #[rstest]
    #[case::friday("2024-05-10", true)]
    #[case::saturday("2024-05-11", false)]
    #[case::sunday("2024-05-12", false)]
    #[case::tuesday_after_the_substitute("2024-05-07", true)]
    fn working_days(#[case] on: &str, #[case] works: bool) {
        assert_eq!(Holidays::embedded().unwrap().is_business_day(day(on)), Ok(works));
    }

    #[test]
    fn working_days_are_counted_over_a_long_weekend() {
        let table = Holidays::embedded().unwrap();
        assert_eq!(table.business_day_from(day("2024-05-04")), Ok(day("2024-05-07")));
        assert_eq!(table.add_business_days(day("2024-05-03"), 1), Ok(day("2024-05-07")));
        assert_eq!(table.add_business_days(day("2024-05-13"), 3), Ok(day("2024-05-17")));
        assert_eq!(table.add_business_days(day("2024-05-10"), 0), Ok(day("2024-05-10")));
    }

    #[test]
    fn years_outside_the_table_are_not_guessed() {
        let table = Holidays::embedded().unwrap();
        assert_eq!(table.is_business_day(day("2014-12-31")), Err(NotCovered { year: 2014 }));
        assert!((2015..=2027).all(|y| table.is_business_day(day(&format!("{y}-07-07"))).is_ok()));
    }

    #[test]
    fn an_announced_holiday_can_be_added() {
        let mut table = Holidays::embedded().unwrap();
        let entry = Holiday {
            date: day("2024-05-10"),
            name: "임시공휴일".into(),
            kind: HolidayKind::Temporary,
            source: "예시".into(),
        };
        table.add(entry.clone());
        table.add(entry);
        assert_eq!(table.on(day("2024-05-10")).len(), 1);
        assert_eq!(table.is_business_day(day("2024-05-10")), Ok(false));
    }

    #[test]
    fn a_bad_row_is_named() {
        let error =
            Holidays::from_tsv("date\tname\tkind\tsource\n2024-13-01\tx\tStatutory\ty\n").unwrap_err();
        assert_eq!(error.line, 2);
    }
}
