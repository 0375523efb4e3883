use chrono::DateTime;
use documents::sheets::{Kind, Sheet, SheetColumn, Value, Workbook, write};
use http::StatusCode;
use std::io::Read;
use testdb::TestDatabase;
use uuid::Uuid;

use crate::{
    applying::applications::{
        example,
        tests::{ZONE_NAME, call, census, draft, draft_with, institution, submitted},
    },
    identity::{accounts::Role, audit},
    notices::calls::{self, example::SLUG},
    testing::{Answer, Browser, TestApp},
    web::urls,
};
use programme::{deadline::Channel, gates::InstitutionKind};

const FIRST: &str = "1018200013";
const SECOND: &str = "1028200016";

/// The call of 2024 as it really was: applications are received in e나라도움.
async fn bound(database: TestDatabase) -> TestApp {
    let test = TestApp::start(database).await;
    census(&test, 50).await;
    let mut call = calls::example::call_of_2024(&test.app.clock).expect("the call of 2024");
    call.channel = Channel::ENaradoum;
    calls::actions::enter(&test.app, audit::PROGRAM, &call).await.expect("a call");
    test
}

fn list(rows: &[[&str; 3]]) -> Vec<u8> {
    let columns = ["접수번호", "사업자등록번호", "접수일시"]
        .map(|title| SheetColumn::new(title, Kind::Text, 20))
        .to_vec();
    let rows = rows.iter().map(|row| row.iter().map(|cell| Value::from(*cell)).collect()).collect();
    let sheets = vec![Sheet { name: "접수".into(), columns, rows }];
    write(&Workbook { title: "접수 목록".into(), created: DateTime::UNIX_EPOCH, sheets }).expect("a workbook")
}

async fn bring(officer: &mut Browser, rows: &[[&str; 3]]) -> Answer {
    officer.upload(&urls::desk_receipts(SLUG), &[], "접수목록.xlsx", &list(rows)).await
}

async fn known(test: &TestApp) -> Vec<(String, Uuid)> {
    let call = calls::store::by_slug(test.app.database.read(), SLUG).await.expect("calls").expect("the call");
    let known = super::store::of_call(test.app.database.read(), call.id).await.expect("receipts");
    known.into_iter().map(|known| (known.number, known.application)).collect()
}

async fn finds(officer: &mut Browser, id: &Uuid) -> Answer {
    officer
        .post(
            &urls::review_finding(id),
            &[("gate", "g1"), ("holds", "yes"), ("reason", "결산서를 보았습니다.")],
        )
        .await
}

testdb::on_both_engines! {
    /// Line 21c: a list of receipts is brought as a workbook. A number that comes again updates and never doubles, and an
    /// application without a number cannot reach the review.
    async fn line_21c_a_receipt_is_imported_once_and_needed(database: TestDatabase) {
        let test = bound(database).await;
        let (_, first) = submitted(&test, FIRST).await;
        let (_, second) = submitted(&test, SECOND).await;
        test.at("2024-05-13T10:00:00");
        let mut officer = test.signed_in(Role::AgencyOfficer, Uuid::nil()).await;
        finds(&mut officer, &first).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(officer.get(&urls::intake(SLUG)).await.text().contains(&urls::desk_receipts(SLUG)));

        let page = bring(&mut officer, &[["GOS-1", "101-82-00013", "2024-05-10 17:59:59"]]).await.expect(StatusCode::OK);
        assert!(page.text().contains("접수번호를 넣었습니다."));
        assert!(bring(&mut officer, &[["GOS-1", FIRST, "2024-05-10 17:59:59"]]).await.text().contains("이미 들어 있습니다."));
        let changed = bring(&mut officer, &[["GOS-1", FIRST, "2024-05-10 17:59:58"]]).await.text();
        assert!(changed.contains("접수 시각이 달라져 고쳤습니다."));
        assert_eq!(known(&test).await, [("GOS-1".to_owned(), first)]);

        finds(&mut officer, &first).await.expect(StatusCode::SEE_OTHER);
        let sheet = officer.get(&urls::review(&first)).await.text();
        assert!(sheet.contains("GOS-1") && sheet.contains("17:59:58"));
        finds(&mut officer, &second).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
}

testdb::on_both_engines! {
    /// the time printed on the receipt counts, not when it was brought here.
    async fn r32_the_time_of_the_receipt_counts(database: TestDatabase) {
        let test = bound(database).await;
        let (_, first) = submitted(&test, FIRST).await;
        let (_, second) = submitted(&test, SECOND).await;
        test.at("2024-05-20T10:00:00");
        let mut officer = test.signed_in(Role::AgencyOfficer, Uuid::nil()).await;
        let rows = [["GOS-1", FIRST, "2024-05-10 17:59:59"], ["GOS-2", SECOND, "2024-05-10 18:00:00"]];
        let page = bring(&mut officer, &rows).await.text();
        assert_eq!(page.matches("마감 뒤에 접수됨").count(), 1);
        finds(&mut officer, &first).await.expect(StatusCode::SEE_OTHER);
        let refused = finds(&mut officer, &second).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("마감 뒤에 접수된 신청입니다."));
    }
}

testdb::on_both_engines! {
    /// a review that began with a number typed by hand ends when the list says that it came too late, and the trail
    /// says what the receipt said before.
    async fn r32_a_late_receipt_ends_a_review_that_has_begun(database: TestDatabase) {
        let test = bound(database).await;
        let (_, id) = submitted(&test, FIRST).await;
        test.at("2024-05-13T10:00:00");
        let mut officer = test.signed_in(Role::AgencyOfficer, Uuid::nil()).await;
        bring(&mut officer, &[["GOS-1", FIRST, "2024-05-10 17:59:59"]]).await.expect(StatusCode::OK);
        for gate in ["g1", "g3", "g4", "g5"] {
            let form = [("gate", gate), ("holds", "yes"), ("reason", "서류를 보았습니다.")];
            officer.post(&urls::review_finding(&id), &form).await.expect(StatusCode::SEE_OTHER);
        }
        test.at("2024-05-13T10:00:01");
        bring(&mut officer, &[["GOS-1", FIRST, "2024-05-10 18:00:00"]]).await.expect(StatusCode::OK);
        finds(&mut officer, &id).await.expect(StatusCode::CONFLICT);
        let refused = officer.post(&urls::review_proposal(&id), &[]).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("마감 뒤에 접수된 신청입니다. 접수 시각: 2024. 5. 10.(금) 18:00:00"), "{refused}");
        let mut head = test.signed_in(Role::AgencyManager, Uuid::nil()).await;
        head.post(&urls::intake_publish(SLUG), &[]).await.expect(StatusCode::CONFLICT);
        let trail = audit::until(test.app.database.read(), vec![id], test.app.clock.now()).await.expect("a trail");
        let brought: Vec<_> = trail.iter().filter(|done| done.act == "bring_receipt").map(|done| &done.detail["before"]).collect();
        assert!(matches!(brought.as_slice(), [first, second] if first.is_null() && second == &"2024-05-10T08:59:59Z"), "{brought:?}");

        bring(&mut officer, &[["GOS-1", FIRST, "2024-05-10 17:59:59"]]).await.expect(StatusCode::OK);
        officer.post(&urls::review_proposal(&id), &[]).await.expect(StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// Rows that cannot be placed are said one by one, and the others are kept.
    async fn bad_rows_are_said_and_the_others_kept(database: TestDatabase) {
        let test = bound(database).await;
        let (_, first) = submitted(&test, FIRST).await;
        test.at("2024-05-13T10:00:00");
        let mut officer = test.signed_in(Role::AgencyManager, Uuid::nil()).await;
        let page = bring(&mut officer, &[
            ["", FIRST, "2024-05-10 10:00:00"],
            ["GOS-2", "1018200014", "2024-05-10 10:00:00"],
            ["GOS-3", FIRST, "2024-05-10"],
            ["GOS-4", SECOND, "2024-05-10 10:00:00"],
            ["GOS-5", FIRST, "2024-05-10 10:00:00"],
            ["GOS-6", FIRST, "2024-05-10 10:00:00"],
        ]).await.expect(StatusCode::OK).text();
        for sentence in ["접수번호가 없거나 너무 깁니다.", "10자리 숫자를 확인해 주세요.", "접수 시각이 없습니다.", "제출한 신청서가 없습니다.", "접수번호를 넣었습니다.", "다른 접수번호 GOS-5"] {
            assert!(page.contains(sentence), "{sentence}");
        }
        assert_eq!(known(&test).await, [("GOS-5".to_owned(), first)]);
        let wrong = officer.upload(&urls::desk_receipts(SLUG), &[], "a.xlsx", b"MZ").await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("엑셀 파일(.xlsx)만 읽습니다."));
        let none = officer.post(&urls::desk_receipts(SLUG), &[]).await;
        assert!(none.status.is_client_error());
    }
}

testdb::on_both_engines! {
    /// An institution with two applications has to say which one is meant; nobody guesses.
    async fn several_applications_are_not_guessed(database: TestDatabase) {
        let test = bound(database).await;
        let owner = institution(&test, InstitutionKind::University, FIRST).await;
        let mut browser = test.signed_in(Role::Applicant, owner).await;
        for division in [25, 10] {
            let answers = example::answers(ZONE_NAME, division, 3);
            let id = draft_with(&test, &mut browser, owner, answers).await;
            browser.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::SEE_OTHER);
        }
        let mut officer = test.signed_in(Role::AgencyOfficer, Uuid::nil()).await;
        let page = bring(&mut officer, &[["GOS-1", FIRST, "2024-05-10 10:00:00"]]).await.expect(StatusCode::OK).text();
        assert!(page.contains("신청서가 여럿이라 어느 것인지 알 수 없습니다."), "{page}");
        assert_eq!(known(&test).await, []);
    }
}

testdb::on_both_engines! {
    /// An application has one receipt: another number is said, and nothing changes.
    async fn an_application_has_one_receipt(database: TestDatabase) {
        let test = bound(database).await;
        let owner = institution(&test, InstitutionKind::University, FIRST).await;
        let mut browser = test.signed_in(Role::Applicant, owner).await;
        let first = draft(&test, &mut browser, owner, 3).await;
        browser.post(&urls::application_submit(&first), &[]).await.expect(StatusCode::SEE_OTHER);
        let mut officer = test.signed_in(Role::AgencyOfficer, Uuid::nil()).await;
        bring(&mut officer, &[["GOS-1", FIRST, "2024-05-10 10:00:00"]]).await.expect(StatusCode::OK);
        assert_eq!(known(&test).await, [("GOS-1".to_owned(), first)]);
        let again = bring(&mut officer, &[["GOS-9", FIRST, "2024-05-10 10:00:00"]]).await.text();
        assert!(again.contains("다른 접수번호 GOS-1"));
        assert_eq!(known(&test).await, [("GOS-1".to_owned(), first)]);
    }
}

testdb::on_both_engines! {
    /// A call that is received here needs no list, and nobody but the agency brings one.
    async fn only_the_agency_brings_receipts(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut applicant, id) = submitted(&test, FIRST).await;
        applicant.get(&urls::desk_receipts(SLUG)).await.expect(StatusCode::NOT_FOUND);
        test.signed_in(Role::MinistryManager, Uuid::nil()).await.get(&urls::desk_receipts(SLUG)).await.expect(StatusCode::NOT_FOUND);
        let mut officer = test.signed_in(Role::AgencyOfficer, Uuid::nil()).await;
        assert!(officer.get(&urls::desk_receipts(SLUG)).await.text().contains("모루가 직접 접수하는 공고"));
        bring(&mut officer, &[["GOS-1", FIRST, "2024-05-10 10:00:00"]]).await.expect(StatusCode::CONFLICT);
        officer.get(&urls::application_package(&id)).await.expect(StatusCode::NOT_FOUND);
    }
}

testdb::on_both_engines! {
    /// The package holds everything that was submitted, under hashes that anybody can check; others find nothing.
    async fn a_package_holds_what_was_submitted(database: TestDatabase) {
        let test = bound(database).await;
        let (mut browser, id) = submitted(&test, FIRST).await;
        let page = browser.get(&urls::receipt(&id)).await.text();
        assert!(page.contains("이 접수증만으로는 접수되지 않습니다.") && page.contains(&urls::application_package(&id)));
        let answer = browser.get(&urls::application_package(&id)).await.expect(StatusCode::OK);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(answer.bytes)).expect("an archive");
        let mut read = |name: &str| {
            let mut content = Vec::new();
            archive.by_name(name).expect(name).read_to_end(&mut content).expect("a file");
            content
        };
        let sums = String::from_utf8(read("SHA256SUMS")).expect("text");
        assert_eq!(sums.lines().count(), 4);
        for line in sums.lines() {
            let (hash, name) = line.split_once("  ").expect("a line");
            assert_eq!(ledger::Sha256::of(&read(name)).to_hex(), hash, "{name}");
        }
        let (mut other, _) = submitted(&test, SECOND).await;
        other.get(&urls::application_package(&id)).await.expect(StatusCode::NOT_FOUND);
    }
}
