//! The page of one application in front of a member: its papers and their card.

use askama::Template;
use axum::response::Response;
use korea::ksic::{Revision, division};
use programme::scoring::{CardState, Criterion, InspectionResult, ScoredStage, Stage};

use crate::{
    applying::applications::{
        form::{ACTIVITIES, ApplicationForm},
        store as applications,
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    judging::{
        inspections::{
            evidence::{self as inspections, Proposal},
            words as inspection_words,
        },
        panels::words as panel_words,
        scores::{
            access::State,
            evidence::Opened,
            forms::{self, comment_field, points_field},
            store::{self, KeptCard, Typed},
            words,
        },
    },
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{self, Choice, Field, Pair, Problem},
        show, urls,
    },
};

/// A criterion on a card.
pub(super) struct CriterionView {
    pub(super) name: String,
    pub(super) most: u32,
    pub(super) floor: String,
    pub(super) anchors: Vec<String>,
    pub(super) points: Field,
    pub(super) comment: Field,
    pub(super) said: (String, String),
}

/// A paper to read.
struct Paper {
    href: String,
    name: String,
    bytes: String,
}

/// What the chair fills in on site.
struct InspectionForm {
    result: Field,
    results: Vec<Choice>,
    found: Field,
    password: Field,
    action: String,
}

#[derive(Template)]
#[template(path = "judging/scores/templates/card.html")]
struct CardPage {
    institution: String,
    facts: Vec<Pair>,
    plan: Vec<(String, String)>,
    papers: Vec<Paper>,
    summary: Vec<Problem>,
    criteria: Vec<CriterionView>,
    rule: String,
    proposal: Option<&'static str>,
    action: String,
    recusal: String,
    state: (&'static str, String),
    saved: String,
    is_open: bool,
    is_scored: bool,
    total: String,
    digest: (String, String),
    inspection: Option<InspectionForm>,
    inspected: String,
    /// What the inspection proposed, where something else was signed.
    differs: String,
    /// Whether the inspection is not closed yet, so that nothing can be signed.
    waits: bool,
    /// The card as a document, once it is signed.
    paper: Option<String>,
    page: Page,
}

/// The frame of the pages of one application.
pub(super) fn frame(visitor: &Visitor, opened: &Opened) -> Page {
    let page = super::evaluator::frame(visitor);
    let stage = page.t(panel_words::stage(opened.meeting.stage)).to_owned();
    let (meeting, application) = (opened.meeting.id, opened.entrant.application);
    page.under(urls::judging_meeting(&meeting), stage)
        .under(urls::judging_card(&meeting, &application), opened.entrant.institution.clone())
}

/// The criteria of a stage with what was typed.
pub(super) fn criteria(
    page: &Page,
    stage: &ScoredStage,
    typed: &[Typed],
    (fields, problems): (&Fields, &Problems),
) -> Vec<CriterionView> {
    let view = |leaf: &Criterion| {
        let one = typed.iter().find(|one| one.criterion == leaf.code.0);
        CriterionView {
            name: leaf.name.clone(),
            most: leaf.max_points,
            floor: leaf.floor_centi.map(|floor| floor.to_string()).unwrap_or_default(),
            anchors: leaf.anchors.clone(),
            points: Field::sent(page, &points_field(&leaf.code), fields, problems),
            comment: Field::sent(page, &comment_field(&leaf.code), fields, problems),
            said: one.map(|one| (one.points.clone(), one.comment.clone())).unwrap_or_default(),
        }
    };
    stage.leaves().map(view).collect()
}

/// The sum of what is on a card.
pub(super) fn total(typed: &[Typed]) -> String {
    let sum: programme::scoring::CentiPoints =
        typed.iter().filter_map(Typed::score).map(|score| score.points_centi).sum();
    sum.to_string()
}

/// Draws the page; `sent` is a form with something wrong in it.
pub(super) async fn draw(
    app: &App,
    visitor: &Visitor,
    opened: &Opened,
    kept: Option<&KeptCard>,
    sent: Option<(&Fields, &Problems)>,
) -> Outcome<Response> {
    let page = frame(visitor, opened);
    let (meeting, application) = (opened.meeting.id, opened.entrant.application);
    let whole = applications::whole(app.database.read(), application).await?;
    let whole = whole.ok_or_else(Refusal::not_found)?;
    let form = whole.application.form()?;
    let found = store::inspections(app.database.read(), [meeting]).await?;
    let found = found.into_iter().find(|one| one.application == application);
    let paper = |file: &applications::AttachedFile| Paper {
        href: urls::judging_file(&meeting, &application, &file.id),
        name: file.name.clone(),
        bytes: show::bytes(&file.bytes),
    };
    let signed = found.as_ref().map(|found| found.result);
    let inspected =
        found.map(|found| format!("{} — {}", page.t(words::inspection(found.result)), found.found));
    let view = card_page(page, opened, kept, sent);
    let mut facts = form.as_ref().map(|form| facts(&view.page, opened, form)).unwrap_or_default();
    let (mut waits, mut differs) = (false, String::new());
    if opened.meeting.stage == Stage::SiteInspection {
        let reader = app.database.read();
        let proposal = inspections::proposal(reader, application).await?;
        facts.extend(proposal.iter().flat_map(|one| on_site(&view.page, one)));
        waits = !inspections::unvisited(reader, opened.call.id, &[application]).await?.is_empty();
        let proposed = proposal.map(|one| one.closed.result);
        let other = proposed.filter(|proposed| signed.is_some_and(|signed| signed != *proposed));
        differs = other.map(|one| view.page.t(words::inspection(one)).to_owned()).unwrap_or_default();
    }
    html(&CardPage {
        facts,
        differs,
        waits,
        plan: form.as_ref().map(|form| plan(&view.page, form)).unwrap_or_default(),
        papers: whole.files.iter().map(paper).collect(),
        inspection: inspection(&view.page, visitor, opened, inspected.is_none() && !waits),
        inspected: inspected.unwrap_or_default(),
        ..view
    })
}

/// The page without the application.
fn card_page(
    page: Page,
    opened: &Opened,
    kept: Option<&KeptCard>,
    sent: Option<(&Fields, &Problems)>,
) -> CardPage {
    let (meeting, application) = (opened.meeting.id, opened.entrant.application);
    let typed = kept.map(|kept| kept.typed.clone()).unwrap_or_default();
    let (kept_fields, none) = (forms::fields(&typed), Problems::default());
    let (fields, problems) = sent.unwrap_or((&kept_fields, &none));
    let scored = opened.plan.rubric.scored_stage(opened.meeting.stage);
    let rule = opened.plan.rubric.comments;
    let is_open = kept.is_none_or(|kept| kept.state == CardState::Open) && opened.state == State::Open;
    CardPage {
        institution: opened.entrant.institution.clone(),
        facts: Vec::new(),
        plan: Vec::new(),
        papers: Vec::new(),
        summary: parts::summary(&page, problems),
        criteria: scored.map(|stage| criteria(&page, stage, &typed, (fields, problems))).unwrap_or_default(),
        rule: page.tf(
            "배점의 {low}%보다 낮거나 {high}%보다 높은 점수에는 까닭을 적어야 합니다.",
            &[("low", &rule.below_percent), ("high", &rule.above_percent)],
        ),
        proposal: panel_words::proposal(opened.plan.rubric.status),
        action: urls::judging_card(&meeting, &application),
        recusal: urls::judging_recusal(&meeting, &application),
        state: state(&page, kept),
        saved: kept.map(|kept| show::clock(kept.saved_at)).unwrap_or_default(),
        is_open,
        is_scored: scored.is_some(),
        total: total(&typed),
        digest: show::hash(kept.and_then(|kept| kept.digest.as_deref()).unwrap_or_default()),
        inspection: None,
        inspected: String::new(),
        differs: String::new(),
        waits: false,
        paper: kept.filter(|kept| matches!(kept.state, CardState::Locked { .. })).map(|kept| {
            let ids = [&kept.id.meeting, &kept.id.application, &kept.id.evaluator];
            urls::document(urls::paper::CARD, urls::paper_subject(ids))
        }),
        page,
    }
}

fn state(page: &Page, kept: Option<&KeptCard>) -> (&'static str, String) {
    match kept.map(|kept| &kept.state) {
        Some(CardState::Locked { signed_at }) => {
            ("pass", page.tf("{at} 서명함", &[("at", &show::date_time(*signed_at))]))
        }
        Some(CardState::Void { .. }) => ("unknown", page.t("세지 않음").to_owned()),
        Some(CardState::Open) => ("warn", page.t("쓰는 중").to_owned()),
        None => ("unknown", page.t("아직 쓰지 않음").to_owned()),
    }
}

/// What the chair signs; none for anybody else, and none once it is signed.
fn inspection(page: &Page, visitor: &Visitor, opened: &Opened, is_missing: bool) -> Option<InspectionForm> {
    let is_chair = visitor.actor.as_ref().is_some_and(|actor| opened.signer == actor.scope);
    let is_veto = opened.plan.rubric.scored_stage(opened.meeting.stage).is_none();
    (is_chair && is_veto && is_missing).then(|| {
        let field = |name: &str| Field::new(page, name, "", &Problems::default());
        let results = [
            ("conform", InspectionResult::Conform),
            ("conform_after_fix", InspectionResult::ConformAfterFix),
            ("non_conform", InspectionResult::NonConform),
        ];
        let choice = |(code, result): (&str, InspectionResult)| {
            Choice::new(code, page.t(words::inspection(result)), "")
        };
        InspectionForm {
            result: field("result"),
            results: results.into_iter().map(choice).collect(),
            found: field("found"),
            password: field("password"),
            action: urls::judging_inspection(&opened.meeting.id, &opened.entrant.application),
        }
    })
}

/// What the application says about itself. People are named by what they do only.
fn facts(page: &Page, opened: &Opened, form: &ApplicationForm) -> Vec<Pair> {
    let name = division(form.division, Revision::R10).map(|known| known.name).unwrap_or_default();
    let staff: Vec<&str> = form.staff.iter().map(|row| row.job.as_str()).collect();
    let premises: Vec<&str> = form.premises.iter().map(|row| row.address.as_str()).collect();
    let devices: Vec<String> = form
        .devices
        .iter()
        .map(|row| format!("{} {}", row.name, page.tf("{n}대", &[("n", &row.quantity)])))
        .collect();
    vec![
        Pair::new(page.t("접수번호"), opened.entrant.key.0.clone()),
        Pair::new(page.t("집적지"), format!("{} · C{} {name}", form.zone_name, form.division)),
        Pair::new(page.t("운영 역량"), form.capacity.clone()),
        Pair::new(
            page.t("운영인력"),
            page.tf("{n}명: {jobs}", &[("n", &form.staff.len()), ("jobs", &staff.join(", "))]),
        ),
        Pair::new(page.t("공간"), premises.join(", ")),
        Pair::new(page.t("기기"), devices.join(", ")),
    ]
}

/// What was found on site, for the panel that decides on it.
fn on_site(page: &Page, proposal: &Proposal) -> Vec<Pair> {
    let (_, result) = inspection_words::result(proposal.closed.result);
    let said = page.tf(
        "{result} ({at} 마침)",
        &[("result", &page.t(result)), ("at", &show::date_time(proposal.closed.at))],
    );
    let item =
        |(number, note): &(u8, String)| Pair::new(page.tf("점검 항목 {n}", &[("n", number)]), note.clone());
    let first = Pair::new(page.t("현장 기록의 제안"), said);
    std::iter::once(first).chain(proposal.differing.iter().map(item)).collect()
}

fn plan(page: &Page, form: &ApplicationForm) -> Vec<(String, String)> {
    let row = |row: &crate::applying::applications::form::PlanRow| {
        let known = ACTIVITIES.iter().find(|(activity, _)| activity.code() == row.activity.code());
        let name = known.map_or_else(|| row.activity.code().to_owned(), |(_, name)| page.t(name).to_owned());
        (name, row.summary.clone())
    };
    form.plan.iter().map(row).collect()
}
