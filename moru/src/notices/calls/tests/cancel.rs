use std::sync::Arc;

use programme::{call::RevisionKind, states::CallState};
use tokio::sync::Barrier;

use super::*;

const SLUG: &str = example::SLUG;
const REASON: &str = "예산이 바뀌어 올해는 모집하지 않습니다.";

async fn cancel(browser: &mut Browser, slug: &str, reason: &str) -> Answer {
    act(browser, urls::DESK_CALL_CANCEL, slug, &[("cancel_reason", reason)]).await
}

testdb::on_both_engines! {
    /// Everybody reads at once that the call was called off, when and why; nothing about it is written any more.
    async fn a_cancelled_call_says_so_at_once(database: TestDatabase) {
        let test = published(database).await;
        let mut officer = person(&test, Role::AgencyOfficer).await;
        act(&mut officer, urls::DESK_CALL_AMEND, SLUG, &[("amend_reason", "정정")]).await.expect(StatusCode::SEE_OTHER);
        let mut head = person(&test, Role::MinistryManager).await;
        assert!(head.get(&urls::desk_call(SLUG)).await.text().contains("공고를 취소합니다"));
        cancel(&mut head, SLUG, REASON).await.expect(StatusCode::SEE_OTHER);
        let page = test.visitor().get(&urls::call(SLUG)).await.expect(StatusCode::OK).text();
        for says in ["이 공고는 2024. 5. 2.(목) 10:00에 취소되었습니다.", REASON, "취소"] {
            assert!(page.contains(says), "{says}");
        }
        for says in ["가입하고 신청하기", "data-deadline", "접수 중"] {
            assert!(!page.contains(says), "{says}");
        }
        assert!(test.visitor().get(urls::CALLS).await.text().contains("취소"));
        let desk = head.get(&urls::desk_call(SLUG)).await.text();
        assert!(desk.contains(REASON) && !desk.contains("공고를 취소합니다"));
        let left = revisions::open(test.app.database.read(), call(&test, SLUG).await.id).await.expect("a query");
        assert!(left.is_empty(), "the amendment ended with the call");
        let later = [("extend_closes", "2024. 5. 17.(금) 18:00"), ("extend_reason", "장애")];
        act(&mut officer, urls::DESK_CALL_AMEND, SLUG, &[("amend_reason", "정정")]).await.expect(StatusCode::CONFLICT);
        act(&mut officer, urls::DESK_CALL_EXTEND, SLUG, &later).await.expect(StatusCode::CONFLICT);
        assert!(test.mails().await.iter().any(|mail| mail.contains("공고가 취소되었습니다.")));
        assert_eq!(entries(&test, SLUG, "cancel").await, 1);
    }
}

testdb::on_both_engines! {
    /// The ministry's head alone, with a reason; nobody outside the desk learns that there is such an act.
    async fn who_may_cancel(database: TestDatabase) {
        let test = published(database).await;
        for role in Role::ALL.into_iter().filter(|role| *role != Role::MinistryManager) {
            let no = if role.is_desk() { StatusCode::FORBIDDEN } else { StatusCode::NOT_FOUND };
            cancel(&mut person(&test, role).await, SLUG, REASON).await.expect(no);
        }
        let mut head = person(&test, Role::MinistryManager).await;
        for (reason, says) in [("", "이유를 적어 주세요."), ("번호 900101-1234568", "주민등록번호로 보이는 숫자가 있습니다.")] {
            let page = cancel(&mut head, SLUG, reason).await.expect(StatusCode::OK).text();
            assert!(page.contains(says) && page.contains(reason), "{says}");
        }
        assert_eq!(call(&test, SLUG).await.state, CallState::Scheduled);
        assert_eq!(entries(&test, SLUG, "cancel").await, 0);
    }
}

testdb::on_both_engines! {
    /// What was never published is withdrawn and not called off: nobody would learn why.
    async fn what_is_not_published_is_not_cancelled(database: TestDatabase) {
        let (test, _) = submitted(database).await;
        let mut head = person(&test, Role::MinistryManager).await;
        cancel(&mut head, NEXT, REASON).await.expect(StatusCode::CONFLICT);
        assert_eq!(call(&test, NEXT).await.state, CallState::Draft);
        assert_eq!(work(&test, NEXT).await.kind, RevisionKind::First);
    }
}

testdb::on_both_engines! {
    /// Once the decision is confirmed it is too late, though nobody was told of it yet.
    async fn a_decided_call_is_not_cancelled(database: TestDatabase) {
        let test = published(database).await;
        let id = call(&test, SLUG).await.id;
        let transaction = test.app.database.begin().await.expect("a transaction");
        store::set_decided(&transaction, id, Some(test.app.clock.now())).await.expect("a decision");
        transaction.commit().await.expect("a commit");
        let mut head = person(&test, Role::MinistryManager).await;
        let refused = cancel(&mut head, SLUG, REASON).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("선정이 결정되어 공고를 취소할 수 없습니다."));
        assert!(!head.get(&urls::desk_call(SLUG)).await.text().contains("공고를 취소합니다"));
        assert_eq!(call(&test, SLUG).await.cancelled, None);
    }
}

testdb::on_both_engines! {
    /// Heads who call it off at one moment: it is called off once, with the reason of the first.
    async fn a_call_is_cancelled_once(database: TestDatabase) {
        let test = published(database).await;
        let barrier = Arc::new(Barrier::new(5));
        let mut tasks = Vec::new();
        for place in 0..5 {
            let (mut head, barrier) = (person(&test, Role::MinistryManager).await, Arc::clone(&barrier));
            tasks.push(tokio::spawn(async move {
                barrier.wait().await;
                cancel(&mut head, SLUG, &format!("이유 {place}")).await.status
            }));
        }
        let mut won = Vec::new();
        for (place, task) in tasks.into_iter().enumerate() {
            match task.await.expect("an answer") {
                StatusCode::SEE_OTHER => won.push(place),
                status => assert_eq!(status, StatusCode::CONFLICT),
            }
        }
        let [winner] = won[..] else { panic!("{won:?}") };
        let reason = format!("이유 {winner}");
        assert_eq!(call(&test, SLUG).await.cancelled.expect("called off").reason, reason);
        let mut again = person(&test, Role::MinistryManager).await;
        cancel(&mut again, SLUG, &reason).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(entries(&test, SLUG, "cancel").await, 1);
    }
}
