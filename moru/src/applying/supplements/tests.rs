use http::StatusCode;
use programme::states::ApplicationState;
use testdb::TestDatabase;
use uuid::Uuid;

use super::store;
use crate::{
    applying::applications::{
        example, store as applications,
        tests::{call, submitted},
    },
    identity::accounts::Role,
    testing::{Answer, Browser, TestApp},
    web::urls,
};

async fn state(test: &TestApp, id: Uuid) -> ApplicationState {
    applications::find(test.app.database.read(), id).await.expect("a query").expect("an application").state
}

/// An application taken in, an applicant and an officer; the clock stands on a Monday after the close.
async fn taken_in(database: TestDatabase) -> (TestApp, Browser, Browser, Uuid) {
    let test = call(database, 50).await;
    let (applicant, id) = submitted(&test, "1018200013").await;
    test.at("2024-05-13T10:00:00");
    let mut officer = test.signed_in(Role::AgencyOfficer, Uuid::nil()).await;
    let finding = [("gate", "g3"), ("holds", "yes"), ("reason", "정관을 보았습니다.")];
    officer.post(&urls::review_finding(&id), &finding).await.expect(StatusCode::SEE_OTHER);
    (test, applicant, officer, id)
}

async fn ask(officer: &mut Browser, id: &Uuid) -> Answer {
    let form = [("papers", "articles"), ("reason", "정관 3쪽이 빠져 있습니다.")];
    officer.post(&urls::supplement(id), &form).await
}

async fn attach(applicant: &mut Browser, id: &Uuid, slot: &str) -> Answer {
    let content = example::pdf(slot);
    applicant.upload(&urls::supplement_papers(id), &[("slot", slot)], "정관 전체.pdf", &content).await
}

testdb::on_both_engines! {
    /// one round; only what was asked for comes, and what was submitted stays as it was.
    async fn r33_one_round_changes_only_what_was_asked(database: TestDatabase) {
        let (test, mut applicant, mut officer, id) = taken_in(database).await;
        let before = applications::find(test.app.database.read(), id).await.expect("a query").expect("an application");
        let files = applications::files(test.app.database.read(), id).await.expect("files");
        applicant.get(&urls::supplement(&id)).await.expect(StatusCode::NOT_FOUND);
        ask(&mut officer, &id).await.expect(StatusCode::SEE_OTHER);
        assert!(test.mails().await.iter().any(|mail| mail.contains("/supplement")));
        let page = applicant.get(&urls::supplement(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("정관 3쪽이 빠져 있습니다.") && page.contains("2024. 5. 22."));
        applicant.post(&urls::supplement_hand_in(&id), &[]).await.expect(StatusCode::CONFLICT);
        let other = attach(&mut applicant, &id, "roster").await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(other.contains("요청받은 서류만 낼 수 있습니다."));
        attach(&mut applicant, &id, "articles").await.expect(StatusCode::SEE_OTHER);
        applicant.post(&urls::supplement_hand_in(&id), &[]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(state(&test, id).await, ApplicationState::Supplemented);
        let after = applications::find(test.app.database.read(), id).await.expect("a query").expect("an application");
        assert_eq!((after.frozen_form, after.frozen_gates), (before.frozen_form, before.frozen_gates));
        assert_eq!(applications::files(test.app.database.read(), id).await.expect("files"), files);
        ask(&mut officer, &id).await.expect(StatusCode::CONFLICT);
        attach(&mut applicant, &id, "articles").await.expect(StatusCode::CONFLICT);
        let sheet = officer.get(&urls::review(&id)).await.text();
        assert!(sheet.contains(&urls::supplement(&id)));
        let paper = store::papers(test.app.database.read(), id).await.expect("papers").remove(0);
        let read = officer.get(&urls::supplement_paper(&id, &paper.file.id)).await.expect(StatusCode::OK);
        assert_eq!(read.bytes, example::pdf("articles"));
    }
}

testdb::on_both_engines! {
    /// In time is before the midnight after the fifth working day; afterwards the review goes on without the papers.
    async fn r33_five_working_days(database: TestDatabase) {
        let (test, mut applicant, mut officer, id) = taken_in(database).await;
        ask(&mut officer, &id).await.expect(StatusCode::SEE_OTHER);
        attach(&mut applicant, &id, "articles").await.expect(StatusCode::SEE_OTHER);
        test.at("2024-05-21T23:59:59.999");
        officer.post(&urls::supplement_lapse(&id), &[]).await.expect(StatusCode::CONFLICT);
        test.at("2024-05-22T00:00:00");
        applicant.post(&urls::supplement_hand_in(&id), &[]).await.expect(StatusCode::CONFLICT);
        let late = attach(&mut applicant, &id, "articles").await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(late.contains("보완 기한이"));
        officer.post(&urls::supplement_lapse(&id), &[]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(state(&test, id).await, ApplicationState::Supplemented);
        let page = applicant.get(&urls::supplement(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("기한 안에 오지 않아 없이 검토함"));
    }
}

testdb::on_both_engines! {
    /// Neither the plan nor nothing can be asked for, a reason is needed, and others find nothing.
    async fn what_cannot_be_asked_for(database: TestDatabase) {
        let (test, _, mut officer, id) = taken_in(database).await;
        for form in [vec![("papers", "plan"), ("reason", "계획")], vec![("reason", "까닭")], vec![("papers", "articles")]] {
            officer.post(&urls::supplement(&id), &form).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(state(&test, id).await, ApplicationState::Intake);
        let (mut stranger, _) = submitted_late(&test).await;
        stranger.get(&urls::supplement(&id)).await.expect(StatusCode::NOT_FOUND);
        attach(&mut stranger, &id, "articles").await.expect(StatusCode::NOT_FOUND);
        let mut ministry = test.signed_in(Role::MinistryManager, Uuid::nil()).await;
        ask(&mut ministry, &id).await.expect(StatusCode::FORBIDDEN);
        test.visitor().get(&urls::supplement(&id)).await.expect(StatusCode::UNAUTHORIZED);
    }
}

/// Somebody of another institution.
async fn submitted_late(test: &TestApp) -> (Browser, Uuid) {
    let scope = test.app.clock.id();
    (test.signed_in(Role::Applicant, scope).await, scope)
}
