//! The forms of the desk: what was typed, and what is wrong with it.

use chrono::{DateTime, NaiveDate, Utc};
use korea::{dates, dates::kst, numbers::resident};

use super::{
    document::{ReleaseDocument, channel_code},
    import::{self, LineProblem},
    store::{Channel, EmbargoRow},
};
use crate::{
    base::words::Words,
    web::forms::{Fields, Problems},
};

/// Names that addresses of the desk use themselves.
const RESERVED: [&str; 1] = ["new"];
/// A reason is a sentence, not a file.
const LONGEST_REASON: usize = 500;

/// A release about to be brought in.
#[derive(Clone, Debug, Default)]
pub(super) struct ImportForm {
    /// The year of dates that name none.
    pub(super) year: String,
    /// The name in addresses; may be empty.
    pub(super) slug: String,
    /// The text.
    pub(super) text: String,
    /// What is wrong with a field.
    pub(super) problems: Problems,
    /// What is wrong with a line.
    pub(super) lines: Vec<LineProblem>,
}

impl ImportForm {
    /// The form as it was sent, and the release when it can be read.
    pub(super) fn read(fields: &Fields) -> (Self, Option<ReleaseDocument>) {
        let text = fields.iter().find(|(name, _)| *name == "text").map_or("", |(_, value)| value);
        let mut form = Self {
            year: fields.get("year").to_owned(),
            slug: fields.get("slug").to_owned(),
            text: text.to_owned(),
            ..Self::default()
        };
        if !form.slug.is_empty() && !is_name(&form.slug) {
            form.problems.add("slug", "영문 소문자, 숫자, 붙임표만 3자에서 60자까지 쓸 수 있습니다.");
        }
        let year = form.year.parse().ok().filter(|year| (2000..2100).contains(year));
        if year.is_none() {
            form.problems.add("year", "보도시점의 연도를 2024처럼 네 자리로 적어 주세요.");
        }
        if form.text.trim().is_empty() {
            form.problems.add("text", "보도자료 글을 붙여 넣어 주세요.");
            return (form, None);
        }
        match import::read(&form.text, year.unwrap_or(2000)) {
            Ok(document) if form.problems.is_empty() => (form, Some(document)),
            Ok(_) => (form, None),
            Err(lines) => {
                form.problems
                    .add("text", Words::new("읽을 수 없는 줄이 {n}곳 있습니다.").with("n", lines.len()));
                form.lines = lines;
                (form, None)
            }
        }
    }
}

fn is_name(slug: &str) -> bool {
    let letters = slug.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-');
    letters && (3..=60).contains(&slug.len()) && !RESERVED.contains(&slug)
}

/// From when a release is public, as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct ConfirmForm {
    /// As typed.
    pub(super) fields: Fields,
    /// The moments chosen.
    pub(super) chosen: Vec<(Channel, DateTime<Utc>)>,
    /// The last day of the campaign.
    pub(super) campaign_until: Option<NaiveDate>,
    /// What is wrong.
    pub(super) problems: Problems,
}

impl ConfirmForm {
    /// The form as it was sent, for the channels of a release.
    pub(super) fn read(fields: Fields, rows: &[EmbargoRow], document: &ReleaseDocument) -> Self {
        let mut form = Self { fields, ..Self::default() };
        if !document.campaign.is_empty() {
            form.read_campaign(document.year);
        }
        // The action says whether the text can be taken as it stands.
        if form.fields.has("as_stated") {
            return form;
        }
        for row in rows.iter().filter(|row| is_asked(row)) {
            match form.moment(row, document.year) {
                Ok(at) if at < row.proposed_at() => {
                    let words = Words::new(
                        "글에서 읽을 수 있는 가장 늦은 시각은 {at}입니다. 그때나 그 뒤를 골라 주세요.",
                    );
                    let at = dates::datetime(kst::local(row.proposed_at()));
                    form.problems.add(date_name(row), words.with("at", at));
                }
                Ok(at) => form.chosen.push((row.stated.channel, at)),
                Err(problem) => form.problems.add(date_name(row), problem),
            }
        }
        form.read_reason();
        if document.doubtful_dates().next().is_some() && !form.fields.has("dates_checked") {
            form.problems.add("dates_checked", "본문의 날짜를 확인한 뒤에 골라 주세요.");
        }
        form
    }

    /// A date and, for channels with an hour, a time, in any spelling people use.
    fn moment(&self, row: &EmbargoRow, year: i32) -> Result<DateTime<Utc>, &'static str> {
        let date = self.fields.get(&date_name(row));
        let time = if row.has_hour() { self.fields.get(&time_name(row)) } else { "" };
        if date.is_empty() || (row.has_hour() && time.is_empty()) {
            return Err("공개할 날짜와 시각을 골라 주세요.");
        }
        let found = dates::parse(&format!("{date} {time}"), year)
            .map_err(|_| "날짜와 시각을 2024-04-15, 06:00처럼 적어 주세요.")?;
        if !found.consistent {
            return Err("적은 날짜와 요일이 맞지 않습니다.");
        }
        let day = found.date().ok_or("공개할 날짜와 시각을 골라 주세요.")?;
        Ok(kst::instant(day.and_time(found.time.unwrap_or_default())))
    }

    fn read_reason(&mut self) {
        let reason = self.fields.get("reason");
        let length = reason.chars().count();
        if resident::contains(reason) {
            self.problems.add("reason", "주민등록번호로 보이는 숫자가 있습니다. 지워 주세요.");
        } else if length == 0 {
            self.problems.add("reason", "누구에게 어떻게 확인했는지 이유를 적어 주세요.");
        } else if length > LONGEST_REASON {
            self.problems.add("reason", "이유는 500자까지 적을 수 있습니다.");
        }
    }

    fn read_campaign(&mut self, year: i32) {
        let typed = self.fields.get("campaign_until");
        if typed.is_empty() {
            return;
        }
        self.campaign_until = dates::parse(typed, year).ok().and_then(|found| found.date());
        if self.campaign_until.is_none() {
            self.problems.add("campaign_until", "날짜를 2024-05-15처럼 적어 주세요.");
        }
    }
}

/// Whether a person is asked for the moment of a channel: always for the internet, else when the text contradicts
/// itself.
pub(super) fn is_asked(row: &EmbargoRow) -> bool {
    row.stated.channel == Channel::Internet || !row.stated.is_consistent()
}

/// The field of a channel's date.
pub(super) fn date_name(row: &EmbargoRow) -> String {
    format!("{}_date", channel_code(row.stated.channel))
}

/// The field of a channel's time.
pub(super) fn time_name(row: &EmbargoRow) -> String {
    format!("{}_time", channel_code(row.stated.channel))
}
