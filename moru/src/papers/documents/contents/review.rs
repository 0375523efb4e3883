//! The sheet of the review (요건검토표, D-10): gate by gate what was frozen, what people found, and the two decisions.
//! Who they were stands in the trail; a sheet names roles.

use std::collections::BTreeMap;

use documents::{Column, Heading};
use programme::gates::Gate;
use uuid::Uuid;

use super::{
    Paper, Reader,
    application::{around, cluster_name},
    blocks::{facts, heading, list, table},
    korean,
};
use crate::{
    applying::{
        applications::{store as applications, words},
        intake::{
            access::{Act, require},
            store::{self, Found, Proposed, Review},
        },
    },
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    papers::documents::kinds::Kind,
    web::show,
};

/// The word of a finding's state.
pub(in crate::papers::documents) fn verdict(state: &str) -> &'static str {
    match state {
        "pass" => "충족",
        "fail" => "미충족",
        "warn" => "주의",
        _ => "확인 전",
    }
}

/// The sheet, once the review has begun.
pub(super) async fn paper(app: &App, reader: &Reader<'_>, id: Uuid) -> Outcome<Paper> {
    let (actor, database) = (reader.signed_in()?, app.database.read());
    let application = applications::find(database, id).await?.ok_or_else(Refusal::not_found)?;
    require(Act::Read, actor, &application.subject())?;
    let review = store::review(database, id).await?.ok_or_else(Refusal::not_found)?;
    let found = store::findings(database, id).await?;
    let report = application.frozen_report()?.ok_or_else(|| Fault::new("a submission without findings"))?;
    let form = application.form()?.ok_or_else(|| Fault::new("a submission without a form"))?;
    let received = application.received_at.ok_or_else(|| Fault::new("a submission without its time"))?;
    let (call, institution) = around(app, &application).await?;
    let last = review.decided_at.or(review.proposal.as_ref().map(|one| one.at));
    let last = last.or(found.last().map(|one| one.at)).unwrap_or(received);
    let mut paper = Paper::titled("요건검토표", show::day(last)).signed(Kind::Review.office());
    paper.push(facts([
        ("공고", call.title.clone()),
        ("접수번호", application.receipt_number.clone().unwrap_or_default()),
        ("외부 접수번호", review.external_receipt.clone().unwrap_or_default()),
        ("신청기관", institution.name),
        ("집적지", cluster_name(&form)),
        ("받은 때", show::exact(received)),
    ]));
    paper.push(heading("신청자격 5가지"));
    let latest = store::latest(&found);
    let outcome = |gate| report.reviewed(gate, latest.get(&gate).map(|found: &&Found| found.holds));
    let columns = [
        ("자격", Column::text(3)),
        ("판정", Column::centered(2)),
        ("제출할 때의 자료", Column::text(5)),
        ("근거", Column::text(5)),
    ];
    let lines = Gate::ALL.into_iter().zip(words::lines(&korean(), &report, None));
    let rows = lines.map(|(gate, line)| {
        [line.title, verdict(words::state(outcome(gate))).to_owned(), line.detail, line.basis]
    });
    paper.push(table(columns, rows, ""));
    paper.push(heading("사람이 확인한 것"));
    for gate in Gate::ALL {
        let own: Vec<String> = found.iter().filter(|one| one.gate == gate).map(said).collect();
        if !own.is_empty() {
            paper.push(Heading::plain(2, words::title(gate)));
            paper.push(list(own, ""));
        }
    }
    if found.is_empty() {
        paper.push(list(Vec::new(), "아직 적은 것이 없습니다."));
    }
    paper.push(heading("검토 의견과 결정"));
    let holds: BTreeMap<Gate, bool> = latest.iter().map(|(gate, found)| (*gate, found.holds)).collect();
    let together = korean().say(&words::together(&report.eligibility_with(&holds)));
    paper.push(facts(decision(&review, together)));
    Ok(paper)
}

fn said(found: &Found) -> String {
    let word = if found.holds { "충족" } else { "미충족" };
    let paper =
        if found.paper.is_empty() { String::new() } else { format!(" (근거 서류: {})", found.paper) };
    format!("{word}: {}{paper}, {}", found.reason, show::date_time(found.at))
}

fn decision(review: &Review, together: String) -> [(&'static str, String); 4] {
    let proposal = review.proposal.as_ref().map_or_else(String::new, |proposal| {
        let what = match proposal.what {
            Proposed::Eligible => "평가 대상",
            Proposed::Ineligible => "평가 대상 아님",
        };
        format!("{what} (전담기관 검토자, {})", show::date_time(proposal.at))
    });
    let decided = review.decided_at.map_or_else(
        || "아직 결정하지 않음".to_owned(),
        |at| format!("의견대로 결정 (검토자가 아닌 전담기관 책임자, {})", show::date_time(at)),
    );
    let told = review.published_at.map(show::date_time).unwrap_or_default();
    [("종합", together), ("검토 의견", proposal), ("결정", decided), ("신청기관에 알린 때", told)]
}
