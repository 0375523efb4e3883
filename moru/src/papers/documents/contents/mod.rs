//! What each kind of document says, a file for each: who may have it is asked of the feature that it is about, and
//! everything in it is read through that feature's own functions.

mod application;
mod appointment;
mod blocks;
mod call_notice;
mod card;
mod cluster;
mod decision;
mod eligibility;
mod inspection;
mod meeting;
mod minutes;
mod opinions;
mod plan;
mod pledges;
mod premises;
mod receipt;
mod release;
mod result;
mod review;
mod staff;

use chrono::{DateTime, NaiveDate, Utc};
use documents::{Document, Flow, Opening};
use ledger::Sha256;
use uuid::Uuid;

use super::kinds::{Kind, Office};
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
        words::Language,
    },
    identity::accounts::{Actor, Visitor},
    web::page::Page,
};
pub(super) use review::verdict;

/// Who asks for a document, and when.
pub struct Reader<'a> {
    /// Who is signed in.
    pub(super) actor: Option<&'a Actor>,
    /// When the request arrived.
    pub(super) now: DateTime<Utc>,
}

impl<'a> Reader<'a> {
    /// Whoever sent a request.
    pub(super) fn of(visitor: &'a Visitor) -> Self {
        Self { actor: visitor.actor.as_ref(), now: visitor.now }
    }

    fn signed_in(&self) -> Outcome<&'a Actor> {
        self.actor.ok_or_else(|| Refusal::sign_in_first().into())
    }
}

/// What a document says, before it has a number.
#[derive(Clone, Debug)]
pub(super) struct Paper {
    /// The document without number, code and instant.
    pub(super) document: Document,
    /// Its date: that of what it tells, not that of the first who asked for it.
    pub(super) dated: NaiveDate,
}

impl Paper {
    /// A notice or a record with nothing in it yet.
    fn titled(title: impl Into<String>, dated: NaiveDate) -> Self {
        let mut document = Document::new(title, DateTime::UNIX_EPOCH);
        document.date = written(dated);
        Self { document, dated }
    }

    /// A letter of an office with nothing in it yet.
    fn letter(title: impl Into<String>, (from, to): (Office, String), dated: NaiveDate) -> Self {
        let mut paper = Self::titled(title, dated);
        paper.document.opening =
            Opening::Letter { organisation: from.korean().to_owned(), recipient: to, via: None };
        paper.document.issuer = Some(from.head().to_owned());
        paper.document.end_mark = true;
        paper
    }

    /// The office under whose name it goes out.
    fn signed(mut self, office: Office) -> Self {
        self.document.issuer = Some(office.head().to_owned());
        self
    }

    fn push(&mut self, block: impl Into<documents::Block>) {
        self.document.push(block);
    }

    /// SHA-256 of its words, hex: the same words are the same document.
    pub(super) fn fingerprint(&self) -> Outcome<String> {
        let flow = Flow::of(&self.document).map_err(|problems| {
            let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
            Fault::new(format!("{}: {}", self.document.title, problems.join("; ")))
        })?;
        Ok(Sha256::of(flow.plain_text().as_bytes()).to_hex())
    }
}

/// "2024. 5. 10.", as documents are dated.
fn written(day: NaiveDate) -> String {
    day.format("%Y. %-m. %-d.").to_string()
}

/// Documents are written in Korean, in the words of the pages.
fn korean() -> Page {
    Page::new(Language::Korean, "")
}

/// The one thing a document is about.
fn one(ids: &[Uuid]) -> Outcome<Uuid> {
    match ids {
        [id] => Ok(*id),
        _ => Err(Refusal::not_found().into()),
    }
}

/// What a document of this kind about this says to whoever may have it. To everybody else there is nothing.
pub(super) async fn paper(app: &App, reader: &Reader<'_>, kind: Kind, subject: &str) -> Outcome<Paper> {
    let ids: Result<Vec<Uuid>, _> = subject.split('.').map(Uuid::try_parse).collect();
    let ids = ids.map_err(|_| Refusal::not_found())?;
    if ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(".") != subject {
        // One thing has one name, or it would have several documents.
        return Err(Refusal::not_found().into());
    }
    let mut paper = match kind {
        Kind::CallNotice => call_notice::paper(app, reader, one(&ids)?).await?,
        Kind::Release => release::paper(app, reader, one(&ids)?).await?,
        Kind::Application | Kind::Plan | Kind::Cluster | Kind::Staff | Kind::Premises | Kind::Pledges => {
            of_application(&application::handed_in(app, reader, one(&ids)?).await?, kind)?
        }
        Kind::Receipt => receipt::paper(app, reader, one(&ids)?).await?,
        Kind::Review => review::paper(app, reader, one(&ids)?).await?,
        Kind::Inspection => inspection::paper(app, reader, one(&ids)?).await?,
        Kind::Card => card::paper(app, reader, &ids).await?,
        Kind::Opinions => opinions::paper(app, reader, one(&ids)?).await?,
        Kind::Minutes => minutes::paper(app, reader, one(&ids)?).await?,
        Kind::Eligibility => eligibility::paper(app, reader, one(&ids)?).await?,
        Kind::Decision => decision::paper(app, reader, one(&ids)?).await?,
        Kind::Result => result::paper(app, reader, one(&ids)?).await?,
        Kind::Appointment => appointment::paper(app, reader, &ids).await?,
    };
    mark_example(app, &mut paper);
    Ok(paper)
}

/// What a draft would look like on paper, for those who write it: no number, no code, and a word on every page.
pub(super) async fn draft(app: &App, reader: &Reader<'_>, kind: Kind, id: Uuid) -> Outcome<Paper> {
    let draft = application::draft(app, reader, id).await?;
    let mut paper = of_application(&draft, kind)?;
    mark_example(app, &mut paper);
    paper.document.title = format!("{} (미제출 초안)", paper.document.title);
    paper.document.header = Some("미제출 초안 – 접수되지 않았고 효력이 없습니다".to_owned());
    paper.document.footer = Some("미제출 초안".to_owned());
    Ok(paper)
}

fn of_application(form: &application::Filled, kind: Kind) -> Outcome<Paper> {
    Ok(match kind {
        Kind::Application => application::paper(form),
        Kind::Plan => plan::paper(form),
        Kind::Cluster => cluster::paper(form),
        Kind::Staff => staff::paper(form),
        Kind::Premises => premises::paper(form),
        Kind::Pledges => pledges::paper(form),
        _ => return Err(Refusal::not_found().into()),
    })
}

/// The example programme issues nothing that could be taken for a real document.
fn mark_example(app: &App, paper: &mut Paper) {
    if app.is_example {
        paper.document.header = Some("예시 문서 – 효력이 없습니다".to_owned());
    }
}

/// Whether everybody may know that there is such a document. Of what is not public yet, not even a code is known.
pub(super) async fn is_known(app: &App, kind: Kind, subject: &str, now: DateTime<Utc>) -> Outcome<bool> {
    if !matches!(kind, Kind::CallNotice | Kind::Release | Kind::Result) {
        return Ok(true);
    }
    match paper(app, &Reader { actor: None, now }, kind, subject).await {
        Ok(_) => Ok(true),
        Err(crate::base::errors::Failure::Refusal(_)) => Ok(false),
        Err(fault) => Err(fault),
    }
}
