//! A card is kept as a draft, signed once with the person's own password, and never changes again.

use programme::scoring::{CardState, Rubric};

use super::*;
use crate::judging::scores::forms::{comment_field, points_field};

/// The fields of a card that gives so many percent, without comments.
fn fields(percent: u32) -> Vec<(String, String)> {
    let rubric = Rubric::proposed().expect("the proposal");
    let stage = rubric.scored_stage(DOCUMENTS).expect("points");
    stage
        .leaves()
        .map(|leaf| (points_field(&leaf.code), (leaf.max_points * percent / 100).to_string()))
        .collect()
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

testdb::on_both_engines! {
    /// Nothing is written before somebody is there; a draft may be anything; a signature needs every point, within bounds,
    /// a comment where the rubric asks for one, and the password.
    async fn a_card_is_signed_when_it_is_complete(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let (meeting, members) = judging.appointed(DOCUMENTS).await;
        let application = judging.received[0].id;
        let address = urls::judging_card(&meeting, &application);
        let mut browser = judging.browser(members[0]).await;
        let early = browser.post(&address, &borrowed(&fields(80))).await.expect(StatusCode::CONFLICT).text();
        assert!(early.contains("서약하기 전에는 신청 서류를 볼 수 없습니다."));
        let app = &judging.test.app;
        let member = panels::member(app, members[0]).await.expect("a member");
        crate::judging::panels::actions::declare(app, &member, meeting, &[]).await.expect("a declaration");
        let page = browser.get(&address).await.expect(StatusCode::OK).text();
        assert!(page.contains("이 배점표는 공식 배점표가 아니라 제안입니다."), "the rubric is a proposal");
        let absent = browser.post(&address, &borrowed(&fields(80))).await.expect(StatusCode::CONFLICT).text();
        assert!(absent.contains("출석을 확인하기 전에는 평가표를 쓸 수 없습니다."));
        let officer = panels::agency(app, Role::AgencyOfficer);
        let (code, _) = crate::judging::panels::actions::issue_code(app, &officer, meeting, members[0]).await.expect("a code");
        browser.post(&urls::judging_check_in(&meeting), &[("code", &code)]).await.expect(StatusCode::SEE_OTHER);

        let mut form = fields(50);
        form[0].1 = "21".to_owned();
        form[1].1 = "12.5".to_owned();
        form.push(("sign".to_owned(), "yes".to_owned()));
        let page = browser.post(&address, &borrowed(&form)).await.expect(StatusCode::OK).text();
        for sentence in [
            "20점까지 줄 수 있습니다.",
            "점수는 0이나 그보다 큰 정수로 적어 주세요.",
            "배점의 60%보다 낮은 점수에는 까닭을 적어야 합니다.",
        ] {
            assert!(page.contains(sentence), "{sentence}");
        }
        assert!(page.contains("value=\"12.5\""), "what was typed stays");
        browser.get(&urls::judging_sign(&meeting, &application)).await.expect(StatusCode::SEE_OTHER);
        let mut secret = fields(80);
        secret.push((comment_field(&"plan".into()), "900101-1234567".to_owned()));
        let page = browser.post(&address, &borrowed(&secret)).await.expect(StatusCode::OK).text();
        assert!(page.contains("주민등록번호는 받지 않습니다."));

        let mut form = fields(80);
        form.push(("sign".to_owned(), "yes".to_owned()));
        let answer = browser.post(&address, &borrowed(&form)).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), urls::judging_sign(&meeting, &application));
        let sign = urls::judging_sign(&meeting, &application);
        let page = browser.get(&sign).await.expect(StatusCode::OK).text();
        assert!(page.contains("80.00점"), "the sum of what is signed");
        let version = page.split("name=\"version\" value=\"").nth(1).expect("a version");
        let version: String = version.chars().take_while(char::is_ascii_digit).collect();
        let wrong = browser.post(&sign, &[("version", &version), ("password", "아무거나")]).await;
        assert!(wrong.expect(StatusCode::OK).text().contains("비밀번호가 맞지 않습니다."));
        let stale = browser.post(&sign, &[("version", "0"), ("password", PASSWORD)]).await;
        assert!(stale.expect(StatusCode::CONFLICT).text().contains("다른 창에서 평가표가 바뀌었습니다."));
        browser.post(&sign, &[("version", &version), ("password", PASSWORD)]).await.expect(StatusCode::SEE_OTHER);
        let page = browser.get(&address).await.expect(StatusCode::OK).text();
        assert!(page.contains("서명함") && page.contains("80.00점") && !page.contains("저장만 하기"));
    }
}

testdb::on_both_engines! {
    /// What is signed stays as it was signed: no draft, no second signature.
    async fn a_signed_card_never_changes(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let panel = panel(&judging, DOCUMENTS).await;
        sign(&judging, &panel, 0, 0, 80).await;
        let place = (panel.meeting, judging.received[0].id);
        let id = store::CardId {
            meeting: place.0, application: place.1, evaluator: panel.members[0].scope,
        };
        let read = async || store::find(judging.test.app.database.read(), id).await.expect("a query").expect("a card");
        let before = read().await;
        assert!(matches!(before.state, CardState::Locked { .. }) && before.digest.is_some());
        let mut browser = judging.browser(panel.members[0].scope).await;
        let page = browser.post(&urls::judging_card(&place.0, &place.1), &borrowed(&fields(90))).await;
        assert!(page.expect(StatusCode::CONFLICT).text().contains("이미 서명한 평가표라서 바꿀 수 없습니다."));
        let version = before.version.to_string();
        let form = [("version", version.as_str()), ("password", PASSWORD)];
        let again = browser.post(&urls::judging_sign(&place.0, &place.1), &form).await;
        again.expect(StatusCode::CONFLICT);
        assert_eq!(read().await, before);
    }
}

testdb::on_both_engines! {
    /// Wrong passwords at a signature lock the account as they do when signing in.
    async fn wrong_passwords_lock_at_a_signature_too(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let panel = panel(&judging, DOCUMENTS).await;
        let place = (panel.meeting, judging.received[0].id);
        let app = &judging.test.app;
        for attempt in 0..6 {
            let signed = example::sign(app, &panel.members[0], place, 80, "아무거나").await.expect("an answer");
            let is_locked = matches!(signed, Signing::Refused(crate::identity::accounts::actions::Confirmed::Locked(_)));
            assert_eq!(is_locked, attempt >= 4, "{attempt}");
        }
        let right = example::sign(app, &panel.members[0], place, 80, PASSWORD).await.expect("an answer");
        assert_ne!(right, Signing::Signed);
        judging.test.at("2024-05-21T10:02:00");
        let right = example::sign(app, &panel.members[0], place, 80, PASSWORD).await.expect("an answer");
        assert_eq!(right, Signing::Signed);
    }
}
