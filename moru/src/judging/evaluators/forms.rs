//! The forms of the register: an invitation, a tie, an acceptance.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use korea::{
    ksic::{Revision, division},
    numbers::{BusinessNumber, resident},
    phone::Phone,
};
use programme::panel::{Gender, Period};

use super::{store, words};
use crate::{
    base::words::Words,
    identity::accounts::passwords,
    web::forms::{Fields, Problems},
};

/// Longest text of a field, in characters.
const LONGEST_TEXT: usize = 200;

/// Somebody to be invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The name.
    pub name: String,
    /// The mail address, lower case.
    pub email: String,
    /// E.164.
    pub phone: String,
    /// The gender, if it was said.
    pub gender: Option<Gender>,
    /// Whether the person comes from outside the agency.
    pub outside: bool,
    /// Where the person works.
    pub institution: String,
    /// Its business number and since when the person works there; both or neither.
    pub employed: Option<(String, NaiveDate)>,
    /// The divisions the person knows.
    pub divisions: BTreeSet<u8>,
}

/// A tie to an institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedTie {
    /// A code of [`words::TIES`].
    pub code: String,
    /// What the institution is called.
    pub institution: String,
    /// Its business number, ten digits.
    pub number: String,
    /// From when to when.
    pub period: Period,
}

/// Reads fields one by one and collects what is wrong.
struct Reader<'a> {
    fields: &'a Fields,
    problems: Problems,
}

impl Reader<'_> {
    fn text(&mut self, name: &str, when_empty: &'static str) -> String {
        let value = self.fields.get(name);
        if value.is_empty() {
            self.problems.add(name, when_empty);
        } else if value.chars().count() > LONGEST_TEXT {
            self.problems.add(name, Words::new("{limit}자 이내로 적어 주세요.").with("limit", LONGEST_TEXT));
        } else if resident::contains(value) {
            self.problems.add(name, "주민등록번호로 보이는 숫자가 있습니다. 주민등록번호는 받지 않습니다. 지우고 다시 적어 주세요.");
        }
        value.to_owned()
    }

    fn number(&mut self, name: &str) -> String {
        let number: Result<BusinessNumber, _> = self.fields.get(name).parse();
        if number.is_err() {
            self.problems.add(name, "사업자등록번호 10자리를 확인해 주세요. 예: 123-45-67891");
        }
        number.map(|number| number.digits()).unwrap_or_default()
    }

    fn date(&mut self, name: &str, when_wrong: &'static str) -> Option<NaiveDate> {
        let date = self.fields.get(name).parse().ok();
        if date.is_none() {
            self.problems.add(name, when_wrong);
        }
        date
    }
}

/// Reads an invitation.
pub fn invitation(fields: &Fields) -> Result<Invitation, Problems> {
    let mut reader = Reader { fields, problems: Problems::default() };
    let name = reader.text("name", "평가위원 이름을 입력해 주세요.");
    let institution = reader.text("institution", "소속 기관을 입력해 주세요. 없으면 개인이라고 적어 주세요.");
    let email = fields.get("email").to_lowercase();
    if email.parse::<lettre::Address>().is_err() {
        reader.problems.add("email", "이메일 주소를 확인해 주세요. 예: center@example.kr");
    }
    let phone = fields.get("phone").parse::<Phone>();
    if phone.is_err() {
        reader.problems.add("phone", "전화번호를 확인해 주세요. 예: 010-1234-5678");
    }
    let outside = match fields.get("side") {
        "outside" => true,
        "inside" => false,
        _ => {
            reader.problems.add("side", "전담기관 내부인지 외부인지 골라 주세요.");
            true
        }
    };
    let employed = if fields.get("institution_number").is_empty() {
        None
    } else {
        let number = reader.number("institution_number");
        let since = reader.date("since", "언제부터 소속되었는지 날짜를 적어 주세요.");
        since.map(|since| (number, since))
    };
    let divisions: BTreeSet<u8> = fields
        .iter()
        .filter(|(name, _)| *name == "divisions")
        .filter_map(|(_, value)| value.parse().ok())
        .filter(|code| division(*code, Revision::R10).is_some())
        .collect();
    if divisions.is_empty() {
        reader.problems.add("divisions", "잘 아는 업종을 하나 이상 골라 주세요.");
    }
    let gender = store::gender_of(fields.get("gender"));
    match phone {
        Ok(phone) if reader.problems.is_empty() => {
            let phone = phone.e164();
            Ok(Invitation { name, email, phone, gender, outside, institution, employed, divisions })
        }
        _ => Err(reader.problems),
    }
}

/// Reads a tie.
pub fn tie(fields: &Fields) -> Result<TypedTie, Problems> {
    let mut reader = Reader { fields, problems: Problems::default() };
    let code = fields.get("kind").to_owned();
    if !words::TIES.iter().any(|(known, _)| *known == code) {
        reader.problems.add("kind", "어떤 관계인지 골라 주세요.");
    }
    let institution = reader.text("tie_institution", "기관 이름을 입력해 주세요.");
    let number = reader.number("tie_number");
    let from = reader.date("from", "관계가 시작된 날짜를 적어 주세요.");
    let until = match fields.get("until") {
        "" => None,
        _ => reader.date("until", "관계가 끝난 날짜를 확인해 주세요. 계속되면 비워 두세요."),
    };
    let period = from.map(|from| Period::new(from, until));
    if let Some(Err(_)) = period {
        reader.problems.add("until", "끝난 날짜가 시작한 날짜보다 빠릅니다.");
    }
    match period {
        Some(Ok(period)) if reader.problems.is_empty() => Ok(TypedTie { code, institution, number, period }),
        _ => Err(reader.problems),
    }
}

/// Reads an acceptance: the password the person chose.
pub fn acceptance(fields: &Fields) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let password = fields.get("password").to_owned();
    let length = password.chars().count();
    if !(passwords::SHORTEST..=passwords::LONGEST).contains(&length) {
        problems.add(
            "password",
            Words::new("비밀번호는 {least}자 이상으로 정해 주세요.").with("least", passwords::SHORTEST),
        );
    }
    if !fields.has("consent") {
        problems.add("consent", "개인정보 수집·이용에 동의해야 평가위원으로 등록됩니다.");
    }
    if problems.is_empty() { Ok(password) } else { Err(problems) }
}
