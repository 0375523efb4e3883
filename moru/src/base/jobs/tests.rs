//! What becomes of a letter that nobody takes.

use std::{net::TcpListener, time::Duration};

use sea_orm::EntityTrait;
use testdb::TestDatabase;

use super::{super::mail, *};
use crate::testing::TestApp;

/// The one job there is.
async fn job(test: &TestApp) -> table::Model {
    let jobs = table::Entity::find().all(test.app.database.read()).await.expect("jobs");
    assert_eq!(jobs.len(), 1);
    jobs.into_iter().next().expect("a job")
}

/// Mail to an address at which nobody listens.
fn to_nobody() -> Handlers {
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("an address");
    let mailer = mail::Mailer::open(&format!("smtp://{free}"), "Moru <moru@example.kr>").expect("a mailer");
    Handlers::default().with(mail::JOB, move |payload| {
        let mailer = mailer.clone();
        async move { mailer.send(&payload).await }
    })
}

testdb::on_both_engines! {
    /// Ten attempts, each after twice the wait of the one before; then the letter stays with its last error, and nobody
    /// tries again until a person says so.
    async fn a_letter_that_nobody_takes_is_kept(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let (app, handlers) = (&test.app, to_nobody());
        let begun = app.clock.now();
        let letter = mail::Letter { to: "a@example.kr".into(), subject: "예시".into(), text: "예시".into() };
        let transaction = app.database.begin().await.expect("a transaction");
        mail::queue(&transaction, &app.clock, &[letter]).await.expect("a letter");
        transaction.commit().await.expect("a commit");
        for attempt in 1..=MOST_ATTEMPTS {
            assert_eq!(run_due(&app.database, &app.clock, &handlers).await.expect("a run"), 0);
            let failed = job(&test).await;
            assert_eq!((failed.attempts, failed.done_at), (attempt, None));
            assert!(failed.last_error.expect("an error").contains("refused"));
            assert_eq!(failed.failed_at.is_some(), attempt == MOST_ATTEMPTS);
            assert_eq!(run_due(&app.database, &app.clock, &handlers).await.expect("a run"), 0);
            assert_eq!(job(&test).await.attempts, attempt, "not before its time");
            if attempt < MOST_ATTEMPTS {
                app.clock.set(failed.run_at);
            }
        }
        let took = app.clock.now() - begun;
        assert!(took > TimeDelta::minutes(15) && took < TimeDelta::minutes(20), "{took}");
        app.clock.set(begun + TimeDelta::days(30));
        run_due(&app.database, &app.clock, &handlers).await.expect("a run");
        let kept = job(&test).await;
        assert_eq!(kept.attempts, MOST_ATTEMPTS);
        assert!(kept.payload.contains("a@example.kr") && kept.last_error.is_some());
    }
}

#[tokio::test]
async fn work_that_never_ends_fails_in_time() {
    let outcome = in_time(Duration::from_millis(20), std::future::pending()).await;
    assert_eq!(outcome, Err("took longer than 0.02 s".to_owned()));
}
