//! The page on which anybody checks a document.

use http::StatusCode;
use testdb::TestDatabase;

use super::taken;
use crate::{
    base::words::Language, identity::accounts::Role, papers::documents::kinds::Kind,
    testing::judging::Judging, web::urls,
};

testdb::on_both_engines! {
    /// The code says what was issued and nothing of what it says; a file is held against it and not kept.
    async fn a_code_says_what_was_issued(database: TestDatabase) {
        let judging = Judging::start(database, 1, 1).await;
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let (issued, file) = taken(&judging, &mut officer, Kind::Receipt, &judging.received[0].id.to_string()).await;
        let mut anyone = judging.test.visitor();
        let code = issued.code.to_string();
        let typed = code.to_lowercase().replace('-', " ");
        for typed in [&code, &typed] {
            let page = anyone.get(&urls::verify_document(typed)).await.expect(StatusCode::OK).text();
            for word in ["유효한 문서입니다.", "접수증", "모루 소진공 제2024-1호", "2024. 5. 2.(목)", "소상공인시장진흥공단"] {
                assert!(page.contains(word), "{word}");
            }
            for hash in [&issued.content_sha256, &issued.pdf_sha256, &issued.hwpx_sha256] {
                assert!(page.contains(hash.as_str()));
            }
            let (name, number) = (judging.received[0].name.as_str(), judging.receipt(0).await);
            assert!(!page.contains(name) && !page.contains(&number) && !page.contains(&judging.received[0].id.to_string()));
        }
        let same = anyone.upload(urls::VERIFY_DOCUMENT, &[("code", &code)], "receipt.pdf", &file).await.expect(StatusCode::OK).text();
        assert!(same.contains("발급한 파일과 한 글자도 다르지 않습니다."));
        let mut changed = file.clone();
        changed[100] ^= 1;
        let other = anyone.upload(urls::VERIFY_DOCUMENT, &[("code", &code)], "receipt.pdf", &changed).await.expect(StatusCode::OK).text();
        assert!(other.contains("올린 파일은 발급한 파일과 다릅니다."));
        assert!(judging.test.app.files.fetch(&ledger::Sha256::of(&changed).to_hex()).await.is_err(), "it is not kept");
    }
}

testdb::on_both_engines! {
    /// A wrong character is told from a code that nobody has.
    async fn a_wrong_code_says_what_is_wrong(database: TestDatabase) {
        let judging = Judging::start(database, 1, 1).await;
        let mut anyone = judging.test.visitor();
        let empty = anyone.get(urls::VERIFY_DOCUMENT).await.expect(StatusCode::OK).text();
        assert!(!empty.contains("고칠 곳이"));
        let wrong = anyone.get(&urls::verify_document("7K3M-92QX-4HTA")).await.expect(StatusCode::OK).text();
        assert!(wrong.contains("번호에 빠지거나 잘못 적힌 글자가 있습니다.") && wrong.contains("7K3M-92QX-4HTA"));
        let unknown = anyone.get(&urls::verify_document("0000-0000-0000")).await.expect(StatusCode::OK).text();
        assert!(unknown.contains("이 번호로 발급된 문서가 없습니다."));
        let hostile = anyone.get(&urls::verify_document("<b>'\"")).await.expect(StatusCode::OK).text();
        assert!(!hostile.contains("<b>'"));
    }
}

testdb::on_both_engines! {
    /// The page and the list at the desk are in English but for the number.
    async fn the_pages_speak_english(database: TestDatabase) {
        let judging = Judging::start(database, 1, 1).await;
        let mut officer = judging.desk(Role::AgencyManager).await;
        let (issued, _) = taken(&judging, &mut officer, Kind::Receipt, &judging.received[0].id.to_string()).await;
        officer.set_cookie("moru_lang", Language::English.code());
        for address in [urls::verify_document(&issued.code.to_string()), urls::verify_document("x"), urls::DESK_DOCUMENTS.to_owned()] {
            let page = officer.get(&address).await.expect(StatusCode::OK).text();
            let (_, main) = page.split_once("<main").expect("the page");
            let (main, _) = main.split_once("</main>").expect("its end");
            let main = main.replace(&issued.written(), "");
            let days = ["(월)", "(화)", "(수)", "(목)", "(금)", "(토)", "(일)"];
            let main = days.iter().fold(main, |main, day| main.replace(day, ""));
            assert!(!main.chars().any(|c| ('가'..='힣').contains(&c)), "{main}");
        }
    }
}
