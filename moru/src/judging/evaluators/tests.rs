//! The register on the real router, on both engines.

use http::StatusCode;
use testdb::TestDatabase;
use uuid::Uuid;

use super::{access::State, store};
use crate::{
    identity::{accounts::Role, audit},
    testing::{Browser, TestApp},
    web::urls,
};

const FORM: [(&str, &str); 9] = [
    ("name", "예시 위원"),
    ("email", "Judge@Example.kr"),
    ("phone", "010-1234-5678"),
    ("side", "outside"),
    ("gender", "female"),
    ("institution", "예시연구소"),
    ("institution_number", "101-82-00013"),
    ("since", "2019-03-01"),
    ("divisions", "25"),
];

async fn officer(test: &TestApp) -> Browser {
    test.signed_in(Role::AgencyOfficer, Uuid::nil()).await
}

/// Invites somebody, and gives their id and the link of the letter.
async fn invited(test: &TestApp) -> (Uuid, String) {
    let mut desk = officer(test).await;
    let answer = desk.post(urls::DESK_EVALUATOR_NEW, &FORM).await.expect(StatusCode::SEE_OTHER);
    let id = answer.location().rsplit('/').next().expect("an id").parse().expect("an id");
    (id, link(test).await)
}

async fn link(test: &TestApp) -> String {
    let mails = test.mails().await;
    let mail = mails.iter().rfind(|mail| mail.contains("/invitation/")).expect("a letter");
    let start = mail.find("/invitation/").expect("a link");
    mail[start..].split_whitespace().next().expect("a link").to_owned()
}

testdb::on_both_engines! {
    /// Nobody can sign in with an invited account before the person has chosen a password; the link works once.
    async fn an_invitation_is_accepted_once(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let (id, link) = invited(&test).await;
        let sign_in = [("email", "judge@example.kr"), ("password", "아주 긴 비밀번호입니다")];
        let mut person = test.visitor();
        let before = person.post(urls::SIGN_IN, &sign_in).await.expect(StatusCode::OK).text();
        assert!(before.contains("이메일이나 비밀번호가 맞지 않습니다."));
        person.get(&link).await.expect(StatusCode::OK);
        let silent = person.post(&link, &[("password", "아주 긴 비밀번호입니다")]).await.expect(StatusCode::OK).text();
        assert!(silent.contains("동의해야 평가위원으로 등록됩니다."));
        let short = person.post(&link, &[("password", "짧음"), ("consent", "yes")]).await.text();
        assert!(short.contains("10자 이상으로 정해 주세요."));
        let form = [("password", "아주 긴 비밀번호입니다"), ("consent", "yes")];
        person.post(&link, &form).await.expect(StatusCode::SEE_OTHER);
        person.post(&link, &form).await.expect(StatusCode::NOT_FOUND);
        person.get(&link).await.expect(StatusCode::NOT_FOUND);
        person.post(urls::SIGN_IN, &sign_in).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(person.get(urls::HOME).await.location(), urls::JUDGING);
        person.get(urls::JUDGING).await.expect(StatusCode::OK);
        let known = store::find(test.app.database.read(), id).await.expect("a query").expect("a row");
        assert_eq!((known.state, known.email.as_str()), (State::Active, "judge@example.kr"));
        let accepted = audit::count(test.app.database.read(), id, "accept").await.expect("a count");
        assert_eq!(accepted, 1);
    }
}

testdb::on_both_engines! {
    /// A link ends after two weeks, and when another one is sent.
    async fn an_invitation_ends(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let (id, first) = invited(&test).await;
        let mut desk = officer(&test).await;
        desk.post(&urls::desk_evaluator_state(&id), &[("to", "invite")]).await.expect(StatusCode::SEE_OTHER);
        let mut person = test.visitor();
        person.get(&first).await.expect(StatusCode::NOT_FOUND);
        let links: Vec<String> = test.mails().await.iter().filter_map(|mail| {
            let start = mail.find("/invitation/")?;
            mail[start..].split_whitespace().next().map(str::to_owned)
        }).collect();
        let second = links.iter().find(|link| **link != first).expect("a second letter");
        person.get(second).await.expect(StatusCode::OK);
        test.at("2024-05-16T09:59:59");
        person.get(second).await.expect(StatusCode::OK);
        test.at("2024-05-16T10:00:00");
        let over = person.get(second).await.expect(StatusCode::NOT_FOUND).text();
        assert!(over.contains("기한이 지났습니다"));
    }
}

testdb::on_both_engines! {
    /// What is missing stands beside its field, and an address that has an account is not taken.
    async fn an_invitation_needs_its_fields(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let mut desk = officer(&test).await;
        let empty = desk.post(urls::DESK_EVALUATOR_NEW, &[]).await.expect(StatusCode::OK).text();
        for sentence in [
            "평가위원 이름을 입력해 주세요.",
            "이메일 주소를 확인해 주세요.",
            "전담기관 내부인지 외부인지 골라 주세요.",
            "잘 아는 업종을 하나 이상 골라 주세요.",
        ] {
            assert!(empty.contains(sentence), "{sentence}");
        }
        let mut resident = FORM;
        resident[5] = ("institution", "예시 900101-1234567");
        let found = desk.post(urls::DESK_EVALUATOR_NEW, &resident).await.expect(StatusCode::OK).text();
        assert!(found.contains("주민등록번호는 받지 않습니다."));
        desk.post(urls::DESK_EVALUATOR_NEW, &FORM).await.expect(StatusCode::SEE_OTHER);
        let twice = desk.post(urls::DESK_EVALUATOR_NEW, &FORM).await.expect(StatusCode::OK).text();
        assert!(twice.contains("이미 쓰고 있는 이메일입니다."));
        assert_eq!(store::list(test.app.database.read(), store::Filter::default()).await.expect("rows").len(), 1);
    }
}

testdb::on_both_engines! {
    /// Outside the desks there is no register; the ministry reads it and changes nothing.
    async fn the_register_is_the_desks(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let (id, _) = invited(&test).await;
        let agency = [Role::AgencyOfficer, Role::AgencyManager];
        let ministry = [Role::MinistryOfficer, Role::MinistryManager];
        for role in Role::ALL {
            let mut browser = test.signed_in(role, Uuid::nil()).await;
            let (reads, writes) = (agency.contains(&role) || ministry.contains(&role), agency.contains(&role));
            let expected = if reads { StatusCode::OK } else { StatusCode::NOT_FOUND };
            for address in [urls::DESK_EVALUATORS.to_owned(), urls::desk_evaluator(&id)] {
                let answer = browser.get(&address).await;
                assert_eq!(answer.status, expected, "{role:?} {address}");
                assert_eq!(answer.text().contains("예시 위원"), reads, "{role:?} {address}");
            }
            let refused = if reads { StatusCode::FORBIDDEN } else { StatusCode::NOT_FOUND };
            let expected = if writes { StatusCode::OK } else { refused };
            assert_eq!(browser.get(urls::DESK_EVALUATOR_NEW).await.status, expected, "{role:?}");
            let expected = if writes { StatusCode::CONFLICT } else { refused };
            let rest = browser.post(&urls::desk_evaluator_state(&id), &[("to", "rest")]).await;
            assert_eq!(rest.status, expected, "{role:?}: who has not accepted does not rest");
        }
        test.visitor().get(urls::DESK_EVALUATORS).await.expect(StatusCode::UNAUTHORIZED);
    }
}

testdb::on_both_engines! {
    /// The institution somebody works for is a tie from the beginning, and more can be entered.
    async fn ties_are_entered(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let (id, _) = invited(&test).await;
        let mut desk = officer(&test).await;
        let address = urls::desk_evaluator_ties(&id);
        let backwards = [
            ("kind", "work:contract"),
            ("tie_institution", "예시의류협회"),
            ("tie_number", "1028200020"),
            ("from", "2023-05-01"),
            ("until", "2023-04-30"),
        ];
        let page = desk.post(&address, &backwards).await.expect(StatusCode::OK).text();
        assert!(page.contains("끝난 날짜가 시작한 날짜보다 빠릅니다."));
        let mut form = backwards;
        form[4] = ("until", "2023-06-30");
        desk.post(&address, &form).await.expect(StatusCode::SEE_OTHER);
        let page = desk.get(&urls::desk_evaluator(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("예시의류협회") && page.contains("예시연구소") && page.contains("2023. 6. 30."));
        let ties = store::ties(test.app.database.read(), [id]).await.expect("ties");
        assert_eq!(ties[&id].len(), 2);
    }
}
