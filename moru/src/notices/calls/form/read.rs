//! Reads what was typed, in any spelling people use.

use chrono::NaiveDate;
use korea::{
    dates::{self, DateText},
    numbers::resident,
    phone::{Phone, parse_list},
    won::Won,
};
use programme::{
    call::{CallContent, Moment},
    scoring::CentiPoints,
    stated::StatedDate,
};

use super::shown::whole;
use crate::{
    base::words::Words,
    web::forms::{self, Fields, Problems},
};

/// A form being read.
pub struct Reading<'a> {
    /// What was typed.
    pub fields: &'a Fields,
    /// What could not be read.
    pub problems: Problems,
    year: i32,
}

/// A title, a name, a number in words.
pub const SHORT_TEXT: usize = 200;
/// A paragraph.
pub const LONG_TEXT: usize = 2000;

impl<'a> Reading<'a> {
    /// A form; dates without a year are in the fiscal year.
    pub fn new(fields: &'a Fields, year: i32) -> Self {
        Self { fields, problems: Problems::default(), year }
    }

    /// What was typed in a field, with ends of lines.
    pub fn raw(&self, name: &str) -> &'a str {
        whole(self.fields, name).trim()
    }

    /// A text up to a length. A number that looks like a resident registration number is refused.
    pub fn text(&mut self, name: &str, limit: usize) -> String {
        let text = self.raw(name);
        if text.chars().count() > limit {
            self.problems.add(name, Words::new("{limit}자 이내로 적어 주세요.").with("limit", limit));
        } else if resident::contains(text) {
            self.problems.add(name, "주민등록번호로 보이는 숫자가 있습니다. 지워 주세요.");
        }
        text.to_owned()
    }

    /// The lines of a text, without empty ones.
    pub fn lines(&mut self, name: &str) -> Vec<String> {
        let text = self.text(name, LONG_TEXT);
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// A whole number in a range.
    pub fn number(&mut self, name: &str, (least, most): (u32, u32)) -> Option<u32> {
        let plain = self.raw(name).replace([',', ' '], "");
        let number = plain.parse().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let words = Words::new("{least}부터 {most}까지의 숫자를 적어 주세요.");
            self.problems.add(name, words.with("least", least).with("most", most));
        }
        number
    }

    /// Points in whole or hundredths; nothing typed is none.
    pub fn points(&mut self, name: &str) -> Option<CentiPoints> {
        let typed = self.raw(name);
        if typed.is_empty() {
            return None;
        }
        let points = hundredths(typed);
        if points.is_none() {
            self.problems.add(name, "점수를 60 또는 62.5처럼 적어 주세요. 소수는 둘째 자리까지입니다.");
        }
        points
    }

    /// Points that must be there.
    pub fn some_points(&mut self, name: &str) -> Option<CentiPoints> {
        if self.raw(name).is_empty() {
            self.problems.add(name, "점수를 적어 주세요.");
        }
        self.points(name)
    }

    /// An amount of money; nothing typed is none.
    pub fn won(&mut self, name: &str) -> Option<Won> {
        let typed = self.raw(name);
        if typed.is_empty() {
            return None;
        }
        let won = typed.parse::<Won>().ok().filter(|won| won.0 >= 0);
        if won.is_none() {
            self.problems.add(name, "금액을 180,000,000처럼 원 단위로 적어 주세요.");
        }
        won
    }

    /// A date of the calendar field.
    pub fn date(&mut self, name: &str) -> Option<NaiveDate> {
        self.stated(name).map(|stated| stated.date)
    }

    /// A date with the weekday beside it, where one was typed.
    pub fn stated(&mut self, name: &str) -> Option<StatedDate> {
        self.date_text(name).and_then(|text| stated(&text))
    }

    /// A date and a time of the day, with the weekday where one was typed.
    pub fn moment(&mut self, name: &str) -> Option<Moment> {
        let text = self.date_text(name)?;
        Some(Moment { day: stated(&text)?, time: text.time })
    }

    fn date_text(&mut self, name: &str) -> Option<DateText> {
        let typed = self.raw(name);
        if typed.is_empty() {
            return None;
        }
        let found = dates::parse(typed, self.year).ok().filter(|found| found.date().is_some());
        if found.is_none() {
            self.problems
                .add(name, "날짜를 2024. 5. 10.(금) 18:00처럼 적어 주세요. 요일과 시각은 빼도 됩니다.");
        }
        found
    }

    /// Telephone numbers, of which later ones may be short: "042-363-7910, 7911".
    pub fn phones(&mut self, name: &str) -> Vec<Phone> {
        parse_list(self.raw(name)).unwrap_or_else(|_| {
            self.problems.add(name, "전화번호를 042-363-7910, 7911처럼 적어 주세요.");
            Vec::new()
        })
    }

    /// The address of a site, which must be one that browsers open as a page.
    pub fn address(&mut self, name: &str) -> String {
        let address = self.text(name, SHORT_TEXT);
        let is_page = ["https://", "http://"].iter().any(|start| address.starts_with(start));
        if !address.is_empty() && (!is_page || address.contains(char::is_whitespace)) {
            self.problems.add(name, "주소를 https://로 시작하게 적어 주세요.");
        }
        address
    }

    /// Whether an answer is yes.
    pub fn is_yes(&self, name: &str) -> bool {
        self.raw(name) == "yes"
    }

    /// Each row of a list in which something was typed, with the beginning of its names.
    pub fn rows(&self, list: &str) -> Vec<String> {
        let rows = (0..super::rows(self.fields, list)).map(|index| format!("{list}.{index}"));
        rows.filter(|row| !super::shown::is_blank(self.fields, row)).collect()
    }
}

fn stated(text: &DateText) -> Option<StatedDate> {
    Some(StatedDate { date: text.date()?, weekday: text.weekday_in_text })
}

/// Points are below 100,000, in hundredths.
const MOST_CENTI: u32 = 10_000_000;

/// "62.5" as 6250 hundredths. Nothing is rounded: more than two places are no points.
fn hundredths(typed: &str) -> Option<CentiPoints> {
    forms::hundredths(typed).filter(|centi| *centi < MOST_CENTI).map(|centi| CentiPoints(centi.into()))
}

/// Points as people write them: "60", "62.5".
pub(super) fn points(points: CentiPoints) -> String {
    let shown = points.to_string();
    shown.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A date as it was stated: with its own weekday, right or wrong, or with none.
pub(super) fn day(stated: StatedDate) -> String {
    use chrono::Datelike;
    let StatedDate { date, weekday } = stated;
    let beside = weekday.map(|weekday| format!("({})", dates::weekday(weekday))).unwrap_or_default();
    format!("{}. {}. {}.{beside}", date.year(), date.month(), date.day())
}

/// A moment as it was stated.
pub(super) fn moment(moment: Moment) -> String {
    let time = moment.time.map(|time| time.format(" %H:%M").to_string()).unwrap_or_default();
    format!("{}{time}", day(moment.day))
}

/// Sets a field from something that may not be there.
pub(super) fn set(fields: &mut Fields, name: &str, value: Option<impl ToString>) {
    fields.set(name, &value.map(|value| value.to_string()).unwrap_or_default());
}

/// The stages of a rubric by their places, which name their fields.
pub(super) fn stage_name(content: &CallContent, index: usize) -> String {
    let stage = content.evaluation.rubric.stages[index].stage();
    serde_json::to_value(stage).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_to_hundredths_and_never_rounded() {
        for (typed, centi) in [("60", 6000), ("62.5", 6250), ("0", 0), ("69.99", 6999), ("100", 10_000)] {
            let read = hundredths(typed);
            assert_eq!(read, Some(CentiPoints(centi)), "{typed}");
            assert_eq!(read.map(points).as_deref(), Some(typed));
        }
        for typed in ["", ".", "6.005", "-1", "육십", "1e3", "1000000"] {
            assert_eq!(hundredths(typed), None, "{typed}");
        }
    }
}
