//! Institutions and their people on the real router, on both engines.

mod colleagues;

use http::StatusCode;
use testdb::TestDatabase;

use crate::{testing::TestApp, web::urls};

pub(crate) const FORM: [(&str, &str); 11] = [
    ("person", "예시 담당자"),
    ("email", "apply@example.kr"),
    ("password", "모루로 신청을 합니다"),
    ("institution", "예시산업진흥원"),
    ("kind", "local_gov_affiliate"),
    ("business_number", "123 45 67891"),
    ("representative_title", "원장"),
    ("address", "서울특별시 영등포구 예시로 1"),
    ("phone", "02) 123-4567"),
    ("consent", "yes"),
    ("back", urls::CALLS),
];

fn changed(field: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    FORM.iter().map(|(name, old)| (*name, if *name == field { value } else { *old })).collect()
}

testdb::on_both_engines! {
    /// Signing up opens the institution and the account, signs in and goes back to where it began.
    async fn sign_up(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let mut browser = test.visitor();
        let answer = browser.post(urls::SIGN_UP, &FORM).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), urls::CALLS);
        assert!(browser.get(urls::SIGN_IN).await.text().contains("신청기관 담당자"));
        assert_eq!(test.mails().await.len(), 1);
    }
}

testdb::on_both_engines! {
    /// A known address or business number is refused beside its field; nothing typed is lost and nothing is written.
    async fn taken(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.visitor().post(urls::SIGN_UP, &FORM).await.expect(StatusCode::SEE_OTHER);
        let again = test.visitor().post(urls::SIGN_UP, &FORM).await.expect(StatusCode::OK).text();
        assert!(again.contains("이미 가입한 이메일입니다") && again.contains("예시로 1"));
        let other_person = changed("email", "other@example.kr");
        let again = test.visitor().post(urls::SIGN_UP, &other_person).await.expect(StatusCode::OK).text();
        assert!(again.contains("이미 가입한 기관입니다"));
        let mut browser = test.visitor();
        let sign_in = [("email", "other@example.kr"), ("password", "모루로 신청을 합니다")];
        assert!(browser.post(urls::SIGN_IN, &sign_in).await.text().contains("맞지 않습니다"), "no half account");
    }
}

testdb::on_both_engines! {
    /// Each wrong value has its sentence, and the password never comes back.
    async fn wrong_values(database: TestDatabase) {
        let test = TestApp::start(database).await;
        for (field, value, sentence) in [
            ("business_number", "123-45-67890", "사업자등록번호 10자리를 확인해 주세요."),
            ("email", "nobody", "이메일 주소를 확인해 주세요."),
            ("password", "short", "10자 이상으로 정해 주세요."),
            ("phone", "12", "전화번호를 확인해 주세요."),
            ("kind", "", "기관 유형을 골라 주세요."),
            ("person", "900101-1234567", "주민등록번호는 받지 않습니다."),
            ("institution", "", "기관 이름을 입력해 주세요."),
        ] {
            let page = test.visitor().post(urls::SIGN_UP, &changed(field, value)).await.expect(StatusCode::OK).text();
            assert!(page.contains(sentence), "{field}");
            assert!(!page.contains("모루로 신청을 합니다"));
        }
    }
}
