//! A complete example application (예시), for the example programme, tests and measurements.

use bytes::Bytes;
use programme::consortium::Answer;
use uuid::Uuid;

use super::{
    actions,
    form::{PartnerAnswer, TOGETHER, partner_field},
};
use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::Actor,
    web::{forms::Fields, upload::Upload},
};

/// A PDF file of one empty page. `mark` makes its bytes its own.
pub fn pdf(mark: &str) -> Bytes {
    Bytes::from(format!(
        "%PDF-1.4\n% 예시 문서 {mark}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n\
         trailer<</Root 1 0 R>>\n%%EOF\n"
    ))
}

/// What an example institution answers: a cluster, so many people, a room, two devices, a whole plan, all consents.
pub fn answers(zone: &str, division: u8, people: usize) -> Vec<(String, String)> {
    let mut values: Vec<(String, String)> = Vec::new();
    let mut put = |field: &str, value: &str| values.push((field.to_owned(), value.to_owned()));
    put("contact.name", "예시 담당자");
    put("contact.phone", "042-123-4567");
    put("contact.email", "contact@moru.example");
    put(
        "capacity",
        "예시: 2015년부터 지역 소공인 교육과 공동장비를 운영했고, 전담 조직과 회계 인력을 두고 있습니다.",
    );
    put("zone", zone);
    put("division", &division.to_string());
    put("requested_won", "180,000,000");
    for person in 0..people {
        let job = if person == 0 { "센터장" } else { "매니저" };
        for (name, value) in [
            ("name", format!("예시 인력 {}", person + 1)),
            ("phone", format!("010-{:04}-{:04}", 1000 + u32::from(division), zone.len() * 10 + person)),
            ("job", job.to_owned()),
            ("employment", "full_time".to_owned()),
            ("dedicated", "yes".to_owned()),
            ("qualification", if person == 0 { "item2" } else { "" }.to_owned()),
        ] {
            put(&format!("staff.{person}.{name}"), &value);
        }
    }
    for (name, value) in [
        ("kind", "office"),
        ("address", "예시로 1, 2층"),
        ("area", "132.24"),
        ("dedicated", "yes"),
        ("inside", "yes"),
        ("tenure", "lease"),
        ("lease_until", "2026-12-31"),
    ] {
        put(&format!("premises.0.{name}"), value);
    }
    for (row, name) in ["컴퓨터", "3D 프린터"].into_iter().enumerate() {
        put(&format!("devices.{row}.name"), name);
        put(&format!("devices.{row}.quantity"), "3");
        put(&format!("devices.{row}.dedicated"), "yes");
    }
    for code in ["M1", "M2", "M3", "M4", "M5", "E0", "V1", "V3", "V5"] {
        put(
            &format!("plan.{code}"),
            "예시: 분기마다 수요를 조사해 연간 계획을 세우고 결과를 월마다 점검합니다.",
        );
    }
    for consent in ["privacy", "integrity", "truth"] {
        put(&format!("consent.{consent}"), "yes");
    }
    values
}

/// What the partner of the example is called, and its number.
pub const PARTNER: (&str, &str) = ("예시기술연구조합", "1078200078");

/// The answers that name a partner in a row.
pub fn partner(row: usize, (name, number): (&str, &str)) -> Vec<(String, String)> {
    let fields = [
        ("name", name),
        ("number", number),
        ("kind", "cooperative"),
        ("role", "예시: 공동장비를 함께 운영하고 교육을 맡습니다."),
        ("email", "partner@moru.example"),
    ];
    let rows = fields.map(|(field, value)| (partner_field(row, field), value.to_owned()));
    [(TOGETHER.to_owned(), "yes".to_owned())].into_iter().chain(rows).collect()
}

/// Names the partner of the example in a draft, asks it, and lets it agree.
pub async fn together(app: &App, actor: &Actor, id: Uuid) -> Outcome<()> {
    actions::keep(app, actor, id, partner(0, PARTNER)).await?;
    let token = hex::encode(app.clock.secret());
    actions::partners::ask_by(app, actor, (id, 0), &token).await?;
    let answer = PartnerAnswer {
        terms: actions::partners::shown(app, &token).await?.terms,
        answer: Answer::Agreed,
        person: "예시 이사장".to_owned(),
        position: "이사장".to_owned(),
        reason: String::new(),
    };
    actions::partners::answer(app, &token, answer).await?;
    Ok(())
}

/// Fills a draft with the example: answers and the two required papers.
pub async fn fill(app: &App, actor: &Actor, id: Uuid, answers: Vec<(String, String)>) -> Outcome<()> {
    actions::keep(app, actor, id, answers).await?;
    for (slot, name) in [("articles", "예시 정관.pdf"), ("plan", "예시 사업계획서.pdf")] {
        let content = pdf(&format!("{slot} {id}"));
        let mut fields = Fields::default();
        fields.add("slot".to_owned(), slot);
        let upload = Upload { fields, name: name.to_owned(), content };
        // The example's own files are of a kind that is taken, so there is no problem to show.
        let _ = actions::attach(app, actor, id, upload).await?;
    }
    Ok(())
}
