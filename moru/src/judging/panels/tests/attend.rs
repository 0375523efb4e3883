//! The declaration, and the code for being there.

use super::*;
use crate::judging::panels::{
    actions::{self, CheckIn},
    store::SeatState,
};

testdb::on_both_engines! {
    /// Every application needs its answer and the pledge its tick; a tie needs a reason, closes the application and is
    /// recorded.
    async fn a_declaration_is_complete_or_nothing(database: TestDatabase) {
        let judging = Judging::start(database, 2, 9).await;
        let (id, members) = judging.appointed(DOCUMENTS).await;
        let mut browser = judging.browser(members[0]).await;
        let address = urls::judging_declaration(&id);
        let [first, second] = [judging.received[0].id, judging.received[1].id];
        let page = browser.get(&address).await.expect(StatusCode::OK).text();
        assert!(judging.received.iter().all(|one| page.contains(&one.name)));
        let (tie, other, reason) = (format!("tie.{first}"), format!("tie.{second}"), format!("reason.{first}"));
        let silent = [(tie.as_str(), "yes"), (reason.as_str(), " ")];
        let page = browser.post(&address, &silent).await.expect(StatusCode::OK).text();
        for sentence in ["이해관계가 있는지 없는지 골라 주세요.", "까닭을 적어 주세요.", "서약해야 신청 서류를 볼 수 있습니다."] {
            refusal(&page, sentence);
        }
        let whole = [(tie.as_str(), "yes"), (reason.as_str(), "대표가 친족"), (other.as_str(), "no"), ("pledge", "yes")];
        browser.post(&address, &whole).await.expect(StatusCode::SEE_OTHER);
        browser.get(&urls::judging_card(&id, &first)).await.expect(StatusCode::NOT_FOUND);
        browser.get(&urls::judging_card(&id, &second)).await.expect(StatusCode::OK);
        let seats = store::seats_of_evaluator(judging.test.app.database.read(), id, members[0]).await.expect("seats");
        let void = seats.iter().filter(|seat| seat.state == SeatState::Void).map(|seat| seat.application);
        assert_eq!(void.collect::<Vec<_>>(), [first]);
        assert_eq!(browser.get(&address).await.location(), urls::judging_meeting(&id), "signed once");
        let mut desk = judging.desk(Role::AgencyOfficer).await;
        let page = desk.get(&urls::desk_meeting(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("회피해 자리가 비었습니다."));
    }
}

testdb::on_both_engines! {
    /// Only members find the meeting; a code works once for its own person, for ten minutes and five tries.
    async fn a_code_is_for_one_person_and_ends(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let app = &judging.test.app;
        let (id, members) = judging.appointed(DOCUMENTS).await;
        let stranger = judging.evaluators.iter().copied().find(|one| !members.contains(one)).expect("a stranger");
        let mut outside = judging.browser(stranger).await;
        for address in [urls::judging_meeting(&id), urls::judging_declaration(&id)] {
            outside.get(&address).await.expect(StatusCode::NOT_FOUND);
        }
        outside.post(&urls::judging_check_in(&id), &[("code", "123456")]).await.expect(StatusCode::NOT_FOUND);

        let officer = example::agency(app, Role::AgencyOfficer);
        let member = example::member(app, members[0]).await.expect("a member");
        let check = async |code: &str| actions::check_in(app, &member, id, code).await.expect("an answer");
        assert_eq!(check("123456").await, CheckIn::Over, "no code was shown yet");
        let (foreign, _) = actions::issue_code(app, &officer, id, members[1]).await.expect("a code");
        let (code, _) = actions::issue_code(app, &officer, id, members[0]).await.expect("a code");
        if foreign != code {
            assert_eq!(check(&foreign).await, CheckIn::Wrong, "the code of somebody else");
        }
        judging.test.at("2024-05-21T10:10:00");
        assert_eq!(check(&code).await, CheckIn::Over, "ten minutes later");
        let (code, _) = actions::issue_code(app, &officer, id, members[0]).await.expect("a code");
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for _ in 0..5 {
            assert_eq!(check(wrong).await, CheckIn::Wrong);
        }
        assert_eq!(check(&code).await, CheckIn::Over, "five wrong ones end it");
        let mut desk = judging.desk(Role::AgencyOfficer).await;
        let form = [("evaluator", members[0].to_string())];
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = desk.post(&urls::desk_meeting_code(&id), &form).await.expect(StatusCode::OK).text();
        let shown = page.split("출석 번호: ").nth(1).expect("a code").chars().take(6).collect::<String>();
        let mut browser = judging.browser(members[0]).await;
        let spaced = format!("{} {}", &shown[..3], &shown[3..]);
        browser.post(&urls::judging_check_in(&id), &[("code", &spaced)]).await.expect(StatusCode::SEE_OTHER);
        let page = desk.get(&urls::desk_meeting(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("출석함") && !page.contains(&format!("출석 번호: {shown}")), "shown once");
        let stranger = [("evaluator", stranger.to_string())];
        let stranger: Vec<_> = stranger.iter().map(|(name, value)| (*name, value.as_str())).collect();
        desk.post(&urls::desk_meeting_code(&id), &stranger).await.expect(StatusCode::NOT_FOUND);
    }
}
