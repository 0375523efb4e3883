//! What ties evaluators to institutions, as the rules of conflicts read it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use programme::panel::{self, InstitutionKey, Period, Post, PostRole, Shares, Tie, Work, WorkKind};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{super::tables::tie, Evaluator};
use crate::base::errors::{Fault, Outcome};

/// A tie with the name of its institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTie {
    /// The tie.
    pub tie: Tie,
    /// What the institution is called.
    pub institution: String,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day, when it has ended.
    pub until: Option<NaiveDate>,
}

/// A tie by the code of [`super::super::words::TIES`]; none for a code that is not there.
fn tie_of(code: &str, number: &str, period: Period) -> Option<Tie> {
    let institution = InstitutionKey(number.to_owned());
    Some(match code {
        "post:officer" => Tie::Post(Post { institution, role: PostRole::Officer, period }),
        "post:employee" => Tie::Post(Post { institution, role: PostRole::Employee, period }),
        "post:adviser" => Tie::Post(Post { institution, role: PostRole::Adviser, period }),
        "work:advice" => Tie::Work(Work { institution, work: WorkKind::Advice, period }),
        "work:contract" => Tie::Work(Work { institution, work: WorkKind::Contract, period }),
        "work:joint_research" => Tie::Work(Work { institution, work: WorkKind::JointResearch, period }),
        "shares:any" => Tie::Shares(Shares { institution, period }),
        _ => return None,
    })
}

/// A tie about to be written.
#[derive(Clone, Debug)]
pub struct NewTie<'a> {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub evaluator: Uuid,
    /// A code of [`super::super::words::TIES`].
    pub code: &'a str,
    /// The institution: what it is called and its business number.
    pub institution: (&'a str, &'a str),
    /// From when to when.
    pub period: Period,
    /// When it is entered and by whom.
    pub entered: (DateTime<Utc>, Uuid),
}

/// Writes a tie. Nothing takes one out again: what has ended gets a last day.
pub async fn insert_tie(connection: &impl ConnectionTrait, new: NewTie<'_>) -> Outcome<()> {
    let (kind, detail) = new.code.split_once(':').unwrap_or((new.code, ""));
    let row = tie::ActiveModel {
        id: Set(new.id),
        evaluator_id: Set(new.evaluator),
        kind: Set(kind.to_owned()),
        detail: Set(detail.to_owned()),
        institution: Set(new.institution.0.to_owned()),
        institution_number: Set(new.institution.1.to_owned()),
        from_on: Set(new.period.from()),
        until_on: Set(new.period.until()),
        entered_at: Set(new.entered.0),
        entered_by: Set(new.entered.1),
    };
    tie::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// The ties of people, by person.
pub async fn ties(
    connection: &impl ConnectionTrait,
    evaluators: impl IntoIterator<Item = Uuid>,
) -> Outcome<BTreeMap<Uuid, Vec<KnownTie>>> {
    let rows = tie::Entity::find()
        .filter(tie::Column::EvaluatorId.is_in(evaluators))
        .order_by_desc(tie::Column::FromOn)
        .all(connection)
        .await?;
    let mut out: BTreeMap<Uuid, Vec<KnownTie>> = BTreeMap::new();
    for row in rows {
        let period = Period::new(row.from_on, row.until_on).map_err(Fault::new)?;
        let code = format!("{}:{}", row.kind, row.detail);
        let tie = tie_of(&code, &row.institution_number, period)
            .ok_or_else(|| Fault::new(format!("tie {} is of no known kind: {code}", row.id)))?;
        let known = KnownTie { tie, institution: row.institution, from: row.from_on, until: row.until_on };
        out.entry(row.evaluator_id).or_default().push(known);
    }
    Ok(out)
}

/// Somebody as the rules of conflicts read them.
pub fn judge(evaluator: &Evaluator, ties: Option<&Vec<KnownTie>>) -> panel::Evaluator {
    let ties = ties.into_iter().flatten().map(|known| known.tie.clone());
    panel::Evaluator { person: evaluator.person(), ties: ties.collect() }
}
