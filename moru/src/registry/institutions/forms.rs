//! The sign-up form of an institution.

use korea::{
    numbers::{BusinessNumber, resident},
    phone::Phone,
};
use programme::gates::InstitutionKind;

use super::kinds;
use crate::{
    base::words::Words,
    identity::accounts::passwords,
    web::forms::{Fields, Problems},
};

/// The longest name or address.
const LONGEST_TEXT: usize = 200;

/// A request to open an institution and the account of its first person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignUp {
    /// Lower case.
    pub email: String,
    /// As typed.
    pub password: String,
    /// The person's name.
    pub person: String,
    /// The institution's registered name.
    pub institution: String,
    /// Its kind.
    pub kind: InstitutionKind,
    /// Its business number, ten digits.
    pub business_number: String,
    /// What its head is called.
    pub representative_title: String,
    /// Its address.
    pub address: String,
    /// E.164.
    pub phone: String,
}

/// Reads the form. What was typed stays with the caller.
pub fn read(fields: &Fields) -> Result<SignUp, Problems> {
    let mut problems = Problems::default();
    let mut text = |name: &'static str, empty: &'static str| {
        let value = fields.get(name);
        if value.is_empty() {
            problems.add(name, empty);
        } else if value.chars().count() > LONGEST_TEXT {
            problems.add(name, Words::new("{limit}자 이내로 적어 주세요.").with("limit", LONGEST_TEXT));
        } else if resident::contains(value) {
            problems.add(name, "주민등록번호로 보이는 숫자가 있습니다. 주민등록번호는 받지 않습니다. 지우고 다시 적어 주세요.");
        }
        value.to_owned()
    };
    let person = text("person", "담당자 이름을 입력해 주세요.");
    let institution = text("institution", "기관 이름을 입력해 주세요.");
    let representative_title = text("representative_title", "대표자 직함을 입력해 주세요. 예: 이사장");
    let address = text("address", "주소를 입력해 주세요.");
    let email = fields.get("email").to_lowercase();
    if email.parse::<lettre::Address>().is_err() {
        problems.add("email", "이메일 주소를 확인해 주세요. 예: center@example.kr");
    }
    let password = fields.get("password").to_owned();
    let length = password.chars().count();
    if !(passwords::SHORTEST..=passwords::LONGEST).contains(&length) {
        problems.add(
            "password",
            Words::new("비밀번호는 {least}자 이상으로 정해 주세요.").with("least", passwords::SHORTEST),
        );
    }
    let kind = kinds::from_code(fields.get("kind"));
    if kind.is_none() {
        problems.add("kind", "기관 유형을 골라 주세요.");
    }
    let number: Result<BusinessNumber, _> = fields.get("business_number").parse();
    if number.is_err() {
        problems.add("business_number", "사업자등록번호 10자리를 확인해 주세요. 예: 123-45-67891");
    }
    let phone = fields.get("phone").parse::<Phone>();
    if phone.is_err() {
        problems.add("phone", "전화번호를 확인해 주세요. 예: 02-123-4567");
    }
    if !fields.has("consent") {
        problems.add("consent", "개인정보 수집·이용에 동의해야 가입할 수 있습니다.");
    }
    match (kind, number, phone) {
        (Some(kind), Ok(number), Ok(phone)) if problems.is_empty() => Ok(SignUp {
            email,
            password,
            person,
            institution,
            kind,
            business_number: number.digits().clone(),
            representative_title,
            address,
            phone: phone.e164(),
        }),
        _ => Err(problems),
    }
}

/// A colleague to be invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The name.
    pub name: String,
    /// The mail address, lower case.
    pub email: String,
}

/// Reads an invitation.
pub fn colleague(fields: &Fields) -> Result<Colleague, Problems> {
    let mut problems = Problems::default();
    let name = person(&mut problems, fields);
    let email = fields.get("email").to_lowercase();
    if email.parse::<lettre::Address>().is_err() {
        problems.add("email", "이메일 주소를 확인해 주세요. 예: center@example.kr");
    }
    if problems.is_empty() { Ok(Colleague { name, email }) } else { Err(problems) }
}

/// Somebody who accepts an invitation without an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joining {
    /// The name.
    pub name: String,
    /// As typed.
    pub password: String,
}

/// Reads an acceptance.
pub fn joining(fields: &Fields) -> Result<Joining, Problems> {
    let mut problems = Problems::default();
    let name = person(&mut problems, fields);
    let password = fields.get("password").to_owned();
    if !(passwords::SHORTEST..=passwords::LONGEST).contains(&password.chars().count()) {
        problems.add(
            "password",
            Words::new("비밀번호는 {least}자 이상으로 정해 주세요.").with("least", passwords::SHORTEST),
        );
    }
    if !fields.has("consent") {
        problems.add("consent", "개인정보 수집·이용에 동의해야 가입할 수 있습니다.");
    }
    if problems.is_empty() { Ok(Joining { name, password }) } else { Err(problems) }
}

fn person(problems: &mut Problems, fields: &Fields) -> String {
    let name = fields.get("person");
    if name.is_empty() {
        problems.add("person", "이름을 입력해 주세요.");
    } else if name.chars().count() > LONGEST_TEXT {
        problems.add("person", Words::new("{limit}자 이내로 적어 주세요.").with("limit", LONGEST_TEXT));
    } else if resident::contains(name) {
        problems.add(
            "person",
            "주민등록번호로 보이는 숫자가 있습니다. 주민등록번호는 받지 않습니다. 지우고 다시 적어 주세요.",
        );
    }
    name.to_owned()
}
