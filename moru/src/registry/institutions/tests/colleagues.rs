use http::StatusCode;
use testdb::TestDatabase;
use uuid::Uuid;

use super::FORM;
use crate::{
    identity::{
        accounts::{Role, store as accounts},
        audit,
    },
    testing::{Browser, TestApp},
    web::urls,
};

const PASSWORD: &str = "동료도 모루로 씁니다";
const COLLEAGUE: [(&str, &str); 2] = [("person", "예시 동료"), ("email", "Colleague@Example.kr")];
const JOINING: [(&str, &str); 3] = [("person", "예시 동료"), ("password", PASSWORD), ("consent", "yes")];

/// Somebody of an institution that has just signed up.
async fn first(test: &TestApp) -> Browser {
    let mut browser = test.visitor();
    browser.post(urls::SIGN_UP, &FORM).await.expect(StatusCode::SEE_OTHER);
    browser
}

async fn links(test: &TestApp) -> Vec<String> {
    let mails = test.mails().await;
    let link = |mail: &String| {
        let start = mail.find("/join/")?;
        mail[start..].split_whitespace().next().map(str::to_owned)
    };
    mails.iter().filter_map(link).collect()
}

/// Invites the colleague and gives the link of the letter.
async fn invited(test: &TestApp, browser: &mut Browser) -> String {
    let known = links(test).await;
    let answer = browser.post(urls::COLLEAGUES, &COLLEAGUE).await.expect(StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), urls::COLLEAGUES);
    links(test).await.into_iter().find(|link| !known.contains(link)).expect("a letter")
}

/// The colleague, who has joined and signed in.
async fn joined(test: &TestApp, browser: &mut Browser) -> Browser {
    let link = invited(test, browser).await;
    let mut colleague = test.visitor();
    colleague.post(&link, &JOINING).await.expect(StatusCode::SEE_OTHER);
    sign_in(&mut colleague, "colleague@example.kr", PASSWORD).await;
    colleague
}

async fn sign_in(browser: &mut Browser, email: &str, password: &str) {
    browser
        .post(urls::SIGN_IN, &[("email", email), ("password", password)])
        .await
        .expect(StatusCode::SEE_OTHER);
}

/// The accounts of the institution of the form, by mail address.
async fn account(test: &TestApp, email: &str) -> Uuid {
    let known = accounts::credentials(test.app.database.read(), email).await.expect("a query");
    known.expect("an account").account
}

async fn institution(test: &TestApp, account: Uuid) -> Uuid {
    accounts::roles(test.app.database.read(), account).await.expect("roles")[0].1
}

testdb::on_both_engines! {
    /// Invited by mail, with a name and a password of one's own; the link works once, and both write for the institution.
    async fn a_colleague_joins(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let mut browser = first(&test).await;
        let link = invited(&test, &mut browser).await;
        assert!(browser.get(urls::COLLEAGUES).await.text().contains("초대한 사람"));
        let mut colleague = test.visitor();
        let page = colleague.get(&link).await.expect(StatusCode::OK).text();
        assert!(page.contains("예시산업진흥원") && page.contains("value=\"예시 동료\""));
        let wrong = [("person", ""), ("password", "짧음")];
        let page = colleague.post(&link, &wrong).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        for sentence in ["이름을 입력해 주세요.", "10자 이상으로 정해 주세요.", "동의해야 가입할 수 있습니다."] {
            assert!(page.contains(sentence), "{sentence}");
        }
        colleague.post(&link, &JOINING).await.expect(StatusCode::SEE_OTHER);
        colleague.post(&link, &JOINING).await.expect(StatusCode::NOT_FOUND);
        colleague.get(&link).await.expect(StatusCode::NOT_FOUND);
        sign_in(&mut colleague, "colleague@example.kr", PASSWORD).await;
        let list = colleague.get(urls::COLLEAGUES).await.expect(StatusCode::OK).text();
        assert!(list.contains("apply@example.kr") && list.contains("colleague@example.kr") && !list.contains("초대한 사람"));
        let owner = institution(&test, account(&test, "apply@example.kr").await).await;
        assert_eq!(institution(&test, account(&test, "colleague@example.kr").await).await, owner);
        assert_eq!(audit::count(test.app.database.read(), owner, "join").await.expect("a count"), 1);
    }
}

testdb::on_both_engines! {
    /// A double click sends one letter; a later invitation and a cancelled one end the link before them, and so do two weeks.
    async fn an_invitation_ends(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let mut browser = first(&test).await;
        let one = invited(&test, &mut browser).await;
        browser.post(urls::COLLEAGUES, &COLLEAGUE).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(links(&test).await.len(), 1);
        test.at("2024-05-02T10:10:00");
        let two = invited(&test, &mut browser).await;
        test.visitor().get(&one).await.expect(StatusCode::NOT_FOUND);
        test.at("2024-05-16T10:09:59");
        test.visitor().get(&two).await.expect(StatusCode::OK);
        test.at("2024-05-16T10:10:00");
        test.visitor().post(&two, &JOINING).await.expect(StatusCode::NOT_FOUND);
        sign_in(&mut browser, "apply@example.kr", "모루로 신청을 합니다").await;
        let three = invited(&test, &mut browser).await;
        browser.post(urls::COLLEAGUE_CANCEL, &[("email", "colleague@example.kr")]).await.expect(StatusCode::SEE_OTHER);
        test.visitor().post(&three, &JOINING).await.expect(StatusCode::NOT_FOUND);
    }
}

testdb::on_both_engines! {
    /// An address with an account joins by signing in with it and never by a password of the link's choosing; an account that
    /// does other work here does not join at all, and nobody but its owner is told why.
    async fn an_account_joins_as_itself(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let mut browser = first(&test).await;
        let mut other = test.visitor();
        let mut form = FORM.to_vec();
        for (name, value) in &mut form {
            match *name {
                "email" => *value = "colleague@example.kr",
                "business_number" => *value = "1018200013",
                _ => {}
            }
        }
        other.post(urls::SIGN_UP, &form).await.expect(StatusCode::SEE_OTHER);
        let link = invited(&test, &mut browser).await;
        let page = test.visitor().post(&link, &JOINING).await.expect(StatusCode::OK).text();
        assert!(page.contains("이 이메일로 만든 계정이 있습니다.") && !page.contains("name=\"password\""));
        let known = account(&test, "colleague@example.kr").await;
        let owner = institution(&test, account(&test, "apply@example.kr").await).await;
        let roles = accounts::roles(test.app.database.read(), known).await.expect("roles");
        assert!(!roles.contains(&(Role::Applicant, owner)), "not yet");
        browser.get(&link).await.expect(StatusCode::OK);
        browser.post(&link, &[]).await.expect(StatusCode::OK);
        other.post(&link, &[]).await.expect(StatusCode::SEE_OTHER);
        let roles = accounts::roles(test.app.database.read(), known).await.expect("roles");
        assert_eq!(roles.len(), 2, "for both institutions: {roles:?}");

        let id = test.app.clock.id();
        let transaction = test.app.database.begin().await.expect("a transaction");
        accounts::revoke(&transaction, known, Role::Applicant, owner).await.expect("a role less");
        accounts::grant(&transaction, known, Role::Evaluator, id, test.app.clock.now()).await.expect("a role");
        transaction.commit().await.expect("a commit");
        test.at("2024-05-02T11:00:00");
        let link = invited(&test, &mut browser).await;
        let stranger = test.visitor().get(&link).await.expect(StatusCode::OK).text();
        assert!(!stranger.contains("다른 일을 맡고 있습니다."));
        let page = other.post(&link, &[]).await.expect(StatusCode::OK).text();
        assert!(page.contains("이 계정으로는 수락할 수 없습니다."));
        let roles = accounts::roles(test.app.database.read(), known).await.expect("roles");
        assert!(!roles.contains(&(Role::Applicant, owner)), "{roles:?}");
    }
}

testdb::on_both_engines! {
    /// Whoever is taken out is out at once, in every window, is told by mail, and may be invited again; the last one stays.
    async fn a_colleague_is_taken_out(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let mut browser = first(&test).await;
        let (own, owner) = {
            let own = account(&test, "apply@example.kr").await;
            (own, institution(&test, own).await)
        };
        let alone = browser.post(&urls::colleague_remove(&own), &[]).await.expect(StatusCode::CONFLICT).text();
        assert!(alone.contains("마지막 한 사람은 뺄 수 없습니다."));
        let mut colleague = joined(&test, &mut browser).await;
        colleague.get(urls::APPLICATIONS).await.expect(StatusCode::OK);
        let out = account(&test, "colleague@example.kr").await;
        browser.post(&urls::colleague_remove(&out), &[]).await.expect(StatusCode::SEE_OTHER);
        browser.post(&urls::colleague_remove(&out), &[]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(audit::count(test.app.database.read(), owner, "remove_colleague").await.expect("a count"), 1);
        colleague.get(urls::APPLICATIONS).await.expect(StatusCode::UNAUTHORIZED);
        colleague.get(urls::COLLEAGUES).await.expect(StatusCode::UNAUTHORIZED);
        assert!(test.mails().await.iter().any(|mail| mail.contains("To: colleague@example.kr") && mail.contains("더 보거나 쓸 수 없게")));
        test.at("2024-05-02T11:00:00");
        joined(&test, &mut browser).await.get(urls::APPLICATIONS).await.expect(StatusCode::OK);
    }
}

testdb::on_both_engines! {
    /// Two who take each other out at the same moment: one is out and the other stays, every time.
    async fn two_take_each_other_out(database: TestDatabase) {
        let test = TestApp::start(database).await;
        for _ in 0..4 {
            let scope = crate::applying::applications::tests::institution(
                &test, programme::gates::InstitutionKind::University, &test.app.clock.id().to_string(),
            ).await;
            let (one, two) = (test.signed_in(Role::Applicant, scope).await, test.signed_in(Role::Applicant, scope).await);
            let people = accounts::holders(test.app.database.read(), Role::Applicant, scope).await.expect("people");
            let removals = [one.clone(), two.clone(), one, two].into_iter().enumerate().map(|(place, mut browser)| {
                let whom = people[place % 2].account;
                tokio::spawn(async move { browser.post(&urls::colleague_remove(&whom), &[]).await.status })
            });
            for removal in removals.collect::<Vec<_>>() {
                removal.await.expect("an answer");
            }
            let left = accounts::holders(test.app.database.read(), Role::Applicant, scope).await.expect("people");
            assert_eq!(left.len(), 1);
        }
    }
}

testdb::on_both_engines! {
    /// Nobody sees or changes the people of another institution, and no other role has any.
    async fn people_are_their_institutions_own(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let mut browser = first(&test).await;
        joined(&test, &mut browser).await;
        let out = account(&test, "colleague@example.kr").await;
        for role in Role::ALL {
            let mut stranger = test.signed_in(role, test.app.clock.id()).await;
            let page = stranger.get(urls::COLLEAGUES).await;
            let expected = if role == Role::Applicant { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(page.status, expected, "{role:?}");
            assert!(!page.text().contains("colleague@example.kr"), "{role:?}");
            let expected = StatusCode::NOT_FOUND;
            assert_eq!(stranger.post(&urls::colleague_remove(&out), &[]).await.status, expected, "{role:?}");
            assert_eq!(stranger.post(urls::COLLEAGUES, &COLLEAGUE).await.status, expected, "{role:?}");
        }
        test.visitor().get(urls::COLLEAGUES).await.expect(StatusCode::UNAUTHORIZED);
        assert!(browser.get(urls::COLLEAGUES).await.text().contains("colleague@example.kr"), "nothing was changed");
    }
}
