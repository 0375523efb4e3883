//! Applications on the real router, on both engines.

mod clock;
mod crowd;
mod deadline;
mod evidence;
mod form;
mod hostile;
mod once;
mod partners;
mod receipts;
mod secrecy;
mod writers;

use chrono::NaiveDate;
use http::StatusCode;
use korea::zones::ZoneSystem;
use programme::gates::{HeadcountBasis, InstitutionKind};
use testdb::TestDatabase;
use uuid::Uuid;

use super::{actions, example, form::Step};
use crate::{
    identity::{
        accounts::{Actor, Role},
        audit::PROGRAM,
    },
    notices::calls,
    places::atlas::{
        actions::{NewSnapshot, publish_snapshot},
        store::{Cell, CellCount},
    },
    registry::institutions::store::{self as institutions, Institution},
    testing::{Browser, TestApp},
    web::urls,
};

/// 서울특별시 영등포구 문래동, a zone whose threshold is 50.
pub(super) const ZONE: &str = "1156060500";
pub(crate) const ZONE_NAME: &str = "서울특별시 영등포구 문래동";

/// The call of 2024 and a census in which the zone's fabricated metal has so many small manufacturers.
pub(crate) async fn call(database: TestDatabase, count: u32) -> TestApp {
    let test = TestApp::start(database).await;
    census(&test, count).await;
    let call = calls::example::call_of_2024(&test.app.clock).expect("the call of 2024");
    calls::actions::enter(&test.app, PROGRAM, &call).await.expect("a call");
    test
}

/// Publishes a census with one cell.
pub(crate) async fn census(test: &TestApp, count: u32) {
    let cell = Cell { zone: ZONE.to_owned(), division: 25, count: CellCount::Known(count) };
    let snapshot = NewSnapshot {
        name: "시험 통계".to_owned(),
        reference_date: NaiveDate::from_ymd_opt(2021, 12, 31).expect("a date"),
        source: "시험 자료".to_owned(),
        zone_system: ZoneSystem::MoisAdm,
        ksic_revision: 10,
        headcount: HeadcountBasis::PersonsEngagedBand,
        is_synthetic: true,
        cells: vec![cell],
    };
    publish_snapshot(&test.app, PROGRAM, snapshot).await.expect("a snapshot");
}

/// An institution.
pub(crate) async fn institution(test: &TestApp, kind: InstitutionKind, number: &str) -> Uuid {
    let id = test.app.clock.id();
    let new = Institution {
        id,
        name: format!("예시기관 {number}"),
        kind,
        business_number: number.to_owned(),
        representative_title: "이사장".to_owned(),
        address: "예시로 1".to_owned(),
        phone: "+82421234567".to_owned(),
    };
    let transaction = test.app.database.begin().await.expect("a transaction");
    institutions::insert(&transaction, &new, test.app.clock.now()).await.expect("an institution");
    transaction.commit().await.expect("a commit");
    id
}

/// A browser of someone of a new institution, and the institution.
pub(super) async fn applicant(test: &TestApp, number: &str) -> (Browser, Uuid) {
    let institution = institution(test, InstitutionKind::University, number).await;
    (test.signed_in(Role::Applicant, institution).await, institution)
}

/// Begins an application over HTTP and fills it with the example.
pub(crate) async fn draft(test: &TestApp, browser: &mut Browser, institution: Uuid, people: usize) -> Uuid {
    draft_with(test, browser, institution, example::answers(ZONE_NAME, 25, people)).await
}

/// Begins an application over HTTP and fills it with answers and the two papers.
pub(crate) async fn draft_with(
    test: &TestApp,
    browser: &mut Browser,
    institution: Uuid,
    answers: Vec<(String, String)>,
) -> Uuid {
    let answer = browser.post(&urls::apply(calls::example::SLUG), &[]).await.expect(StatusCode::SEE_OTHER);
    let id: Uuid = answer.location().split('/').nth(2).expect("an id").parse().expect("an id");
    assert_eq!(answer.location(), urls::application_step(&id, Step::Institution.code()));
    let actor = Actor {
        account: test.app.clock.id(),
        name: String::new(),
        role: Role::Applicant,
        scope: institution,
        roles: Vec::new(),
    };
    example::fill(&test.app, &actor, id, answers).await.expect("a filled draft");
    id
}

/// A submitted application.
pub(crate) async fn submitted(test: &TestApp, number: &str) -> (Browser, Uuid) {
    let (mut browser, institution) = applicant(test, number).await;
    let id = draft(test, &mut browser, institution, 3).await;
    let answer = browser.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), urls::receipt(&id));
    (browser, id)
}

/// How many receipts the database holds.
pub(super) async fn receipts(test: &TestApp) -> u64 {
    use sea_orm::{EntityTrait, PaginatorTrait};
    super::tables::receipt::Entity::find().count(test.app.database.read()).await.expect("a count")
}
