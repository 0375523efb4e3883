//! Bringing the list of receipts of a call.

use std::collections::BTreeMap;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use programme::{
    exchange::{self, Column, ExternalReceipt, RowProblem},
    states::ApplicationState,
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uploads::Problem;
use uuid::Uuid;

use crate::{
    applying::{
        applications::store as applications,
        exchange::{
            access::{Act, require},
            store::{self, Imported, MOST},
        },
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::{Actor, permissions::Subject},
        audit::{self, Entry},
    },
    notices::calls::{Call, store as calls},
    registry::institutions::store as institutions,
    web::urls,
};

/// What became of a row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// Its receipt is new here.
    New,
    /// Its receipt was known and says something else now.
    Changed,
    /// Its receipt was known.
    Same,
    /// Nobody with this business number has submitted an application here.
    NoApplication,
    /// The institution has several applications here, and which one is meant cannot be told.
    Several,
    /// The application has another receipt already.
    HasAnother(String),
    /// The number belongs to another application.
    Taken,
    /// The row could not be read.
    Wrong(RowProblem),
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the sheet.
    pub row: usize,
    /// The number of the receipt; empty where it could not be read.
    pub number: String,
    /// The institution, where it is known.
    pub institution: String,
    /// The time printed on the receipt.
    pub received_at: Option<DateTime<Utc>>,
    /// Whether that was too late.
    pub is_late: bool,
    /// What became of it.
    pub became: Became,
}

/// Why nothing of a file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// The file itself.
    File(Problem),
    /// These columns are not in it.
    Columns(Vec<Column>),
}

/// Reads the list and keeps every receipt that belongs to one application. A row that does not is said and changes
/// nothing; the same list brought twice changes nothing either.
pub async fn import(
    app: &App,
    actor: &Actor,
    slug: &str,
    content: Bytes,
) -> Outcome<Result<Vec<Line>, Unread>> {
    require(Act::Import, actor, &Subject { owner: None, state: ApplicationState::Submitted })?;
    let rows = match app.inspector.rows(content, usize::try_from(MOST).unwrap_or(usize::MAX)).await? {
        Ok(rows) => rows,
        Err(problem) => return Ok(Err(Unread::File(problem))),
    };
    let list = match exchange::read(&rows) {
        Ok(list) => list,
        Err(columns) => return Ok(Err(Unread::Columns(columns))),
    };
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let call = calls::for_update(&transaction, slug).await?.ok_or_else(Refusal::not_found)?;
    if !call.channel.is_external() {
        return Err(Refusal::conflict(
            "모루가 직접 접수하는 공고입니다.",
            "다른 창구의 접수번호가 필요하지 않습니다.",
        )
        .leading_to(urls::intake(slug), "접수된 신청")
        .into());
    }
    let mut known = Known::of(&transaction, &call).await?;
    let mut lines = Vec::new();
    for (row, read) in list {
        let line = match read {
            Ok(receipt) => known.place(row, &receipt),
            Err(problem) => Line {
                row,
                number: String::new(),
                institution: String::new(),
                received_at: None,
                is_late: false,
                became: Became::Wrong(problem),
            },
        };
        lines.push(line);
    }
    let mut entries = Vec::new();
    for (receipt, before) in known.brought(at) {
        let detail =
            json!({ "number": receipt.number, "received_at": receipt.received_at, "before": before });
        let (act, id) = ("bring_receipt", receipt.application);
        entries.push((actor.by(), Entry { act, entity: "application", id, detail }));
        store::keep(&transaction, call.id, receipt, actor.account).await?;
    }
    let count = |became: &Became| lines.iter().filter(|line| line.became == *became).count();
    let detail = json!({
        "rows": lines.len(),
        "new": count(&Became::New),
        "changed": count(&Became::Changed),
        "titles": exchange::TITLES_VERSION,
    });
    entries.push((actor.by(), Entry { act: "import_receipts", entity: "call", id: call.id, detail }));
    audit::append_all(&transaction, &app.clock, entries).await?;
    transaction.commit().await?;
    Ok(Ok(lines))
}

/// Who has submitted what, and which receipts there are.
struct Known {
    /// By business number: name and applications.
    institutions: BTreeMap<String, (String, Vec<Uuid>)>,
    /// By number.
    receipts: BTreeMap<String, Receipt>,
    /// The number of each application that has one.
    numbers: BTreeMap<Uuid, String>,
    closes_at: DateTime<Utc>,
}

/// What this list did to a receipt.
#[derive(Clone, Copy)]
enum Brought {
    /// Nothing.
    Not,
    /// It came.
    New,
    /// It says another time than this, which it said before.
    InsteadOf(DateTime<Utc>),
}

/// A receipt, as it is known by now.
struct Receipt {
    application: Uuid,
    received_at: DateTime<Utc>,
    brought: Brought,
}

impl Known {
    async fn of(connection: &impl ConnectionTrait, call: &Call) -> Outcome<Self> {
        let mut submitted = applications::handed_in(connection, call.id, None, MOST).await?;
        submitted.retain(|application| application.state != ApplicationState::Withdrawn);
        let ids = submitted.iter().map(|application| application.institution).collect();
        let named = institutions::find_all(connection, ids).await?;
        let of = |institution: Uuid| {
            let own = submitted.iter().filter(|application| application.institution == institution);
            own.map(|application| application.id).collect()
        };
        let receipts = store::of_call(connection, call.id).await?;
        Ok(Self {
            institutions: named
                .into_iter()
                .map(|known| (known.business_number, (known.name, of(known.id))))
                .collect(),
            numbers: receipts.iter().map(|known| (known.application, known.number.clone())).collect(),
            receipts: receipts
                .into_iter()
                .map(|Imported { number, application, received_at, .. }| {
                    (number, Receipt { application, received_at, brought: Brought::Not })
                })
                .collect(),
            closes_at: call.window.closes_at(),
        })
    }

    /// Finds the application of a receipt and notes it.
    fn place(&mut self, row: usize, receipt: &ExternalReceipt) -> Line {
        let line = |institution: &str, became| Line {
            row,
            number: receipt.number.clone(),
            institution: institution.to_owned(),
            received_at: Some(receipt.received_at),
            is_late: receipt.received_at >= self.closes_at,
            became,
        };
        let Some((name, own)) = self.institutions.get(&receipt.business_number) else {
            return line("", Became::NoApplication);
        };
        if let Some(known) = self.receipts.get_mut(&receipt.number) {
            let became = match own.contains(&known.application) {
                false => Became::Taken,
                true if known.received_at == receipt.received_at => Became::Same,
                true => Became::Changed,
            };
            let line = line(name, became);
            if line.became == Became::Changed {
                if let Brought::Not = known.brought {
                    known.brought = Brought::InsteadOf(known.received_at);
                }
                known.received_at = receipt.received_at;
            }
            return line;
        }
        let mut free = own.iter().filter(|id| !self.numbers.contains_key(id));
        match (free.next(), free.next(), own.as_slice()) {
            (Some(application), None, _) => {
                let (application, received_at) = (*application, receipt.received_at);
                let line = line(name, Became::New);
                self.numbers.insert(application, receipt.number.clone());
                let new = Receipt { application, received_at, brought: Brought::New };
                self.receipts.insert(receipt.number.clone(), new);
                line
            }
            (None, _, [only]) => {
                line(name, Became::HasAnother(self.numbers.get(only).cloned().unwrap_or_default()))
            }
            _ => line(name, Became::Several),
        }
    }

    /// What came or changed with this list, each with what it said before.
    fn brought(self, at: DateTime<Utc>) -> impl Iterator<Item = (Imported, Option<DateTime<Utc>>)> {
        self.receipts.into_iter().filter_map(move |(number, receipt)| {
            let Receipt { application, received_at, brought } = receipt;
            let before = match brought {
                Brought::Not => return None,
                Brought::New => None,
                Brought::InsteadOf(before) => Some(before),
            };
            Some((Imported { number, application, received_at, imported_at: at }, before))
        })
    }
}
