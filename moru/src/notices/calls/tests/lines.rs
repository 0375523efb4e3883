use super::*;
use crate::base::words::Language;

async fn page(test: &TestApp) -> String {
    test.visitor().get(&urls::call(example::SLUG)).await.expect(StatusCode::OK).text()
}

testdb::on_both_engines! {
    /// Line 6: the page shows one title, the call's.
    async fn line_6_one_title(database: TestDatabase) {
        let page = page(&published(database).await).await;
        assert_eq!(page.matches("<h1").count(), 1);
        assert!(page.contains("<h1>2024년 소공인특화지원센터 운영기관 모집</h1>"));
    }
}

testdb::on_both_engines! {
    /// Line 17: three stages in their order, with what each decides; points that nobody has published say so.
    async fn line_17_three_stages(database: TestDatabase) {
        let page = page(&published(database).await).await;
        let stages = ["1. 서류검토", "2. 현장실사", "3. 발표평가"].map(|stage| page.find(stage).expect(stage));
        assert!(stages.is_sorted());
        assert!(page.contains("비중 40%") && page.contains("비중 60%") && page.contains("70점부터 선정될 수 있습니다."));
        assert!(page.contains("배점은 공식 배점이 아니라 제안입니다."));
    }
}

testdb::on_both_engines! {
    /// Line 19: five requirements in the order of the notice, all of them; three people.
    async fn line_19_five_requirements(database: TestDatabase) {
        let page = page(&published(database).await).await;
        let gates = ["필요한 역량을 갖춘 기관", "특별시·광역시 50개, 시 40개, 군 20개", "소공인 관련 비영리기관", "전용 공간과 기기", "3인 이상의 전담 운영인력"];
        assert!(gates.map(|gate| page.find(gate).expect(gate)).is_sorted());
        assert!(page.contains("다섯 가지를 모두 갖추어야 합니다") && page.contains("운영인력은 3명 이상이어야 합니다."));
    }
}

testdb::on_both_engines! {
    /// Line 21a: both sites are linked, as external.
    async fn line_21a_the_sites_of_the_notice(database: TestDatabase) {
        let page = page(&published(database).await).await;
        for site in ["https://www.mss.go.kr", "https://www.semas.or.kr"] {
            assert!(page.contains(&format!(r#"href="{site}" rel="noopener external""#)), "{site}");
        }
        assert!(page.contains("중소벤처기업부 누리집 (바깥 누리집)"));
    }
}

testdb::on_both_engines! {
    /// Line 21b, R-30: the page says 전까지 even where the notice would say 까지, because the moment itself is too late.
    async fn line_21b_before_and_not_until(database: TestDatabase) {
        let (test, mut officer) = written(database).await;
        save(&test, &mut officer, (NEXT, Section::Dates), &[("closes_words", "until")]).await.expect(StatusCode::SEE_OTHER);
        let desk = officer.get(&urls::desk_call(NEXT)).await.text();
        assert!(desk.contains("18:00 정각은 받지 않으므로 &#34;18:00 전까지&#34;로 적어 주세요."));
        assert!(desk.contains("2025. 5. 9.(금) 18:00 전까지"));
    }
}

testdb::on_both_engines! {
    /// Line 21c: where another system takes the applications, the page leads there and helps to prepare one.
    async fn line_21c_another_channel(database: TestDatabase) {
        let (test, mut officer) = written(database).await;
        let elsewhere = [("channel", "e_naradoum"), ("channel_url", "")];
        save(&test, &mut officer, (NEXT, Section::Dates), &elsewhere).await.expect(StatusCode::SEE_OTHER);
        act(&mut officer, urls::DESK_CALL_SUBMIT, NEXT, &[]).await.expect(StatusCode::CONFLICT);
        let address = [("channel_url", "https://www.gosims.go.kr")];
        save(&test, &mut officer, (NEXT, Section::Dates), &address).await.expect(StatusCode::SEE_OTHER);
        act(&mut officer, urls::DESK_CALL_SUBMIT, NEXT, &[]).await.expect(StatusCode::SEE_OTHER);
        approve(&test, &mut person(&test, Role::AgencyManager).await).await.expect(StatusCode::SEE_OTHER);
        publish(&test, &mut person(&test, Role::MinistryManager).await, NEXT).await.expect(StatusCode::SEE_OTHER);
        test.at("2025-04-20T10:00:00");
        let page = test.visitor().get(&urls::call(NEXT)).await.expect(StatusCode::OK).text();
        assert!(page.contains(r#"href="https://www.gosims.go.kr" rel="noopener external">접수 창구로 가기"#));
        assert!(page.contains("접수번호가 있어야 접수된 것입니다.") && !page.contains("신청서 쓰기"));
        let applicant = test.signed_in(Role::Applicant, test.app.clock.id()).await.get(&urls::call(NEXT)).await.text();
        assert!(applicant.contains("여기에서 신청서 준비하기"));
    }
}

testdb::on_both_engines! {
    /// Line 23: "042-363-7910, 7911" are two numbers that can be called; a number of another place is a reason to look.
    async fn line_23_two_numbers(database: TestDatabase) {
        let (test, mut officer) = written(database).await;
        let page = page(&test).await;
        for number in ["tel:+82423637910", "tel:+82423637911"] {
            assert!(page.contains(number), "{number}");
        }
        save(&test, &mut officer, (NEXT, Section::Contacts), &[("contacts.0.phones", "032-450-1151")]).await.expect(StatusCode::SEE_OTHER);
        let desk = officer.get(&urls::desk_call(NEXT)).await.text();
        assert!(desk.contains("소상공인시장진흥공단 전화가 인천 지역번호입니다. 이 기관은 대전에 있습니다."));
    }
}

testdb::on_both_engines! {
    /// The notice of the example is complete in English: what is Korean on it are proper names.
    async fn the_notice_in_english(database: TestDatabase) {
        let test = published(database).await;
        let mut visitor = test.visitor();
        visitor.set_cookie("moru_lang", Language::English.code());
        let page = visitor.get(&urls::call(example::SLUG)).await.expect(StatusCode::OK).text();
        let left = korean_left(&page);
        assert!(left.is_empty(), "{left:?}");
    }
}
