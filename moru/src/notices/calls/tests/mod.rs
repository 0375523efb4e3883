//! The call of 2024 as everybody reads it, and a call of 2025 on its way from a copy to the public. Tests that name a
//! line are the acceptance examples of the announcement of 2024.

mod amend;
mod approval;
mod cancel;
mod desk;
mod extend;
mod lines;
mod plan;
mod races;
mod secrecy;

use http::StatusCode;
use programme::call::{CallContent, Section};
use testdb::TestDatabase;
use uuid::Uuid;

use super::{
    actions, example, form,
    store::{self, Call, revisions, revisions::Revision},
};
use crate::{
    identity::{accounts::Role, audit, audit::PROGRAM},
    testing::{Answer, Browser, TestApp, kst},
    web::urls,
};

/// The address of the call that tests write.
const NEXT: &str = "2025";
/// A title that stands nowhere else.
const HIDDEN: &str = "숨은 공고 제목";

async fn person(test: &TestApp, role: Role) -> Browser {
    test.signed_in(role, Uuid::nil()).await
}

/// The example call with its whole content.
async fn published(database: TestDatabase) -> TestApp {
    let test = TestApp::start(database).await;
    example::seed(&test.app).await.expect("the call of 2024");
    test
}

/// The same, and a copy of it for 2025, with nothing left to mend, written by an officer.
async fn written(database: TestDatabase) -> (TestApp, Browser) {
    let test = published(database).await;
    let mut officer = person(&test, Role::AgencyOfficer).await;
    begin(&mut officer, NEXT).await.expect(StatusCode::SEE_OTHER);
    for (section, changes) in [
        (Section::Basics, vec![("title", HIDDEN)]),
        (
            Section::Dates,
            vec![
                ("announced", "2025. 4. 15.(화)"),
                ("opens", "2025. 4. 15.(화)"),
                ("closes", "2025. 5. 9.(금) 18:00"),
            ],
        ),
        (Section::Schedule, vec![]),
        (Section::Contacts, vec![]),
    ] {
        save(&test, &mut officer, (NEXT, section), &changes).await.expect(StatusCode::SEE_OTHER);
    }
    (test, officer)
}

/// The same, sent for approval.
async fn submitted(database: TestDatabase) -> (TestApp, Browser) {
    let (test, mut officer) = written(database).await;
    act(&mut officer, urls::DESK_CALL_SUBMIT, NEXT, &[]).await.expect(StatusCode::SEE_OTHER);
    (test, officer)
}

/// The same, approved by the agency's manager.
async fn approved(database: TestDatabase) -> TestApp {
    let (test, _) = submitted(database).await;
    approve(&test, &mut person(&test, Role::AgencyManager).await).await.expect(StatusCode::SEE_OTHER);
    test
}

/// Begins a call from a copy of the one of 2024.
async fn begin(browser: &mut Browser, slug: &str) -> Answer {
    let fields = [("from", example::SLUG), ("fiscal_year", ""), ("slug", slug)];
    browser.post(urls::DESK_CALL_NEW, &fields).await
}

/// Presses a button of the desk.
async fn act(browser: &mut Browser, address: &str, slug: &str, fields: &[(&str, &str)]) -> Answer {
    browser.post(&urls::desk_call_act(address, slug), fields).await
}

async fn approve(test: &TestApp, browser: &mut Browser) -> Answer {
    let version = work(test, NEXT).await.version.to_string();
    act(browser, urls::DESK_CALL_APPROVE, NEXT, &[("version", &version)]).await
}

async fn publish(test: &TestApp, browser: &mut Browser, slug: &str) -> Answer {
    let version = work(test, slug).await.version.to_string();
    act(browser, urls::DESK_CALL_PUBLISH, slug, &[("version", &version)]).await
}

/// The fields of a section as its page holds them now.
async fn fields(test: &TestApp, slug: &str, section: Section) -> crate::web::forms::Fields {
    let content = work(test, slug).await.content;
    let mut fields = form::fill(&content, section);
    fields.set("seen", &actions::mark(&content, section).expect("a mark"));
    fields
}

async fn send(
    browser: &mut Browser,
    (slug, section): (&str, Section),
    fields: &crate::web::forms::Fields,
) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().collect();
    browser.post(&urls::desk_call_section(slug, section.code()), &fields).await
}

/// Opens a section, changes some fields and saves it.
async fn save(
    test: &TestApp,
    browser: &mut Browser,
    (slug, section): (&str, Section),
    changes: &[(&str, &str)],
) -> Answer {
    let mut fields = fields(test, slug, section).await;
    for (name, value) in changes {
        fields.set(name, value);
    }
    send(browser, (slug, section), &fields).await
}

/// The lines of an English page on which Korean is left. Weekdays stand in parentheses on English pages too.
fn korean_left(page: &str) -> Vec<String> {
    let (_, main) = page.split_once("<h1").expect("the page");
    let (main, _) = main.split_once("</main>").expect("its end");
    let plain = |line: &str| {
        let days = "월화수목금토일".chars();
        days.fold(line.replace(HIDDEN, ""), |line, day| line.replace(&format!("({day})"), ""))
    };
    let lines = main.lines().map(plain);
    lines.filter(|line| line.chars().any(|c| ('가'..='힣').contains(&c))).collect()
}

async fn call(test: &TestApp, slug: &str) -> Call {
    store::by_slug(test.app.database.read(), slug).await.expect("a query").expect("a call")
}

/// The draft or the amendment of a call.
async fn work(test: &TestApp, slug: &str) -> Revision {
    let open = revisions::open(test.app.database.read(), call(test, slug).await.id).await.expect("a query");
    let mut open = open.into_iter().filter(|one| one.kind != programme::call::RevisionKind::Extension);
    open.next().expect("work on the call")
}

async fn in_force(test: &TestApp, slug: &str) -> CallContent {
    let call = call(test, slug).await.id;
    let revision = revisions::in_force(test.app.database.read(), call).await.expect("a query");
    revision.expect("a published revision").content
}

async fn entries(test: &TestApp, slug: &str, act: &str) -> u64 {
    audit::count(test.app.database.read(), call(test, slug).await.id, act).await.expect("a count")
}

async fn with_call(database: TestDatabase) -> TestApp {
    let test = TestApp::start(database).await;
    let call = example::call_of_2024(&test.app.clock).expect("the call of 2024");
    actions::enter(&test.app, PROGRAM, &call).await.expect("a call");
    test
}

testdb::on_both_engines! {
    /// Line 8: the page says "5개 내외".
    async fn line_8_about_five(database: TestDatabase) {
        let test = with_call(database).await;
        let page = test.visitor().get(&urls::call(example::SLUG)).await.expect(StatusCode::OK).text();
        assert!(page.contains("5개 내외"));
    }
}

testdb::on_both_engines! {
    /// Line 11 and R-35: open from 4.15 00:00 to before 5.10 18:00, in Korea, by the server's clock.
    async fn line_11_the_window(database: TestDatabase) {
        let test = with_call(database).await;
        let path = urls::call(example::SLUG);
        for (at, phase) in [
            ("2024-04-15T00:00:00", "접수 중"),
            ("2024-05-10T17:59:59.999", "접수 중"),
            ("2024-05-10T18:00:00", "접수 마감"),
        ] {
            test.at(at);
            let page = test.visitor().get(&path).await.expect(StatusCode::OK).text();
            assert!(page.contains(phase), "{at}");
            assert!(page.contains("2024. 5. 10.(금) 18:00 전까지"));
            assert_eq!(page.contains("가입하고 신청하기"), phase == "접수 중", "{at}");
        }
    }
}

testdb::on_both_engines! {
    /// E-05: before its notice is public the call is not there for anyone outside the desk.
    async fn not_before_the_notice(database: TestDatabase) {
        let test = with_call(database).await;
        test.at("2024-04-14T23:59:59.999");
        test.visitor().get(&urls::call(example::SLUG)).await.expect(StatusCode::NOT_FOUND);
        assert!(!test.visitor().get(urls::CALLS).await.text().contains("2024년 소공인특화지원센터"));
    }
}

testdb::on_both_engines! {
    /// Row 6: the countdown counts from the server's clock, which the page carries.
    async fn the_countdown_reads_the_server(database: TestDatabase) {
        let test = with_call(database).await;
        test.at("2024-05-10T17:55:00");
        let page = test.visitor().get(&urls::call(example::SLUG)).await.text();
        let closes = kst("2024-05-10T18:00:00").timestamp_millis();
        assert!(page.contains(&format!("data-deadline=\"{closes}\"")));
        assert!(page.contains(&format!("data-server-now=\"{}\"", closes - 300_000)));
        assert!(page.contains("0시간 5분 남음"));
    }
}
