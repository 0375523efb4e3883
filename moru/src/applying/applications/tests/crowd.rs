//! Many institutions at the same moment: they share transactions, and nobody can tell.

use std::collections::BTreeSet;

use http::StatusCode;
use sea_orm::{EntityTrait, QueryOrder};
use testdb::TestDatabase;

use super::{
    super::{
        store,
        tables::{application, receipt},
    },
    *,
};

/// Complete answers with people of the institution's own.
fn answers(number: u32) -> Vec<(String, String)> {
    let mut answers = example::answers(ZONE_NAME, 25, 3);
    for (field, value) in &mut answers {
        if let Some(row) = field.strip_prefix("staff.").and_then(|rest| rest.strip_suffix(".phone")) {
            *value = format!("010-{:04}-000{row}", 3000 + number);
        }
    }
    answers
}

/// Sends all submissions at once and returns what each was answered.
async fn at_once(crowd: &[(Browser, Uuid)]) -> Vec<StatusCode> {
    let sent = crowd.iter().map(|(browser, id)| {
        let (mut window, id) = (browser.clone(), *id);
        tokio::spawn(async move { window.post(&urls::application_submit(&id), &[]).await.status })
    });
    let mut answers = Vec::new();
    for answer in sent.collect::<Vec<_>>() {
        answers.push(answer.await.expect("an answer"));
    }
    answers
}

/// The places in the log that receipts name, in order.
async fn places(test: &TestApp) -> Vec<i64> {
    let rows = receipt::Entity::find().order_by_asc(receipt::Column::LeafIndex);
    rows.all(test.app.database.read()).await.expect("receipts").iter().map(|row| row.leaf_index).collect()
}

async fn crowd(test: &TestApp, people: impl Fn(u32) -> Vec<(String, String)>) -> Vec<(Browser, Uuid)> {
    let mut crowd = Vec::new();
    for number in 0..12 {
        let (mut browser, institution) = applicant(test, &format!("10182{number:05}")).await;
        let id = draft_with(test, &mut browser, institution, people(number)).await;
        crowd.push((browser, id));
    }
    crowd
}

testdb::on_both_engines! {
    /// Each has its receipt, its mail and its line in the trail, and the log has no gap.
    async fn everyone_is_received(database: TestDatabase) {
        let test = call(database, 50).await;
        let crowd = crowd(&test, answers).await;
        assert_eq!(at_once(&crowd).await, vec![StatusCode::SEE_OTHER; 12]);
        assert_eq!(places(&test).await, (0..12).collect::<Vec<_>>());
        assert_eq!(test.mails().await.len(), 12);
        let mut numbers = BTreeSet::new();
        for (_, id) in &crowd {
            let read = test.app.database.read();
            let application = store::find(read, *id).await.expect("a row").expect("an application");
            assert!(application.frozen_gates.expect("findings").contains("G5"));
            numbers.insert(application.receipt_number.expect("a number"));
            assert_eq!(crate::identity::audit::count(read, *id, "submit").await.expect("a count"), 1);
        }
        assert_eq!(numbers.len(), 12);
    }
}

testdb::on_both_engines! {
    /// One that the database refuses is refused alone: a second application of an institution for its cluster.
    async fn one_refusal_holds_nobody_up(database: TestDatabase) {
        let test = call(database, 50).await;
        let mut crowd = crowd(&test, answers).await;
        let (mut browser, institution) = applicant(&test, "1048100048").await;
        let first = draft_with(&test, &mut browser, institution, answers(90)).await;
        browser.post(&urls::application_submit(&first), &[]).await.expect(StatusCode::SEE_OTHER);
        let second = draft_with(&test, &mut browser, institution, answers(91)).await;
        crowd.insert(5, (browser, second));
        let mut expected = vec![StatusCode::SEE_OTHER; 13];
        expected[5] = StatusCode::CONFLICT;
        assert_eq!(at_once(&crowd).await, expected);
        assert_eq!(places(&test).await, (0..13).collect::<Vec<_>>());
    }
}

testdb::on_both_engines! {
    /// The same people in applications of the same moment: only the first in the log may not know of the others, as if
    /// they had come one after another.
    async fn people_named_at_once_are_seen(database: TestDatabase) {
        let test = call(database, 50).await;
        let crowd = crowd(&test, |_| answers(7)).await;
        assert_eq!(at_once(&crowd).await, vec![StatusCode::SEE_OTHER; 12]);
        let rows = application::Entity::find().order_by_asc(application::Column::ReceiptNumber);
        let rows = rows.all(test.app.database.read()).await.expect("applications");
        let ineligible: Vec<bool> =
            rows.iter().map(|row| row.eligibility.as_deref() == Some("ineligible")).collect();
        assert_eq!(ineligible, [vec![false], vec![true; 11]].concat());
    }
}
