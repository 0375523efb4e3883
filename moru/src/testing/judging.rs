//! A call whose applications wait to be judged, and people to judge them.

use chrono::NaiveDate;
use http::StatusCode;
use korea::zones::ZoneSystem;
use programme::{
    gates::{HeadcountBasis, InstitutionKind},
    scoring::Stage,
    states::ApplicationState,
};
use testdb::TestDatabase;
use uuid::Uuid;

use super::{Browser, TestApp, kst};
use crate::{
    applying::{
        applications::{actions, example, store as applications},
        intake,
    },
    identity::{
        accounts::{Actor, Role, passwords},
        audit::PROGRAM,
    },
    judging::{adjustments, evaluators, panels, scores},
    notices::calls,
    places::atlas::{
        actions::{NewSnapshot, publish_snapshot},
        store::{Cell, CellCount},
    },
    registry::institutions::store::{self as institutions, Institution},
    web::urls,
};

/// 서울특별시 영등포구 문래동, a zone whose threshold is 50.
const ZONE: &str = "1156060500";
const ZONE_NAME: &str = "서울특별시 영등포구 문래동";
/// The password of every evaluator.
pub(crate) const PASSWORD: &str = "모루는 모루입니다";
/// The address of the call.
pub(crate) const SLUG: &str = calls::example::SLUG;

/// An application that was received.
pub(crate) struct Received {
    /// The application.
    pub(crate) id: Uuid,
    /// Its institution.
    pub(crate) institution: Uuid,
    /// The institution's business number.
    pub(crate) number: String,
    /// The institution's name.
    pub(crate) name: String,
}

/// A call that is closed, with its applications and the people of the register.
pub(crate) struct Judging {
    /// The application under test.
    pub(crate) test: TestApp,
    /// What was received, in the order of the receipts.
    pub(crate) received: Vec<Received>,
    /// The people of the register.
    pub(crate) evaluators: Vec<Uuid>,
}

/// The day on which the panels meet.
pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 5, 21).expect("a day")
}

impl Judging {
    /// So many applications and so many evaluators; the clock stands at 10:00 on the day of the panel.
    pub(crate) async fn start(database: TestDatabase, applications: u8, evaluators: u8) -> Self {
        let test = TestApp::start(database).await;
        census(&test).await;
        let call = calls::example::call_of_2024(&test.app.clock).expect("the call of 2024");
        calls::actions::enter(&test.app, PROGRAM, &call).await.expect("a call");
        let mut received = Vec::new();
        for place in 0..applications {
            received.push(receive(&test, place, (InstitutionKind::University, 3)).await);
        }
        Self::reviewed(test, received, evaluators).await
    }

    /// The call of 2024: eleven apply. The first eight will be evaluated; of the others one is a stock company, one has two
    /// people, and one withdraws.
    pub(crate) async fn of_2024(database: TestDatabase, evaluators: u8) -> Self {
        let test = TestApp::start(database).await;
        census(&test).await;
        let call = calls::example::call_of_2024(&test.app.clock).expect("the call of 2024");
        calls::actions::enter(&test.app, PROGRAM, &call).await.expect("a call");
        let mut received = Vec::new();
        for place in 0..11 {
            let kind = if place == 8 { InstitutionKind::ForProfit } else { InstitutionKind::University };
            let people = if place == 9 { 2 } else { 3 };
            received.push(receive(&test, place, (kind, people)).await);
        }
        let last = &received[10];
        let actor = applicant(&test, last.institution);
        actions::withdraw(&test.app, &actor, last.id).await.expect("a withdrawal");
        Self::reviewed(test, received, evaluators).await
    }

    /// Two applications, the first of them together with [`example::PARTNER`].
    pub(crate) async fn together(database: TestDatabase, evaluators: u8) -> Self {
        let test = TestApp::start(database).await;
        census(&test).await;
        let call = calls::example::call_of_2024(&test.app.clock).expect("the call of 2024");
        calls::actions::enter(&test.app, PROGRAM, &call).await.expect("a call");
        let lead = receive_with(&test, 0, (InstitutionKind::University, 3), true).await;
        let other = receive(&test, 1, (InstitutionKind::University, 3)).await;
        Self::reviewed(test, vec![lead, other], evaluators).await
    }

    async fn reviewed(test: TestApp, received: Vec<Received>, evaluators: u8) -> Self {
        test.app.clock.set(kst("2024-05-21T10:00:00"));
        intake::example::reviewed(&test.app, SLUG).await.expect("reviewed applications");
        let hash = passwords::hash(PASSWORD).await.expect("a hash");
        let mut register = Vec::new();
        for number in 1..=evaluators {
            let entered = evaluators::example::enter(&test.app, number, &hash).await;
            register.push(entered.expect("an evaluator"));
        }
        Self { test, received, evaluators: register }
    }

    /// An appointed panel of five for a stage, and its members, the chair first.
    pub(crate) async fn appointed(&self, stage: Stage) -> (Uuid, Vec<Uuid>) {
        let panel = panels::example::appointed(
            &self.test.app,
            SLUG,
            panels::example::meeting(stage, day(), 5),
            &self.evaluators,
            None,
        )
        .await;
        panel.expect("an appointed panel")
    }

    /// A member who has declared and is there.
    pub(crate) async fn ready(&self, meeting: Uuid, member: Uuid) -> Actor {
        panels::example::ready(&self.test.app, meeting, member).await.expect("a member who is there")
    }

    /// Goes through all three stages: every member gives each application its percent, every place is as declared, and
    /// nobody has a bonus or a penalty.
    /// Returns the meetings with their members.
    pub(crate) async fn scored(&self, percents: &[u32]) -> Vec<(Uuid, Vec<Actor>)> {
        let percent = |application: Uuid| {
            let place = self.received.iter().position(|received| received.id == application);
            percents[place.expect("an application")]
        };
        let mut meetings = Vec::new();
        for stage in [Stage::DocumentReview, Stage::SiteInspection, Stage::Presentation] {
            let held = scores::example::held(
                &self.test.app,
                SLUG,
                panels::example::meeting(stage, day(), 5),
                &self.evaluators,
                (percent, PASSWORD),
            );
            meetings.push(held.await.expect("a closed stage"));
        }
        self.without_adjustments().await;
        meetings
    }

    /// Decides that no bonus and no penalty applies to anybody.
    pub(crate) async fn without_adjustments(&self) {
        adjustments::example::decided(&self.test.app, SLUG, |_, _| None).await.expect("no bonus");
    }

    /// The receipt number of an application.
    pub(crate) async fn receipt(&self, application: usize) -> String {
        let id = self.received[application].id;
        let kept = applications::find(self.test.app.database.read(), id).await.expect("a query");
        kept.and_then(|kept| kept.receipt_number).expect("a receipt")
    }

    /// The state of an application.
    pub(crate) async fn state(&self, application: usize) -> ApplicationState {
        let id = self.received[application].id;
        let kept = applications::find(self.test.app.database.read(), id).await.expect("a query");
        kept.expect("an application").state
    }

    /// Somebody of the institution of an application at a browser.
    pub(crate) async fn applicant(&self, application: usize) -> Browser {
        self.test.signed_in(Role::Applicant, self.received[application].institution).await
    }

    /// Somebody of the register at a browser, signed in with their password.
    pub(crate) async fn browser(&self, evaluator: Uuid) -> Browser {
        let number = self.evaluators.iter().position(|known| *known == evaluator).expect("an evaluator");
        let email = evaluators::example::email(u8::try_from(number + 1).expect("a number"));
        let mut browser = self.test.visitor();
        let form = [("email", email.as_str()), ("password", PASSWORD)];
        browser.post(urls::SIGN_IN, &form).await.expect(StatusCode::SEE_OTHER);
        browser
    }

    /// Somebody of a desk at a browser.
    pub(crate) async fn desk(&self, role: Role) -> Browser {
        self.test.signed_in(role, Uuid::nil()).await
    }
}

async fn census(test: &TestApp) {
    let cell = Cell { zone: ZONE.to_owned(), division: 25, count: CellCount::Known(52) };
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

/// Ten digits whose check digit holds.
fn business_number(place: u8) -> String {
    let first = [1, (place + 1) / 10, (place + 1) % 10, 8, 2, 0, 0, 0, 1];
    korea::numbers::BusinessNumber::from_first_nine(first).expect("a number").digits()
}

/// Somebody of an institution.
fn applicant(test: &TestApp, institution: Uuid) -> Actor {
    Actor {
        account: test.app.clock.id(),
        name: String::new(),
        role: Role::Applicant,
        scope: institution,
        roles: Vec::new(),
    }
}

/// Submits the application of an institution of its own, with people of its own.
async fn receive(test: &TestApp, place: u8, who: (InstitutionKind, usize)) -> Received {
    receive_with(test, place, who, false).await
}

async fn receive_with(
    test: &TestApp,
    place: u8,
    (kind, people): (InstitutionKind, usize),
    together: bool,
) -> Received {
    let app = &test.app;
    let (institution, number) = (app.clock.id(), business_number(place));
    let name = format!("예시기관 {}", place + 1);
    let new = Institution {
        id: institution,
        name: name.clone(),
        kind,
        business_number: number.clone(),
        representative_title: "이사장".to_owned(),
        address: "예시로 1".to_owned(),
        phone: "+82421234567".to_owned(),
    };
    let transaction = app.database.begin().await.expect("a transaction");
    institutions::insert(&transaction, &new, app.clock.now()).await.expect("an institution");
    transaction.commit().await.expect("a commit");
    let actor = applicant(test, institution);
    let id = actions::begin(app, &actor, SLUG).await.expect("a draft");
    let mut answers = example::answers(ZONE_NAME, 25, people);
    let phones =
        answers.iter_mut().filter(|(field, _)| field.starts_with("staff.") && field.ends_with("phone"));
    for (person, (_, value)) in phones.enumerate() {
        *value = format!("010-{:04}-{:04}", 3000 + u32::from(place), person);
    }
    example::fill(app, &actor, id, answers).await.expect("a filled draft");
    if together {
        example::together(app, &actor, id).await.expect("a partner");
    }
    actions::submit(app, &actor, id, app.clock.now()).await.expect("a receipt");
    let kept = applications::find(app.database.read(), id).await.expect("a query").expect("an application");
    assert!(kept.receipt_number.is_some(), "it was received");
    Received { id, institution, number, name }
}
