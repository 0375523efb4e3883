//! The review on the real router, on both engines.

use http::StatusCode;
use programme::{deadline::Channel, gates::InstitutionKind, states::ApplicationState};
use testdb::TestDatabase;
use uuid::Uuid;

use super::store;
use crate::{
    applying::applications::{self, tests as fixtures},
    identity::{accounts::Role, audit::PROGRAM},
    notices::calls::{self, example::SLUG},
    testing::{Answer, Browser, TestApp},
    web::urls,
};

const OFFICER: Role = Role::AgencyOfficer;
const MANAGER: Role = Role::AgencyManager;

async fn desk(test: &TestApp, role: Role) -> Browser {
    test.signed_in(role, Uuid::nil()).await
}

/// Notes a finding for a gate.
async fn find(browser: &mut Browser, id: Uuid, gate: &str, holds: &str) -> StatusCode {
    let fields =
        [("gate", gate), ("holds", holds), ("reason", "서류를 보고 확인함"), ("paper", "정관 제3조")];
    browser.post(&urls::review_finding(&id), &fields).await.status
}

/// What no rule can know of the example: its capacity, its non-profit status, its debarment.
async fn find_all(browser: &mut Browser, id: Uuid) {
    for gate in ["g1", "g3"] {
        assert_eq!(find(browser, id, gate, "yes").await, StatusCode::SEE_OTHER, "{gate}");
    }
}

async fn decided(test: &TestApp, officer: &mut Browser, manager: &mut Browser, id: Uuid) {
    officer.post(&urls::review_proposal(&id), &[]).await.expect(StatusCode::SEE_OTHER);
    answer(manager, id, &seen(test, id).await, "agreed").await.expect(StatusCode::SEE_OTHER);
}

/// What names the proposal that stands.
async fn seen(test: &TestApp, id: Uuid) -> String {
    let review = store::review(test.app.database.read(), id).await.expect("an answer").expect("a review");
    review.proposal.map_or_else(|| "0".to_owned(), |proposal| proposal.at.timestamp_micros().to_string())
}

async fn answer(browser: &mut Browser, id: Uuid, seen: &str, answer: &str) -> Answer {
    browser.post(&urls::review_decision(&id), &[("proposal", seen), ("answer", answer)]).await
}

async fn state(test: &TestApp, id: Uuid) -> ApplicationState {
    let found = applications::store::find(test.app.database.read(), id).await.expect("an answer");
    found.expect("an application").state
}

const CLOSED: &str = "2024-05-13T09:00:00";

testdb::on_both_engines! {
    /// Nothing is reviewed while it can still be submitted, and a finding without a reason loses nothing that was typed.
    async fn review_begins_after_the_close_and_needs_reasons(database: TestDatabase) {
        let test = fixtures::call(database, 50).await;
        let (_, id) = fixtures::submitted(&test, "1234567891").await;
        let mut officer = desk(&test, OFFICER).await;
        assert_eq!(find(&mut officer, id, "g1", "yes").await, StatusCode::CONFLICT);
        test.at(CLOSED);
        let typed = [("gate", "g1"), ("holds", "yes"), ("reason", " "), ("paper", "정관 제3조")];
        let refused = officer.post(&urls::review_finding(&id), &typed).await;
        let page = refused.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(page.contains("정관 제3조") && page.contains("2,000자 안에서"));
        assert!(store::findings(test.app.database.read(), id).await.expect("an answer").is_empty());
        assert_eq!(state(&test, id).await, ApplicationState::Submitted);
        find_all(&mut officer, id).await;
        assert_eq!(state(&test, id).await, ApplicationState::Intake);
    }

    /// One proposes what gates and findings come to, another decides: nobody who found anything or proposed.
    async fn two_people_decide(database: TestDatabase) {
        let test = fixtures::call(database, 50).await;
        let (_, id) = fixtures::submitted(&test, "1234567891").await;
        test.at(CLOSED);
        let (mut officer, mut manager) = (desk(&test, OFFICER).await, desk(&test, MANAGER).await);
        assert_eq!(find(&mut officer, id, "g3", "no").await, StatusCode::SEE_OTHER);
        assert_eq!(find(&mut manager, id, "g3", "yes").await, StatusCode::SEE_OTHER);
        officer.post(&urls::review_proposal(&id), &[]).await.expect(StatusCode::CONFLICT);
        assert_eq!(find(&mut officer, id, "g1", "yes").await, StatusCode::SEE_OTHER);
        answer(&mut manager, id, "0", "agreed").await.expect(StatusCode::CONFLICT);
        let mut proposing = desk(&test, MANAGER).await;
        proposing.post(&urls::review_proposal(&id), &[]).await.expect(StatusCode::SEE_OTHER);
        proposing.post(&urls::review_proposal(&id), &[]).await.expect(StatusCode::CONFLICT);
        let first = seen(&test, id).await;
        answer(&mut proposing, id, &first, "agreed").await.expect(StatusCode::CONFLICT);
        answer(&mut manager, id, &first, "agreed").await.expect(StatusCode::CONFLICT);
        answer(&mut officer, id, &first, "agreed").await.expect(StatusCode::FORBIDDEN);
        assert_eq!(find(&mut officer, id, "g3", "no").await, StatusCode::CONFLICT);
        let mut second = desk(&test, MANAGER).await;
        answer(&mut second, id, &first, "back").await.expect(StatusCode::SEE_OTHER);
        // What is decided is what was seen: the page of the proposal that was sent back decides nothing.
        test.at("2024-05-13T10:00:00");
        officer.post(&urls::review_proposal(&id), &[]).await.expect(StatusCode::SEE_OTHER);
        answer(&mut second, id, &first, "agreed").await.expect(StatusCode::CONFLICT);
        let again = seen(&test, id).await;
        answer(&mut second, id, &again, "agreed").await.expect(StatusCode::SEE_OTHER);
        answer(&mut second, id, &again, "agreed").await.expect(StatusCode::CONFLICT);
        let sheet = officer.get(&urls::review(&id)).await.expect(StatusCode::OK).text();
        assert_eq!(sheet.matches("서류를 보고 확인함").count(), 3, "every finding stays as history");
    }

    /// Where another system takes the applications its receipt comes first, and what was typed stays.
    async fn an_external_receipt_comes_first(database: TestDatabase) {
        let test = TestApp::start(database).await;
        fixtures::census(&test, 50).await;
        let call = calls::example::call_of_2024(&test.app.clock).expect("the call of 2024");
        let call = calls::Call { channel: Channel::ENaradoum, ..call };
        calls::actions::enter(&test.app, PROGRAM, &call).await.expect("a call");
        let (_, id) = fixtures::submitted(&test, "1234567891").await;
        test.at(CLOSED);
        let mut officer = desk(&test, OFFICER).await;
        let typed = [("gate", "g1"), ("holds", "yes"), ("reason", "결산서를 봄"), ("external_receipt", " ")];
        let refused = officer.post(&urls::review_finding(&id), &typed).await;
        assert!(refused.expect(StatusCode::UNPROCESSABLE_ENTITY).text().contains("결산서를 봄"));
        let typed = [("gate", "g1"), ("holds", "yes"), ("reason", "결산서를 봄"), ("external_receipt", "EN-2024-7")];
        officer.post(&urls::review_finding(&id), &typed).await.expect(StatusCode::SEE_OTHER);
        let sheet = officer.get(&urls::review(&id)).await.expect(StatusCode::OK).text();
        assert!(sheet.contains("EN-2024-7"));
    }

    /// A gate that fails on the frozen evidence is told with what failed it, whatever somebody found beside it.
    async fn a_failed_gate_is_told_with_its_numbers(database: TestDatabase) {
        let test = fixtures::call(database, 49).await;
        let (mut applicant, id) = fixtures::submitted(&test, "1234567891").await;
        test.at(CLOSED);
        let (mut officer, mut manager) = (desk(&test, OFFICER).await, desk(&test, MANAGER).await);
        find_all(&mut officer, id).await;
        assert_eq!(find(&mut officer, id, "g2", "yes").await, StatusCode::SEE_OTHER);
        decided(&test, &mut officer, &mut manager, id).await;
        manager.post(&urls::intake_publish(SLUG), &[]).await.expect(StatusCode::SEE_OTHER);
        let told = applicant.get(&urls::eligibility(&id)).await.expect(StatusCode::OK).text();
        assert!(told.contains("49") && told.contains("50"), "count and threshold");
        assert_eq!(told.matches("서류를 보고 확인함").count(), 2, "of the two gates that people decided");
    }

    /// Nobody is told before everybody is, and only the applicant and the desk see anything of it.
    async fn everybody_is_told_at_one_moment(database: TestDatabase) {
        let test = fixtures::call(database, 50).await;
        let (mut first, one) = fixtures::submitted(&test, "1234567891").await;
        let (mut second, two) = fixtures::submitted(&test, "2234567891").await;
        test.at(CLOSED);
        let (mut officer, mut manager) = (desk(&test, OFFICER).await, desk(&test, MANAGER).await);
        find_all(&mut officer, one).await;
        decided(&test, &mut officer, &mut manager, one).await;
        let publish = urls::intake_publish(SLUG);
        manager.post(&publish, &[]).await.expect(StatusCode::CONFLICT);
        first.get(&urls::eligibility(&one)).await.expect(StatusCode::NOT_FOUND);
        let overview = first.get(&urls::application(&one)).await.expect(StatusCode::OK).text();
        assert!(overview.contains("요건 확인 중") && !overview.contains("검토 결과"));
        find_all(&mut officer, two).await;
        assert_eq!(find(&mut officer, two, "g5", "no").await, StatusCode::SEE_OTHER);
        decided(&test, &mut officer, &mut manager, two).await;
        let before = test.mails().await.len();
        officer.post(&publish, &[]).await.expect(StatusCode::FORBIDDEN);
        manager.post(&publish, &[]).await.expect(StatusCode::SEE_OTHER);
        let twice = manager.post(&publish, &[]).await.expect(StatusCode::CONFLICT).text();
        assert!(twice.contains("알릴 결과가 없습니다."));
        assert_eq!(test.mails().await.len(), before + 2, "nobody is told twice");
        assert_eq!(state(&test, one).await, ApplicationState::Eligible);
        assert_eq!(state(&test, two).await, ApplicationState::Ineligible);
        let told = second.get(&urls::eligibility(&two)).await.expect(StatusCode::OK).text();
        for words in ["서류를 보고 확인함", "행정기본법 제36조", "2024. 6. 12."] {
            assert!(told.contains(words), "{words}");
        }
        first.get(&urls::eligibility(&two)).await.expect(StatusCode::NOT_FOUND);
        first.get(&urls::review(&two)).await.expect(StatusCode::NOT_FOUND);
        answer(&mut first, two, "0", "agreed").await.expect(StatusCode::NOT_FOUND);
        let list = officer.get(&urls::intake(SLUG)).await.expect(StatusCode::OK).text();
        assert!(!list.contains(&publish), "an officer is offered nothing that only a manager may do");
        let call = calls::store::by_slug(test.app.database.read(), SLUG).await.expect("an answer").expect("a call");
        let eligible = store::eligible(test.app.database.read(), call.id).await.expect("an answer");
        assert_eq!(eligible.iter().map(|eligible| eligible.id).collect::<Vec<_>>(), [one]);
    }

    /// 2024 again: eleven apply, one withdraws, two are not eligible (two people; a stock company), eight are.
    async fn eleven_apply_and_eight_are_eligible(database: TestDatabase) {
        let test = fixtures::call(database, 50).await;
        let (mut officer, mut manager) = (desk(&test, OFFICER).await, desk(&test, MANAGER).await);
        let mut all = Vec::new();
        for place in 0..11_u32 {
            let number = format!("{}", 1_234_567_890 + u64::from(place));
            let kind = if place == 1 { InstitutionKind::ForProfit } else { InstitutionKind::University };
            let institution = fixtures::institution(&test, kind, &number).await;
            let mut browser = test.signed_in(Role::Applicant, institution).await;
            let people = if place == 0 { 2 } else { 3 };
            // Everybody's own people: whoever is named in two applications counts in neither.
            let mut answers = applications::example::answers(fixtures::ZONE_NAME, 25, people);
            for (_, phone) in answers.iter_mut().filter(|(field, _)| field.starts_with("staff.") && field.ends_with("phone")) {
                *phone = format!("010{:04}{}", 2000 + place, &phone[phone.len() - 4..]);
            }
            let id = fixtures::draft_with(&test, &mut browser, institution, answers).await;
            browser.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::SEE_OTHER);
            all.push((browser, id));
        }
        let (browser, withdrawn) = &mut all[10];
        browser.post(&urls::application_withdraw(withdrawn), &[]).await.expect(StatusCode::SEE_OTHER);
        test.at(CLOSED);
        for (_, id) in &all[..10] {
            find_all(&mut officer, *id).await;
            decided(&test, &mut officer, &mut manager, *id).await;
        }
        assert_eq!(find(&mut officer, all[10].1, "g1", "yes").await, StatusCode::CONFLICT);
        manager.post(&urls::intake_publish(SLUG), &[]).await.expect(StatusCode::SEE_OTHER);
        let call = calls::store::by_slug(test.app.database.read(), SLUG).await.expect("an answer").expect("a call");
        let eligible = store::eligible(test.app.database.read(), call.id).await.expect("an answer");
        let expected: Vec<Uuid> = all[2..10].iter().map(|(_, id)| *id).collect();
        assert_eq!(eligible.iter().map(|eligible| eligible.id).collect::<Vec<_>>(), expected);
        for (_, id) in &all[..2] {
            assert_eq!(state(&test, *id).await, ApplicationState::Ineligible);
        }
    }
}
