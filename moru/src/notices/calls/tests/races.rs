use std::sync::Arc;

use tokio::sync::Barrier;

use super::*;

const SLUG: &str = example::SLUG;

/// Lets so many people post the same to the same address at one moment.
async fn together(people: Vec<Browser>, address: &str, fields: Vec<Vec<(String, String)>>) -> Vec<Answer> {
    let barrier = Arc::new(Barrier::new(people.len()));
    let tasks = people.into_iter().zip(fields).map(|(mut browser, fields)| {
        let (barrier, address) = (Arc::clone(&barrier), address.to_owned());
        tokio::spawn(async move {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            barrier.wait().await;
            browser.post(&address, &fields).await
        })
    });
    let mut answers = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        answers.push(task.await.expect("an answer"));
    }
    answers
}

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

testdb::on_both_engines! {
    /// People who begin an amendment at once: one does, the others are led to it, and it holds one reason.
    async fn one_amendment_at_a_time(database: TestDatabase) {
        let test = published(database).await;
        let mut people = Vec::new();
        let mut fields = Vec::new();
        for place in 0..6 {
            people.push(person(&test, if place % 2 == 0 { Role::AgencyOfficer } else { Role::AgencyManager }).await);
            fields.push(owned(&[("amend_reason", &format!("이유 {place}"))]));
        }
        let address = urls::desk_call_act(urls::DESK_CALL_AMEND, SLUG);
        let answers = together(people, &address, fields).await;
        let won = answers.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count();
        let told = answers.iter().filter(|answer| answer.text().contains("다른 담당자가 먼저 시작한 일이 있습니다.")).count();
        assert_eq!((won, told), (1, 5));
        assert!(work(&test, SLUG).await.reason.starts_with("이유 "));
        assert_eq!(entries(&test, SLUG, "amend").await, 1);
    }
}

testdb::on_both_engines! {
    /// People who save the same section at once: one is kept, each other is told and gets back what they typed, and what
    /// another wrote beside it.
    async fn one_section_is_written_by_one(database: TestDatabase) {
        let (test, _) = written(database).await;
        let shown = fields(&test, NEXT, Section::Papers).await;
        let mut people = Vec::new();
        let mut sent = Vec::new();
        for place in 0..5 {
            people.push(person(&test, Role::AgencyOfficer).await);
            let mut own = shown.clone();
            own.set("papers.0.name", &format!("신청서 {place}판"));
            sent.push(own.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        }
        let address = urls::desk_call_section(NEXT, Section::Papers.code());
        let answers = together(people, &address, sent).await;
        let kept = work(&test, NEXT).await.content.papers[0].name.clone();
        let (mut won, mut told) = (0, 0);
        for (place, answer) in answers.into_iter().enumerate() {
            let own = format!("신청서 {place}판");
            if answer.status == StatusCode::SEE_OTHER {
                won += 1;
                assert_eq!(kept, own);
            } else {
                let page = answer.expect(StatusCode::OK).text();
                assert!(page.contains("그사이 다른 담당자가 이 부분을 저장했습니다."));
                assert!(page.contains(&own) && page.contains(&kept), "both are there");
                told += 1;
            }
        }
        assert_eq!((won, told), (1, 4));
    }
}

testdb::on_both_engines! {
    /// Who was told may save again: then theirs takes the place of what they have seen, and nobody else's.
    async fn the_second_writer_decides_knowing_the_first(database: TestDatabase) {
        let (test, mut officer) = written(database).await;
        let mut late = fields(&test, NEXT, Section::Papers).await;
        save(&test, &mut officer, (NEXT, Section::Papers), &[("papers.1.name", "계획서 1")]).await.expect(StatusCode::SEE_OTHER);
        let mut other = person(&test, Role::AgencyManager).await;
        late.set("papers.1.name", "계획서 2");
        let page = send(&mut other, (NEXT, Section::Papers), &late).await.expect(StatusCode::OK).text();
        assert!(page.contains("다른 담당자가 저장한 내용") && page.contains("계획서 1") && page.contains("계획서 2"));
        assert_eq!(work(&test, NEXT).await.content.papers[1].name, "계획서 1");
        let seen = actions::mark(&work(&test, NEXT).await.content, Section::Papers).expect("a mark");
        assert!(page.contains(&seen));
        late.set("seen", &seen);
        send(&mut other, (NEXT, Section::Papers), &late).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(work(&test, NEXT).await.content.papers[1].name, "계획서 2");
    }
}

testdb::on_both_engines! {
    /// Different sections at once: every one is kept.
    async fn different_sections_are_all_kept(database: TestDatabase) {
        let (test, _) = written(database).await;
        let changes = [
            (Section::Basics, "purpose", "새 목적"),
            (Section::Papers, "papers.0.note", "새 안내"),
            (Section::Contacts, "contacts.0.hours", "새 시간"),
            (Section::Stages, "presentation.text", "새 발표"),
            (Section::Criteria, "source", "새 출처"),
        ];
        let barrier = Arc::new(Barrier::new(changes.len()));
        let mut tasks = Vec::new();
        for (section, name, value) in changes {
            let mut fields = fields(&test, NEXT, section).await;
            fields.set(name, value);
            let (mut browser, barrier) = (person(&test, Role::AgencyOfficer).await, Arc::clone(&barrier));
            tasks.push(tokio::spawn(async move {
                barrier.wait().await;
                send(&mut browser, (NEXT, section), &fields).await.status
            }));
        }
        for task in tasks {
            assert_eq!(task.await.expect("an answer"), StatusCode::SEE_OTHER);
        }
        let content = work(&test, NEXT).await.content;
        let kept = [
            content.basics.purpose.as_str(),
            &content.papers[0].note,
            &content.contacts[0].hours,
            &content.evaluation.texts[2].text,
            &content.evaluation.rubric.source,
        ];
        assert_eq!(kept, ["새 목적", "새 안내", "새 시간", "새 발표", "새 출처"]);
    }
}

testdb::on_both_engines! {
    /// Managers who approve the same extension at once: it is public once.
    async fn an_extension_is_approved_once(database: TestDatabase) {
        let test = published(database).await;
        let mut officer = person(&test, Role::AgencyOfficer).await;
        let later = [("extend_closes", "2024. 5. 17.(금) 18:00"), ("extend_reason", "장애")];
        act(&mut officer, urls::DESK_CALL_EXTEND, SLUG, &later).await.expect(StatusCode::SEE_OTHER);
        let mut people = Vec::new();
        for _ in 0..4 {
            people.push(person(&test, Role::MinistryManager).await);
        }
        let address = urls::desk_call_act(urls::DESK_CALL_APPROVE_EXTENSION, SLUG);
        let answers = together(people, &address, vec![owned(&[("version", "0")]); 4]).await;
        let won = answers.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count();
        let lost = answers.iter().filter(|answer| answer.status == StatusCode::CONFLICT).count();
        assert_eq!((won, lost), (1, 3));
        assert_eq!(entries(&test, SLUG, "approve-extension").await, 1);
        let issues = revisions::issues(test.app.database.read(), call(&test, SLUG).await.id).await.expect("a query");
        assert_eq!(issues.iter().map(|issue| issue.number).collect::<Vec<_>>(), [1, 2]);
    }
}
