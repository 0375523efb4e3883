//! What an inspector does: where to go, the checklist, what the host confirms, and an item of which two records differ.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::Response,
};
use programme::inspection::standing;
use serde::Serialize;
use uuid::Uuid;

use super::{
    item_view::{ItemView, RecordView, record, view, who},
    sync::{Known, known},
};
use crate::{
    applying::applications::form::ApplicationForm,
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Role, Visitor},
    judging::inspections::{
        access::{Act, State},
        evidence::{self, About, Whole},
        forms::LONGEST_NOTE,
        store::{self, Listed},
        words,
    },
    web::{
        forms::{Fields, Problems, of_hundredths},
        page::{Page, html},
        parts::{Field, Pair, Problem, summary},
        show, urls,
    },
};

struct Row {
    id: Uuid,
    href: String,
    institution: String,
    place: String,
    when: String,
    state: (&'static str, &'static str),
}

#[derive(Template)]
#[template(path = "judging/inspections/templates/list.html")]
struct ListPage {
    rows: Vec<Row>,
    device: String,
    page: Page,
}

/// The pages that have to open without a network.
#[derive(Serialize)]
struct Prepared {
    worker: &'static str,
    pages: Vec<String>,
}

/// Where what is recorded on a device goes.
#[derive(Serialize)]
struct Device {
    id: Uuid,
    /// Whose device this is: nothing of another person is ever shown or sent.
    owner: Uuid,
    records: String,
    photos: String,
}

/// What the script of the list needs to know.
#[derive(Serialize)]
struct Overview {
    #[serde(flatten)]
    prepared: Prepared,
    devices: Vec<Device>,
}

/// What the script of an inspection needs to know.
#[derive(Serialize)]
struct Sheet {
    #[serde(flatten)]
    prepared: Prepared,
    #[serde(flatten)]
    device: Device,
    /// The hash of the roster among whose firms lots were drawn.
    list: String,
    known: Option<Known>,
}

#[derive(Template)]
#[template(path = "judging/inspections/templates/inspection.html")]
struct InspectionPage {
    institution: String,
    state: (&'static str, &'static str),
    facts: Vec<Pair>,
    items: Vec<ItemView>,
    missing: Vec<String>,
    confirmed: Vec<String>,
    report: String,
    is_closed: bool,
    confirm: String,
    host: String,
    close: String,
    device: String,
    page: Page,
}

#[derive(Template)]
#[template(path = "judging/inspections/templates/host.html")]
struct HostPage {
    institution: String,
    facts: Vec<Pair>,
    report: String,
    name: Field,
    remark: Field,
    is_closed: bool,
    confirm: String,
    back: String,
    device: String,
    page: Page,
}

#[derive(Template)]
#[template(path = "judging/inspections/templates/item_page.html")]
struct ItemPage {
    one: ItemView,
    differs: bool,
    standing: Vec<RecordView>,
    history: Vec<RecordView>,
    summary: Vec<Problem>,
    back: String,
    page: Page,
}

fn frame(visitor: &Visitor) -> Page {
    let page = visitor.page();
    let name = page.t("현장실사").to_owned();
    page.under(urls::INSPECTIONS, name)
}

/// The list: what comes next comes first, then what is closed, the latest first.
pub(super) async fn list(Given(app): Given<App>, visitor: Visitor) -> Outcome<Response> {
    let actor = visitor.actor()?;
    if actor.role != Role::Evaluator {
        return Err(Refusal::not_found().into());
    }
    let reader = app.database.read();
    let inspections = store::of_inspector(reader, actor.scope).await?;
    let (closed, mut open): (Vec<_>, Vec<_>) =
        inspections.into_iter().partition(|one| one.state == State::Closed);
    open.sort_by_key(|one| one.planned_at);
    let ids: Vec<Uuid> = open.iter().map(|one| one.id).collect();
    let overview = Overview {
        prepared: prepared(&ids),
        devices: ids.iter().map(|id| device(*id, actor.account)).collect(),
    };
    let inspections = [open, closed].concat();
    let names = evidence::names(reader, &inspections).await?;
    let row = |one: &Listed| Row {
        id: one.id,
        href: urls::inspection(&one.id),
        institution: names.get(&one.application).cloned().unwrap_or_default(),
        place: one.place.clone(),
        when: show::date_time(one.planned_at),
        state: words::state(one.state),
    };
    html(&ListPage {
        rows: inspections.iter().map(row).collect(),
        device: serde_json::to_string(&overview)?,
        page: frame(&visitor),
    })
}

fn prepared(inspections: &[Uuid]) -> Prepared {
    let pages = inspections.iter().flat_map(|id| [urls::inspection(id), urls::inspection_host(id)]);
    Prepared { worker: urls::INSPECTION_WORKER, pages: pages.collect() }
}

/// The inspection of an address, for one of its inspectors.
async fn opened(app: &App, visitor: &Visitor, id: Uuid) -> Outcome<(Whole, About)> {
    let reader = app.database.read();
    let inspection = store::find(reader, id).await?.ok_or_else(Refusal::not_found)?;
    evidence::admit(reader, app, (visitor.actor()?, Act::Attend), &inspection).await?;
    let about = evidence::about(reader, &inspection).await?;
    Ok((evidence::whole(reader, inspection).await?, about))
}

fn device(id: Uuid, owner: Uuid) -> Device {
    let (records, photos) = (urls::inspection_records(&id), urls::inspection_photo(&id, &Uuid::nil()));
    Device { id, owner, records, photos }
}

fn sheet(visitor: &Visitor, whole: &Whole, known: Option<Known>) -> Outcome<String> {
    let id = whole.inspection.id;
    let device = device(id, visitor.actor()?.account);
    let list = whole.inspection.draw.list.clone();
    Ok(serde_json::to_string(&Sheet { prepared: prepared(&[id]), device, list, known })?)
}

/// The checklist.
pub(super) async fn show(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let (whole, about) = opened(&app, &visitor, id).await?;
    let page = frame(&visitor).under(urls::inspection(&id), about.institution.clone());
    let known = known(&page, &whole, &about);
    html(&InspectionPage {
        institution: about.institution.clone(),
        state: words::state(whole.inspection.state),
        facts: facts(&page, &whole, &about),
        items: whole.checklist.items.iter().map(|item| view(&page, (&whole, &about), item, None)).collect(),
        missing: whole.missing().iter().map(|one| words::missing(&page, one)).collect(),
        confirmed: known.confirmed.clone(),
        report: whole.report(),
        is_closed: whole.inspection.state == State::Closed,
        confirm: urls::inspection_confirmation(&id),
        host: urls::inspection_host(&id),
        close: urls::inspection_close(&id),
        device: sheet(&visitor, &whole, Some(known))?,
        page,
    })
}

/// What the application says, against which the place is held.
pub(super) fn facts(page: &Page, whole: &Whole, about: &About) -> Vec<Pair> {
    let inspection = &whole.inspection;
    let people: Vec<String> =
        inspection.inspectors.iter().map(|inspector| who(page, about, *inspector)).collect();
    let mut facts = vec![
        Pair::new(page.t("접수번호"), about.number.clone()),
        Pair::new(page.t("방문하는 때"), show::date_time(inspection.planned_at)),
        Pair::new(page.t("신청한 주소"), inspection.place.clone()),
        Pair::new(page.t("실사자"), people.join(", ")),
    ];
    if let Some(form) = &about.form {
        facts.extend(declared(page, form));
    }
    if let Some(metres) = whole.metres() {
        let far = page.tf("{n}m", &[("n", &metres)]);
        facts.push(Pair::new(page.t("사진 찍은 곳과 신청한 주소의 거리"), far));
    }
    facts
}

fn declared(page: &Page, form: &ApplicationForm) -> Vec<Pair> {
    let jobs: Vec<&str> = form.staff.iter().map(|row| row.job.as_str()).collect();
    let rooms = form.premises.iter().map(|row| {
        page.tf("{address} ({n}㎡)", &[("address", &row.address), ("n", &of_hundredths(row.area_centi_m2))])
    });
    let devices =
        form.devices.iter().map(|row| format!("{} {}", row.name, page.tf("{n}대", &[("n", &row.quantity)])));
    vec![
        Pair::new(page.t("집적지"), form.zone_name.clone()),
        Pair::new(page.t("공간"), rooms.collect::<Vec<_>>().join(", ")),
        Pair::new(page.t("기기"), devices.collect::<Vec<_>>().join(", ")),
        Pair::new(
            page.t("운영인력"),
            page.tf("{n}명: {jobs}", &[("n", &form.staff.len()), ("jobs", &jobs.join(", "))]),
        ),
    ]
}

/// What the host reads and confirms. What was found is not on it (D-11).
pub(super) async fn host(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let (whole, about) = opened(&app, &visitor, id).await?;
    let page = frame(&visitor).under(urls::inspection(&id), about.institution.clone());
    let page = page.clone().under(urls::inspection_host(&id), page.t("현장 담당자 확인"));
    let inspection = &whole.inspection;
    let people: Vec<String> =
        inspection.inspectors.iter().map(|inspector| who(&page, &about, *inspector)).collect();
    let items = page.tf("{n}가지", &[("n", &whole.checklist.items.len())]);
    let field = |name: &str| Field::new(&page, name, "", &Problems::default());
    html(&HostPage {
        institution: about.institution.clone(),
        facts: vec![
            Pair::new(page.t("방문하는 때"), show::date_time(inspection.planned_at)),
            Pair::new(page.t("신청한 주소"), inspection.place.clone()),
            Pair::new(page.t("실사자"), people.join(", ")),
            Pair::new(page.t("점검 항목"), items),
        ],
        report: whole.report(),
        name: field("name"),
        remark: field("remark"),
        is_closed: inspection.state == State::Closed,
        confirm: urls::inspection_confirmation(&id),
        back: urls::inspection(&id),
        device: sheet(&visitor, &whole, None)?,
        page,
    })
}

/// An item with everything that was written about it.
pub(super) async fn item(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(place): Path<(Uuid, u8)>,
) -> Outcome<Response> {
    draw_item(&app, &visitor, place, None).await
}

/// Draws it; `sent` is a form with something wrong in it.
pub(super) async fn draw_item(
    app: &App,
    visitor: &Visitor,
    (id, number): (Uuid, u8),
    sent: Option<(&Fields, &Problems)>,
) -> Outcome<Response> {
    let (whole, about) = opened(app, visitor, id).await?;
    let item = whole.checklist.item(number).ok_or_else(Refusal::not_found)?;
    let page = frame(visitor).under(urls::inspection(&id), about.institution.clone());
    let name = page.tf("점검 항목 {n}", &[("n", &number)]);
    let page = page.under(urls::inspection_item(&id, number), name);
    let heads = standing(&whole.records, number).heads();
    let both = (&whole, &about);
    let own = whole.records.iter().filter(|one| one.item == number);
    let none = Problems::default();
    let problems = sent.map_or(&none, |(_, problems)| problems);
    let one = view(&page, both, item, sent);
    html(&ItemPage {
        differs: one.differs,
        // Both records stand above the form here, so that it need not lead to them.
        one: ItemView { differs: false, ..one },
        standing: heads.into_iter().map(|one| record(&page, both, one)).collect(),
        history: own.rev().map(|one| record(&page, both, one)).collect(),
        summary: summary(&page, problems)
            .into_iter()
            .map(|one| Problem { name: format!("{}.{number}", one.name), ..one })
            .collect(),
        back: format!("{}#item-{number}", urls::inspection(&id)),
        page,
    })
}
