use http::StatusCode;
use ledger::{Content, Receipt};
use testdb::TestDatabase;

use super::*;

testdb::on_both_engines! {
    /// The receipt holds with nothing but the public key, and with its files; one changed byte of either is noticed.
    async fn every_byte_counts(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, id) = submitted(&test, "1018200013").await;
        let key = test.app.seal.public();
        let file = browser.get(&urls::receipt_file(&id)).await.expect(StatusCode::OK).bytes;
        let pdf = example::pdf(&format!("articles {id}")).to_vec();
        let verify = |file: &[u8], pdf: &[u8]| {
            Receipt::verify(file, Some(&key), &[("예시 정관.pdf", Content::Bytes(pdf))]).holds()
        };
        assert!(verify(&file, &pdf));
        for place in 0..file.len() {
            let mut changed = file.clone();
            changed[place] ^= 1;
            assert!(!verify(&changed, &pdf), "byte {place} of the receipt");
        }
        for place in 0..pdf.len() {
            let mut changed = pdf.clone();
            changed[place] ^= 1;
            assert!(!verify(&file, &changed), "byte {place} of the attachment");
        }
    }
}

testdb::on_both_engines! {
    /// Receipts stand in the log in the order in which they were given, and each proves its place.
    async fn the_order_is_the_log(database: TestDatabase) {
        let test = call(database, 50).await;
        for (place, number) in ["1018200013", "1028200020", "1038200038"].into_iter().enumerate() {
            let (mut browser, id) = submitted(&test, number).await;
            let bytes = browser.get(&urls::receipt_file(&id)).await.bytes;
            let receipt: Receipt = serde_json::from_slice(&bytes).expect("a receipt");
            assert_eq!(receipt.issued.proof.index, place as u64);
            assert_eq!(receipt.issued.entry.receipt_no, format!("MR-2024-{:06}", place + 1));
        }
    }
}

testdb::on_both_engines! {
    /// The page that verifies says yes to a receipt and no to a changed one, to anybody.
    async fn the_page_verifies(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, id) = submitted(&test, "1018200013").await;
        let receipt = browser.get(&urls::receipt_file(&id)).await.bytes;
        let mut anyone = test.visitor();
        let send = |bytes: &[u8]| {
            let mut body = b"--edge\r\nContent-Disposition: form-data; name=\"receipt\"; filename=\"r.json\"\r\n\r\n".to_vec();
            body.extend(bytes);
            body.extend(b"\r\n--edge--\r\n");
            axum::body::Body::from(body)
        };
        let kind = Some("multipart/form-data; boundary=edge");
        let yes = anyone.send(http::Method::POST, urls::VERIFY, kind, send(&receipt)).await.text();
        assert!(yes.contains("진짜 접수증입니다.") && yes.contains("MR-2024-000001"));
        let changed = String::from_utf8_lossy(&receipt).replace("MR-2024-000001", "MR-2024-000002");
        let no = anyone.send(http::Method::POST, urls::VERIFY, kind, send(changed.as_bytes())).await.text();
        assert!(no.contains("진짜가 아니거나 내용이 바뀌었습니다."));
        assert_eq!(anyone.get(urls::PUBLIC_KEY).await.text().trim(), test.app.seal.public().to_hex());
    }
}

testdb::on_both_engines! {
    /// A file as large as the site takes can be attached, and verified on the page together with its receipt.
    async fn large_files_are_taken_and_verified(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let mut large = example::pdf("large").to_vec();
        large.resize(3 * 1024 * 1024, b' ');
        let files = urls::application_files(&id);
        browser.upload(&files, &[("slot", "other")], "large.pdf", &large).await.expect(StatusCode::SEE_OTHER);
        browser.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::SEE_OTHER);
        let receipt = browser.get(&urls::receipt_file(&id)).await.bytes;
        let part = |field: &str, name: &str, content: &[u8]| {
            let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n");
            [head.as_bytes(), content, b"\r\n"].concat()
        };
        let mut anyone = test.visitor();
        for (last, expected) in [(b' ', "진짜 접수증입니다."), (b'!', "진짜가 아니거나 내용이 바뀌었습니다.")] {
            *large.last_mut().expect("a byte") = last;
            let body =
                [part("receipt", "r.json", &receipt), part("files", "large.pdf", &large), b"--edge--\r\n".to_vec()].concat();
            let kind = Some("multipart/form-data; boundary=edge");
            let page = anyone.send(http::Method::POST, urls::VERIFY, kind, axum::body::Body::from(body)).await;
            assert!(page.expect(StatusCode::OK).text().contains(expected));
        }
    }
}
