//! What partners were asked and what they have answered, one row for each partner of an application.

use chrono::{DateTime, Utc};
use programme::consortium::{Answer, Standing, standing};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use serde_json::Value;
use uuid::Uuid;

use super::super::tables::partner_consent;
use crate::base::{errors::Outcome, question::Question};

/// A partner that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The id of the row.
    pub id: Uuid,
    /// The application.
    pub application: Uuid,
    /// The partner's business number, ten digits.
    pub number: String,
    /// Where the link was sent.
    pub email: String,
    /// SHA-256 of the terms it was asked about, hex.
    pub terms: String,
    /// When it was asked last.
    pub at: DateTime<Utc>,
    /// Who asked it.
    pub by: Uuid,
    /// What it said last.
    pub answered: Option<Answered>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// What was said.
    pub answer: Answer,
    /// SHA-256 of the terms it is about, hex.
    pub terms: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who said it.
    pub person: String,
    /// Which position that person has.
    pub position: String,
    /// Why, of a no.
    pub reason: String,
}

impl Asked {
    /// Where its consent to these terms stands.
    pub fn standing(&self, terms: &str) -> Standing {
        let answered = self.answered.as_ref().map(|answered| (answered.answer, answered.terms.as_str()));
        standing(terms, Some(self.terms.as_str()), answered)
    }
}

fn from_row(row: partner_consent::Model) -> Outcome<Asked> {
    let answer: Option<Answer> =
        row.answer.map(|code| serde_json::from_value(Value::String(code))).transpose()?;
    let answered = answer.zip(row.answered_at).map(|(answer, at)| Answered {
        answer,
        terms: row.answered_terms.unwrap_or_default(),
        at,
        person: row.person.unwrap_or_default(),
        position: row.position.unwrap_or_default(),
        reason: row.reason.unwrap_or_default(),
    });
    Ok(Asked {
        id: row.id,
        application: row.application_id,
        number: row.business_number,
        email: row.email,
        terms: row.terms,
        at: row.asked_at,
        by: row.asked_by,
        answered,
    })
}

/// The partners of an application that were asked, as a question.
pub(super) fn asked_of(application: Uuid) -> Question<Vec<Asked>> {
    Question::rows::<partner_consent::Entity>("WHERE application_id = ?", vec![application.into()], |rows| {
        rows.into_iter().map(from_row).collect()
    })
}

/// The partner that was asked by the link with this token.
pub async fn by_token(connection: &impl ConnectionTrait, token_hash: &str) -> Outcome<Option<Asked>> {
    let query = partner_consent::Entity::find().filter(partner_consent::Column::TokenHash.eq(token_hash));
    query.one(connection).await?.map(from_row).transpose()
}

/// Writes that a partner is asked, by a new link. The link before it and an answer it had given no longer count.
pub async fn ask(connection: &impl ConnectionTrait, asked: &Asked, token_hash: String) -> Outcome<()> {
    use partner_consent::Column;
    let row = partner_consent::ActiveModel {
        id: Set(asked.id),
        application_id: Set(asked.application),
        business_number: Set(asked.number.clone()),
        token_hash: Set(token_hash),
        email: Set(asked.email.clone()),
        terms: Set(asked.terms.clone()),
        asked_at: Set(asked.at),
        asked_by: Set(asked.by),
        answer: Set(None),
        answered_terms: Set(None),
        answered_at: Set(None),
        person: Set(None),
        position: Set(None),
        reason: Set(None),
    };
    let again = OnConflict::columns([Column::ApplicationId, Column::BusinessNumber])
        .update_columns([
            Column::TokenHash,
            Column::Email,
            Column::Terms,
            Column::AskedAt,
            Column::AskedBy,
            Column::Answer,
            Column::AnsweredTerms,
            Column::AnsweredAt,
            Column::Person,
            Column::Position,
            Column::Reason,
        ])
        .to_owned();
    partner_consent::Entity::insert(row).on_conflict(again).exec_without_returning(connection).await?;
    Ok(())
}

/// Writes what a partner has answered.
pub async fn answer(connection: &impl ConnectionTrait, id: Uuid, answered: &Answered) -> Outcome<()> {
    use partner_consent::Column;
    let code = serde_json::to_value(answered.answer)?;
    partner_consent::Entity::update_many()
        .col_expr(Column::Answer, Expr::value(code.as_str().map(str::to_owned)))
        .col_expr(Column::AnsweredTerms, Expr::value(answered.terms.clone()))
        .col_expr(Column::AnsweredAt, Expr::value(answered.at))
        .col_expr(Column::Person, Expr::value(answered.person.clone()))
        .col_expr(Column::Position, Expr::value(answered.position.clone()))
        .col_expr(Column::Reason, Expr::value(answered.reason.clone()))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}
