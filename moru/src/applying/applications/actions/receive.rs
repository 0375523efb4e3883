//! Receiving submissions: each gets its place in the log, its signed receipt and its frozen form, all or nothing. Those
//! that arrive at the same moment share one transaction, so a crowd before the deadline waits for the disk once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use ledger::{Attachment, Entry as Leaf, Receipt, Sha256, canonical_bytes, package_hash, receipt::CallRef};
use programme::gates::{Eligibility, GateReport, PersonKey};
use sea_orm::{DatabaseTransaction, DbErr};
use serde_json::json;

use super::submit::{Prepared, Submitted, known, prepare};
use crate::{
    applying::applications::{
        form::ApplicationForm,
        store::{
            self, Application, AttachedFile, Frozen, Named,
            receipts::{self, Kept, NewReceipt},
        },
    },
    base::{
        app::App,
        database::is_duplicate,
        errors::{Failure, Fault, Outcome, Refusal},
        gather::Gather,
        mail::{self, Letter},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    notices::calls::Call,
    web::{show, urls},
};

/// The most submissions of one transaction.
const MOST_TOGETHER: usize = 64;

/// A submission that was read and judged and waits for its place in the log.
pub(super) struct Ready {
    pub(super) actor: Actor,
    pub(super) call: Call,
    /// The application as it was judged.
    pub(super) draft: Application,
    pub(super) package: Package,
    /// Whom it names.
    pub(super) people: BTreeSet<PersonKey>,
    /// Whom of them other submitted applications of the call named when it was judged.
    pub(super) elsewhere: BTreeSet<PersonKey>,
    /// The name of the institution.
    pub(super) institution: String,
    /// Where its mail goes.
    pub(super) readers: Vec<String>,
    /// When its request had arrived.
    pub(super) received_at: DateTime<Utc>,
}

/// What is received, in the form in which it is frozen.
pub(super) struct Package {
    form: String,
    form_sha256: Sha256,
    gates: String,
    eligibility: &'static str,
    attachments: Vec<Attachment>,
    /// Zone and division.
    cluster: (String, u8),
}

impl Package {
    pub(super) fn new(form: &ApplicationForm, report: &GateReport, files: &[AttachedFile]) -> Outcome<Self> {
        let bytes = canonical_bytes(form).map_err(Fault::new)?;
        let attachment = |file: &AttachedFile| {
            let sha256 = file.sha256.parse().map_err(Fault::new)?;
            Ok(Attachment { name: file.name.clone(), bytes: file.bytes, sha256 })
        };
        Ok(Self {
            form_sha256: Sha256::of(&bytes),
            form: String::from_utf8(bytes).map_err(Fault::new)?,
            gates: serde_json::to_string(report)?,
            eligibility: match report.eligibility() {
                Eligibility::Eligible => "eligible",
                Eligibility::Undetermined(_) => "undetermined",
                Eligibility::Ineligible(_) => "ineligible",
            },
            attachments: files.iter().map(attachment).collect::<Outcome<_>>()?,
            cluster: (form.zone_code.clone(), form.division),
        })
    }
}

/// Receives a submission together with those that arrived while the last ones were being received.
pub(super) async fn receive(app: &App, ready: Ready) -> Outcome<Submitted> {
    let (queue, app) = (app.shared.of::<Gather<Ready, Submitted>>(), app.clone());
    queue.join(ready, MOST_TOGETHER, move |lot| async move { receive_all(&app, &lot).await }).await
}

async fn receive_all(app: &App, lot: &[Ready]) -> Vec<Outcome<Submitted>> {
    match together(app, lot).await {
        Ok(ends) => ends,
        Err(failure) => lot.iter().map(|_| Err(failure.clone())).collect(),
    }
}

/// Receives what stands as it was judged in one transaction, and what does not by itself afterwards. One that the
/// database refuses does not hold the others up: it is left out and they begin again.
async fn together(app: &App, lot: &[Ready]) -> Outcome<Vec<Outcome<Submitted>>> {
    let mut ends: BTreeMap<usize, Outcome<Submitted>> = BTreeMap::new();
    let changed = loop {
        let transaction = app.database.begin().await?;
        let rest: Vec<usize> = (0..lot.len()).filter(|place| !ends.contains_key(place)).collect();
        let (standing, changed) = as_judged(&transaction, lot, &rest).await?;
        let some: Vec<&Ready> = standing.iter().map(|place| &lot[*place]).collect();
        match write(app, &transaction, &some).await? {
            Written::All(receipts) => {
                transaction.commit().await?;
                metrics::counter!("moru_receipts_total").increment(receipts.len() as u64);
                let received = receipts.into_iter().map(|kept| Ok(Submitted::Received(kept)));
                ends.extend(standing.into_iter().zip(received));
                break changed;
            }
            Written::Refused(one) => {
                ends.insert(standing[one], Err(second_of_cluster(&some[one].draft).into()));
            }
        }
    };
    for place in changed {
        ends.insert(place, alone(app, &lot[place]).await);
    }
    Ok(ends.into_values().collect())
}

/// Which of these places in the lot are still what was judged, and which are not: another answer, a receipt by now,
/// the same application twice, or a person who is named elsewhere since.
async fn as_judged(
    transaction: &DatabaseTransaction,
    lot: &[Ready],
    places: &[usize],
) -> Outcome<(Vec<usize>, Vec<usize>)> {
    let mut held =
        store::find_all_for_change(transaction, places.iter().map(|place| lot[*place].draft.id)).await?;
    let people = places.iter().flat_map(|place| &lot[*place].people).cloned().collect();
    let calls = places.iter().map(|place| lot[*place].call.id).collect();
    let mut named = store::named(calls, people).ask(transaction).await?;
    Ok(places.iter().partition(|place| {
        let ready = &lot[**place];
        let stands = held.remove(&ready.draft.id).is_some_and(|now| now == ready.draft)
            && ready.named_in(&named) == ready.elsewhere;
        if stands {
            named.extend(ready.names());
        }
        stands
    }))
}

impl Ready {
    /// Whom of its people other applications of the call name.
    fn named_in(&self, named: &[Named]) -> BTreeSet<PersonKey> {
        let others = store::elsewhere(named, self.call.id, self.draft.id);
        others.intersection(&self.people).cloned().collect()
    }

    fn names(&self) -> impl Iterator<Item = Named> + '_ {
        let (call, application) = (self.call.id, self.draft.id);
        self.people.iter().map(move |person| Named { call, application, person: person.clone() })
    }
}

/// Reads, judges and receives one in a transaction that nobody else writes in.
async fn alone(app: &App, ready: &Ready) -> Outcome<Submitted> {
    let transaction = app.database.begin().await?;
    let now = store::find_for_change(&transaction, ready.draft.id).await?.ok_or_else(Refusal::not_found)?;
    if let Some(kept) = known(&transaction, &ready.actor, &now).await? {
        return Ok(Submitted::Received(kept));
    }
    let whole = store::whole(&transaction, now.id).await?.ok_or_else(Refusal::not_found)?;
    match prepare(&transaction, &ready.actor, whole, ready.received_at).await? {
        Prepared::Ends(end) => end,
        Prepared::Ready(ready) => match write(app, &transaction, &[&*ready]).await? {
            Written::All(receipts) => {
                transaction.commit().await?;
                metrics::counter!("moru_receipts_total").increment(receipts.len() as u64);
                let kept = receipts.into_iter().next();
                Ok(Submitted::Received(kept.ok_or_else(|| Fault::new("a receipt that was written is gone"))?))
            }
            Written::Refused(_) => Err(second_of_cluster(&ready.draft).into()),
        },
    }
}

/// What the database said to a lot.
enum Written {
    /// All are written; their receipts in order.
    All(Vec<Kept>),
    /// The one at this place is a second application for its cluster. The transaction is of no use any more.
    Refused(usize),
}

/// Writes what is received: places in the log in the order of the lot, receipts, frozen forms, people, the trail, mail.
async fn write(app: &App, transaction: &DatabaseTransaction, lot: &[&Ready]) -> Outcome<Written> {
    // From here on submissions wait for each other, on other servers too: this is the order in which they are received.
    let mut log = receipts::head(transaction).await?;
    let mut new = Vec::with_capacity(lot.len());
    for (place, ready) in lot.iter().enumerate() {
        let leaf = ready.leaf(log.size() + 1)?;
        let hash = leaf.leaf().map_err(Fault::new)?;
        let appended = log.append(hash);
        let (leaf_index, number) = (appended.index, leaf.receipt_no.clone());
        let receipt = Receipt::issue(leaf, appended, &app.seal).map_err(Fault::new)?;
        let body = String::from_utf8(receipt.to_bytes().map_err(Fault::new)?).map_err(Fault::new)?;
        let kept = Kept { number, body };
        match store::freeze(transaction, &ready.draft, ready.frozen(&kept)).await {
            Err(error) if is_duplicate(&error) => return Ok(Written::Refused(place)),
            Err(error) => return Err(lost(&ready.draft, &error)),
            Ok(()) => {}
        }
        let (application, received_at) = (ready.draft.id, ready.received_at);
        new.push(NewReceipt { application, leaf_index, leaf: hash, received_at, kept });
    }
    receipts::append(transaction, &new, &log).await?;
    store::insert_people(transaction, lot.iter().flat_map(|ready| ready.names()).collect()).await?;
    let both = || lot.iter().zip(&new);
    let trail = both().map(|(ready, new)| (ready.actor.by(), ready.entry(&new.kept))).collect();
    audit::append_all(transaction, &app.clock, trail).await?;
    let letters: Vec<Letter> = both().flat_map(|(ready, new)| ready.letters(app, &new.kept)).collect();
    mail::queue(transaction, &app.clock, &letters).await?;
    Ok(Written::All(new.into_iter().map(|new| new.kept).collect()))
}

impl Ready {
    fn leaf(&self, place: u64) -> Outcome<Leaf> {
        let package = &self.package;
        let package_sha256 = package_hash(package.form_sha256, &package.attachments).map_err(Fault::new)?;
        Ok(Leaf {
            receipt_no: format!("MR-{}-{place:06}", self.call.fiscal_year),
            log_id: receipts::LOG.to_owned(),
            call: CallRef { id: self.call.id.to_string(), title: self.call.title.clone() },
            application_id: self.draft.id.to_string(),
            institution: self.institution.clone(),
            form_sha256: package.form_sha256,
            attachments: package.attachments.clone(),
            package_sha256,
            received_at: self.received_at,
            clock_offset_ms: None,
        })
    }

    fn frozen(&self, kept: &Kept) -> Frozen {
        Frozen {
            received_at: self.received_at,
            receipt_number: kept.number.clone(),
            eligibility: self.package.eligibility,
            form: self.package.form.clone(),
            gates: self.package.gates.clone(),
            cluster: self.package.cluster.clone(),
        }
    }

    fn entry(&self, kept: &Kept) -> Entry {
        let detail = json!({ "receipt": kept.number, "eligibility": self.package.eligibility });
        Entry { act: "submit", entity: "application", id: self.draft.id, detail }
    }

    fn letters(&self, app: &App, kept: &Kept) -> Vec<Letter> {
        let (at, number) = (show::exact(self.received_at), &kept.number);
        let url = format!("{}{}", app.config.public_url, urls::receipt(&self.draft.id));
        let letter = |to: &String| Letter {
            to: to.clone(),
            subject: format!("[모루] 접수증 {number} / Receipt"),
            text: format!(
                "{} 신청을 받았습니다.\n접수번호: {number}\n받은 때: {at}\n접수증: {url}\n\n\
                 Your application was received.\nReceipt: {number}\nReceived at: {at} (Korea)\n{url}\n",
                self.call.title
            ),
        };
        self.readers.iter().map(letter).collect()
    }
}

fn second_of_cluster(application: &Application) -> Refusal {
    Refusal::conflict(
        "이 기관은 같은 집적지로 이미 신청했습니다.",
        "다른 집적지를 고르거나 먼저 낸 신청을 취하해 주세요.",
    )
    .leading_to(urls::application(&application.id), "신청서로 돌아가기")
}

/// The draft was held and a moment later could not be written: a fault that names it.
fn lost(application: &Application, error: &DbErr) -> Failure {
    Fault::new(format!("application {} could not be frozen: {error}", application.id)).into()
}
