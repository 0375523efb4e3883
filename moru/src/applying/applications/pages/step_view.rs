//! What the template of a step asks: fields, choices and rows by name.

use std::collections::BTreeMap;

use askama::Template;
use chrono::{DateTime, Utc};
use korea::{dates::kst, ksic, zones::Zone};
use programme::activities::{Activity, ActivityClass, MIN_FIT_REASON};
use uuid::Uuid;

use super::{
    consent_view::ConsentLine,
    writers_view::{StepWriters, Writers},
};
use crate::{
    applying::applications::{
        form::{
            ACTIVITIES, CONSENTS, EMPLOYMENTS, LONGEST_ANSWER, LONGEST_ROLE, PARTNERS, PREMISES,
            QUALIFICATIONS, Reading, SHOWN, Slot, Step, TENURES, TOGETHER, activity_field, belongs_to, marks,
            rows, zone_of,
        },
        store::{Answers, AttachedFile},
    },
    registry::{
        institutions::{kinds, store::Institution},
        zones::zones,
    },
    web::{
        page::Page,
        parts::{Choice, Deadline, Field, FindingLine, Pair, Problem, Step as StepMark},
        show, urls,
    },
};

/// How many zones are offered when a text fits several.
const MOST_ZONES: usize = 12;

/// A step of the form.
#[derive(Template)]
#[template(path = "applying/applications/templates/step.html")]
pub(super) struct StepView {
    pub(super) page: Page,
    pub(super) step: Step,
    pub(super) steps: Vec<StepMark>,
    pub(super) id: Uuid,
    pub(super) institution: Option<Institution>,
    pub(super) answers: Answers,
    pub(super) reading: Reading,
    pub(super) files: Vec<AttachedFile>,
    /// The partners with their consents, by row.
    pub(super) consents: BTreeMap<usize, ConsentLine>,
    pub(super) lines: Vec<FindingLine>,
    pub(super) together: String,
    /// Whether the budget may go there.
    pub(super) budget: String,
    /// Who writes it.
    pub(super) writers: Writers,
    pub(super) deadline: Deadline,
    pub(super) read_only: bool,
    /// What was asked about the call.
    pub(super) questions: String,
    /// Whether the call was called off.
    pub(super) called_off: bool,
    pub(super) check_all: bool,
    pub(super) add: String,
    pub(super) on: DateTime<Utc>,
}

/// The row of steps. A step is done when nothing is wrong in it.
pub(super) fn steps(page: &Page, id: &Uuid, current: Step, reading: &Reading) -> Vec<StepMark> {
    let wrong = |step: Step| reading.problems.iter().any(|(field, _)| belongs_to(field) == Some(step));
    Step::ALL
        .into_iter()
        .map(|step| StepMark {
            label: page.t(step.korean()).to_owned(),
            href: urls::application_step(id, step.code()),
            state: match step {
                step if step == current => "active",
                step if wrong(step) => "todo",
                _ => "done",
            },
        })
        .collect()
}

impl StepView {
    /// What the page shows, for the request that sends it.
    fn marks(&self) -> String {
        let answers = self.answers.iter().map(|(field, answer)| (field.as_str(), answer.value.as_str()));
        marks(answers, self.step)
    }

    fn value(&self, name: &str) -> &str {
        self.answers.get(name).map_or("", |answer| answer.value.as_str())
    }

    /// A field with what was typed, when it was kept and what is wrong. An untouched field is not wrong until the
    /// step was checked.
    fn field(&self, name: &str) -> Field {
        let mut field = Field::new(&self.page, name, self.value(name), &self.reading.problems);
        if field.value.is_empty() && !self.check_all {
            field.error.clear();
        }
        if let Some(answer) = self.answers.get(name) {
            field.saved = self.page.tf("{time} 저장됨", &[("time", &show::clock(answer.saved_at))]);
        }
        field.others = self.writers.others(&self.page, name, |value| self.said(name, value));
        field
    }

    /// An answer as people read it: the words of a choice, and a text as it is.
    fn said(&self, field: &str, value: &str) -> String {
        let mut parts = field.splitn(3, '.');
        let (Some(group), Some(row), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
            return value.to_owned();
        };
        let choices = match name {
            "dedicated" | "pledge" => vec![Choice::new("yes", self.page.t("예"), "")],
            "kind" if group == PARTNERS => self.partner_kinds(row),
            "employment" | "qualification" | "kind" | "tenure" | "inside" => self.options(group, row, name),
            _ => Vec::new(),
        };
        choices
            .into_iter()
            .find(|choice| choice.value == value)
            .map_or_else(|| value.to_owned(), |choice| choice.label)
    }

    /// Who writes this step; none where one person writes everything.
    fn step_writers(&self) -> Option<StepWriters> {
        self.writers.of_step(&self.page, &self.id, self.step, &self.answers)
    }

    fn row_field(&self, group: &str, row: &str, name: &str) -> Field {
        self.field(&format!("{group}.{row}.{name}"))
    }

    fn is_ticked(&self, group: &str, row: &str, name: &str) -> bool {
        self.value(&format!("{group}.{row}.{name}")) == "yes"
    }

    /// One box as a group of one.
    fn tick(&self, group: &str, row: &str, name: &str, label: &str) -> Vec<Choice> {
        let checked = self.is_ticked(group, row, name);
        vec![Choice { value: "yes".to_owned(), label: label.to_owned(), hint: String::new(), checked }]
    }

    /// The rows of a group: those written, at least as many as are usual, and one more when asked for.
    fn row_numbers(&self, group: &str, usual: usize) -> Vec<String> {
        let mut numbers = rows(&self.answers, group);
        let mut next = numbers.last().map_or(0, |last| last + 1);
        while numbers.len() < usual {
            numbers.push(next);
            next += 1;
        }
        if self.add == group {
            numbers.push(next);
        }
        numbers.into_iter().map(|number| number.to_string()).collect()
    }

    /// The choices of a row's field.
    fn options(&self, group: &str, row: &str, name: &str) -> Vec<Choice> {
        let chosen = self.value(&format!("{group}.{row}.{name}"));
        let choice = |(code, korean): (&str, &'static str)| Choice::new(code, self.page.t(korean), chosen);
        match name {
            "employment" => EMPLOYMENTS.iter().map(|(code, _, korean)| choice((code, korean))).collect(),
            "qualification" => {
                QUALIFICATIONS.iter().map(|(code, _, korean)| choice((code, korean))).collect()
            }
            "kind" => PREMISES.iter().map(|(code, _, korean)| choice((code, korean))).collect(),
            "tenure" => TENURES.iter().map(|(code, korean)| choice((code, korean))).collect(),
            _ => [("yes", "예, 안에 있습니다"), ("no", "아니요, 밖에 있습니다")]
                .into_iter()
                .map(choice)
                .collect(),
        }
    }

    /// The answers to whether others apply too; nobody does until somebody says so.
    fn together(&self) -> Vec<Choice> {
        let chosen = if self.value(TOGETHER) == "yes" { "yes" } else { "no" };
        let choice = |(code, korean)| Choice::new(code, self.page.t(korean), chosen);
        [("no", "아니요, 우리 기관만 신청합니다"), ("yes", "예, 함께 신청하는 기관이 있습니다")]
            .map(choice)
            .to_vec()
    }

    fn partner_kinds(&self, row: &str) -> Vec<Choice> {
        let chosen = self.value(&format!("partners.{row}.kind"));
        let kinds = kinds::KINDS.iter();
        kinds.map(|(kind, korean)| Choice::new(kinds::code(*kind), self.page.t(korean), chosen)).collect()
    }

    /// Where the consent of a row stands; its sentence shows once the step was checked.
    fn consent_line(&self, row: &str) -> ConsentLine {
        let known = row.parse().ok().and_then(|row: usize| self.consents.get(&row).cloned());
        let mut line = known.unwrap_or_else(|| ConsentLine::not_asked(&self.page));
        if !self.check_all {
            line.error.clear();
        }
        line
    }

    /// The divisions of manufacturing.
    fn divisions(&self) -> Vec<Choice> {
        ksic::divisions(ksic::Revision::R10)
            .map(|division| {
                let name = if self.page.lang == "en" { division.name_en } else { division.name };
                Choice::new(
                    division.code.to_string(),
                    format!("{} {name}", division.code),
                    self.value("division"),
                )
            })
            .collect()
    }

    /// The zones a text may mean, when it does not name one.
    fn zone_choices(&self) -> Vec<Choice> {
        let typed = self.value("zone");
        if typed.is_empty() || zone_of(zones(), typed).is_some() {
            return Vec::new();
        }
        let found = zones().search(typed, kst::date(self.on), MOST_ZONES);
        found.into_iter().map(Zone::full_name).map(|name| Choice::new(name.clone(), name, "")).collect()
    }

    /// The activities of a class with their fields.
    fn activities(&self, class: &str) -> Vec<(Field, String, u32)> {
        let wanted = |activity: Activity| match activity.class() {
            ActivityClass::Mandatory => class == "mandatory",
            ActivityClass::SpecialisedRequired => class == "education",
            ActivityClass::SpecialisedElective => class == "elective",
        };
        ACTIVITIES
            .iter()
            .filter(|(activity, _)| wanted(*activity))
            .map(|(activity, korean)| {
                let least = if *activity == Activity::V6 { MIN_FIT_REASON } else { 0 };
                (self.field(&activity_field(*activity)), self.page.t(korean).to_owned(), least)
            })
            .collect()
    }

    fn slots(&self) -> Vec<(Slot, Field, Vec<&AttachedFile>)> {
        let of = |slot: &Slot| self.files.iter().filter(|file| file.slot == slot.code).collect();
        Slot::ALL.iter().map(|slot| (*slot, self.field(&format!("file.{}", slot.code)), of(slot))).collect()
    }

    /// The problems that the summary shows: those of this step, or all of them before submitting.
    fn summary(&self) -> Vec<Problem> {
        let shown = |field: &str| {
            self.check_all && (self.step == Step::Review || belongs_to(field) == Some(self.step))
        };
        let problems = self.reading.problems.iter().filter(|(field, _)| shown(field));
        problems
            .map(|(name, words)| Problem { name: name.to_owned(), message: self.page.say(words) })
            .collect()
    }

    /// The problems of other steps, each with its place, for the last step.
    fn elsewhere(&self) -> Vec<(String, String)> {
        let others = self.reading.problems.iter().filter_map(|(field, words)| {
            let step = belongs_to(field).filter(|step| *step != Step::Review)?;
            let href = format!("{}?check=1#f-{field}", urls::application_step(&self.id, step.code()));
            Some((href, format!("{}: {}", self.page.t(step.korean()), self.page.say(words))))
        });
        others.collect()
    }

    fn institution_facts(&self) -> Vec<Pair> {
        let Some(institution) = &self.institution else { return Vec::new() };
        vec![
            Pair::new(self.page.t("기관 이름"), &institution.name),
            Pair::new(self.page.t("기관 유형"), self.page.t(kinds::korean(institution.kind))),
            Pair::new(self.page.t("사업자등록번호"), &institution.business_number),
            Pair::new(self.page.t("주소"), &institution.address),
        ]
    }

    /// The large sum in words.
    fn sum_in_words(&self) -> String {
        self.reading.form.requested_won.map(|won| show::won_in_words(&self.page, won)).unwrap_or_default()
    }
}
