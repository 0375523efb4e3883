use std::collections::BTreeSet;

use http::StatusCode;
use testdb::TestDatabase;

use super::{super::store, *};
use crate::identity::accounts::store as accounts;

/// A draft, and two of its institution.
async fn two(test: &TestApp) -> (Uuid, Browser, Browser, Uuid) {
    let (mut one, institution) = applicant(test, "1018200013").await;
    let id = draft(test, &mut one, institution, 3).await;
    let two = test.signed_in(Role::Applicant, institution).await;
    (id, one, two, institution)
}

fn step(id: Uuid) -> String {
    urls::application_step(&id, Step::Institution.code())
}

/// The marks of a page, as a browser sends them back.
async fn shown(browser: &mut Browser, id: Uuid) -> String {
    let page = browser.get(&step(id)).await.expect(StatusCode::OK).text();
    let marks = page.split("name=\"_shown\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    marks.expect("the marks of the page").replace("&#34;", "\"").replace("&quot;", "\"")
}

async fn write(browser: &mut Browser, id: Uuid, marks: &str, text: &str) -> String {
    let fields = [("_field", "capacity"), ("_shown", marks), ("capacity", text)];
    browser.post(&urls::application_autosave(&id), &fields).await.expect(StatusCode::OK).text()
}

async fn stands(test: &TestApp, id: Uuid) -> String {
    store::answers(test.app.database.read(), id).await.expect("answers")["capacity"].value.clone()
}

async fn asides(test: &TestApp, id: Uuid) -> Vec<store::Aside> {
    store::aside(id).ask(test.app.database.read()).await.expect("asides")
}

/// The key of the one text that a page shows beside a field.
fn key(page: &str) -> String {
    let key = page.split("name=\"_take\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    key.expect("a text of somebody else").to_owned()
}

testdb::on_both_engines! {
    /// Two write the same field from pages of the same moment: the later text stands in the field, the other beside it with
    /// name and time, and whoever reads decides. Typing and sending the whole step behave alike.
    async fn nothing_is_written_over_unseen(database: TestDatabase) {
        let test = call(database, 50).await;
        let (id, mut one, mut two, _) = two(&test).await;
        let (marks, others) = (shown(&mut one, id).await, shown(&mut two, id).await);
        test.at("2024-05-02T10:07:00");
        let said = write(&mut one, id, &marks, "예시: 첫 사람의 글").await;
        assert!(said.contains("10:07 자동 저장됨") && !said.contains("함께 남겼습니다"), "it was shown: {said}");
        test.at("2024-05-02T10:09:00");
        let said = write(&mut two, id, &others, "예시: 둘째 사람의 글").await;
        assert!(said.contains("예시 담당자 님이 10:07에 적은 글이 있어 함께 남겼습니다: 예시: 첫 사람의 글"), "{said}");
        for browser in [&mut one, &mut two] {
            let page = browser.get(&step(id)).await.text();
            assert!(page.contains("예시: 첫 사람의 글") && page.contains("예시: 둘째 사람의 글"), "both are there");
            assert!(page.contains("예시 담당자 님이 2024. 5. 2.(목) 10:07에 이렇게 적었습니다."));
        }
        assert_eq!(stands(&test, id).await, "예시: 둘째 사람의 글");

        // The first goes on without having seen it, and sends the whole step.
        let answer = one.post(&step(id), &[("_shown", marks.as_str()), ("capacity", "예시: 첫 사람의 글을 이어 씀")]).await;
        answer.expect(StatusCode::SEE_OTHER);
        let kept: BTreeSet<String> = asides(&test, id).await.into_iter().map(|aside| aside.value).collect();
        assert_eq!(kept, BTreeSet::from(["예시: 첫 사람의 글".to_owned(), "예시: 둘째 사람의 글".to_owned()]));
        assert_eq!(stands(&test, id).await, "예시: 첫 사람의 글을 이어 씀");
    }
}

testdb::on_both_engines! {
    /// A text kept aside goes into the field or away, once; sending the button again does no harm, and another institution
    /// settles nothing.
    async fn a_text_aside_is_settled_once(database: TestDatabase) {
        let test = call(database, 50).await;
        let (id, mut one, mut two, _) = two(&test).await;
        let (marks, others) = (shown(&mut one, id).await, shown(&mut two, id).await);
        write(&mut one, id, &marks, "예시: 첫 사람의 글").await;
        write(&mut two, id, &others, "예시: 둘째 사람의 글").await;
        let page = two.get(&step(id)).await.text();
        let (key, marks) = (key(&page), shown(&mut two, id).await);
        let take = [("_shown", marks.as_str()), ("capacity", "예시: 둘째 사람의 글"), ("_take", key.as_str())];
        let (mut stranger, _) = applicant(&test, "1028200020").await;
        stranger.post(&step(id), &take).await.expect(StatusCode::NOT_FOUND);
        assert_eq!(stands(&test, id).await, "예시: 둘째 사람의 글");
        let back = two.post(&step(id), &take).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(back.location(), step(id));
        assert_eq!(stands(&test, id).await, "예시: 첫 사람의 글");
        assert!(asides(&test, id).await.is_empty());
        // The same request again arrives from a page that showed the older text, which its writer sends as it was.
        two.post(&step(id), &take).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(stands(&test, id).await, "예시: 첫 사람의 글");
        assert!(!two.get(&step(id)).await.text().contains("_take"));

        let (marks, others) = (shown(&mut one, id).await, shown(&mut two, id).await);
        write(&mut two, id, &others, "예시: 또 다른 글").await;
        write(&mut one, id, &marks, "예시: 마지막 글").await;
        let seen = [("_shown", "{}"), ("_seen", &asides(&test, id).await[0].id.to_string())].map(|(name, value)| (name, value.to_owned()));
        let seen: Vec<(&str, &str)> = seen.iter().map(|(name, value)| (*name, value.as_str())).collect();
        one.post(&step(id), &seen).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(stands(&test, id).await, "예시: 마지막 글");
        assert!(asides(&test, id).await.is_empty());
        one.post(&step(id), &[("_shown", "{}"), ("_take", "x")]).await.expect(StatusCode::BAD_REQUEST);
    }
}

testdb::on_both_engines! {
    /// Many at once from pages of the same moment: whatever anybody wrote is in the field or beside it.
    async fn no_text_is_lost_in_a_crowd(database: TestDatabase) {
        let test = call(database, 50).await;
        let (id, mut one, _, institution) = two(&test).await;
        let marks = shown(&mut one, id).await;
        let mut writers = Vec::new();
        for number in 0..6 {
            let mut browser = test.signed_in(Role::Applicant, institution).await;
            let marks = marks.clone();
            writers.push(tokio::spawn(async move { write(&mut browser, id, &marks, &format!("예시: {number}번 글")).await }));
        }
        for writer in writers {
            writer.await.expect("an answer");
        }
        let mut texts: Vec<String> = asides(&test, id).await.into_iter().map(|aside| aside.value).collect();
        texts.push(stands(&test, id).await);
        texts.sort();
        assert_eq!(texts, (0..6).map(|number| format!("예시: {number}번 글")).collect::<Vec<_>>());
    }
}

testdb::on_both_engines! {
    /// Somebody answers for a step, and everybody still writes it; whoever was taken out answers for nothing. Alone there is
    /// nothing to say.
    async fn a_step_has_somebody_who_answers_for_it(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut one, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut one, institution, 3).await;
        assert!(!one.get(&step(id)).await.text().contains("담당 바꾸기"));
        let mut two = test.signed_in(Role::Applicant, institution).await;
        let people = accounts::holders(test.app.database.read(), Role::Applicant, institution).await.expect("people");
        let (keeper, stranger) = (people[0].account.to_string(), test.app.clock.id().to_string());
        let place = urls::application_keeper(&id, Step::Institution.code());
        let answer = one.post(&place, &[("keeper", &keeper)]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), step(id));
        let page = two.get(&step(id)).await.text();
        assert!(page.contains("<strong>예시 담당자</strong>") && page.contains(&format!("value=\"{keeper}\" selected")));
        test.at("2024-05-02T10:01:00");
        two.post(&step(id), &[("contact.name", "예시 다른 담당자")]).await.expect(StatusCode::SEE_OTHER);
        assert!(one.get(&step(id)).await.text().contains("마지막으로 고친 사람: 예시 담당자, 2024. 5. 2.(목) 10:01"));
        one.post(&place, &[("keeper", &stranger)]).await.expect(StatusCode::CONFLICT);
        one.post(&place, &[("keeper", "x")]).await.expect(StatusCode::BAD_REQUEST);
        let (mut other, _) = applicant(&test, "1028200020").await;
        other.post(&place, &[("keeper", "")]).await.expect(StatusCode::NOT_FOUND);
        one.post(&urls::application_keeper(&id, "nothing"), &[]).await.expect(StatusCode::NOT_FOUND);

        let third = test.signed_in(Role::Applicant, institution).await;
        drop(third);
        let transaction = test.app.database.begin().await.expect("a transaction");
        accounts::revoke(&transaction, people[0].account, Role::Applicant, institution).await.expect("a role less");
        transaction.commit().await.expect("a commit");
        let mut left = test.signed_in(Role::Applicant, institution).await;
        assert!(left.get(&step(id)).await.text().contains("담당: 정하지 않음"));
        left.post(&place, &[("keeper", &people[1].account.to_string())]).await.expect(StatusCode::SEE_OTHER);
        left.post(&place, &[("keeper", "")]).await.expect(StatusCode::SEE_OTHER);
        assert!(left.get(&step(id)).await.text().contains("담당: 정하지 않음"));
    }
}

testdb::on_both_engines! {
    /// Anybody of the institution submits; the letter goes to the contact and to every colleague, once each, and after the
    /// submission nothing of who writes can be changed.
    async fn the_receipt_goes_to_all(database: TestDatabase) {
        let test = call(database, 50).await;
        let (id, mut one, mut two, institution) = two(&test).await;
        two.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::SEE_OTHER);
        let people = accounts::holders(test.app.database.read(), Role::Applicant, institution).await.expect("people");
        let letters: Vec<String> = test.mails().await.into_iter().filter(|mail| mail.contains("접수번호")).collect();
        assert_eq!(letters.len(), 2, "the contact and the colleague of who submitted");
        assert!(letters.iter().any(|mail| mail.starts_with("To: contact@moru.example")));
        assert!(people.iter().any(|known| letters.iter().any(|mail| mail.starts_with(&format!("To: {}", known.email)))));
        one.get(&urls::receipt(&id)).await.expect(StatusCode::OK);
        let place = urls::application_keeper(&id, Step::Institution.code());
        one.post(&place, &[("keeper", "")]).await.expect(StatusCode::CONFLICT);
    }
}
