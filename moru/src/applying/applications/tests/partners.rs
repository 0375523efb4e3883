use http::StatusCode;
use programme::states::ApplicationState;
use testdb::TestDatabase;

use super::{
    super::{example::PARTNER, store},
    *,
};
use crate::identity::audit;

/// The link of the letter that was sent last to a partner.
async fn links(test: &TestApp) -> Vec<String> {
    let mails = test.mails().await;
    let link = |mail: &String| {
        let start = mail.find("/consent/")?;
        mail[start..].split_whitespace().next().map(str::to_owned)
    };
    mails.iter().filter_map(link).collect()
}

async fn link(test: &TestApp) -> String {
    let links = links(test).await;
    assert_eq!(links.len(), 1, "one letter to a partner");
    links.into_iter().next().expect("a link")
}

/// What a hidden field of a page holds.
fn hidden(page: &str, name: &str) -> String {
    let value =
        page.split(&format!("name=\"{name}\" value=\"")).nth(1).and_then(|rest| rest.split('"').next());
    value.unwrap_or_else(|| panic!("{name} in {page}")).to_owned()
}

/// A draft that names the partner of the example, saved as a browser without scripts saves it.
async fn named(test: &TestApp) -> (Browser, Uuid) {
    let (mut browser, institution) = applicant(test, "1018200013").await;
    let id = draft(test, &mut browser, institution, 3).await;
    name(&mut browser, id, &[]).await;
    (browser, id)
}

/// Sends the step with the partner in it, with some fields more.
async fn name(browser: &mut Browser, id: Uuid, more: &[(&str, &str)]) -> String {
    let fields = example::partner(0, PARTNER);
    let mut fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend(more);
    let answer = browser.post(&step(id), &fields).await.expect(StatusCode::SEE_OTHER);
    answer.location().to_owned()
}

fn step(id: Uuid) -> String {
    urls::application_step(&id, Step::Institution.code())
}

async fn ask(browser: &mut Browser, id: Uuid) {
    let here = browser.post(&step(id), &[("_ask", "0")]).await.expect(StatusCode::SEE_OTHER);
    assert_eq!(here.location(), step(id));
}

/// Answers by a link what its page shows.
async fn answer(test: &TestApp, link: &str, answer: &str) {
    let mut partner = test.visitor();
    let page = partner.get(link).await.expect(StatusCode::OK).text();
    let terms = hidden(&page, "terms");
    let reason = if answer == "agreed" { "" } else { "예시: 이사회가 미루었습니다." };
    let fields = [
        ("terms", terms.as_str()),
        ("answer", answer),
        ("person", "예시 이사장"),
        ("position", "이사장"),
        ("reason", reason),
    ];
    partner.post(link, &fields).await.expect(StatusCode::SEE_OTHER);
}

async fn submit(browser: &mut Browser, id: Uuid) -> (StatusCode, String) {
    let answer = browser.post(&urls::application_submit(&id), &[]).await;
    (answer.status, answer.text())
}

async fn state(test: &TestApp, id: Uuid) -> ApplicationState {
    store::find(test.app.database.read(), id).await.expect("a query").expect("an application").state
}

testdb::on_both_engines! {
    /// The whole way: named, asked by mail, agreed without an account, submitted, frozen with who and when, shown to those
    /// who read the application, and covered by the hash of the receipt.
    async fn a_partner_agrees_and_is_frozen(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, id) = named(&test).await;
        let (status, page) = submit(&mut browser, id).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("예시기술연구조합: 아직 동의를 요청하지 않았습니다."), "{page}");
        ask(&mut browser, id).await;
        let (status, page) = submit(&mut browser, id).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("예시기술연구조합: 아직 동의하지 않았습니다."), "{page}");

        let link = link(&test).await;
        let shown = test.visitor().get(&link).await.expect(StatusCode::OK).text();
        for word in ["예시기관 1018200013", "101-82-00013", "예시기술연구조합", "107-82-00078", "공동장비를 함께 운영하고"] {
            assert!(shown.contains(word), "{word}");
        }
        test.at("2024-05-03T11:22:33");
        answer(&test, &link, "agreed").await;
        assert!(browser.get(&step(id)).await.text().contains("예시 이사장 (이사장)"));
        assert!(test.mails().await.iter().any(|mail| mail.contains("예시기술연구조합: 함께 신청하는 데 동의했습니다.")));
        let (status, _) = submit(&mut browser, id).await;
        assert_eq!(status, StatusCode::SEE_OTHER);

        let kept = store::find(test.app.database.read(), id).await.expect("a query").expect("an application");
        let form = kept.form().expect("a form").expect("a frozen form");
        let consent = form.partners[0].consent.clone().expect("a consent");
        assert_eq!((consent.person.as_str(), consent.position.as_str()), ("예시 이사장", "이사장"));
        assert_eq!(consent.given_at, crate::testing::kst("2024-05-03T11:22:33"));
        let receipt = browser.get(&urls::receipt_file(&id)).await.text();
        let hash = ledger::Sha256::of(kept.frozen_form.expect("a form").as_bytes()).to_hex();
        assert!(receipt.contains(&hash), "the receipt seals the form with its partners");
        let mut desk = test.signed_in(Role::AgencyOfficer, Uuid::nil()).await;
        for page in [browser.get(&urls::application(&id)).await, desk.get(&urls::review(&id)).await] {
            let page = page.expect(StatusCode::OK).text();
            assert!(page.contains("예시기술연구조합 (107-82-00078)") && page.contains("11:22:33"), "{page}");
        }
    }
}

testdb::on_both_engines! {
    /// Without scripts: the answer alone leads back to the step with a row to fill in, wrong fields keep what was typed, a
    /// row that is not whole is not asked about, and an application alone needs none of it.
    async fn the_question_works_without_scripts(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let on = browser.post(&step(id), &[("together", "yes")]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(on.location(), format!("{}?check=1", step(id)));
        let page = browser.get(on.location()).await.text();
        assert!(page.contains("함께 신청하는 기관을 적어 주세요.") && page.contains("name=\"partners.0.number\""));

        let on = name(&mut browser, id, &[("partners.0.number", "107-82-00079"), ("_ask", "0")]).await;
        let page = browser.get(&on).await.text();
        assert!(page.contains("사업자등록번호 10자리를 확인해 주세요.") && page.contains("107-82-00079"));
        assert!(links(&test).await.is_empty(), "nobody is asked about a number that is none");

        browser.post(&step(id), &[("together", "no")]).await.expect(StatusCode::SEE_OTHER);
        let (status, _) = submit(&mut browser, id).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "what was written for a no does not count");
        let kept = store::find(test.app.database.read(), id).await.expect("a query").expect("an application");
        assert!(!kept.frozen_form.expect("a form").contains("partners"), "a form alone is frozen as forms always were");
    }
}

testdb::on_both_engines! {
    /// The lead's own number and the same number twice are refused beside the field, a sixth partner too.
    async fn partners_are_others_and_each_once(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, id) = named(&test).await;
        let on = name(&mut browser, id, &[("partners.0.number", "101-82-00013"), ("_ask", "0")]).await;
        assert_eq!(on, format!("{}?check=1", step(id)));
        assert!(browser.get(&on).await.text().contains("신청기관의 사업자등록번호입니다."));
        let fields = [("_field", "partners.0.number"), ("partners.0.number", "101-82-00013")];
        let said = browser.post(&urls::application_autosave(&id), &fields).await.text();
        assert!(said.contains("신청기관의 사업자등록번호입니다."), "{said}");
        name(&mut browser, id, &[]).await;
        let again = example::partner(1, PARTNER);
        let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post(&step(id), &again).await.expect(StatusCode::SEE_OTHER);
        let page = browser.get(&format!("{}?check=1", step(id))).await.text();
        assert!(page.contains("위에 이미 적은 사업자등록번호입니다."));
        browser.post(&step(id), &[("_remove", "partners.1")]).await.expect(StatusCode::SEE_OTHER);
        for (row, number) in ["1018200013", "1028200020", "1038200038", "1048100048", "1058200053"].into_iter().enumerate() {
            let more = example::partner(row + 1, ("예시", number));
            let more: Vec<(&str, &str)> = more.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            browser.post(&step(id), &more).await.expect(StatusCode::SEE_OTHER);
        }
        let page = browser.get(&format!("{}?check=1", step(id))).await.text();
        assert!(page.contains("함께 신청하는 기관은 5곳까지입니다."));
        assert!(links(&test).await.is_empty());
    }
}

testdb::on_both_engines! {
    /// A consent is for what was shown: a word that changes ends it, on the lead's page and on the partner's; asked anew
    /// the old link is of no use, and what was agreed to before cannot be sent from a page that was left open.
    async fn a_consent_lapses_with_what_it_was_for(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, id) = named(&test).await;
        ask(&mut browser, id).await;
        let first = link(&test).await;
        let stale = hidden(&test.visitor().get(&first).await.text(), "terms");
        answer(&test, &first, "agreed").await;
        name(&mut browser, id, &[("partners.0.role", "예시: 장비만 빌려줍니다.")]).await;
        assert!(browser.get(&step(id)).await.text().contains("요청한 뒤에 내용이 바뀌었습니다."));
        let (status, page) = submit(&mut browser, id).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("예시기술연구조합: 내용이 바뀌어 앞의 동의가 효력을 잃었습니다."), "{page}");
        let page = test.visitor().get(&first).await.expect(StatusCode::OK).text();
        assert!(page.contains("그 뒤에 내용이 바뀌어 효력이 없습니다.") && page.contains("장비만 빌려줍니다."));

        let fields = [("terms", stale.as_str()), ("answer", "agreed"), ("person", "예시 대표"), ("position", "대표")];
        let again = test.visitor().post(&first, &fields).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(again.contains("읽는 동안 신청기관이 내용을 바꾸었습니다.") && again.contains("value=\"예시 대표\""));
        assert_eq!(submit(&mut browser, id).await.0, StatusCode::UNPROCESSABLE_ENTITY);

        ask(&mut browser, id).await;
        test.visitor().get(&first).await.expect(StatusCode::NOT_FOUND);
        let second = links(&test).await.into_iter().find(|link| *link != first).expect("a second letter");
        answer(&test, &second, "agreed").await;
        assert_eq!(submit(&mut browser, id).await.0, StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// A partner may decline, with its reason, and take a consent back until the submission and not after it.
    async fn a_consent_is_taken_back_until_the_submission(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, id) = named(&test).await;
        ask(&mut browser, id).await;
        let link = link(&test).await;
        let terms = hidden(&test.visitor().get(&link).await.text(), "terms");
        let fields = [("terms", terms.as_str()), ("answer", "declined"), ("person", "예시 이사장"), ("position", "")];
        let page = test.visitor().post(&link, &fields).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(page.contains("까닭을 적어 주세요.") && page.contains("직위를 적어 주세요.") && page.contains("value=\"예시 이사장\""));
        answer(&test, &link, "declined").await;
        let (_, page) = submit(&mut browser, id).await;
        assert!(page.contains("예시기술연구조합: 동의하지 않는다고 답했습니다."), "{page}");
        answer(&test, &link, "agreed").await;
        answer(&test, &link, "withdrawn").await;
        let (status, page) = submit(&mut browser, id).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("예시기술연구조합: 동의를 거두었습니다."), "{page}");
        assert!(browser.get(&step(id)).await.text().contains("이사회가 미루었습니다."), "the lead reads why");
        answer(&test, &link, "agreed").await;
        assert_eq!(submit(&mut browser, id).await.0, StatusCode::SEE_OTHER);
        let fields = [("terms", terms.as_str()), ("answer", "withdrawn"), ("person", "예시 이사장"), ("position", "이사장"), ("reason", "예시")];
        let late = test.visitor().post(&link, &fields).await.expect(StatusCode::CONFLICT).text();
        assert!(late.contains("신청기관이 이미 제출해 더 바꿀 수 없습니다."));
        let page = test.visitor().get(&link).await.expect(StatusCode::OK).text();
        assert!(page.contains("예시 이사장 (이사장) 님이") && !page.contains("name=\"terms\""), "{page}");
    }
}

testdb::on_both_engines! {
    /// After the close nobody answers any more; one millisecond before it somebody does.
    async fn answers_end_with_the_window(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, id) = named(&test).await;
        ask(&mut browser, id).await;
        let link = link(&test).await;
        let terms = hidden(&test.visitor().get(&link).await.text(), "terms");
        let fields = [("terms", terms.as_str()), ("answer", "agreed"), ("person", "예시 이사장"), ("position", "이사장")];
        test.at("2024-05-10T18:00:00");
        let late = test.visitor().post(&link, &fields).await.expect(StatusCode::CONFLICT).text();
        assert!(late.contains("접수가 마감되어 더 답할 수 없습니다."));
        test.at("2024-05-10T17:59:59.999");
        test.visitor().post(&link, &fields).await.expect(StatusCode::SEE_OTHER);
        test.at("2024-06-09T23:59:59.999");
        test.visitor().get(&link).await.expect(StatusCode::OK);
        test.at("2024-06-10T00:00:00");
        test.visitor().get(&link).await.expect(StatusCode::NOT_FOUND);
    }
}

testdb::on_both_engines! {
    /// A double click sends one letter, a link nobody sent leads nowhere, and a partner that was taken out is told so.
    async fn asking_twice_is_once(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, id) = named(&test).await;
        ask(&mut browser, id).await;
        ask(&mut browser, id).await;
        let first = link(&test).await;
        assert_eq!(audit::count(test.app.database.read(), id, "ask_partner").await.expect("a count"), 1);
        test.visitor().get(&urls::partner_consent(&"0".repeat(64))).await.expect(StatusCode::NOT_FOUND);
        test.at("2024-05-02T10:05:00");
        ask(&mut browser, id).await;
        assert_eq!(links(&test).await.len(), 2, "later a second letter is meant");
        test.visitor().get(&first).await.expect(StatusCode::NOT_FOUND);
        let second = links(&test).await.into_iter().find(|link| *link != first).expect("a second letter");
        browser.post(&step(id), &[("_remove", "partners.0")]).await.expect(StatusCode::SEE_OTHER);
        let page = test.visitor().get(&second).await.expect(StatusCode::NOT_FOUND).text();
        assert!(page.contains("귀 기관이 참여기관으로 적혀 있지 않습니다."));
    }
}

testdb::on_both_engines! {
    /// Another applicant cannot ask in somebody's name, and nobody types into the place of a consent.
    async fn only_the_lead_asks(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, id) = named(&test).await;
        let (mut other, _) = applicant(&test, "1028200020").await;
        other.post(&step(id), &[("_ask", "0")]).await.expect(StatusCode::NOT_FOUND);
        assert!(links(&test).await.is_empty());
        let forged = [("_field", "partners.0.consent"), ("partners.0.consent", "agreed")];
        browser.post(&urls::application_autosave(&id), &forged).await.expect(StatusCode::BAD_REQUEST);
        browser.post(&step(id), &[("_ask", "x")]).await.expect(StatusCode::BAD_REQUEST);
    }
}

testdb::on_both_engines! {
    /// G3: the lead must pass alone. A university beside it and its consent make no stock company pass.
    async fn a_partner_makes_no_lead_pass(database: TestDatabase) {
        let test = call(database, 50).await;
        let lead = institution(&test, InstitutionKind::ForProfit, "1048100048").await;
        let mut browser = test.signed_in(Role::Applicant, lead).await;
        let id = draft(&test, &mut browser, lead, 3).await;
        name(&mut browser, id, &[("partners.0.kind", "university")]).await;
        ask(&mut browser, id).await;
        answer(&test, &link(&test).await, "agreed").await;
        let page = browser.get(&urls::application_gates(&id)).await.text();
        assert!(page.contains("영리법인은 신청할 수 없습니다.") && page.contains("state-fail"), "{page}");
        assert_eq!(submit(&mut browser, id).await.0, StatusCode::SEE_OTHER);
        let kept = store::find(test.app.database.read(), id).await.expect("a query").expect("an application");
        let report = kept.frozen_report().expect("a report").expect("frozen findings");
        assert!(matches!(report.eligibility(), programme::gates::Eligibility::Ineligible(_)));
    }
}

testdb::on_both_engines! {
    /// Answers that arrive together are one answer: one entry in the trail, one letter to the lead.
    async fn eight_answers_at_once_are_one(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, id) = named(&test).await;
        ask(&mut browser, id).await;
        let link = link(&test).await;
        let terms = hidden(&test.visitor().get(&link).await.text(), "terms");
        let sent = (0..8).map(|_| {
            let (mut partner, link, terms) = (test.visitor(), link.clone(), terms.clone());
            tokio::spawn(async move {
                let fields = [("terms", terms.as_str()), ("answer", "agreed"), ("person", "예시 이사장"), ("position", "이사장")];
                partner.post(&link, &fields).await.status
            })
        });
        for status in sent.collect::<Vec<_>>() {
            assert_eq!(status.await.expect("an answer"), StatusCode::SEE_OTHER);
        }
        assert_eq!(audit::count(test.app.database.read(), id, "answer_as_partner").await.expect("a count"), 1);
        let told = test.mails().await.into_iter().filter(|mail| mail.contains("동의했습니다.")).count();
        assert_eq!(told, 1);
    }
}

testdb::on_both_engines! {
    /// A consent taken back while the lead submits: either the submission was first and holds the consent, or the consent
    /// was gone and nothing is received. Never a receipt over a consent that was taken back before it.
    async fn taking_back_and_submitting_at_once(database: TestDatabase) {
        let test = call(database, 50).await;
        for turn in 0..4_u8 {
            let number = ["1018200013", "1028200020", "1038200038", "1058200053"][usize::from(turn)];
            let (mut browser, institution) = applicant(&test, number).await;
            let id = draft(&test, &mut browser, institution, 3).await;
            name(&mut browser, id, &[]).await;
            let known = links(&test).await;
            ask(&mut browser, id).await;
            let link = links(&test).await.into_iter().find(|link| !known.contains(link)).expect("a letter");
            answer(&test, &link, "agreed").await;
            let terms = hidden(&test.visitor().get(&link).await.text(), "terms");
            let mut partner = test.visitor();
            let back = tokio::spawn(async move {
                let fields = [("terms", terms.as_str()), ("answer", "withdrawn"), ("person", "예시 이사장"), ("position", "이사장"), ("reason", "예시")];
                partner.post(&link, &fields).await.status
            });
            let (submitted, _) = submit(&mut browser, id).await;
            let taken_back = back.await.expect("an answer");
            match state(&test, id).await {
                ApplicationState::Submitted => assert_eq!((submitted, taken_back), (StatusCode::SEE_OTHER, StatusCode::CONFLICT)),
                _ => assert_eq!((submitted, taken_back), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::SEE_OTHER)),
            }
        }
    }
}

/// Forms that were frozen before partners could be named still read, and are written again byte for byte.
#[test]
fn older_frozen_forms_still_read() {
    let form = super::super::form::read(&store::Answers::default(), crate::registry::zones::zones()).form;
    let json = String::from_utf8(ledger::canonical_bytes(&form).expect("bytes")).expect("text");
    assert!(!json.contains("partners"));
    let again: super::super::form::ApplicationForm = serde_json::from_str(&json).expect("a form");
    assert_eq!(again, form);
}
