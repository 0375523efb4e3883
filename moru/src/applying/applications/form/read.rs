//! Reads typed answers into a form. Everything wrong is noted beside its field; what can be read is read, so that the
//! findings follow a half-written form.

use std::str::FromStr;

use korea::{dates::kst, ksic::Revision, numbers::resident, phone::Phone, text::compose, zones::Zones};

use super::{
    CONSENTS, LONGEST_ANSWER, check_partners, partners, plan, resources,
    typed::{ApplicationForm, ConsentGiven, Contact},
};
use crate::{applying::applications::store::Answers, base::words::Words, web::forms::Problems};

/// What was read of the answers.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The form as far as it could be read. Only without problems is it complete.
    pub form: ApplicationForm,
    /// Whether a zone and a division could be read.
    pub has_cluster: bool,
    /// What is wrong, by field.
    pub problems: Problems,
    /// How many required consents are missing.
    pub missing_consents: u32,
}

/// Reads fields one by one and collects what is wrong.
pub(super) struct Reader<'a> {
    answers: &'a Answers,
    problems: Problems,
}

impl Reader<'_> {
    /// Notes a problem.
    pub(super) fn problem(&mut self, field: impl Into<String>, words: impl Into<Words>) {
        self.problems.add(field, words);
    }

    /// The text of a field in composed form, which may be empty. No text may hold a resident registration number
    /// (개인정보 보호법 제24조의2).
    pub(super) fn optional_text(&mut self, field: &str) -> String {
        let text = self.answers.get(field).map(|answer| compose(answer.value.trim())).unwrap_or_default();
        if text.chars().count() > LONGEST_ANSWER {
            self.problem(field, Words::new("{limit}자 이내로 적어 주세요.").with("limit", LONGEST_ANSWER));
        }
        if resident::contains(&text) {
            self.problem(
                field,
                "주민등록번호로 보이는 숫자가 있습니다. 주민등록번호는 받지 않습니다. 지우고 다시 적어 주세요.",
            );
        }
        text
    }

    /// The text of a field that must not be empty.
    pub(super) fn text(&mut self, field: &str, when_empty: &'static str) -> String {
        let text = self.optional_text(field);
        if text.is_empty() {
            self.problem(field, when_empty);
        }
        text
    }

    /// The value of a field; a sentence stands beside it when it cannot be read.
    pub(super) fn value<T: FromStr>(&mut self, field: &str, when_wrong: &'static str) -> Option<T> {
        let text = self.optional_text(field);
        let value = text.parse().ok();
        if value.is_none() {
            self.problem(field, when_wrong);
        }
        value
    }

    /// Whether a box is ticked.
    pub(super) fn ticked(&self, field: &str) -> bool {
        self.answers.get(field).is_some_and(|answer| answer.value == "yes")
    }

    /// All answers.
    pub(super) fn answers(&self) -> &Answers {
        self.answers
    }
}

/// Reads the answers of an application.
pub fn read(answers: &Answers, zones: &Zones) -> Reading {
    let mut reader = Reader { answers, problems: Problems::default() };
    let contact = contact(&mut reader);
    let partners = partners::read(&mut reader);
    check_partners(&mut reader.problems, answers, &partners, "");
    let capacity = reader.text("capacity", "운영 역량을 적어 주세요. 지금까지 한 일, 조직, 재정을 적습니다.");
    let zone_text = reader.text("zone", "읍·면·동을 골라 주세요.");
    let zone = zone_of(zones, &zone_text);
    if zone.is_none() && !zone_text.is_empty() {
        reader.problem("zone", "읍·면·동을 찾지 못했습니다. 목록에서 하나를 골라 주세요.");
    }
    let division: Option<u8> = reader.value("division", "업종을 골라 주세요. 예: 25 금속가공제품");
    let requested_won = requested(&mut reader);
    let (staff, premises, devices) = resources::read(&mut reader);
    let plan = plan::read(&mut reader);
    let (consents, missing_consents) = consents(&mut reader);
    let form = ApplicationForm {
        contact,
        capacity,
        partners,
        zone_code: zone.map(|zone| zone.code.to_owned()).unwrap_or_default(),
        zone_name: zone.map(korea::zones::Zone::full_name).unwrap_or_default(),
        division: division.unwrap_or_default(),
        staff,
        premises,
        devices,
        plan,
        requested_won,
        consents,
    };
    Reading {
        has_cluster: zone.is_some() && division.is_some(),
        form,
        problems: reader.problems,
        missing_consents,
    }
}

/// The zone meant by a text: its code, or its full name.
pub fn zone_of<'a>(zones: &'a Zones, text: &str) -> Option<&'a korea::zones::Zone> {
    let digits = text.split(' ').next_back().unwrap_or_default().trim_matches(['(', ')']);
    zones.get(digits).or_else(|| zones.named(text))
}

/// The answers that name a cluster chosen elsewhere by its codes, such as `1156060500` and `C25`; none unless both are
/// known.
pub fn chosen(zone: &str, division: &str, zones: &Zones) -> Vec<(String, String)> {
    let division = division.strip_prefix('C').unwrap_or(division);
    let known = division.parse().is_ok_and(|code| korea::ksic::division(code, Revision::R10).is_some());
    match zones.get(zone).filter(|_| known) {
        Some(zone) => {
            vec![("zone".to_owned(), zone.full_name()), ("division".to_owned(), division.to_owned())]
        }
        None => Vec::new(),
    }
}

fn contact(reader: &mut Reader<'_>) -> Contact {
    let name = reader.text("contact.name", "담당자 이름을 입력해 주세요.");
    let phone: Option<Phone> = reader.value("contact.phone", "전화번호를 확인해 주세요. 예: 02-123-4567");
    let email: Option<lettre::Address> =
        reader.value("contact.email", "이메일 주소를 확인해 주세요. 예: center@example.kr");
    Contact {
        name,
        phone: phone.map(|phone| phone.e164()).unwrap_or_default(),
        email: email.map(|email| email.to_string()).unwrap_or_default(),
    }
}

fn requested(reader: &mut Reader<'_>) -> Option<i64> {
    let text = reader.optional_text("requested_won");
    let digits: String = text.chars().filter(|c| !matches!(c, ',' | '원' | ' ')).collect();
    if digits.is_empty() {
        return None;
    }
    let won = digits.parse::<i64>().ok().filter(|won| (0..=1_000_000_000_000).contains(won));
    if won.is_none() {
        reader.problem("requested_won", "금액은 원 단위 숫자로 적어 주세요. 예: 180,000,000");
    }
    won
}

fn consents(reader: &mut Reader<'_>) -> (Vec<ConsentGiven>, u32) {
    let (mut given, mut missing) = (Vec::new(), 0);
    for consent in CONSENTS {
        match reader.answers.get(consent.field).filter(|answer| answer.value == "yes") {
            Some(answer) => given.push(ConsentGiven {
                code: consent.field.trim_start_matches("consent.").to_owned(),
                version: consent.version,
                given_on: kst::date(answer.saved_at),
            }),
            None if consent.required => {
                missing += 1;
                reader.problem(consent.field, "동의해야 제출할 수 있습니다.");
            }
            None => {}
        }
    }
    (given, missing)
}
