//! How a notice came to be what it is: every published revision with its reason and what it changed.

use std::{fmt::Display, sync::Arc};

use chrono::{DateTime, Utc};
use programme::call::{CallContent, RevisionKind, changed};

use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    notices::calls::{
        memory,
        store::{
            Call, content_of,
            revisions::{self, Issue},
        },
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
    /// What it says.
    pub(super) content: Arc<CallContent>,
    /// That it is not in force any more; empty when it is.
    pub(super) past: String,
    /// That it was amended; empty when it was not.
    pub(super) amended: String,
    /// The history, the newest first; empty when nothing was ever amended.
    pub(super) issues: Vec<IssueView>,
}

/// The revisions that have been public. One that was replaced before the notice was public never was.
fn shown(call: &Call, issues: Vec<Issue>) -> Vec<Issue> {
    let replaced: Vec<Option<DateTime<Utc>>> =
        issues.iter().skip(1).map(|next| Some(next.published_at)).chain([None]).collect();
    let pairs = issues.into_iter().zip(replaced);
    pairs
        .filter(|(_, replaced)| replaced.is_none_or(|at| at > call.announced_at))
        .map(|(issue, _)| issue)
        .collect()
}

/// The notice in force, or the one of a number if it has been public.
pub(super) async fn tell(app: &App, page: &Page, call: &Call, number: Option<i32>) -> Outcome<Told> {
    let issues = shown(call, revisions::issues(app.database.read(), call.id).await?);
    let Some(current) = issues.last() else {
        let content = Arc::new(content_of(call)?);
        return Ok(Told { content, past: String::new(), amended: String::new(), issues: Vec::new() });
    };
    let chosen = match number {
        Some(number) => issues.iter().find(|issue| issue.number == number).ok_or_else(Refusal::not_found)?,
        None => current,
    };
    let content = memory::content(app, chosen).await?;
    let is_past = chosen.number != current.number;
    let past = if is_past {
        page.tf("{n}번째 공고문입니다. 지금은 바뀌었습니다.", &[("n", &chosen.number)])
    } else {
        String::new()
    };
    let amended = if issues.len() > 1 && !is_past {
        let values: [(&str, &dyn Display); 2] =
            [("at", &show::date_time(public_from(call, current))), ("what", &page.t(what(current.kind)))];
        page.tf("이 공고는 {at}에 바뀌었습니다: {what}", &values)
    } else {
        String::new()
    };
    let issues = if issues.len() > 1 { lines(app, page, call, &issues).await? } else { Vec::new() };
    Ok(Told { content, past, amended, issues })
}

/// When everybody could read a revision.
fn public_from(call: &Call, issue: &Issue) -> DateTime<Utc> {
    issue.published_at.max(call.announced_at)
}

async fn lines(app: &App, page: &Page, call: &Call, issues: &[Issue]) -> Outcome<Vec<IssueView>> {
    let mut out = Vec::new();
    let mut before: Option<Arc<CallContent>> = None;
    for issue in issues {
        let content = memory::content(app, issue).await?;
        let sections = before.as_ref().map(|before| changed(before, &content)).unwrap_or_default();
        let names: Vec<&str> = sections.into_iter().map(|section| page.t(words::section(section))).collect();
        let at = public_from(call, issue);
        let is_current = issues.last().is_some_and(|last| last.number == issue.number);
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
    Ok(out)
}

/// What a revision did, as the public reads it.
const fn what(kind: RevisionKind) -> &'static str {
    match kind {
        RevisionKind::First => "처음 공고했습니다.",
        RevisionKind::Amendment => "공고를 정정했습니다.",
        RevisionKind::Extension => "접수 기간을 연장했습니다.",
    }
}
