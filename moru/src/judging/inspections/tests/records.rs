//! What devices send: once or twice, in any order, by two at once.

use super::*;
use crate::{identity::accounts::Role, judging::inspections::evidence};

testdb::on_both_engines! {
    /// Sending twice changes nothing, and what does not fit is refused one by one: the rest is kept.
    async fn sending_twice_is_sending_once(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        let one = record(name(1), 1, &[], ("conform", ""));
        let two = record(name(2), 1, &[name(1)], ("fix", "문패가 없습니다."));
        let (kept, refused) = sent(&mut visit.first, id, &[one.clone(), two.clone()]).await;
        assert_eq!((kept.as_slice(), refused.len()), (&[name(1), name(2)][..], 0));
        let (kept, _) = sent(&mut visit.first, id, &[two.clone(), one.clone(), two]).await;
        assert_eq!(kept.len(), 3, "all of it is kept");
        assert_eq!(visit.recorded().await.len(), 2);
        let other = record(name(1), 1, &[], ("fail", ""));
        let unknown = record(name(3), 1, &[name(99)], ("fail", ""));
        let elsewhere = record(name(4), 2, &[name(1)], ("fail", ""));
        let number = record(name(5), 3, &[], ("fix", "900101-1234567"));
        let itself = record(name(6), 1, &[name(6)], ("fail", ""));
        let nowhere = record(name(7), 17, &[], ("fail", ""));
        let fine = record(name(8), 4, &[], ("conform", ""));
        let batch = [other, unknown, elsewhere, number, itself, nowhere, fine];
        let (kept, refused) = sent(&mut visit.first, id, &batch).await;
        assert_eq!((kept.as_slice(), refused.len()), (&[name(8)][..], 6), "{refused:?}");
        assert!(refused.iter().any(|why| why.contains("주민등록번호")));
        assert_eq!(visit.recorded().await.len(), 3);
        let nonsense = visit.first.send(Method::POST, &urls::inspection_records(&id), Some("application/json"), Body::from("{")).await;
        nonsense.expect(StatusCode::BAD_REQUEST);
        let mut other = visit.judging.browser(visit.judging.evaluators[3]).await;
        send(&mut other, id, &json!({ "records": [one] })).await.expect(StatusCode::NOT_FOUND);
        let mut officer = visit.judging.desk(Role::AgencyOfficer).await;
        send(&mut officer, id, &json!({})).await.expect(StatusCode::NOT_FOUND);
    }
}

testdb::on_both_engines! {
    /// One mistake holds up what replaced it, and says so: a device writes that again on what is kept, under a new name.
    async fn what_rests_on_a_refused_record_says_so(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        let batch = json!({ "records": [
            record(name(1), 3, &[], ("conform", "")),
            record(name(2), 3, &[name(1)], ("fix", "900101-1234567")),
            record(name(3), 3, &[name(2)], ("fix", "칸막이가 낮습니다.")),
            record(name(4), 3, &[name(2)], ("fix", "900101-1234567")),
        ] });
        let answer = send(&mut visit.first, id, &batch).await.expect(StatusCode::OK);
        let answer: Value = serde_json::from_slice(&answer.bytes).expect("an answer");
        let refused = answer["refused"].as_array().expect("a list");
        let based: Vec<_> = refused.iter().map(|one| (one["id"].clone(), one["based"].clone())).collect();
        let expected = [(name(2), false), (name(3), true), (name(4), false)];
        assert_eq!(based, expected.map(|(id, based)| (json!(id), json!(based))));
        let again = record(name(5), 3, &[name(1)], ("fix", "칸막이가 낮습니다."));
        assert_eq!(sent(&mut visit.first, id, &[again]).await.0, [name(5)]);
        assert_eq!(visit.recorded().await.len(), 2);
    }
}

testdb::on_both_engines! {
    /// A name stands for one confirmation for ever, in one batch as in two; and there are only so many.
    async fn a_confirmation_is_known_by_its_name_and_what_it_says(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        let one = |number: u128, remark: &str| json!({
            "id": name(number), "host": true, "name": "예시 담당자", "remark": remark, "report": "0".repeat(64), "made_at": 0,
        });
        let batch = json!({ "confirmations": [one(1, ""), one(1, ""), one(1, "다른 말")] });
        for _ in 0..2 {
            let answer = send(&mut visit.first, id, &batch).await.expect(StatusCode::OK);
            let answer: Value = serde_json::from_slice(&answer.bytes).expect("an answer");
            assert_eq!(answer["kept"], json!([name(1), name(1)]));
            assert_eq!(answer["refused"][0]["id"], json!(name(1)));
            assert!(answer["refused"][0]["message"].as_str().expect("why").contains("다른 확인이 이미 있습니다."));
        }
        let other = send(&mut visit.second, id, &json!({ "confirmations": [one(1, "")] })).await.expect(StatusCode::OK);
        let other: Value = serde_json::from_slice(&other.bytes).expect("an answer");
        assert_eq!(other["kept"], json!([]), "it was taken on another phone");
        let many: Vec<Value> = (1..=250).map(|number| one(number, "")).collect();
        let answer = send(&mut visit.first, id, &json!({ "confirmations": many })).await.expect(StatusCode::OK);
        let answer: Value = serde_json::from_slice(&answer.bytes).expect("an answer");
        assert_eq!(answer["refused"].as_array().expect("a list").len(), 50);
        let kept = store::confirmations(visit.judging.test.app.database.read(), id).await.expect("rows");
        assert_eq!(kept.len(), 200);
    }
}

testdb::on_both_engines! {
    /// Two inspectors may share a phone. What one wrote is not sent as what the other says, who signed in since.
    async fn what_one_wrote_is_not_sent_as_what_the_other_says(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        let page = visit.first.get(&urls::inspection(&id)).await.expect(StatusCode::OK).text();
        let (_, rest) = page.split_once("owner").expect("whose device this is");
        let mut words = rest.split(|c: char| !c.is_ascii_hexdigit() && c != '-');
        let owner = words.find(|word| word.len() == 36).expect("an account");
        let batch = json!({ "owner": owner, "records": [record(name(1), 1, &[], ("conform", ""))] });
        send(&mut visit.second, id, &batch).await.expect(StatusCode::UNAUTHORIZED);
        let content = jpeg(&[], 1);
        let sha256 = Sha256::of(&content).to_hex();
        let path = format!("{}?owner={owner}&item=1&sha256={sha256}&made_at=0", urls::inspection_photo(&id, &name(2)));
        let refused = visit.second.send(Method::POST, &path, Some("image/jpeg"), Body::from(content.clone())).await;
        refused.expect(StatusCode::UNAUTHORIZED);
        assert_eq!(visit.recorded().await.len(), 0);
        send(&mut visit.first, id, &batch).await.expect(StatusCode::OK);
        let sent = visit.first.send(Method::POST, &path, Some("image/jpeg"), Body::from(content)).await;
        sent.expect(StatusCode::NO_CONTENT);
        assert_eq!(visit.recorded().await[0].by, visit.judging.evaluators[0]);
    }
}

testdb::on_both_engines! {
    /// Two inspectors without a network say different things: both stay, both are shown, and a third record of somebody
    /// who has seen both settles it. Nothing of it is lost.
    async fn two_records_that_differ_both_stay(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        sent(&mut visit.first, id, &[record(name(1), 6, &[], ("conform", "제조번호 확인"))]).await;
        let (kept, refused) = sent(&mut visit.second, id, &[record(name(2), 6, &[], ("fix", "프린터 한 대 없음"))]).await;
        assert_eq!((kept.len(), refused.len()), (1, 0));
        let agreed = [record(name(3), 8, &[], ("conform", ""))];
        sent(&mut visit.first, id, &agreed).await;
        sent(&mut visit.second, id, &[record(name(4), 8, &[], ("conform", ""))]).await;
        let address = urls::inspection_item(&id, 6);
        let page = visit.second.get(&address).await.expect(StatusCode::OK).text();
        assert!(page.contains("제조번호 확인") && page.contains("프린터 한 대 없음") && page.contains("이 기록으로 정하기"));
        let agreed = visit.first.get(&urls::inspection_item(&id, 8)).await.expect(StatusCode::OK).text();
        assert!(!agreed.contains("이 기록으로 정하기"), "two who say the same agree");
        let bases = format!("{},{}", name(1), name(2));
        let form = [("bases.6", bases.as_str()), ("verdict.6", "fix"), ("note.6", "함께 보니 한 대가 없습니다.")];
        visit.second.post(&address, &form).await.expect(StatusCode::SEE_OTHER);
        let page = visit.first.get(&address).await.expect(StatusCode::OK).text();
        assert!(!page.contains("이 기록으로 정하기") && page.contains("함께 보니"));
        assert!(page.contains("제조번호 확인") && page.contains("프린터 한 대 없음"), "the history has them");
        // Whoever had seen only one of the two is no answer to the other.
        let late = [("bases.6", bases.split(',').next().expect("a name")), ("verdict.6", "fail"), ("note.6", "다시 봄")];
        visit.first.post(&address, &late).await.expect(StatusCode::SEE_OTHER);
        let page = visit.first.get(&address).await.expect(StatusCode::OK).text();
        assert!(page.contains("이 기록으로 정하기"));
        let resident = [("bases.6", bases.as_str()), ("verdict.6", "fix"), ("note.6", "900101-1234567")];
        let refused = visit.first.post(&address, &resident).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(refused.contains("주민등록번호") && refused.contains("900101-1234567"), "nothing typed is lost");
        assert_eq!(visit.recorded().await.len(), 6);
    }
}

testdb::on_both_engines! {
    /// Both send at the same moment, each twice: every record is there once.
    async fn at_the_same_moment_nothing_is_lost(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let id = visit.id;
        let batch = |from: u128| -> Vec<Value> {
            (1..=16).map(|item| record(name(from + u128::from(item)), item, &[], ("conform", ""))).collect()
        };
        let (mut first, mut second) = (visit.first.clone(), visit.second.clone());
        let (own, others) = (batch(0), batch(100));
        tokio::join!(
            sent(&mut visit.first, id, &own),
            sent(&mut visit.second, id, &others),
            sent(&mut first, id, &own),
            sent(&mut second, id, &others),
        );
        assert_eq!(visit.recorded().await.len(), 32);
    }
}

testdb::on_both_engines! {
    /// A photo is what the device hashed, a JPEG, and nothing but its picture. One that was acknowledged is there.
    async fn a_photo_is_what_was_taken_and_nothing_more(database: TestDatabase) {
        let mut visit = Visit::start(database).await;
        let (id, place) = (visit.id, (name(1), 1));
        let content = jpeg(&[], 7);
        photo(&mut visit.first, id, place, &content).await.expect(StatusCode::NO_CONTENT);
        photo(&mut visit.first, id, place, &content).await.expect(StatusCode::NO_CONTENT);
        photo(&mut visit.first, id, place, &jpeg(&[], 8)).await.expect(StatusCode::CONFLICT);
        let exif = [&[0xff, 0xe1, 0, 8][..], b"Exif\0\0"].concat();
        let refused = photo(&mut visit.first, id, (name(2), 1), &jpeg(&exif, 1)).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("정보가 남아 있습니다."));
        photo(&mut visit.first, id, (name(3), 1), b"%PDF-1.4").await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        photo(&mut visit.first, id, (name(4), 1), &vec![0; 3 * 1024 * 1024 + 1]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        let wrong = format!("{}?item=1&sha256={}&made_at=0", urls::inspection_photo(&id, &name(5)), "0".repeat(64));
        let changed = visit.first.send(Method::POST, &wrong, Some("image/jpeg"), Body::from(content.clone())).await;
        changed.expect(StatusCode::UNPROCESSABLE_ENTITY);
        photo(&mut visit.first, id, (name(6), 17), &content).await.expect(StatusCode::BAD_REQUEST);
        let reader = visit.judging.test.app.database.read();
        let photos = store::photos(reader, id).await.expect("photos");
        assert_eq!(photos.len(), 1);
        let inspection = store::find(reader, id).await.expect("a query").expect("an inspection");
        let whole = evidence::whole(reader, inspection).await.expect("all of it");
        assert_eq!(whole.metres(), Some(7), "five hundred-thousandths of a degree each way");
        let address = urls::inspection_photo(&id, &name(1));
        for browser in [&mut visit.second, &mut visit.judging.desk(Role::MinistryOfficer).await] {
            let shown = browser.get(&address).await.expect(StatusCode::OK);
            assert_eq!(shown.bytes, content);
            assert_eq!(shown.headers.get("content-type").expect("a type"), "image/jpeg");
        }
        visit.judging.applicant(0).await.get(&address).await.expect(StatusCode::NOT_FOUND);
        let mut other = visit.judging.browser(visit.judging.evaluators[3]).await;
        other.get(&address).await.expect(StatusCode::NOT_FOUND);
        photo(&mut other, id, (name(9), 1), &content).await.expect(StatusCode::NOT_FOUND);
    }
}
