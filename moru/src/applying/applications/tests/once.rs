use http::StatusCode;
use testdb::TestDatabase;

use super::{super::store, *};

testdb::on_both_engines! {
    /// Final submissions at the same moment, from several windows: one application, one receipt, the same for all.
    async fn sixteen_at_once_are_one(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let sent = (0..16).map(|_| {
            let mut window = browser.clone();
            tokio::spawn(async move { window.post(&urls::application_submit(&id), &[]).await })
        });
        for answer in sent.collect::<Vec<_>>() {
            let answer = answer.await.expect("an answer").expect(StatusCode::SEE_OTHER);
            assert_eq!(answer.location(), urls::receipt(&id));
        }
        assert_eq!(receipts(&test).await, 1);
        assert_eq!(test.mails().await.len(), 1, "one mail");
        let trail = crate::identity::audit::count(test.app.database.read(), id, "submit").await.expect("a count");
        assert_eq!(trail, 1, "one entry in the trail");
    }
}

testdb::on_both_engines! {
    /// A retry after a lost answer gets the receipt that was given, byte for byte, even after the deadline.
    async fn a_retry_gets_the_same_receipt(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, id) = submitted(&test, "1018200013").await;
        let first = browser.get(&urls::receipt_file(&id)).await.expect(StatusCode::OK).bytes;
        test.at("2024-05-10T18:00:01");
        browser.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(browser.get(&urls::receipt_file(&id)).await.bytes, first);
        assert_eq!(receipts(&test).await, 1);
    }
}

testdb::on_both_engines! {
    /// Beginning twice, or from two windows at once, begins one application.
    async fn beginning_twice_is_once(database: TestDatabase) {
        let test = call(database, 50).await;
        let (browser, _) = applicant(&test, "1018200013").await;
        let begun = (0..8).map(|_| {
            let mut window = browser.clone();
            tokio::spawn(async move { window.post(&urls::apply(calls::example::SLUG), &[]).await })
        });
        let mut places = std::collections::BTreeSet::new();
        for answer in begun.collect::<Vec<_>>() {
            places.insert(answer.await.expect("an answer").expect(StatusCode::SEE_OTHER).location().to_owned());
        }
        assert_eq!(places.len(), 1);
    }
}

testdb::on_both_engines! {
    /// A second application of the institution for the same cluster is refused; after a withdrawal it is received.
    async fn one_live_application_per_cluster(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let first = draft(&test, &mut browser, institution, 3).await;
        browser.post(&urls::application_submit(&first), &[]).await.expect(StatusCode::SEE_OTHER);
        let second = draft(&test, &mut browser, institution, 3).await;
        let refused = browser.post(&urls::application_submit(&second), &[]).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("같은 집적지로 이미 신청했습니다."));
        assert_eq!(receipts(&test).await, 1, "the log holds no trace of the refused one");
        browser.post(&urls::application_withdraw(&first), &[]).await.expect(StatusCode::SEE_OTHER);
        browser.post(&urls::application_submit(&second), &[]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(receipts(&test).await, 2);
    }
}

testdb::on_both_engines! {
    /// A field kept while the submission runs is either in the frozen form or refused: never kept and left out.
    async fn what_is_kept_is_frozen(database: TestDatabase) {
        let test = call(database, 50).await;
        for number in ["1018200013", "1028200020", "1038200038", "1048100048"] {
            let (browser, institution) = applicant(&test, number).await;
            let id = draft(&test, &mut browser.clone(), institution, 3).await;
            let writing = (0..6).map(|turn| {
                let mut window = browser.clone();
                tokio::spawn(async move {
                    let text = format!("예시: {turn}번째로 고쳐 쓴 글");
                    let fields = [("_field", "capacity"), ("capacity", text.as_str())];
                    window.post(&urls::application_autosave(&id), &fields).await.status
                })
            });
            let writing: Vec<_> = writing.collect();
            let mut window = browser.clone();
            window.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::SEE_OTHER);
            for answer in writing {
                assert!([StatusCode::OK, StatusCode::CONFLICT].contains(&answer.await.expect("an answer")));
            }
            let read = test.app.database.read();
            let kept = store::answers(read, id).await.expect("answers")["capacity"].value.clone();
            let frozen = store::find(read, id).await.expect("a row").expect("an application").frozen_form;
            assert!(frozen.expect("a frozen form").contains(&kept), "{kept}");
        }
    }
}
