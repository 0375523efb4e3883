use super::*;

/// Every address of the desk, with whether it is sent to.
fn desk(slug: &str) -> Vec<(String, bool)> {
    let acts = [
        urls::DESK_CALL_SUBMIT,
        urls::DESK_CALL_SEND_BACK,
        urls::DESK_CALL_APPROVE,
        urls::DESK_CALL_PUBLISH,
        urls::DESK_CALL_AMEND,
        urls::DESK_CALL_EXTEND,
        urls::DESK_CALL_APPROVE_EXTENSION,
        urls::DESK_CALL_WITHDRAW,
        urls::DESK_CALL_CANCEL,
    ];
    let pages = [
        (urls::DESK_CALLS.to_owned(), false),
        (urls::DESK_CALL_NEW.to_owned(), false),
        (urls::DESK_CALL_NEW.to_owned(), true),
        (urls::desk_call(slug), false),
        (urls::desk_call_section(slug, "dates"), false),
        (urls::desk_call_section(slug, "dates"), true),
    ];
    let acts = acts.iter().map(|act| (urls::desk_call_act(act, slug), true));
    pages.into_iter().chain(acts).collect()
}

async fn status(browser: &mut Browser, (address, sends): &(String, bool)) -> StatusCode {
    let answer = if *sends { browser.post(address, &[]).await } else { browser.get(address).await };
    assert!(!answer.text().contains(HIDDEN), "{address}");
    answer.status
}

testdb::on_both_engines! {
    /// A call that nobody has published is there for the desk alone: to everybody else it and its desk are not there.
    async fn a_draft_is_there_for_the_desk_alone(database: TestDatabase) {
        let (test, mut officer) = submitted(database).await;
        assert!(officer.get(urls::DESK_CALLS).await.text().contains(HIDDEN), "it is there");
        for role in Role::ALL.into_iter().filter(|role| !role.is_desk()) {
            let mut browser = person(&test, role).await;
            for address in desk(NEXT) {
                assert_eq!(status(&mut browser, &address).await, StatusCode::NOT_FOUND, "{role:?} {address:?}");
            }
            for address in [urls::call(NEXT), urls::call_revision(NEXT, 1)] {
                assert_eq!(status(&mut browser, &(address, false)).await, StatusCode::NOT_FOUND, "{role:?}");
            }
            assert!(!browser.get(urls::CALLS).await.text().contains(HIDDEN));
            assert!(!browser.get(urls::HOME).await.text().contains(HIDDEN));
        }
        for slug in [NEXT, "nobody-name"] {
            for address in desk(slug) {
                assert_eq!(status(&mut test.visitor(), &address).await, StatusCode::UNAUTHORIZED, "{address:?}");
            }
            for address in [urls::call(slug), urls::call_revision(slug, 1)] {
                assert_eq!(status(&mut test.visitor(), &(address, false)).await, StatusCode::NOT_FOUND);
            }
        }
        for role in Role::ALL.into_iter().filter(|role| role.is_desk()) {
            let page = person(&test, role).await.get(&urls::desk_call(NEXT)).await.expect(StatusCode::OK);
            assert!(page.text().contains(HIDDEN), "{role:?}");
        }
    }
}

testdb::on_both_engines! {
    /// Nobody applies to a call that is written or approved only, even when its dates would be right.
    async fn nobody_applies_to_a_draft(database: TestDatabase) {
        let test = approved(database).await;
        test.at("2025-04-20T10:00:00");
        let mut applicant = test.signed_in(Role::Applicant, Uuid::from_u128(9)).await;
        let answer = applicant.post(&urls::apply(NEXT), &[]).await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
        assert!(!applicant.get(urls::APPLICATIONS).await.text().contains(HIDDEN));
    }
}
