//! Example applicants in number, for measurements: each an institution of its own with an account, a session and a
//! complete draft, so that what is left to do is the submission itself.

use std::{fmt::Write, path::Path};

use programme::gates::InstitutionKind;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::PASSWORD;
use crate::{
    applying::applications::{
        example,
        store::{self as applications, AttachedFile, NewDraft},
    },
    base::{
        app::App,
        errors::{Fault, Outcome},
    },
    identity::accounts::{
        Role,
        arrival::{SESSION_LENGTH, token_hash},
        passwords,
        store::{self as accounts, NewAccount, NewSession},
    },
    notices::calls::{example::SLUG, store as calls},
    registry::institutions::store::{self as institutions, Institution},
};

/// Institutions of one transaction.
const AT_ONCE: usize = 250;

/// Where they apply for.
const CLUSTERS: [(&str, u8); 5] = [
    ("서울특별시 영등포구 문래동", 25),
    ("서울특별시 광진구 중곡제4동", 14),
    ("대구광역시 북구 노원동", 27),
    ("경기도 포천시 가산면", 32),
    ("인천광역시 강화군 강화읍", 13),
];

/// What all of them share.
struct Common {
    call: Uuid,
    password_hash: String,
    papers: [AttachedFile; 2],
}

/// Opens `count` institutions and writes a file to `list`: a line each with the session token, a tab and the
/// application's id.
pub(super) async fn seed(app: &App, count: usize, list: &Path) -> Outcome<()> {
    let call = calls::by_slug(app.database.read(), SLUG)
        .await?
        .ok_or_else(|| Fault::new("the example's call is missing"))?;
    let papers =
        [paper(app, "articles", "예시 정관.pdf").await?, paper(app, "plan", "예시 사업계획서.pdf").await?];
    let common = Common { call: call.id, password_hash: passwords::hash(PASSWORD).await?, papers };
    let mut lines = String::with_capacity(count * 102);
    let numbers: Vec<usize> = (0..count).collect();
    for some in numbers.chunks(AT_ONCE) {
        let transaction = app.database.begin().await?;
        for number in some {
            let (token, application) = one(app, &transaction, &common, *number).await?;
            // Writing into a String cannot fail.
            let _ = writeln!(lines, "{token}\t{application}");
        }
        transaction.commit().await?;
    }
    tokio::fs::write(list, lines).await?;
    Ok(())
}

/// Keeps a paper that every institution attaches.
async fn paper(app: &App, slot: &str, name: &str) -> Outcome<AttachedFile> {
    let content = example::pdf(slot);
    Ok(AttachedFile {
        id: Uuid::nil(),
        slot: slot.to_owned(),
        name: name.to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: content.len() as u64,
        sha256: app.files.keep(content).await?,
    })
}

async fn one(
    app: &App,
    transaction: &DatabaseTransaction,
    common: &Common,
    number: usize,
) -> Outcome<(String, Uuid)> {
    let (account, institution, application) = (app.clock.id(), app.clock.id(), app.clock.id());
    let at = app.clock.now();
    let (zone, division) = CLUSTERS[number % CLUSTERS.len()];
    let email = format!("crowd-{number}@moru.example");
    let person = NewAccount {
        id: account,
        email: &email,
        name: "예시 담당자",
        password_hash: common.password_hash.clone(),
        at,
    };
    accounts::insert(transaction, person).await?;
    let body = Institution {
        id: institution,
        name: format!("예시기관 {number}"),
        kind: InstitutionKind::CivilActArt32NonProfit,
        business_number: format!("9{number:09}"),
        representative_title: "대표".to_owned(),
        address: format!("{zone} 예시로 1"),
        phone: "+82421234567".to_owned(),
    };
    institutions::insert(transaction, &body, at).await?;
    accounts::grant(transaction, account, Role::Applicant, institution, at).await?;
    let token = hex::encode(app.clock.secret());
    let (role, expires_at) = (Role::Applicant, at + SESSION_LENGTH);
    let session =
        NewSession { token_hash: token_hash(&token), account, role, scope: institution, at, expires_at };
    accounts::begin_session(transaction, session).await?;
    let draft = NewDraft { id: application, call: common.call, institution, at, by: account };
    applications::insert_draft(transaction, draft).await?;
    applications::keep_answers(transaction, application, answers(zone, division, number), account, at)
        .await?;
    for paper in &common.papers {
        let paper = AttachedFile { id: app.clock.id(), ..paper.clone() };
        applications::insert_file(transaction, application, &paper, account, at).await?;
    }
    Ok((token, application))
}

/// The example's answers with people of the institution's own.
fn answers(zone: &str, division: u8, number: usize) -> Vec<(String, String)> {
    let mut answers = example::answers(zone, division, 3);
    for (field, value) in &mut answers {
        if field.starts_with("staff.") && field.rsplit('.').next() == Some("phone") {
            let person = number * 3 + field.split('.').nth(1).and_then(|row| row.parse().ok()).unwrap_or(0);
            *value = format!("010-{:04}-{:04}", 2000 + person / 10_000, person % 10_000);
        }
    }
    answers
}
