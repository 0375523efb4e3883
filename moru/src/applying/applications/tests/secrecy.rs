use http::StatusCode;
use testdb::TestDatabase;

use super::{super::store, *};

testdb::on_both_engines! {
    /// Another applicant gets 404 for everything of an application, exactly as for one that does not exist.
    async fn another_applicant_finds_nothing(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut owner, id) = submitted(&test, "1018200013").await;
        let file = store::files(test.app.database.read(), id).await.expect("files")[0].id;
        let (mut other, _) = applicant(&test, "1028200020").await;
        let none = test.app.clock.id();
        for (path, unknown) in [
            (urls::application(&id), urls::application(&none)),
            (urls::application_step(&id, "plan"), urls::application_step(&none, "plan")),
            (urls::application_gates(&id), urls::application_gates(&none)),
            (urls::application_file(&id, &file), urls::application_file(&none, &file)),
            (urls::receipt(&id), urls::receipt(&none)),
            (urls::receipt_file(&id), urls::receipt_file(&none)),
        ] {
            assert_ne!(owner.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            let hidden = other.get(&path).await.expect(StatusCode::NOT_FOUND).text();
            let missing = other.get(&unknown).await.expect(StatusCode::NOT_FOUND).text();
            assert_eq!(
                hidden.replace(&id.to_string(), "").len(),
                missing.replace(&none.to_string(), "").len(),
                "{path}: the two answers look alike"
            );
            test.visitor().get(&path).await.expect(StatusCode::UNAUTHORIZED);
        }
        other.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::NOT_FOUND);
        other.post(&urls::application_withdraw(&id), &[]).await.expect(StatusCode::NOT_FOUND);
    }
}

testdb::on_both_engines! {
    /// A draft is its writers' own: the agency and the ministry do not see it, and it is in no list.
    async fn drafts_are_private(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        for role in [Role::AgencyOfficer, Role::AgencyManager, Role::MinistryOfficer, Role::MinistryManager] {
            let mut desk = test.signed_in(role, Uuid::nil()).await;
            desk.get(&urls::application(&id)).await.expect(StatusCode::NOT_FOUND);
            let list = desk.get(&urls::intake(calls::example::SLUG)).await.expect(StatusCode::OK).text();
            assert!(list.contains("아직 접수된 신청이 없습니다.") && !list.contains(&id.to_string()));
        }
    }
}

testdb::on_both_engines! {
    /// Roles without business here find neither the list nor an application.
    async fn other_roles_find_nothing(database: TestDatabase) {
        let test = call(database, 50).await;
        let (_, id) = submitted(&test, "1018200013").await;
        let desk = [Role::AgencyOfficer, Role::AgencyManager, Role::MinistryOfficer, Role::MinistryManager];
        for role in Role::ALL {
            let mut browser = test.signed_in(role, Uuid::nil()).await;
            let expected = if desk.contains(&role) { StatusCode::OK } else { StatusCode::NOT_FOUND };
            let list = browser.get(&urls::intake(calls::example::SLUG)).await.status;
            let one = browser.get(&urls::application(&id)).await.status;
            assert_eq!((list, one), (expected, expected), "{role:?}");
        }
    }
}
