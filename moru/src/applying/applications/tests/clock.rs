//! A clock that steps while the site is used. The program knows no time but the machine's, so a step moves what depends
//! on it; what was given stays, and the order is that of the log.

use http::StatusCode;
use testdb::TestDatabase;

use super::{super::store, *};

/// Someone with a full draft.
async fn ready(test: &TestApp, number: &str) -> (Browser, Uuid) {
    let (mut browser, institution) = applicant(test, number).await;
    let id = draft(test, &mut browser, institution, 3).await;
    (browser, id)
}

async fn receipt(browser: &mut Browser, id: Uuid) -> ledger::Receipt {
    let bytes = browser.get(&urls::receipt_file(&id)).await.expect(StatusCode::OK).bytes;
    let verification = ledger::Receipt::verify(&bytes, None, &[]);
    assert!(verification.holds());
    verification.receipt.expect("a receipt")
}

testdb::on_both_engines! {
    /// Whoever submits after a step back stands behind those who submitted before it, with the earlier time that the
    /// clock showed: in the log, in the number, in the agency's list.
    async fn the_order_is_that_of_the_log(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut first, one) = ready(&test, "1018200013").await;
        let (mut second, other) = ready(&test, "1028200020").await;
        test.at("2024-05-10T15:00:00");
        first.post(&urls::application_submit(&one), &[]).await.expect(StatusCode::SEE_OTHER);
        test.at("2024-05-10T14:00:00");
        second.post(&urls::application_submit(&other), &[]).await.expect(StatusCode::SEE_OTHER);
        let (one_of_first, one_of_second) = (receipt(&mut first, one).await.issued, receipt(&mut second, other).await.issued);
        assert_eq!((one_of_first.proof.index, one_of_second.proof.index), (0, 1));
        assert!(one_of_first.entry.receipt_no < one_of_second.entry.receipt_no);
        assert!(one_of_first.entry.received_at > one_of_second.entry.received_at, "each says what the clock showed");
        let call = calls::store::by_slug(test.app.database.read(), calls::example::SLUG).await.expect("a query").expect("a call");
        let list = store::handed_in(test.app.database.read(), call.id, None, 10).await.expect("a list");
        assert_eq!(list.iter().map(|application| application.id).collect::<Vec<_>>(), [one, other]);
    }
}

testdb::on_both_engines! {
    /// A step back across the deadline opens the call again until the clock is there once more; a step forward closes
    /// it early. What was given before is untouched by either: the same receipt, byte for byte, and no second one.
    async fn a_step_across_the_deadline_moves_the_deadline_only(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut first, one) = ready(&test, "1018200013").await;
        let (mut second, other) = ready(&test, "1028200020").await;
        test.at("2024-05-10T17:59:59");
        first.post(&urls::application_submit(&one), &[]).await.expect(StatusCode::SEE_OTHER);
        let given = first.get(&urls::receipt_file(&one)).await.expect(StatusCode::OK).bytes;

        test.at("2024-05-10T18:00:01");
        second.post(&urls::application_submit(&other), &[]).await.expect(StatusCode::CONFLICT);
        test.at("2024-05-10T17:50:00");
        first.post(&urls::application_submit(&one), &[]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(first.get(&urls::receipt_file(&one)).await.bytes, given);
        assert_eq!(receipts(&test).await, 1, "the refused one did not come back by itself");
        second.post(&urls::application_submit(&other), &[]).await.expect(StatusCode::SEE_OTHER);
        let late = receipt(&mut second, other).await.issued;
        let told = ledger::Receipt::verify(&given, None, &[]).receipt.expect("a receipt").issued.entry;
        assert!(late.proof.index > 0 && late.entry.received_at < told.received_at, "the log shows that the clock stepped");

        test.at("2024-05-11T09:00:00");
        assert_eq!(first.get(&urls::receipt_file(&one)).await.bytes, given);
        second.get(&urls::receipt(&other)).await.expect(StatusCode::OK);
    }
}

testdb::on_both_engines! {
    /// Every page of a draft is drawn and fields are kept at whatever time: before the call was announced, years ahead,
    /// and back. A letter that was queued leaves when the clock has come back to where it was.
    async fn nothing_breaks_and_letters_wait(database: TestDatabase) {
        let test = call(database, 50).await;
        let (_, _) = submitted(&test, "1018200013").await;
        let (mut browser, id) = ready(&test, "1028200020").await;
        let step = urls::application_step(&id, Step::Institution.code());
        test.at("2024-04-20T10:00:00");
        assert_eq!(test.mails().await.len(), 0, "queued later than now");
        for (at, call, kept) in [
            ("2024-04-20T10:00:00", StatusCode::OK, StatusCode::SEE_OTHER),
            // Before the call was announced nobody sees it; who has a draft goes on writing.
            ("2024-04-01T00:00:00", StatusCode::NOT_FOUND, StatusCode::SEE_OTHER),
            ("2024-05-20T00:00:00", StatusCode::OK, StatusCode::CONFLICT),
            ("2024-05-02T09:00:00", StatusCode::OK, StatusCode::SEE_OTHER),
        ] {
            test.at(at);
            browser.get(&step).await.expect(StatusCode::OK);
            browser.get(&urls::call(calls::example::SLUG)).await.expect(call);
            browser.post(&step, &[("capacity", at)]).await.expect(kept);
        }
        test.at("2024-05-02T10:00:00");
        assert_eq!(test.mails().await.len(), 1, "now it leaves");
        assert!(browser.get(&step).await.text().contains("2024-05-02T09:00:00"), "the last that was kept");
    }
}
