use http::StatusCode;
use testdb::TestDatabase;
use uuid::Uuid;

use super::{Role, actions, passwords, store};
use crate::{testing::TestApp, web::urls};

async fn account(test: &TestApp, email: &str, password: &str) {
    let app = &test.app;
    let (id, at) = (app.clock.id(), app.clock.now());
    let password_hash = passwords::hash(password).await.expect("a hash");
    let transaction = app.database.begin().await.expect("a transaction");
    let new = store::NewAccount { id, email, name: "예시 담당자", password_hash, at };
    store::insert(&transaction, new).await.expect("an account");
    store::grant(&transaction, id, Role::AgencyOfficer, Uuid::nil(), at).await.expect("a role");
    transaction.commit().await.expect("a commit");
}

testdb::on_both_engines! {
    /// A right password opens a session, signing out ends it.
    async fn sign_in_and_out(database: TestDatabase) {
        let test = TestApp::start(database).await;
        account(&test, "officer@example.kr", "모루는 모루입니다").await;
        let mut browser = test.visitor();
        let form = [("email", " Officer@Example.kr "), ("password", "모루는 모루입니다"), ("back", urls::CALLS)];
        let answer = browser.post(urls::SIGN_IN, &form).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), urls::CALLS);
        assert!(browser.get(urls::SIGN_IN).await.text().contains("로그아웃"));
        browser.post(urls::SIGN_OUT, &[]).await.expect(StatusCode::SEE_OTHER);
        assert!(!browser.get(urls::SIGN_IN).await.text().contains("로그아웃"));
    }
}

testdb::on_both_engines! {
    /// The fifth wrong password in a row locks the account, even for the right password, until the wait is over.
    async fn wrong_passwords_lock(database: TestDatabase) {
        let test = TestApp::start(database).await;
        account(&test, "officer@example.kr", "right password").await;
        let mut browser = test.visitor();
        let wrong = [("email", "officer@example.kr"), ("password", "wrong")];
        let right = [("email", "officer@example.kr"), ("password", "right password")];
        for _ in 0..4 {
            assert!(browser.post(urls::SIGN_IN, &wrong).await.text().contains("이메일이나 비밀번호가 맞지 않습니다."));
        }
        assert!(browser.post(urls::SIGN_IN, &wrong).await.text().contains("잠시 잠겼습니다"));
        assert!(browser.post(urls::SIGN_IN, &right).await.text().contains("잠시 잠겼습니다"));
        test.at("2024-05-02T10:01:00");
        browser.post(urls::SIGN_IN, &right).await.expect(StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// An address without an account gets the same words as a wrong password.
    async fn unknown_addresses_are_not_told_apart(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let answer = test.visitor().post(urls::SIGN_IN, &[("email", "nobody@example.kr"), ("password", "x")]).await;
        assert!(answer.text().contains("이메일이나 비밀번호가 맞지 않습니다."));
    }
}

testdb::on_both_engines! {
    /// A session ends after two hours without use.
    async fn sessions_end(database: TestDatabase) {
        let test = TestApp::start(database).await;
        account(&test, "officer@example.kr", "right password").await;
        let mut browser = test.visitor();
        browser.post(urls::SIGN_IN, &[("email", "officer@example.kr"), ("password", "right password")]).await;
        test.at("2024-05-02T11:59:59");
        assert!(browser.get(urls::SIGN_IN).await.text().contains("로그아웃"), "in use within two hours");
        test.at("2024-05-02T13:59:58");
        assert!(browser.get(urls::SIGN_IN).await.text().contains("로그아웃"), "use moved the end");
        test.at("2024-05-02T15:59:58");
        assert!(!browser.get(urls::SIGN_IN).await.text().contains("로그아웃"));
    }
}

testdb::on_both_engines! {
    /// A clock that steps ahead ends a session early, and one that steps back lets it live on for as long as it stepped;
    /// nobody is signed in who was not.
    async fn sessions_follow_a_clock_that_steps(database: TestDatabase) {
        let test = TestApp::start(database).await;
        account(&test, "officer@example.kr", "right password").await;
        let mut browser = test.visitor();
        browser.post(urls::SIGN_IN, &[("email", "officer@example.kr"), ("password", "right password")]).await;
        for (at, is_in) in [
            ("2024-05-02T12:00:01", false),
            ("2024-05-02T10:30:00", true),
            ("2024-05-01T09:00:00", true),
            ("2024-05-02T12:00:01", false),
        ] {
            test.at(at);
            assert_eq!(browser.get(urls::SIGN_IN).await.text().contains("로그아웃"), is_in, "{at}");
            assert!(!test.visitor().get(urls::SIGN_IN).await.text().contains("로그아웃"));
        }
        // What was swept while the clock was ahead does not come back with it.
        actions::sweep(&test.app).await.expect("a sweep");
        test.at("2024-05-02T10:30:00");
        assert!(!browser.get(urls::SIGN_IN).await.text().contains("로그아웃"));
    }
}

testdb::on_both_engines! {
    /// A form from another site's page changes nothing.
    async fn other_sites_cannot_send_forms(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let request = |site: &str| {
            http::Request::builder()
                .method("POST")
                .uri(urls::SIGN_OUT)
                .header("host", "moru.example.kr")
                .header("sec-fetch-site", site)
                .body(axum::body::Body::empty())
                .expect("a request")
        };
        let router = crate::server::router(test.app.clone());
        let status = |site: &'static str| {
            let router = router.clone();
            async move { tower::ServiceExt::oneshot(router, request(site)).await.expect("an answer").status() }
        };
        assert_eq!(status("cross-site").await, StatusCode::BAD_REQUEST);
        assert_eq!(status("same-site").await, StatusCode::BAD_REQUEST);
        assert_eq!(status("same-origin").await, StatusCode::SEE_OTHER);
    }
}
