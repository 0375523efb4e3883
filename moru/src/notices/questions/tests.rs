use std::sync::Arc;

use http::StatusCode;
use programme::questions::MOST_WAITING;
use testdb::TestDatabase;
use tokio::sync::Barrier;
use uuid::Uuid;

use super::store::{self, Question, Wanted};
use crate::{
    identity::{accounts::Role, audit},
    notices::calls::{Call, example, store as calls},
    testing::{Answer, Browser, TestApp},
    web::urls,
};

const SLUG: &str = example::SLUG;
const ASKED: &str = "접수 마감 뒤에 인력을 바꿀 수 있습니까?";
/// What stands in a letter to the desk.
const DESK_TOLD: &str = "질문이 답을 기다립니다.";
const SAID: &str = "바꿀 수 없습니다. 낸 내용 그대로 심사합니다.";

/// The call of 2024, public and open, with an applicant and an officer.
async fn open(database: TestDatabase) -> (TestApp, Browser, Browser) {
    let test = TestApp::start(database).await;
    example::seed(&test.app).await.expect("the call of 2024");
    let asker = test.signed_in(Role::Applicant, Uuid::from_u128(7)).await;
    let officer = test.signed_in(Role::AgencyOfficer, Uuid::nil()).await;
    (test, asker, officer)
}

async fn call(test: &TestApp) -> Call {
    calls::by_slug(test.app.database.read(), SLUG).await.expect("a query").expect("the call")
}

async fn waiting(test: &TestApp) -> Vec<Question> {
    store::waiting(test.app.database.read(), call(test).await.id).await.expect("a query")
}

/// The newest question that was answered or declined.
async fn settled(test: &TestApp) -> Question {
    let call = call(test).await.id;
    let found = store::settled(test.app.database.read(), call, Wanted::default()).await.expect("a query");
    found.rows.into_iter().next().expect("a settled question")
}

async fn ask(browser: &mut Browser, text: &str) -> Answer {
    browser.post(&urls::call_questions(SLUG), &[("question", text)]).await
}

/// Asks, and gives the id of what waits.
async fn asked(test: &TestApp, asker: &mut Browser, text: &str) -> Uuid {
    ask(asker, text).await.expect(StatusCode::SEE_OTHER);
    waiting(test).await.into_iter().find(|one| one.text == text).expect("the question waits").id
}

async fn reply(browser: &mut Browser, address: &str, (name, id): (&str, &Uuid), text: &str) -> Answer {
    let fields = [(format!("{name}.{id}"), text.to_owned()), ("seen".to_owned(), "1".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    browser.post(&urls::desk_question_act(address, SLUG, id), &fields).await
}

async fn answer(officer: &mut Browser, id: &Uuid, text: &str) -> Answer {
    reply(officer, urls::DESK_QUESTION_ANSWER, ("answer", id), text).await
}

async fn answer_alone(officer: &mut Browser, id: &Uuid, text: &str) -> Answer {
    let (said, alone) = (format!("answer.{id}"), format!("alone.{id}"));
    let address = urls::desk_question_act(urls::DESK_QUESTION_ANSWER, SLUG, id);
    officer.post(&address, &[(&said, text), (&alone, "yes")]).await
}

async fn correct(officer: &mut Browser, id: &Uuid, text: &str) -> Answer {
    reply(officer, urls::DESK_QUESTION_CORRECT, ("correction", id), text).await
}

async fn decline(officer: &mut Browser, id: &Uuid, text: &str) -> Answer {
    reply(officer, urls::DESK_QUESTION_DECLINE, ("reason", id), text).await
}

async fn public(test: &TestApp) -> String {
    test.visitor().get(&urls::call_questions(SLUG)).await.expect(StatusCode::OK).text()
}

testdb::on_both_engines! {
    /// Asked, answered, public at once, with no sign of who asked; both are told by mail.
    async fn an_answer_is_public_with_its_question(database: TestDatabase) {
        let (test, mut asker, mut officer) = open(database).await;
        let link = urls::call_questions(SLUG);
        assert!(test.visitor().get(&urls::call(SLUG)).await.text().contains(&link), "the call leads there");
        let id = asked(&test, &mut asker, ASKED).await;
        let mails = test.mails().await;
        assert!(mails.iter().any(|mail| mail.contains(&urls::desk_call_questions(SLUG))), "the desk is told");
        assert!(!public(&test).await.contains(ASKED), "what waits is not public");
        assert!(asker.get(&link).await.text().contains(ASKED), "to whoever asked it it is there");
        test.at("2024-05-05T10:00:00");
        let desk = officer.get(&urls::desk_call_questions(SLUG)).await.expect(StatusCode::OK).text();
        assert!(desk.contains(ASKED) && desk.contains("3일째 기다리고 있습니다."));
        for page in [&desk, &public(&test).await] {
            assert!(page.contains("<p class=\"lead\">2024년 소공인특화지원센터"), "which call it is");
        }
        answer(&mut officer, &id, SAID).await.expect(StatusCode::SEE_OTHER);
        let asked_by = settled(&test).await.asked_by;
        let page = public(&test).await;
        for says in [ASKED, SAID, "2024. 5. 2.(목) 질문", "2024. 5. 5.(일) 10:00 답함"] {
            assert!(page.contains(says), "{says}");
        }
        for (whose, page) in [("everybody", page), ("the desk", officer.get(&urls::desk_call_questions(SLUG)).await.text())] {
            for tells in [asked_by.to_string(), "예시 담당자".to_owned(), Uuid::from_u128(7).to_string()] {
                let main = page.split_once("<h1").expect("the page").1;
                assert!(!main.contains(&tells), "{whose}: {tells}");
            }
        }
        let to = format!("To: {asked_by}@example.kr");
        let mails = test.mails().await;
        assert_eq!(mails.iter().filter(|mail| mail.contains(&to) && mail.contains("물으신 것에 답했습니다.")).count(), 1);
        assert!(mails.iter().all(|mail| !mail.contains(ASKED) && !mail.contains(SAID)));
        for act in ["ask", "answer"] {
            assert_eq!(audit::count(test.app.database.read(), id, act).await.expect("a count"), 1, "{act}");
        }
    }
}

testdb::on_both_engines! {
    /// A question about one firm alone is answered to it alone; a declined one is there for nobody else either.
    async fn what_is_for_one_person_is_seen_by_nobody_else(database: TestDatabase) {
        let (test, mut asker, mut officer) = open(database).await;
        let mut other = test.signed_in(Role::Applicant, Uuid::from_u128(7)).await;
        let own = asked(&test, &mut asker, "우리 기관의 지난 협약에 대한 질문입니다.").await;
        let strange = asked(&test, &mut asker, "다른 사업에 대한 질문입니다.").await;
        answer_alone(&mut officer, &own, "전화로 설명드린 대로입니다.").await.expect(StatusCode::SEE_OTHER);
        decline(&mut officer, &strange, "이 공고에 대한 질문이 아닙니다.").await.expect(StatusCode::SEE_OTHER);
        let link = urls::call_questions(SLUG);
        let page = asker.get(&link).await.text();
        let texts = ["우리 기관의 지난 협약", "전화로 설명드린 대로입니다.", "다른 사업에 대한 질문", "이 공고에 대한 질문이 아닙니다."];
        for text in texts {
            assert!(page.contains(text), "{text}");
        }
        for says in ["이 답은 질문한 사람에게만 보입니다.", "답하지 않음"] {
            assert!(page.contains(says), "{says}");
        }
        let found = urls::call_questions_found(SLUG, "협약", None);
        for (who, page) in [
            ("another of the same institution", other.get(&link).await.text()),
            ("nobody", public(&test).await),
            ("a search", test.visitor().get(&found).await.text()),
            ("going on after it", test.visitor().get(&urls::call_questions_found(SLUG, "", Some(own))).await.text()),
        ] {
            for text in texts {
                assert!(!page.contains(text), "{who}: {text}");
            }
        }
        let mails = test.mails().await;
        assert!(mails.iter().any(|mail| mail.contains("물으신 것에 답하지 않는 까닭을 적었습니다.")));
    }
}

testdb::on_both_engines! {
    /// 정정: the text before stays with its time, the second officer does not write over what they have not read, and
    /// nothing that was typed is lost.
    async fn a_correction_leaves_what_was_said(database: TestDatabase) {
        let (test, mut asker, mut officer) = open(database).await;
        let id = asked(&test, &mut asker, ASKED).await;
        answer(&mut officer, &id, SAID).await.expect(StatusCode::SEE_OTHER);
        test.at("2024-05-03T09:30:00");
        let same = correct(&mut officer, &id, SAID).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(same.contains("지금 답과 같습니다."));
        correct(&mut officer, &id, "휴직·퇴직이면 알려 주세요.").await.expect(StatusCode::SEE_OTHER);
        correct(&mut officer, &id, "휴직·퇴직이면 알려 주세요.").await.expect(StatusCode::SEE_OTHER);
        let mut late = test.signed_in(Role::AgencyManager, Uuid::nil()).await;
        let refused = correct(&mut late, &id, "늦게 쓴 정정").await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(refused.contains("그사이 다른 담당자가 답을 고쳤습니다.") && refused.contains("늦게 쓴 정정"));
        let page = public(&test).await;
        for says in ["휴직·퇴직이면 알려 주세요.", SAID, "2024. 5. 3.(금) 09:30에 정정하기 전의 답", "정정한 답입니다."] {
            assert!(page.contains(says), "{says}");
        }
        assert!(!page.contains("늦게 쓴 정정"));
        assert_eq!(settled(&test).await.answers.len(), 2, "a replay is no third answer");
        let corrected = test.mails().await.iter().filter(|mail| mail.contains("답을 고쳤습니다.")).count();
        assert_eq!(corrected, 1);
    }
}

testdb::on_both_engines! {
    /// A double click answers once; a second officer is told, and reads back what they typed.
    async fn an_answer_is_given_once(database: TestDatabase) {
        let (test, mut asker, mut officer) = open(database).await;
        let id = asked(&test, &mut asker, ASKED).await;
        answer(&mut officer, &id, SAID).await.expect(StatusCode::SEE_OTHER);
        answer(&mut officer, &id, SAID).await.expect(StatusCode::SEE_OTHER);
        let mut second = test.signed_in(Role::AgencyManager, Uuid::nil()).await;
        for refused in [answer(&mut second, &id, "다른 답").await, decline(&mut second, &id, "다른 답").await] {
            let page = refused.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
            assert!(page.contains("그사이 다른 담당자가 이 질문을 처리했습니다."));
        }
        assert_eq!(settled(&test).await.answers.len(), 1);
        let told = test.mails().await.iter().filter(|mail| mail.contains("물으신 것에 답했습니다.")).count();
        assert_eq!(told, 1);
    }
}

testdb::on_both_engines! {
    /// From the notice until the close; before the notice nobody learns that there is a page.
    async fn questions_are_taken_until_the_close(database: TestDatabase) {
        let (test, mut asker, _) = open(database).await;
        let link = urls::call_questions(SLUG);
        test.at("2024-04-14T23:59:59.999");
        let mut ministry = test.signed_in(Role::MinistryManager, Uuid::nil()).await;
        for browser in [&mut asker, &mut ministry, &mut test.visitor()] {
            browser.get(&link).await.expect(StatusCode::NOT_FOUND);
        }
        ask(&mut asker, ASKED).await.expect(StatusCode::NOT_FOUND);
        test.at("2024-05-10T17:59:59.999");
        ask(&mut asker, ASKED).await.expect(StatusCode::SEE_OTHER);
        test.at("2024-05-10T18:00:00");
        let late = ask(&mut asker, "늦은 질문입니다.").await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(late.contains("질문은 접수 마감(2024. 5. 10.(금) 18:00) 전까지만 받습니다."));
        assert!(late.contains("늦은 질문입니다."), "what was typed is there");
        ask(&mut asker, ASKED).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(waiting(&test).await.len(), 1, "only the one in time, once");
        assert!(public(&test).await.contains("이 공고는 더 이상 질문을 받지 않습니다."));
    }
}

testdb::on_both_engines! {
    /// What cannot be asked is said beside the field, with what was typed; the twenty-first waits for an answer.
    async fn what_cannot_be_asked(database: TestDatabase) {
        let (test, mut asker, mut officer) = open(database).await;
        let long = "가".repeat(2001);
        for (text, says) in [
            ("  ", "내용을 적어 주세요."),
            (long.as_str(), "2000자 이내로 적어 주세요."),
            ("제 번호는 900101-1234568 입니다.", "주민등록번호로 보이는 숫자가 있습니다."),
        ] {
            let page = ask(&mut asker, text).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
            assert!(page.contains(says) && page.contains(text.trim()), "{says}");
        }
        assert!(waiting(&test).await.is_empty());
        for number in 0..MOST_WAITING {
            ask(&mut asker, &format!("질문 {number}")).await.expect(StatusCode::SEE_OTHER);
        }
        let page = ask(&mut asker, "하나 더").await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(page.contains("답을 기다리는 질문이 20건입니다.") && page.contains("하나 더"));
        ask(&mut asker, "질문 0").await.expect(StatusCode::SEE_OTHER);
        let mut other = test.signed_in(Role::RegionalOffice, Uuid::nil()).await;
        ask(&mut other, "하나 더").await.expect(StatusCode::SEE_OTHER);
        let first = waiting(&test).await.remove(0).id;
        answer(&mut officer, &first, SAID).await.expect(StatusCode::SEE_OTHER);
        ask(&mut asker, "하나 더").await.expect(StatusCode::SEE_OTHER);
        assert_eq!(waiting(&test).await.len(), 21);
        let id = waiting(&test).await.remove(0).id;
        let wrong = answer(&mut officer, &id, "번호 900101-1234568").await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(wrong.contains("주민등록번호로 보이는 숫자가 있습니다.") && wrong.contains("번호 900101-1234568"));
    }
}

testdb::on_both_engines! {
    /// Who may ask and who may answer; to everybody else the desk is not there.
    async fn others_neither_ask_nor_answer(database: TestDatabase) {
        let (test, mut asker, _) = open(database).await;
        let id = asked(&test, &mut asker, ASKED).await;
        for role in Role::ALL {
            let mut browser = test.signed_in(role, Uuid::nil()).await;
            let asks = matches!(role, Role::Applicant | Role::RegionalOffice);
            let status = ask(&mut browser, &format!("{role:?}")).await.status;
            assert_eq!(status, if asks { StatusCode::SEE_OTHER } else { StatusCode::FORBIDDEN }, "{role:?}");
            let page = browser.get(&urls::call_questions(SLUG)).await.expect(StatusCode::OK).text();
            assert_eq!(page.contains("name=\"question\""), asks, "{role:?}");
            let reads = role.is_desk() && role != Role::RegionalOffice;
            let desk = browser.get(&urls::desk_call_questions(SLUG)).await;
            assert_eq!(desk.status, if reads { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{role:?}");
            if !matches!(role, Role::AgencyOfficer | Role::AgencyManager) {
                let no = if reads { StatusCode::FORBIDDEN } else { StatusCode::NOT_FOUND };
                for done in [answer(&mut browser, &id, SAID).await, decline(&mut browser, &id, SAID).await, correct(&mut browser, &id, SAID).await] {
                    assert_eq!(done.status, no, "{role:?}");
                }
            }
        }
        ask(&mut test.visitor(), ASKED).await.expect(StatusCode::UNAUTHORIZED);
        test.visitor().get(&urls::desk_call_questions(SLUG)).await.expect(StatusCode::UNAUTHORIZED);
        assert!(waiting(&test).await.iter().any(|one| one.id == id), "nobody has answered it");
    }
}

testdb::on_both_engines! {
    /// Words are found in questions and answers, all of them, however they are written; lists go on after a row.
    async fn answers_are_found_by_words_and_paged(database: TestDatabase) {
        let (test, mut asker, mut officer) = open(database).await;
        for number in 0..22 {
            test.at(&format!("2024-05-02T11:{number:02}:00"));
            let id = asked(&test, &mut asker, &format!("Budget 항목 {number:02}번은 무엇입니까?")).await;
            answer(&mut officer, &id, &format!("답 {number:02}: 100%_확인")).await.expect(StatusCode::SEE_OTHER);
        }
        let mut visitor = test.visitor();
        let first = visitor.get(&urls::call_questions(SLUG)).await.text();
        assert!(first.contains("항목 21번") && first.contains("항목 02번") && !first.contains("항목 01번"));
        let last = settled_after(&test, 19).await;
        let next = urls::call_questions_found(SLUG, "", Some(last));
        assert!(first.contains(&next), "{next}");
        let rest = visitor.get(&next).await.text();
        assert!(rest.contains("항목 01번") && rest.contains("항목 00번") && !rest.contains("항목 02번"));
        for (words, number) in [("budget 07번", 1), ("답 13", 1), ("100%_확인 21", 1), ("1%0", 0), ("항목 없는말", 0), ("BUDGET 00번은", 1)] {
            let page = visitor.get(&urls::call_questions_found(SLUG, words, None)).await.expect(StatusCode::OK).text();
            assert_eq!(page.matches("무엇입니까?").count(), number, "{words}");
        }
    }
}

/// The id of the settled question at a place of the list.
async fn settled_after(test: &TestApp, place: usize) -> Uuid {
    let call = call(test).await.id;
    let found = store::settled(test.app.database.read(), call, Wanted::default()).await.expect("a query");
    found.rows[place].id
}

testdb::on_both_engines! {
    /// The same question of the same account at one moment: one row, and everybody is answered as the first.
    async fn a_question_is_there_once(database: TestDatabase) {
        let (test, asker, _) = open(database).await;
        let barrier = Arc::new(Barrier::new(6));
        let tasks: Vec<_> = (0..6)
            .map(|_| {
                let (barrier, mut asker) = (Arc::clone(&barrier), asker.clone());
                tokio::spawn(async move {
                    barrier.wait().await;
                    ask(&mut asker, ASKED).await.status
                })
            })
            .collect();
        for task in tasks {
            assert_eq!(task.await.expect("an answer"), StatusCode::SEE_OTHER);
        }
        assert_eq!(waiting(&test).await.len(), 1);
        let told = test.mails().await.iter().filter(|mail| mail.contains("질문이 답을 기다립니다.")).count();
        assert_eq!(told, 1);
    }
}

testdb::on_both_engines! {
    /// The desk is written to once an hour about a call whose questions wait, and again about the first one after that.
    async fn the_desk_is_not_written_to_for_each_question(database: TestDatabase) {
        let (test, mut asker, mut officer) = open(database).await;
        for (at, text, mails) in [
            ("2024-05-02T10:00:00", "첫 질문", true),
            ("2024-05-02T10:59:59", "둘째 질문", false),
            ("2024-05-02T11:00:00", "셋째 질문", true),
        ] {
            test.at(at);
            let before = test.queued(DESK_TOLD).await;
            ask(&mut asker, text).await.expect(StatusCode::SEE_OTHER);
            assert_eq!(test.queued(DESK_TOLD).await - before, usize::from(mails), "{text}");
        }
        for question in waiting(&test).await {
            answer(&mut officer, &question.id, SAID).await.expect(StatusCode::SEE_OTHER);
        }
        let before = test.queued(DESK_TOLD).await;
        ask(&mut asker, "넷째 질문").await.expect(StatusCode::SEE_OTHER);
        assert_eq!(test.queued(DESK_TOLD).await - before, 1, "nothing waits that the desk knows of");
    }
}

testdb::on_both_engines! {
    /// A question of one call is not answered at another, nor by an id that is none.
    async fn a_question_belongs_to_its_call(database: TestDatabase) {
        let (test, mut asker, mut officer) = open(database).await;
        example::seed_next(&test.app).await.expect("another call");
        let id = asked(&test, &mut asker, ASKED).await;
        let field = format!("answer.{id}");
        let elsewhere = urls::desk_question_act(urls::DESK_QUESTION_ANSWER, example::NEXT, &id);
        officer.post(&elsewhere, &[(&field, SAID)]).await.expect(StatusCode::NOT_FOUND);
        answer(&mut officer, &Uuid::from_u128(1), SAID).await.expect(StatusCode::NOT_FOUND);
        asker.get(&urls::call_questions(example::NEXT)).await.expect(StatusCode::NOT_FOUND);
        assert_eq!(waiting(&test).await.len(), 1);
    }
}

testdb::on_both_engines! {
    /// English pages are English but for what people wrote.
    async fn the_pages_speak_english(database: TestDatabase) {
        let (test, mut asker, mut officer) = open(database).await;
        let first = asked(&test, &mut asker, "First?").await;
        asked(&test, &mut asker, "Second?").await;
        answer(&mut officer, &first, "One.").await.expect(StatusCode::SEE_OTHER);
        correct(&mut officer, &first, "Two.").await.expect(StatusCode::SEE_OTHER);
        for (browser, address) in [(&mut asker, urls::call_questions(SLUG)), (&mut officer, urls::desk_call_questions(SLUG))] {
            browser.get(&urls::language("en", "/")).await;
            let page = browser.get(&address).await.expect(StatusCode::OK).text();
            let main = page.split_once("<h1").expect("the page").1.split_once("</main>").expect("its end").0;
            let plain = "월화수목금토일".chars().fold(main.to_owned(), |text, day| text.replace(&format!("({day})"), ""));
            let left: Vec<&str> = plain.lines().filter(|line| line.chars().any(|c| ('가'..='힣').contains(&c))).collect();
            assert!(left.is_empty(), "{left:?}");
            assert!(page.contains("First?") && page.contains("Two.") && page.contains("One."));
        }
    }
}
