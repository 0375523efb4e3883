use std::{sync::Arc, time::Duration};

use http::StatusCode;
use programme::deadline::Mark;
use testdb::TestDatabase;
use tokio::sync::{Barrier, watch};
use uuid::Uuid;

use super::{actions::write_due, store};
use crate::{
    applying::applications::tests::{call, draft, institution, submitted},
    identity::{accounts::Role, audit},
    notices::calls::{
        Call, example,
        store::{self as calls, revisions},
    },
    testing::{Browser, TestApp},
    web::urls,
};

const SLUG: &str = example::SLUG;
/// What stands in a reminder, in a letter about an extension, and in one about a cancellation.
const REMINDS: &str = "아직 제출하지 않은 신청서가 있습니다.";
const EXTENDED: &str = "접수 기간을 연장했습니다.";
const AMENDED: &str = "공고를 정정했습니다.";
const CANCELLED: &str = "공고가 취소되어 더 이상 신청을 받지 않습니다.";

/// A call, and somebody who holds a complete draft since 2 May at ten.
async fn with_draft(database: TestDatabase) -> (TestApp, Browser, Uuid) {
    let test = call(database, 50).await;
    let (browser, id) = another_draft(&test, "1018200013").await;
    (test, browser, id)
}

async fn another_draft(test: &TestApp, number: &str) -> (Browser, Uuid) {
    let scope = institution(test, programme::gates::InstitutionKind::University, number).await;
    let mut browser = test.signed_in(Role::Applicant, scope).await;
    let id = draft(test, &mut browser, scope, 3).await;
    (browser, id)
}

async fn the_call(test: &TestApp) -> Call {
    calls::by_slug(test.app.database.read(), SLUG).await.expect("a query").expect("the call")
}

/// Moves the clock and lets the program look; says about how many applications it wrote.
async fn look(test: &TestApp, at: &str) -> usize {
    test.at(at);
    write_due(&test.app).await.expect("letters")
}

async fn desk(test: &TestApp, role: Role, act: &str, fields: &[(&str, &str)]) {
    let mut browser = test.signed_in(role, Uuid::nil()).await;
    browser.post(&urls::desk_call_act(act, SLUG), fields).await.expect(StatusCode::SEE_OTHER);
}

/// The version of the work that is open.
async fn version(test: &TestApp) -> String {
    let open = revisions::open(test.app.database.read(), the_call(test).await.id).await.expect("a query");
    open.into_iter().next().expect("work on the call").version.to_string()
}

/// The close is a week later, from this moment on.
async fn extend(test: &TestApp) {
    let later = [("extend_closes", "2024. 5. 17.(금) 18:00"), ("extend_reason", "접수 장애")];
    desk(test, Role::AgencyOfficer, urls::DESK_CALL_EXTEND, &later).await;
    assert_eq!(write_due(&test.app).await.expect("letters"), 0, "what is proposed is not public");
    let version = version(test).await;
    desk(test, Role::MinistryManager, urls::DESK_CALL_APPROVE_EXTENSION, &[("version", &version)]).await;
}

async fn cancel(test: &TestApp) {
    desk(test, Role::MinistryManager, urls::DESK_CALL_CANCEL, &[("cancel_reason", "예산이 바뀌었습니다.")])
        .await;
}

testdb::on_both_engines! {
    /// A week, a day and three hours before; each once, however often the program looks; none after the close.
    async fn drafts_are_reminded_three_times(database: TestDatabase) {
        let (test, _, id) = with_draft(database).await;
        for (at, written) in [
            ("2024-05-03T17:59:59.999", 0),
            ("2024-05-03T18:00:00", 1),
            ("2024-05-03T18:01:00", 0),
            ("2024-05-09T17:59:59.999", 0),
            ("2024-05-09T18:00:00", 1),
            ("2024-05-10T15:00:00", 1),
            ("2024-05-10T17:59:59.999", 0),
            ("2024-05-10T18:00:00", 0),
        ] {
            assert_eq!(look(&test, at).await, written, "{at}");
        }
        assert_eq!(test.queued(REMINDS).await, 3);
        let mails = test.mails().await;
        let mail = mails.iter().find(|mail| mail.contains(REMINDS)).expect("a reminder");
        for says in ["2024년 소공인특화지원센터", "2024. 5. 10.(금) 18:00 전까지", "제출만 남았습니다.", &urls::application(&id), "submitted before"] {
            assert!(mail.contains(says), "{says}");
        }
        assert_eq!(audit::count(test.app.database.read(), id, "write_letter").await.expect("a count"), 3);
    }
}

testdb::on_both_engines! {
    /// After an outage only the most urgent mark is written about; a draft begun after a mark is not reminded of it.
    async fn marks_that_were_missed_are_skipped(database: TestDatabase) {
        let (test, _, _) = with_draft(database).await;
        assert_eq!(look(&test, "2024-05-10T16:00:00").await, 1);
        assert_eq!(look(&test, "2024-05-10T17:00:00").await, 0);
        another_draft(&test, "1028200020").await;
        assert_eq!(look(&test, "2024-05-10T17:30:00").await, 0);
        assert_eq!(test.queued(REMINDS).await, 1);
    }
}

testdb::on_both_engines! {
    /// What was submitted or withdrawn is not reminded; what is missing is counted; everybody of the institution is told.
    async fn who_is_reminded(database: TestDatabase) {
        let test = call(database, 50).await;
        submitted(&test, "1018200013").await;
        let (mut gone, withdrawn) = submitted(&test, "1028200020").await;
        gone.post(&urls::application_withdraw(&withdrawn), &[]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(look(&test, "2024-05-03T18:00:00").await, 0);
        test.at("2024-05-02T10:00:00");
        let scope = institution(&test, programme::gates::InstitutionKind::University, "1038200038").await;
        let mut first = test.signed_in(Role::Applicant, scope).await;
        test.signed_in(Role::Applicant, scope).await;
        first.post(&urls::apply(SLUG), &[]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(look(&test, "2024-05-03T18:00:00").await, 1);
        assert_eq!(test.queued(REMINDS).await, 2, "both people of the institution");
        assert_eq!(test.queued("덜 쓴 단계가 5개 있습니다.").await, 2);
    }
}

testdb::on_both_engines! {
    /// everybody who has an application is told of the new close once, and the marks come anew.
    async fn an_extension_is_told_and_the_marks_come_anew(database: TestDatabase) {
        let (test, _, _) = with_draft(database).await;
        submitted(&test, "1028200020").await;
        let (mut gone, withdrawn) = submitted(&test, "1038200038").await;
        gone.post(&urls::application_withdraw(&withdrawn), &[]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(look(&test, "2024-05-09T18:00:00").await, 1);
        test.at("2024-05-10T12:00:00");
        extend(&test).await;
        test.at("2024-05-10T12:00:01");
        another_draft(&test, "1058200053").await;
        assert_eq!(write_due(&test.app).await.expect("letters"), 2, "the draft and the submitted one");
        assert_eq!(write_due(&test.app).await.expect("letters"), 0);
        let mails = test.mails().await;
        let mail = mails.iter().find(|mail| mail.contains(EXTENDED)).expect("a letter");
        for says in ["이유: 접수 장애", "2024. 5. 17.(금) 18:00 전까지", &urls::call_history(SLUG)] {
            assert!(mail.contains(says), "{says}");
        }
        for (at, written) in [
            ("2024-05-10T15:00:00", 0),
            ("2024-05-10T18:00:00", 2),
            ("2024-05-16T18:00:00", 2),
            ("2024-05-17T15:00:00", 2),
            ("2024-05-17T18:00:00", 0),
        ] {
            assert_eq!(look(&test, at).await, written, "{at}");
        }
        assert_eq!(test.queued(EXTENDED).await, 2);
    }
}

testdb::on_both_engines! {
    /// Nobody is told of an amendment before it is public; then everybody is, once.
    async fn an_amendment_is_told_once_it_is_public(database: TestDatabase) {
        let (test, _, _) = with_draft(database).await;
        submitted(&test, "1028200020").await;
        test.at("2024-05-02T11:00:00");
        desk(&test, Role::AgencyOfficer, urls::DESK_CALL_AMEND, &[("amend_reason", "서류 이름을 바로잡습니다.")]).await;
        assert_eq!(write_due(&test.app).await.expect("letters"), 0);
        publish_amendment(&test).await;
        assert_eq!(write_due(&test.app).await.expect("letters"), 2);
        assert_eq!(look(&test, "2024-05-02T11:01:00").await, 0);
        assert_eq!((test.queued(AMENDED).await, test.queued("서류 이름을 바로잡습니다.").await), (2, 2));
    }
}

/// Puts the amendment that is being written in force as it stands: how it gets there is shown where calls are tested.
async fn publish_amendment(test: &TestApp) {
    use sea_orm::ConnectionTrait;
    let at = test.app.clock.now().to_rfc3339();
    let transaction = test.app.database.begin().await.expect("a transaction");
    let statement = format!(
        "UPDATE call_revisions SET state = 'published', slot = NULL, number = 2, published_at = '{at}' \
         WHERE kind = 'amendment' AND state = 'draft'"
    );
    let done = transaction.execute_unprepared(&statement).await.expect("an update");
    assert_eq!(done.rows_affected(), 1);
    transaction.commit().await.expect("a commit");
}

testdb::on_both_engines! {
    /// A call that was called off takes nothing any more, what was written stays readable, and everybody is told why, once.
    async fn a_cancelled_call_takes_nothing_and_says_why(database: TestDatabase) {
        let (test, mut writer, id) = with_draft(database).await;
        let (mut sent, submitted) = submitted(&test, "1028200020").await;
        test.at("2024-05-02T11:00:00");
        cancel(&test).await;
        let step = urls::application_step(&id, "institution");
        for refused in [
            writer.post(&urls::application_submit(&id), &[]).await,
            writer.post(&step, &[("capacity", "고침")]).await,
            sent.post(&urls::apply(SLUG), &[]).await,
        ] {
            let page = refused.expect(StatusCode::CONFLICT).text();
            assert!(page.contains("취소된 공고라 신청을 받지 않습니다."));
        }
        let page = writer.get(&step).await.expect(StatusCode::OK).text();
        assert!(page.contains("취소된 공고라 신청을 받지 않습니다.") && page.contains("지역 소공인 교육") && !page.contains("고침"));
        assert_eq!(look(&test, "2024-05-02T11:01:00").await, 2);
        assert_eq!(look(&test, "2024-05-10T15:00:00").await, 0, "nobody is reminded of a close that does not count");
        assert_eq!((test.queued(CANCELLED).await, test.queued("이유: 예산이 바뀌었습니다.").await), (2, 2));
        sent.post(&urls::application_withdraw(&submitted), &[]).await.expect(StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// Servers that look at one moment, while people submit: no letter twice, none to somebody who has submitted.
    async fn many_servers_write_each_letter_once(database: TestDatabase) {
        let test = Arc::new(call(database, 50).await);
        let mut people = Vec::new();
        for number in 0..6 {
            let number = format!("10{number}82000{}", number * 7 % 10);
            people.push(another_draft(&test, &number).await);
        }
        test.at("2024-05-09T18:00:00");
        let barrier = Arc::new(Barrier::new(6));
        let (mut servers, mut submitting) = (Vec::new(), Vec::new());
        for _ in 0..4 {
            let (test, barrier) = (Arc::clone(&test), Arc::clone(&barrier));
            servers.push(tokio::spawn(async move {
                barrier.wait().await;
                write_due(&test.app).await.expect("letters")
            }));
        }
        for (mut browser, id) in people.into_iter().take(2) {
            let barrier = Arc::clone(&barrier);
            submitting.push(tokio::spawn(async move {
                barrier.wait().await;
                browser.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::SEE_OTHER);
            }));
        }
        let mut written = 0;
        for server in servers {
            written += server.await.expect("a server");
        }
        for one in submitting {
            one.await.expect("a submission");
        }
        assert!((4..=6).contains(&written), "{written}");
        assert_eq!(test.queued(REMINDS).await, written);
        let kept = store::written(test.app.database.read(), the_call(&test).await.id).await.expect("letters");
        assert_eq!(kept.len(), written);
        assert!(kept.iter().all(|(_, about)| about.ends_with(Mark::OneDay.code())));
    }
}

testdb::on_both_engines! {
    /// The running server looks by itself, and ends when it is told to.
    async fn the_server_writes_letters_by_itself(database: TestDatabase) {
        let (test, _, _) = with_draft(database).await;
        test.at("2024-05-09T18:00:00");
        let (stop, stopping) = watch::channel(false);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let serving = tokio::spawn(crate::server::serve(test.app.clone(), listener, async move {
            let mut stopping = stopping;
            let _ = stopping.wait_for(|stop| *stop).await;
        }));
        for _ in 0..200 {
            if test.queued(REMINDS).await == 1 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(test.queued(REMINDS).await, 1);
        stop.send(true).expect("a server that listens");
        serving.await.expect("a server").expect("that ends well");
    }
}
