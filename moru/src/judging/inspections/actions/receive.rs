//! Receiving what was recorded on a device: records and confirmations, in any order, as often as it takes.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use programme::inspection::{Checklist, Content, Record, Signer};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::held;
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome},
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::inspections::{
        access::{Act, State, require_own},
        evidence::{sample, signer},
        forms::{LONGEST_NAME, RELISTED, text_problem},
        store::{self, Confirmation, Inspection, Recorded},
    },
};

/// The most records of an inspection: a hundred and more for each item.
const MOST: usize = 2_000;
/// The most confirmations of an inspection.
const MOST_CONFIRMATIONS: usize = 200;

/// What does not fit, whatever it says.
const UNFIT: &str = "점검표와 맞지 않는 기록입니다. 화면을 새로 연 다음 다시 적어 주세요.";

/// A record as a device sends it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewRecord {
    /// The name that the device gave it.
    pub id: Uuid,
    /// Of which item.
    pub item: u8,
    /// What it replaces.
    #[serde(default)]
    pub bases: Vec<Uuid>,
    /// What it says.
    pub content: Content,
    /// The hash of the roster among whose firms lots were drawn when it was written: what was found at a firm is told
    /// by its place among them.
    #[serde(default)]
    pub list: String,
    /// When it was made, by the clock of the device, in milliseconds since 1970 UTC.
    pub made_at: i64,
}

/// A confirmation as a device sends it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewConfirmation {
    /// The name that the device gave it.
    pub id: Uuid,
    /// Whether the host confirms; else it is the inspector whose device it is.
    pub host: bool,
    /// The name of the host.
    #[serde(default)]
    pub name: String,
    /// What the host adds.
    #[serde(default)]
    pub remark: String,
    /// The hash of what was recorded.
    pub report: String,
    /// When it was made, by the clock of the device, in milliseconds since 1970 UTC.
    pub made_at: i64,
}

/// What a device sends at once.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// The account on whose device it was written; none where a form was sent.
    #[serde(default)]
    pub owner: Option<Uuid>,
    /// Records in the order in which they were made.
    #[serde(default)]
    pub records: Vec<NewRecord>,
    /// Confirmations.
    #[serde(default)]
    pub confirmations: Vec<NewConfirmation>,
}

/// Something that is not kept, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The name that the device gave it.
    pub id: Uuid,
    /// Why.
    pub why: Words,
    /// Nothing is wrong with it but that it replaces a record that is not here.
    pub based: bool,
}

/// What became of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// What is kept now, whether it came now or before.
    pub kept: Vec<Uuid>,
    /// What is not. It stays on the device, and whoever wrote it reads why.
    pub refused: Vec<Refused>,
}

/// Keeps what is new of a batch. When this returns, what is named as kept is in the database.
pub async fn receive(app: &App, actor: &Actor, id: Uuid, batch: Batch) -> Outcome<Received> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let inspection = held(&transaction, app, (actor, Act::Attend), id).await?;
    let checklist = Checklist::built_in(&inspection.checklist).map_err(Fault::new)?;
    let recorded = store::records(&transaction, id).await?;
    let confirmed = store::confirmations(&transaction, id).await?;
    let mut sorting = Sorting {
        known: recorded.into_iter().map(|one| (one.record.id.clone(), one.record)).collect(),
        confirmed: confirmed.into_iter().map(|one| (one.id, one)).collect(),
        firms: sample(&checklist, &inspection).len(),
        list: &inspection.draw.list,
        checklist: &checklist,
        is_closed: require_own(Act::Record, actor, &inspection).is_err(),
        received: Received::default(),
    };
    let (mut records, mut confirmations) = (Vec::new(), Vec::new());
    for new in batch.records {
        let (record, made_at) = (record(&new), instant(new.made_at, at));
        if sorting.is_new(&new, &record) {
            records.push((new.id, Recorded { record, by: actor.scope, made_at, received_at: at }));
        }
    }
    for new in batch.confirmations {
        let confirmation = confirmation(new, (&inspection, actor), at);
        if sorting.confirms(&confirmation) {
            confirmations.push(confirmation);
        }
    }
    let received = sorting.received;
    if !records.is_empty() || !confirmations.is_empty() {
        if inspection.state == State::Planned {
            store::open(&transaction, id).await?;
        }
        let detail = json!({ "records": records.len(), "confirmations": confirmations.len() });
        store::insert_records(&transaction, id, records).await?;
        store::insert_confirmations(&transaction, id, confirmations).await?;
        let entry = Entry { act: "record", entity: "inspection", id, detail };
        audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    }
    transaction.commit().await?;
    Ok(received)
}

fn record(new: &NewRecord) -> Record {
    Record {
        id: new.id.to_string(),
        item: new.item,
        bases: new.bases.iter().map(Uuid::to_string).collect(),
        content: new.content.clone(),
    }
}

fn confirmation(
    new: NewConfirmation,
    (inspection, actor): (&Inspection, &Actor),
    at: DateTime<Utc>,
) -> Confirmation {
    Confirmation {
        id: new.id,
        signer: if new.host { Signer::Host } else { signer(inspection, actor.scope) },
        name: if new.host { new.name.trim().to_owned() } else { actor.name.clone() },
        remark: new.remark.trim().to_owned(),
        report: new.report,
        by: actor.scope,
        made_at: instant(new.made_at, at),
        received_at: at,
        is_void: false,
    }
}

/// What the clock of a device said; ours where it said nothing that is a time.
pub(super) fn instant(millis: i64, now: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).filter(|at| at.timestamp().abs() < 100_000_000_000).unwrap_or(now)
}

/// Whether a confirmation that was sent again is the one that is known. Inspectors go by their account.
fn says_the_same(known: &Confirmation, new: &Confirmation) -> bool {
    let host = |one: &Confirmation| (one.signer == Signer::Host).then(|| one.name.clone());
    (host(known), &known.remark, &known.report, known.by) == (host(new), &new.remark, &new.report, new.by)
}

/// Tells what is new from what is known and what is not taken.
struct Sorting<'a> {
    known: BTreeMap<String, Record>,
    confirmed: BTreeMap<Uuid, Confirmation>,
    firms: usize,
    list: &'a str,
    checklist: &'a Checklist,
    is_closed: bool,
    received: Received,
}

impl Sorting<'_> {
    /// Whether a record has to be written.
    fn is_new(&mut self, new: &NewRecord, record: &Record) -> bool {
        let id = new.id;
        let why = match self.known.get(&record.id) {
            Some(known) if known == record => {
                self.received.kept.push(id);
                return false;
            }
            Some(_) => Some("같은 이름의 다른 기록이 이미 있습니다. 다시 적어 주세요.".into()),
            None => self.wrong(record, &new.list),
        };
        let based = why.is_none() && !self.has_bases(record);
        if let Some(why) = why.or_else(|| based.then(|| UNFIT.into())) {
            self.received.refused.push(Refused { id, why, based });
            return false;
        }
        self.received.kept.push(id);
        self.known.insert(record.id.clone(), record.clone());
        true
    }

    /// Whether what a record replaces is here: none replaces one that comes later.
    fn has_bases(&self, record: &Record) -> bool {
        let of_item = |base: &String| self.known.get(base).is_some_and(|known| known.item == record.item);
        record.bases.iter().all(of_item)
    }

    /// What keeps a record out, whatever it replaces.
    fn wrong(&self, record: &Record, list: &str) -> Option<Words> {
        if self.is_closed {
            Some("이미 마친 실사입니다. 전담기관 담당자에게 알려 주세요.".into())
        } else if self.known.len() >= MOST {
            Some("기록이 너무 많습니다. 전담기관 담당자에게 알려 주세요.".into())
        } else if self.checklist.item(record.item).is_none() || record.content.visits.len() > self.firms {
            Some(UNFIT.into())
        } else if !record.content.visits.is_empty() && list != self.list {
            Some(RELISTED.into())
        } else {
            text_problem(&record.content.note)
        }
    }

    /// Whether a confirmation has to be written.
    fn confirms(&mut self, new: &Confirmation) -> bool {
        let why = match self.confirmed.get(&new.id) {
            Some(known) if says_the_same(known, new) => {
                self.received.kept.push(new.id);
                return false;
            }
            Some(_) => Some("같은 이름의 다른 확인이 이미 있습니다. 다시 확인해 주세요.".into()),
            None => self.unfit(new),
        };
        if let Some(why) = why {
            self.received.refused.push(Refused { id: new.id, why, based: false });
            return false;
        }
        self.received.kept.push(new.id);
        self.confirmed.insert(new.id, new.clone());
        true
    }

    /// What keeps a confirmation out.
    fn unfit(&self, new: &Confirmation) -> Option<Words> {
        let name = new.name.chars().count();
        if self.is_closed {
            Some("이미 마친 실사입니다. 전담기관 담당자에게 알려 주세요.".into())
        } else if self.confirmed.len() >= MOST_CONFIRMATIONS {
            Some("확인이 너무 많습니다. 전담기관 담당자에게 알려 주세요.".into())
        } else if new.signer == Signer::Host && !(1..=LONGEST_NAME).contains(&name) {
            Some("확인하는 사람의 이름을 50자 이내로 적어 주세요.".into())
        } else if new.report.len() != 64 || !new.report.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Some(UNFIT.into())
        } else {
            text_problem(&new.remark).or_else(|| text_problem(&new.name))
        }
    }
}
