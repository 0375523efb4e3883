//! The institutions that apply together with this one: asked for only where there are any.

use korea::numbers::BusinessNumber;
use programme::{
    consortium::{MOST_PARTNERS, NoPartner, refused},
    gates::InstitutionKind,
};

use super::{MOST_ROWS, read::Reader, resources::rows, typed::PartnerRow};
use crate::{
    applying::applications::store::Answers, base::words::Words, registry::institutions::kinds,
    web::forms::Problems,
};

/// The question on which the rows depend: `yes` or `no`.
pub const TOGETHER: &str = "together";
/// The group of the rows.
pub const PARTNERS: &str = "partners";
const FIELDS: [&str; 5] = ["name", "number", "kind", "role", "email"];
/// The longest text about what a partner does, in characters.
pub const LONGEST_ROLE: usize = 500;

/// The name of a field in a row.
pub fn partner_field(row: usize, name: &str) -> String {
    format!("{PARTNERS}.{row}.{name}")
}

/// Where what is said about the consent of a row stands. Nobody types there.
pub fn consent_place(row: usize) -> String {
    partner_field(row, "consent")
}

/// Whether a name is a field of the form here, or the place of a consent.
pub(super) fn is_field(field: &str) -> bool {
    let Some((row, name)) = field.strip_prefix("partners.").and_then(|rest| rest.split_once('.')) else {
        return field == TOGETHER;
    };
    let known = FIELDS.contains(&name) || name == "consent";
    known && row.parse::<usize>().is_ok_and(|row| row < MOST_ROWS)
}

/// Whether a name is the place of a consent, which takes no answer.
pub fn is_consent_place(field: &str) -> bool {
    is_field(field) && field.ends_with(".consent")
}

/// The rows in which a partner is written, in order: those of [`super::ApplicationForm::partners`]. None while the answer
/// to the question is no; what was written then waits.
pub fn partner_rows(answers: &Answers) -> Vec<usize> {
    let is_asked = answers.get(TOGETHER).is_some_and(|answer| answer.value == "yes");
    if is_asked { rows(answers, PARTNERS) } else { Vec::new() }
}

/// Reads the partners.
pub(super) fn read(reader: &mut Reader<'_>) -> Vec<PartnerRow> {
    let numbers = partner_rows(reader.answers());
    if numbers.is_empty() && reader.answers().get(TOGETHER).is_some_and(|answer| answer.value == "yes") {
        reader.problem(
            partner_field(0, "name"),
            "함께 신청하는 기관을 적어 주세요. 없으면 ‘아니요’를 골라 주세요.",
        );
    }
    numbers.into_iter().map(|row| partner(reader, row)).collect()
}

fn partner(reader: &mut Reader<'_>, row: usize) -> PartnerRow {
    let field = |name: &str| partner_field(row, name);
    let number: Option<BusinessNumber> =
        reader.value(&field("number"), "사업자등록번호 10자리를 확인해 주세요. 예: 123-45-67891");
    let kind = kinds::from_code(&reader.optional_text(&field("kind")));
    if kind.is_none() {
        reader.problem(field("kind"), "기관 유형을 골라 주세요.");
    }
    let role = reader.text(&field("role"), "이 기관이 맡을 일을 적어 주세요. 예: 공동장비 운영과 교육");
    if role.chars().count() > LONGEST_ROLE {
        reader
            .problem(field("role"), Words::new("{limit}자 이내로 적어 주세요.").with("limit", LONGEST_ROLE));
    }
    let email: Option<lettre::Address> =
        reader.value(&field("email"), "이메일 주소를 확인해 주세요. 예: center@example.kr");
    PartnerRow {
        name: reader.text(&field("name"), "기관 이름을 입력해 주세요."),
        business_number: number.map(|number| number.digits()).unwrap_or_default(),
        kind: kind.unwrap_or(InstitutionKind::ForProfit),
        role,
        email: email.map(|email| email.to_string()).unwrap_or_default(),
        consent: None,
    }
}

/// Notes which of the partners cannot be ones beside this lead, by its business number; an empty one is not looked at.
pub fn check_partners(problems: &mut Problems, answers: &Answers, partners: &[PartnerRow], lead: &str) {
    let rows = partner_rows(answers);
    let numbers: Vec<&str> = partners.iter().map(|partner| partner.business_number.as_str()).collect();
    for (place, why) in refused(lead, &numbers) {
        let Some(row) = rows.get(place) else { continue };
        let words = match why {
            NoPartner::Lead => {
                Words::new("신청기관의 사업자등록번호입니다. 함께 신청하는 다른 기관을 적어 주세요.")
            }
            NoPartner::Twice => {
                Words::new("위에 이미 적은 사업자등록번호입니다. 한 기관은 한 번만 적어 주세요.")
            }
            NoPartner::TooMany => {
                Words::new("함께 신청하는 기관은 {most}곳까지입니다. 이 기관을 지워 주세요.")
                    .with("most", MOST_PARTNERS)
            }
        };
        problems.add(partner_field(*row, "number"), words);
    }
}
