//! What is done with institutions.

pub mod colleagues;

use serde_json::json;
use uuid::Uuid;

use super::{
    forms::SignUp,
    store::{self, Institution},
};
use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::Outcome,
        mail::{self, Letter},
    },
    identity::{
        accounts::{Role, passwords, store as accounts},
        audit::{self, By, Entry},
    },
    web::forms::Problems,
};

/// How signing up ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The institution and its account exist.
    Done {
        /// The institution.
        institution: Uuid,
        /// The account.
        account: Uuid,
    },
    /// Something is taken already; nothing was written.
    Taken(Problems),
}

/// Opens an institution together with the account of the person who applies for it.
pub async fn sign_up(app: &App, form: SignUp) -> Outcome<Opened> {
    let password_hash = passwords::hash(&form.password).await?;
    let (institution, account, at) = (app.clock.id(), app.clock.id(), app.clock.now());
    let transaction = app.database.begin().await?;
    let person =
        accounts::NewAccount { id: account, email: &form.email, name: &form.person, password_hash, at };
    match accounts::insert(&transaction, person).await {
        Err(error) if is_duplicate(&error) => {
            return Ok(taken("email", "이미 가입한 이메일입니다. 로그인해 주세요."));
        }
        written => written?,
    }
    let body = Institution {
        id: institution,
        name: form.institution,
        kind: form.kind,
        business_number: form.business_number,
        representative_title: form.representative_title,
        address: form.address,
        phone: form.phone,
    };
    match store::insert(&transaction, &body, at).await {
        Err(error) if is_duplicate(&error) => {
            return Ok(taken("business_number", "이미 가입한 기관입니다. 기관 담당자에게 문의해 주세요."));
        }
        written => written?,
    }
    accounts::grant(&transaction, account, Role::Applicant, institution, at).await?;
    let by = By { account: Some(account), role: Role::Applicant.code() };
    let entry = Entry {
        act: "sign-up",
        entity: "institution",
        id: institution,
        detail: json!({ "kind": body.kind }),
    };
    audit::append(&transaction, &app.clock, by, entry).await?;
    let letter = Letter {
        to: form.email,
        subject: "[모루] 신청기관 가입 / Moru account".to_owned(),
        text: format!(
            "{} 이름으로 신청기관 계정을 만들었습니다.\n\nAn account for {} was opened.\n\n{}\n",
            body.name, body.name, app.config.public_url
        ),
    };
    mail::queue(&transaction, &app.clock, &[letter]).await?;
    transaction.commit().await?;
    Ok(Opened::Done { institution, account })
}

fn taken(field: &'static str, sentence: &'static str) -> Opened {
    let mut problems = Problems::default();
    problems.add(field, sentence);
    Opened::Taken(problems)
}
