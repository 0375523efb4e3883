//! How a notice came to be what it is: every published revision with its reason and what it changed.

use std::fmt::Display;

use chrono::{DateTime, Utc};
use programme::call::{CallContent, RevisionKind, changed};

use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    notices::calls::{
        memory::{self, Edition, Editions},
        store::{Call, content_of, revisions::Issue},
        words,
    },
    web::{page::Page, show, urls},
};

/// A line of the history.
pub(super) struct IssueView {
    pub(super) number: i32,
    pub(super) iso: String,
    pub(super) at: String,
    pub(super) what: String,
    pub(super) reason: String,
    pub(super) changed: String,
    pub(super) href: String,
}

/// A notice with its history.
pub(super) struct Told {
    editions: Editions,
    /// The place of the chosen edition.
    place: usize,
    /// What a call says that was entered before there were revisions.
    entered: Option<CallContent>,
    /// That it is not in force any more; empty when it is.
    pub(super) past: String,
    /// That it was amended; empty when it was not.
    pub(super) amended: String,
    /// The history, the newest first; empty when nothing was ever amended.
    pub(super) issues: Vec<IssueView>,
}

impl Told {
    /// What it says.
    pub(super) fn content(&self) -> Option<&CallContent> {
        self.editions.get(self.place).map(|edition| &edition.content).or(self.entered.as_ref())
    }
}

/// The places of the editions that have been public. One that was replaced before the notice was public never was.
fn shown(call: &Call, editions: &[Edition]) -> Vec<usize> {
    let replaced = |place: usize| editions.get(place + 1).map(|next| next.issue.published_at);
    let places = 0..editions.len();
    places.filter(|place| replaced(*place).is_none_or(|at| at > call.announced_at)).collect()
}

/// The notice in force, or the one of a number if it has been public.
pub(super) async fn tell(app: &App, page: &Page, call: &Call, number: Option<i32>) -> Outcome<Told> {
    let editions = memory::editions(app, call).await?;
    let places = shown(call, &editions);
    let mut told = Told {
        place: editions.len(),
        entered: None,
        past: String::new(),
        amended: String::new(),
        issues: Vec::new(),
        editions,
    };
    let (Some(current), editions) = (places.last().copied(), &told.editions) else {
        told.entered = Some(content_of(call)?);
        return Ok(told);
    };
    let of_number = |place: &usize| number.is_none_or(|number| editions[*place].issue.number == number);
    told.place = places.iter().rev().copied().find(of_number).ok_or_else(Refusal::not_found)?;
    if told.place != current {
        let number = editions[told.place].issue.number;
        told.past = page.tf("{n}번째 공고문입니다. 지금은 바뀌었습니다.", &[("n", &number)]);
    } else if places.len() > 1 {
        let issue = &editions[current].issue;
        let values: [(&str, &dyn Display); 2] =
            [("at", &show::date_time(public_from(call, issue))), ("what", &page.t(what(issue.kind)))];
        told.amended = page.tf("이 공고는 {at}에 바뀌었습니다: {what}", &values);
    }
    if places.len() > 1 {
        told.issues = lines(page, call, editions, &places);
    }
    Ok(told)
}

/// When everybody could read a revision.
fn public_from(call: &Call, issue: &Issue) -> DateTime<Utc> {
    issue.published_at.max(call.announced_at)
}

fn lines(page: &Page, call: &Call, editions: &[Edition], places: &[usize]) -> Vec<IssueView> {
    let mut before: Option<&CallContent> = None;
    let mut out = Vec::new();
    for place in places {
        let Edition { issue, content } = &editions[*place];
        let sections = before.map(|before| changed(before, content)).unwrap_or_default();
        let names: Vec<&str> = sections.into_iter().map(|section| page.t(words::section(section))).collect();
        let at = public_from(call, issue);
        let is_current = places.last() == Some(place);
        out.push(IssueView {
            number: issue.number,
            iso: at.to_rfc3339(),
            at: show::date_time(at),
            what: page.t(what(issue.kind)).to_owned(),
            reason: issue.reason.clone(),
            changed: if names.is_empty() {
                String::new()
            } else {
                page.tf("바뀐 곳: {list}", &[("list", &names.join(", "))])
            },
            href: if is_current { String::new() } else { urls::call_revision(&call.slug, issue.number) },
        });
        before = Some(content);
    }
    out.reverse();
    out
}

/// What a revision did, as the public reads it.
const fn what(kind: RevisionKind) -> &'static str {
    match kind {
        RevisionKind::First => "처음 공고했습니다.",
        RevisionKind::Amendment => "공고를 정정했습니다.",
        RevisionKind::Extension => "접수 기간을 연장했습니다.",
    }
}
