use programme::call::RevisionState;

use super::*;
use crate::base::words::Language;

testdb::on_both_engines! {
    /// A call has an address of its own, which the desk does not use itself.
    async fn an_address_is_given_once(database: TestDatabase) {
        let test = published(database).await;
        let mut officer = person(&test, Role::AgencyOfficer).await;
        for (slug, says) in [("2024", "이미 쓰고 있는 주소입니다."), ("new", "영문 소문자"), ("두해", "영문 소문자")] {
            let page = begin(&mut officer, slug).await.expect(StatusCode::OK).text();
            assert!(page.contains(says), "{slug}");
            assert!(page.contains(&format!("value=\"{slug}\"")), "what was typed comes back");
        }
        let year = [("from", ""), ("fiscal_year", "스물다섯"), ("slug", NEXT)];
        let page = officer.post(urls::DESK_CALL_NEW, &year).await.expect(StatusCode::OK).text();
        assert!(page.contains("네 자리로 적어 주세요.") && page.contains("스물다섯"));
        assert_eq!(store::all(test.app.database.read()).await.expect("a query").len(), 1);
    }
}

testdb::on_both_engines! {
    /// A copy is next year's call: dates a year on, and it cannot be sent before somebody has looked at what ages.
    async fn a_copy_is_looked_at_first(database: TestDatabase) {
        let test = published(database).await;
        let mut officer = person(&test, Role::AgencyOfficer).await;
        begin(&mut officer, NEXT).await.expect(StatusCode::SEE_OTHER);
        let content = work(&test, NEXT).await.content;
        assert_eq!((content.basics.fiscal_year, content.basics.title.as_str()), (2025, "2025년 소공인특화지원센터 운영기관 모집"));
        let page = officer.get(&urls::desk_call(NEXT)).await.expect(StatusCode::OK).text();
        assert_eq!(page.matches("지난 공고에서 가져온 내용입니다").count(), 4);
        assert!(!page.contains("승인 요청하기"));
        let refused = act(&mut officer, urls::DESK_CALL_SUBMIT, NEXT, &[]).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("고쳐야 할 곳이 4군데 남아 있습니다."), "{refused}");
        assert_eq!(work(&test, NEXT).await.state, RevisionState::Draft);
        assert_eq!(entries(&test, NEXT, "submit").await, 0);
    }
}

testdb::on_both_engines! {
    /// A new call begins with the usual texts and lacks what only people know.
    async fn an_empty_call_says_what_it_lacks(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let mut officer = person(&test, Role::AgencyManager).await;
        let fields = [("from", ""), ("fiscal_year", "2026"), ("slug", "2026-new")];
        officer.post(urls::DESK_CALL_NEW, &fields).await.expect(StatusCode::SEE_OTHER);
        let page = officer.get(&urls::desk_call("2026-new")).await.text();
        for lack in ["공고일이 없습니다.", "접수 마감일이 없습니다.", "협약 시작일이나 종료일이 없습니다.", "문의처가 없습니다."] {
            assert!(page.contains(lack), "{lack}");
        }
        assert!(page.contains("2026년 소공인특화지원센터 운영기관 모집"));
    }
}

testdb::on_both_engines! {
    /// What cannot be read is refused beside its field, comes back as typed, and nothing is written.
    async fn what_cannot_be_read_comes_back(database: TestDatabase) {
        let (test, mut officer) = written(database).await;
        let before = work(&test, NEXT).await;
        for (section, name, typed, says) in [
            (Section::Basics, "target", "다섯", "0부터 999까지의 숫자를 적어 주세요."),
            (Section::Basics, "budget_total", "구억", "금액을 180,000,000처럼"),
            (Section::Basics, "purpose", "900101-1234567", "주민등록번호로 보이는"),
            (Section::Dates, "closes", "다음 주쯤", "날짜를 2024. 5. 10.(금) 18:00처럼"),
            (Section::Dates, "channel_url", "javascript:alert(1)", "https://로 시작하게"),
            (Section::Criteria, "document_review.0.points", "많이", "0부터 100까지의 숫자를"),
            (Section::Criteria, "bonus_cap", "5.005", "점수를 60 또는 62.5처럼"),
            (Section::Schedule, "schedule.1.starts", "오월", "날짜를 2024. 5. 10.(금)"),
            (Section::Contacts, "contacts.0.phones", "042-363", "전화번호를 042-363-7910, 7911처럼"),
            (Section::Contacts, "sites.0.url", "www.mss.go.kr", "https://로 시작하게"),
        ] {
            let page = save(&test, &mut officer, (NEXT, section), &[(name, typed)]).await.expect(StatusCode::OK).text();
            assert!(page.contains(says), "{name}");
            assert!(page.contains(&format!("href=\"#f-{name}\"")) && page.contains(typed), "{name}");
        }
        assert_eq!(work(&test, NEXT).await, before);
    }
}

testdb::on_both_engines! {
    /// Lines 4 and 21b, R-38: what contradicts itself is kept as written, found, and keeps the call from going on.
    async fn line_4_a_weekday_that_does_not_fit_is_found(database: TestDatabase) {
        let (test, mut officer) = written(database).await;
        let wrong = [("closes", "2025. 5. 10.(금) 18:00")];
        save(&test, &mut officer, (NEXT, Section::Dates), &wrong).await.expect(StatusCode::SEE_OTHER);
        let page = officer.get(&urls::desk_call_section(NEXT, "dates")).await.text();
        assert!(page.contains("금요일이라고 적었는데 그날은 2025. 5. 10.(토)입니다. 요일이 맞다면 2025. 5. 9.(금)입니다."));
        assert!(page.contains(r#"value="2025. 5. 10.(금) 18:00""#));
        act(&mut officer, urls::DESK_CALL_SUBMIT, NEXT, &[]).await.expect(StatusCode::CONFLICT);
        let page = officer.get(&urls::desk_call(NEXT)).await.text();
        assert!(page.contains(&urls::desk_call_section(NEXT, "dates")) && page.contains("R-38"));
        let right = [("closes", "2025. 5. 9.(금) 18:00")];
        save(&test, &mut officer, (NEXT, Section::Dates), &right).await.expect(StatusCode::SEE_OTHER);
        act(&mut officer, urls::DESK_CALL_SUBMIT, NEXT, &[]).await.expect(StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// Every section shows what it keeps, and saving it unchanged changes nothing.
    async fn every_section_reads_back(database: TestDatabase) {
        let (test, mut officer) = written(database).await;
        let before = work(&test, NEXT).await.content;
        for section in Section::ALL {
            let address = urls::desk_call_section(NEXT, section.code());
            let page = officer.get(&address).await.expect(StatusCode::OK).text();
            assert!(page.contains("novalidate") && page.contains("name=\"seen\""));
            save(&test, &mut officer, (NEXT, section), &[]).await.expect(StatusCode::SEE_OTHER);
            assert_eq!(work(&test, NEXT).await.content, before, "{section:?}");
        }
        officer.get(&urls::desk_call_section(NEXT, "nothing")).await.expect(StatusCode::NOT_FOUND);
    }
}

testdb::on_both_engines! {
    /// Rows come and go: an emptied row is gone, an empty one that is filled is new; a changed rubric has its own name.
    async fn rows_come_and_go(database: TestDatabase) {
        let (test, mut officer) = written(database).await;
        let papers = [("papers.1.name", ""), ("papers.1.form", ""), ("papers.5.name", "개인정보 동의서"), ("papers.5.required", "yes")];
        save(&test, &mut officer, (NEXT, Section::Papers), &papers).await.expect(StatusCode::SEE_OTHER);
        let names: Vec<String> = work(&test, NEXT).await.content.papers.into_iter().map(|paper| paper.name).collect();
        assert_eq!(names.len(), 5);
        assert!(!names.contains(&"사업계획서".to_owned()) && names[4] == "개인정보 동의서");

        let before = work(&test, NEXT).await.content.evaluation.rubric;
        assert_eq!((before.id.as_str(), before.version), ("prop", 1));
        let criteria = [
            ("document_review.4.points", "5"),
            ("document_review.5.name", "지역 협력"),
            ("document_review.5.points", "5"),
            ("document_review.5.floor", "2.5"),
        ];
        save(&test, &mut officer, (NEXT, Section::Criteria), &criteria).await.expect(StatusCode::SEE_OTHER);
        let rubric = work(&test, NEXT).await.content.evaluation.rubric;
        assert_eq!((rubric.id.as_str(), rubric.version, rubric.problems()), ("call-2025", 1, vec![]));
        let stage = rubric.scored().next().expect("a stage");
        assert_eq!((stage.criteria[5].code.0.as_str(), stage.criteria[5].max_points), ("c1", 5));
        let back = [
            ("document_review.4.points", "10"),
            ("document_review.5.name", ""),
            ("document_review.5.points", ""),
            ("document_review.5.floor", ""),
        ];
        save(&test, &mut officer, (NEXT, Section::Criteria), &back).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(work(&test, NEXT).await.content.evaluation.rubric, before);
    }
}

testdb::on_both_engines! {
    /// Points that do not add up are found with their sum, where people see their names.
    async fn points_that_do_not_add_up(database: TestDatabase) {
        let (test, mut officer) = written(database).await;
        let wrong = [("document_review.0.points", "21"), ("document_review.1.floor", "26")];
        save(&test, &mut officer, (NEXT, Section::Criteria), &wrong).await.expect(StatusCode::SEE_OTHER);
        save(&test, &mut officer, (NEXT, Section::Stages), &[("presentation.weight", "50")]).await.expect(StatusCode::SEE_OTHER);
        let page = officer.get(&urls::desk_call(NEXT)).await.text();
        for says in [
            "서류검토 배점을 더하면 101점입니다. 100점이어야 합니다.",
            "서류검토 기관 역량: 과락 점수가 26.00점입니다. 0점부터 배점 25점까지여야 합니다.",
            "단계 비중을 더하면 90%입니다. 100%여야 합니다.",
        ] {
            assert!(page.contains(says), "{says}");
        }
    }
}

testdb::on_both_engines! {
    /// No Korean is left on the English form but what the call itself says, proper names and examples of dates.
    async fn the_desk_speaks_english(database: TestDatabase) {
        let (_test, mut officer) = written(database).await;
        officer.set_cookie("moru_lang", Language::English.code());
        for address in [urls::DESK_CALLS.to_owned(), urls::DESK_CALL_NEW.to_owned(), urls::desk_call_section(NEXT, "dates")] {
            let page = officer.get(&address).await.expect(StatusCode::OK).text();
            let left = korean_left(&page);
            assert!(left.is_empty(), "{address}: {left:?}");
        }
    }
}
