use http::StatusCode;
use testdb::TestDatabase;

use super::{super::store, *};

testdb::on_both_engines! {
    /// One field is kept on its own, with the time; what is wrong with it is said beside it and it is kept all the same.
    async fn autosave_keeps_everything(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let save = urls::application_autosave(&id);
        test.at("2024-05-02T14:03:00");
        let answer = browser.post(&save, &[("_field", "contact.phone"), ("contact.phone", "12")]).await;
        let text = answer.expect(StatusCode::OK).text();
        assert!(text.contains("14:03 자동 저장됨") && text.contains("전화번호를 확인해 주세요."), "{text}");
        let page = browser.get(&urls::application_step(&id, Step::Institution.code())).await.text();
        assert!(page.contains("value=\"12\""));
        let sum = [("_field", "requested_won"), ("requested_won", "180,000,000")];
        assert!(browser.post(&save, &sum).await.text().contains("일억팔천만원"));
        browser.post(&save, &[("_field", "password"), ("password", "x")]).await.expect(StatusCode::BAD_REQUEST);
    }
}

testdb::on_both_engines! {
    /// P-01: a resident registration number is refused in every text; the sentence says what to do.
    async fn resident_numbers_are_refused(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let fields = [("_field", "capacity"), ("capacity", "담당자 900101-1234567")];
        let text = browser.post(&urls::application_autosave(&id), &fields).await.text();
        assert!(text.contains("주민등록번호는 받지 않습니다."));
        browser.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(receipts(&test).await, 0);
    }
}

testdb::on_both_engines! {
    /// Without scripts a whole step is sent: it is kept, wrong values stay, and the page leads to each.
    async fn a_step_without_scripts(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, _) = applicant(&test, "1018200013").await;
        let begun = browser.post(&urls::apply(calls::example::SLUG), &[]).await;
        let id: Uuid = begun.location().split('/').nth(2).expect("an id").parse().expect("an id");
        let step = urls::application_step(&id, Step::Cluster.code());
        let answer = browser.post(&step, &[("zone", "ㅁㄹ"), ("division", "25")]).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), format!("{step}?check=1"));
        let page = browser.get(answer.location()).await.text();
        assert!(page.contains("목록에서 하나를 골라 주세요.") && page.contains(ZONE_NAME), "the zones that fit are offered");
        let pick = [("zone", "ㅁㄹ"), ("division", "25"), ("_zone_pick", ZONE_NAME)];
        let answer = browser.post(&step, &pick).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), urls::application_step(&id, Step::Resources.code()));
        assert!(browser.get(&urls::application_gates(&id)).await.text().contains("소공인 50개"));
    }
}

testdb::on_both_engines! {
    /// Two tabs on one step: sending the whole step from one takes back nothing that was written in the other, and where
    /// both wrote the last one stands.
    async fn a_tab_left_open_takes_nothing_back(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let step = urls::application_step(&id, Step::Institution.code());
        let page = browser.get(&step).await.text();
        let shown = page.split("name=\"_shown\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let shown = shown.expect("the marks of the page").replace("&#34;", "\"").replace("&quot;", "\"");
        let before = store::answers(test.app.database.read(), id).await.expect("answers");
        let value = |field: &str| before[field].value.clone();
        for (field, text) in [("capacity", "예시: 다른 창에서 쓴 글"), ("contact.phone", "02-111-1111")] {
            browser.post(&urls::application_autosave(&id), &[("_field", field), (field, text)]).await.expect(StatusCode::OK);
        }
        let (capacity, email) = (value("capacity"), value("contact.email"));
        let fields = [
            ("_shown", shown.as_str()),
            ("capacity", &capacity),
            ("contact.email", &email),
            ("contact.name", "예시 새 담당자"),
            ("contact.phone", "02-222-2222"),
        ];
        browser.post(&step, &fields).await.expect(StatusCode::SEE_OTHER);
        let after = store::answers(test.app.database.read(), id).await.expect("answers");
        assert_eq!(after["capacity"].value, "예시: 다른 창에서 쓴 글");
        assert_eq!(after["contact.name"].value, "예시 새 담당자");
        assert_eq!(after["contact.phone"].value, "02-222-2222");
        assert_eq!(after["contact.email"], before["contact.email"], "not written again");
    }
}

testdb::on_both_engines! {
    /// two electives are refused with the number, three pass.
    async fn two_electives_are_refused(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let save = urls::application_autosave(&id);
        browser.post(&save, &[("_field", "plan.V5"), ("plan.V5", "")]).await.expect(StatusCode::OK);
        let page = browser.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(page.contains("자율사업은 3개 이상 골라 계획을 적어 주세요. 지금 2개입니다."));
        browser.post(&save, &[("_field", "plan.V4"), ("plan.V4", "지도와 영상으로 알립니다.")]).await;
        browser.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// Rows are added and removed without scripts; removing one leaves the others.
    async fn rows_without_scripts(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let step = urls::application_step(&id, Step::Resources.code());
        let more = browser.post(&step, &[("_add", "staff")]).await.expect(StatusCode::SEE_OTHER);
        assert!(browser.get(more.location()).await.text().contains("staff.3.name"));
        browser.post(&step, &[("_remove", "staff.1")]).await.expect(StatusCode::SEE_OTHER);
        let page = browser.get(&step).await.text();
        assert!(page.contains("예시 인력 1") && !page.contains("예시 인력 2") && page.contains("예시 인력 3"));
    }
}

testdb::on_both_engines! {
    /// A file is told by its content: a program named .pdf, an empty file, a resident number in the name are refused.
    async fn bad_files_are_refused(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let files = urls::application_files(&id);
        let pdf = example::pdf("other");
        for (name, content, sentence) in [
            ("plan.pdf", b"MZ\x90\x00 not a document".as_slice(), "파일 내용을 확인해 주세요."),
            ("empty.pdf", b"".as_slice(), "빈 파일은 받지 않습니다."),
            ("900101-1234567.pdf", &pdf, "파일 이름에 주민등록번호로 보이는 숫자가 있습니다."),
            ("예시 정관.pdf", &pdf, "같은 이름의 파일이 있습니다."),
        ] {
            let page = browser.upload(&files, &[("slot", "other")], name, content).await;
            assert!(page.expect(StatusCode::UNPROCESSABLE_ENTITY).text().contains(sentence), "{name}");
        }
        browser.upload(&files, &[("slot", "other")], "a/b\\그림.pdf", &pdf).await.expect(StatusCode::SEE_OTHER);
        assert!(browser.get(&urls::application_step(&id, Step::Review.code())).await.text().contains(">그림.pdf<"));
    }
}

testdb::on_both_engines! {
    /// A form sent after the session has ended comes back after signing in, with every word.
    async fn an_ended_session_loses_nothing(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let step = urls::application_step(&id, Step::Institution.code());
        let page = test.visitor().post(&step, &[("capacity", "밤새 쓴 글 \"<&>\"")]).await;
        let page = page.expect(StatusCode::UNAUTHORIZED).text();
        assert!(page.contains("입력한 내용은 보관하고 있습니다."));
        assert!(page.contains("capacity=%EB%B0%A4%EC%83%88"), "the words travel along");
    }
}

testdb::on_both_engines! {
    /// The cluster chosen on the atlas is in the form from the start; a made-up one is not.
    async fn the_cluster_comes_along(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, _) = applicant(&test, "1018200013").await;
        let path = urls::with_query(&urls::call(calls::example::SLUG), vec![("zone", ZONE), ("division", "C25")]);
        let page = browser.get(&path).await.expect(StatusCode::OK).text();
        assert!(page.contains(&format!("name=\"zone\" value=\"{ZONE}\"")));
        let apply = urls::apply(calls::example::SLUG);
        let id = |answer: &str| answer.split('/').nth(2).expect("an id").parse::<Uuid>().expect("an id");
        let begun = browser.post(&apply, &[("zone", "0000000000"), ("division", "C25")]).await;
        let step = urls::application_step(&id(begun.location()), Step::Cluster.code());
        assert!(!browser.get(&step).await.text().contains(ZONE_NAME));
        browser.post(&apply, &[("zone", ZONE), ("division", "C25")]).await.expect(StatusCode::SEE_OTHER);
        assert!(browser.get(&step).await.text().contains(ZONE_NAME));
    }
}
