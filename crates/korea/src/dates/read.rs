//! Reading dates out of official text.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::digits;

/// A date as it stood in a text. The day is missing when only a month was named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateText {
    /// The year, from the text or from the context.
    pub year: i32,
    /// Whether the text itself named the year.
    pub year_in_text: bool,
    /// The month, 1–12.
    pub month: u32,
    /// The day of the month, if named.
    pub day: Option<u32>,
    /// The clock time, if named.
    pub time: Option<NaiveTime>,
    /// The edition of a newspaper that the date speaks of (`석간`, `조간`).
    pub edition: Option<PressEdition>,
    /// The weekday that the text claims.
    pub weekday_in_text: Option<Weekday>,
    /// The weekday that the date has.
    pub weekday_computed: Option<Weekday>,
    /// False only if the text claims a weekday that the date does not have; a person must then decide which is
    /// meant.
    pub consistent: bool,
}

/// An edition of a newspaper, named without a clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PressEdition {
    /// 조간.
    Morning,
    /// 석간.
    Evening,
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateTextError {
    /// Nothing in the text reads as a date, or something is left over after it.
    #[error("not a date: {0:?}")]
    NotADate(String),
    /// The calendar has no such day or month.
    #[error("there is no such date: {0:?}")]
    NoSuchDay(String),
    /// The clock has no such time.
    #[error("there is no such time: {0:?}")]
    NoSuchTime(String),
}

impl DateText {
    /// The civil date, if a day was named.
    pub fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month, self.day?)
    }
}

/// Reads a text that is a date and nothing else: `2024. 5. 10.(금) 18:00`, `4.15.(월)`, `5월 10일(금)`,
/// `'24년 4월`, `4.15.(월) 석간`, `2024-05-10`, `2024. 5. 10. 오후 6시`.
///
/// `year` is the year meant when the text names none; it comes from the document, never from today.
///
/// # Errors
/// [`DateTextError`]; a wrong weekday is no error but `consistent == false`.
pub fn parse(text: &str, year: i32) -> Result<DateText, DateTextError> {
    let chars: Vec<char> = text.trim().chars().collect();
    let mut reader = Reader { chars: &chars, at: 0 };
    let shape = reader.shape().ok_or_else(|| DateTextError::NotADate(text.to_owned()))?;
    reader.skip_spaces();
    if reader.at < chars.len() {
        return Err(DateTextError::NotADate(text.to_owned()));
    }
    shape.resolve(year, text)
}

/// Finds the dates in running text, with their byte ranges. To leave decimals and list numbers alone, a date
/// counts here only if the text names its year and day, says 월, or gives a weekday.
///
/// Things that look like dates but that no calendar has are left out.
pub fn scan(text: &str, year: i32) -> Vec<(Range<usize>, DateText)> {
    let places: Vec<(usize, char)> = text.char_indices().collect();
    let chars: Vec<char> = places.iter().map(|(_, c)| *c).collect();
    let byte = |i: usize| places.get(i).map_or(text.len(), |(b, _)| *b);
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let after_number = at > 0 && (digits::value(chars[at - 1]).is_some() || chars[at - 1] == '.');
        let mut reader = Reader { chars: &chars, at };
        match reader.shape() {
            Some(shape) if !after_number && shape.is_surely_a_date() => {
                if let Ok(date) = shape.resolve(year, "") {
                    found.push((byte(at)..byte(reader.at), date));
                }
                at = reader.at;
            }
            _ => at += 1,
        }
    }
    found
}

/// What was read, before the calendar is asked.
struct Shape {
    year: Option<i32>,
    month: u32,
    day: Option<u32>,
    weekday: Option<Weekday>,
    time: Option<(u32, u32)>,
    edition: Option<PressEdition>,
    says_month: bool,
}

impl Shape {
    fn is_surely_a_date(&self) -> bool {
        self.says_month || self.weekday.is_some() || (self.year.is_some() && self.day.is_some())
    }

    fn resolve(self, context: i32, text: &str) -> Result<DateText, DateTextError> {
        let year = self.year.unwrap_or(context);
        let date = NaiveDate::from_ymd_opt(year, self.month, self.day.unwrap_or(1))
            .ok_or_else(|| DateTextError::NoSuchDay(text.to_owned()))?;
        let time = match self.time {
            None => None,
            Some((hour, minute)) => Some(
                NaiveTime::from_hms_opt(hour, minute, 0)
                    .ok_or_else(|| DateTextError::NoSuchTime(text.to_owned()))?,
            ),
        };
        let weekday_computed = self.day.map(|_| date.weekday());
        Ok(DateText {
            year,
            year_in_text: self.year.is_some(),
            month: self.month,
            day: self.day,
            time,
            edition: self.edition,
            weekday_in_text: self.weekday,
            weekday_computed,
            consistent: self.weekday.is_none()
                || weekday_computed.is_none()
                || self.weekday == weekday_computed,
        })
    }
}

struct Reader<'a> {
    chars: &'a [char],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = word.chars().enumerate().all(|(i, c)| self.chars.get(self.at + i) == Some(&c));
        if found {
            self.at += word.chars().count();
        }
        found
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// A number of `least` to `most` digits that is not part of a longer one.
    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let (start, mut value) = (self.at, 0);
        while let Some(digit) = self.peek().and_then(digits::value) {
            value = value * 10 + u32::from(digit);
            self.at += 1;
            if self.at - start > most {
                return None;
            }
        }
        (self.at - start >= least).then_some(value)
    }

    /// Runs a step and goes back if it finds nothing.
    fn attempt<T>(&mut self, step: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let found = step(self);
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn shape(&mut self) -> Option<Shape> {
        let year = self.attempt(Self::year);
        if year.is_some() {
            self.skip_spaces();
        }
        let month = self.number(1, 2)?;
        let spaced = self.attempt(|r| {
            r.skip_spaces();
            r.eat('월').then_some(())
        });
        let says_month = spaced.is_some();
        let dotted = !says_month && (self.eat('.') || self.eat('-') || self.eat('/'));
        let day = if says_month || dotted { self.attempt(Self::day) } else { None };
        if !says_month && day.is_none() && year.is_none() {
            return None;
        }
        let weekday = day.and_then(|_| self.attempt(Self::weekday));
        let time = day.and_then(|_| self.attempt(Self::time));
        let edition = self.attempt(Self::edition);
        Some(Shape { year, month, day, weekday, time, edition, says_month })
    }

    fn year(&mut self) -> Option<i32> {
        let short = ['\'', '‘', '’', 'ʼ', '＇', '`'].into_iter().any(|mark| self.eat(mark));
        let number = if short { 2000 + self.number(2, 2)? } else { self.number(4, 4)? };
        self.skip_spaces();
        let ended = ['년', '.', '-', '/'].into_iter().any(|mark| self.eat(mark));
        if ended { i32::try_from(number).ok() } else { None }
    }

    fn day(&mut self) -> Option<u32> {
        self.skip_spaces();
        let day = self.number(1, 2)?;
        if self.peek() == Some(':') || self.peek() == Some('시') {
            return None;
        }
        self.attempt(|r| {
            r.skip_spaces();
            r.eat('일').then_some(())
        });
        self.eat('.');
        Some(day)
    }

    fn weekday(&mut self) -> Option<Weekday> {
        self.skip_spaces();
        if !(self.eat('(') || self.eat('（')) {
            return None;
        }
        let day = match self.peek()? {
            '월' => Weekday::Mon,
            '화' => Weekday::Tue,
            '수' => Weekday::Wed,
            '목' => Weekday::Thu,
            '금' => Weekday::Fri,
            '토' => Weekday::Sat,
            '일' => Weekday::Sun,
            _ => return None,
        };
        self.at += 1;
        self.eat_word("요일");
        (self.eat(')') || self.eat('）')).then_some(day)
    }

    fn time(&mut self) -> Option<(u32, u32)> {
        self.eat(',');
        self.skip_spaces();
        let morning = self.eat_word("오전");
        let afternoon = !morning && self.eat_word("오후");
        self.skip_spaces();
        let hour = self.number(1, 2)?;
        let minute = if self.eat(':') {
            self.number(2, 2)?
        } else {
            self.skip_spaces();
            if !self.eat('시') {
                return None;
            }
            self.attempt(|r| {
                r.skip_spaces();
                let minute = r.number(1, 2)?;
                r.skip_spaces();
                r.eat('분').then_some(minute)
            })
            .unwrap_or(0)
        };
        let hour = match hour {
            12 if morning => 0,
            1..=11 if afternoon => hour + 12,
            _ => hour,
        };
        Some((hour, minute))
    }

    fn edition(&mut self) -> Option<PressEdition> {
        self.skip_spaces();
        if self.eat_word("석간") {
            Some(PressEdition::Evening)
        } else if self.eat_word("조간") {
            Some(PressEdition::Morning)
        } else {
            None
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
