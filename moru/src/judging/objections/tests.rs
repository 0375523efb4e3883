//! From an objection to its answer, on the real router, on both engines.

use http::StatusCode;
use programme::{scoring::Stage, states::ApplicationState as State};
use testdb::TestDatabase;
use uuid::Uuid;

use super::store;
use crate::{
    identity::accounts::Role,
    judging::{
        panels::{self, store as meetings},
        scores,
        selection::tests::told,
    },
    testing::{
        Browser,
        judging::{Judging, PASSWORD, SLUG, day},
        kst,
    },
    web::urls,
};

const GROUNDS: &str = "발표평가의 계산이 공고와 다릅니다.";

/// The only objection there is.
async fn only(judging: &Judging) -> store::Objection {
    let (mut waiting, mut answered) = store::all(judging.test.app.database.read()).await.expect("rows");
    waiting.append(&mut answered);
    assert_eq!(waiting.len(), 1);
    waiting.remove(0)
}

async fn file(applicant: &mut Browser, application: &Uuid) {
    let form = [("grounds", GROUNDS)];
    applicant.post(&urls::objection(application), &form).await.expect(StatusCode::SEE_OTHER);
}

testdb::on_both_engines! {
    /// Whoever was told a decision objects to it, once and within thirty days; nobody else does, and nothing is lost.
    async fn an_applicant_objects_once_and_in_time(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        let id = judging.received[3].id;
        let mut applicant = judging.applicant(3).await;
        applicant.get(&urls::objection(&id)).await.expect(StatusCode::NOT_FOUND);
        told(&judging).await;
        let page = applicant.get(&urls::objection(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("2024. 6. 20.(목)") && page.contains("선정 결과"));
        let long = "가".repeat(4001);
        let refused = applicant.post(&urls::objection(&id), &[("grounds", &long)]).await;
        assert!(refused.expect(StatusCode::UNPROCESSABLE_ENTITY).text().contains(&long), "nothing typed is lost");
        let mut other = judging.applicant(2).await;
        other.post(&urls::objection(&id), &[("grounds", GROUNDS)]).await.expect(StatusCode::NOT_FOUND);
        judging.test.app.clock.set(kst("2024-06-21T00:00:00"));
        let mut late = judging.applicant(3).await;
        let refused = late.post(&urls::objection(&id), &[("grounds", GROUNDS)]).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("이의신청 기간이 2024. 6. 20.(목)에 끝났습니다."));
        judging.test.app.clock.set(kst("2024-06-20T23:59:59"));
        let mut applicant = judging.applicant(3).await;
        file(&mut applicant, &id).await;
        applicant.post(&urls::objection(&id), &[("grounds", "또")]).await.expect(StatusCode::CONFLICT);
        let page = applicant.get(&urls::objection(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains(GROUNDS) && page.contains("2024. 7. 4.(목)"), "fourteen days");
    }
}

testdb::on_both_engines! {
    /// Nobody who had a part in the decision answers; the answer says what is mended, and is final.
    async fn somebody_who_did_not_decide_answers(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        told(&judging).await;
        let id = judging.received[3].id;
        let mut applicant = judging.applicant(3).await;
        file(&mut applicant, &id).await;
        let objection = only(&judging).await;
        let address = urls::desk_objection(&objection.id);
        applicant.get(&address).await.expect(StatusCode::NOT_FOUND);
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let list = officer.get(urls::DESK_OBJECTIONS).await.expect(StatusCode::OK).text();
        assert!(list.contains("예시기관 4") && list.contains("답을 기다림"));
        let whole = [("what", "upheld_in_part"), ("reason", "항목 하나의 의견이 비어 있었습니다."), ("remedy", "의견서를 다시 보냅니다.")];
        officer.post(&address, &whole).await.expect(StatusCode::FORBIDDEN);
        let mut head = judging.desk(Role::AgencyManager).await;
        let refused = head.post(&address, &whole[..2]).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(refused.contains("무엇을 어떻게 바로잡는지") && refused.contains("항목 하나의 의견이"));
        head.post(&address, &whole).await.expect(StatusCode::SEE_OTHER);
        let again = [("what", "rejected"), ("reason", "아님")];
        head.post(&address, &again).await.expect(StatusCode::CONFLICT);
        let page = applicant.get(&urls::objection(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("일부 인용") && page.contains("의견서를 다시 보냅니다."));
    }
}

testdb::on_both_engines! {
    /// The head of the ministry's division confirmed the decision and therefore does not answer.
    async fn whoever_took_part_in_the_decision_does_not_answer(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        let mut ministry = told(&judging).await;
        let id = judging.received[3].id;
        file(&mut judging.applicant(3).await, &id).await;
        let address = urls::desk_objection(&only(&judging).await.id);
        let page = ministry.get(&address).await.expect(StatusCode::OK).text();
        assert!(page.contains("그 결정에 참여한 사람은 답할 수 없습니다.") && !page.contains("name=\"what\""));
        let answer = [("what", "rejected"), ("reason", "계산이 맞습니다.")];
        ministry.post(&address, &answer).await.expect(StatusCode::CONFLICT);
        let mut other = judging.desk(Role::MinistryManager).await;
        other.post(&address, &answer).await.expect(StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// The answer is put off once, before it is due; a late answer is an answer all the same.
    async fn the_answer_is_put_off_once(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        told(&judging).await;
        let id = judging.received[3].id;
        file(&mut judging.applicant(3).await, &id).await;
        let objection = only(&judging).await;
        let off = urls::desk_objection_put_off(&objection.id);
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        officer.post(&off, &[("why", "")]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        let why = [("why", "위원회를 다시 열어야 합니다.")];
        officer.post(&off, &why).await.expect(StatusCode::SEE_OTHER);
        officer.post(&off, &why).await.expect(StatusCode::CONFLICT);
        // Filed on 2024-05-21: fourteen days end on 2024-06-04, ten more on 2024-06-14.
        assert_eq!(only(&judging).await.due_on.to_string(), "2024-06-14");
        judging.test.app.clock.set(kst("2024-06-15T00:00:00"));
        let mut head = judging.desk(Role::AgencyManager).await;
        let list = head.get(urls::DESK_OBJECTIONS).await.expect(StatusCode::OK).text();
        assert!(list.contains("답할 기간이 지남"));
        let answer = [("what", "rejected"), ("reason", "계산이 맞습니다.")];
        head.post(&urls::desk_objection(&objection.id), &answer).await.expect(StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// Two answers at once, two objections at once: one stands.
    async fn of_two_at_once_one_stands(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        told(&judging).await;
        let id = judging.received[3].id;
        let (mut first, mut second) = (judging.applicant(3).await, judging.applicant(3).await);
        let (address, form) = (urls::objection(&id), [("grounds", GROUNDS)]);
        let (first, second) = tokio::join!(first.post(&address, &form), second.post(&address, &form));
        let mut both = [first.status, second.status];
        both.sort();
        assert_eq!(both, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        let objection = only(&judging).await;
        let (mut first, mut second) = (judging.desk(Role::AgencyManager).await, judging.desk(Role::MinistryManager).await);
        let address = urls::desk_objection(&objection.id);
        let (upheld, rejected) = (
            [("what", "upheld"), ("reason", "맞습니다."), ("remedy", "다시 계산합니다.")],
            [("what", "rejected"), ("reason", "아닙니다.")],
        );
        let (first, second) = tokio::join!(first.post(&address, &upheld), second.post(&address, &rejected));
        let mut both = [first.status, second.status];
        both.sort();
        assert_eq!(both, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    }
}

testdb::on_both_engines! {
    /// An objection against the review is upheld after the documents were judged: the stage opens again for the one application,
    /// the same panel reads it, and what others have stays what it was.
    async fn whoever_was_right_is_evaluated_after_all(database: TestDatabase) {
        let judging = Judging::of_2024(database, 9).await;
        let (app, id) = (&judging.test.app, judging.received[9].id);
        let percent = |_| 80;
        let form = panels::example::meeting(Stage::DocumentReview, day(), 5);
        let held = scores::example::held(app, SLUG, form, &judging.evaluators, (percent, PASSWORD));
        let (meeting, members) = held.await.expect("a closed stage");
        file(&mut judging.applicant(9).await, &id).await;
        let address = urls::desk_objection(&only(&judging).await.id);
        let answer = |what, effect| [("what", what), ("reason", "세 사람이 맞습니다."), ("remedy", "평가합니다."), ("effect", effect)];
        let mut head = judging.desk(Role::AgencyManager).await;
        let page = head.get(&address).await.expect(StatusCode::OK).text();
        assert!(page.contains("신청자격을 인정하고 평가합니다.") && !page.contains("예비로 선정합니다."));
        for (what, effect, words) in [
            ("rejected", "evaluated", "인용하지 않으면서 결정을 바꿀 수는 없습니다."),
            ("upheld", "", "인용하면 그 신청을 평가해야 합니다."),
            ("upheld", "selected", "지금 상태에서는 그렇게 바꿀 수 없습니다."),
        ] {
            let refused = head.post(&address, &answer(what, effect)).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
            assert!(refused.contains(words) && refused.contains("세 사람이 맞습니다."), "{words}: {refused}");
        }
        assert_eq!(judging.state(9).await, State::Ineligible, "nothing has changed yet");
        head.post(&address, &answer("upheld", "evaluated")).await.expect(StatusCode::SEE_OTHER);
        head.post(&address, &answer("upheld", "evaluated")).await.expect(StatusCode::CONFLICT);
        assert_eq!(judging.state(9).await, State::Eligible);
        let mut applicant = judging.applicant(9).await;
        let page = applicant.get(&urls::objection(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("인용") && page.contains("바뀐 결정") && !page.contains("name=\"grounds\""));
        let page = applicant.get(&urls::eligibility(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("이의신청이 인용되어 평가 대상이 되었습니다."));

        let kept = meetings::outcomes(app.database.read(), [meeting]).await.expect("rows");
        let page = head.get(&urls::desk_meeting(&meeting)).await.expect(StatusCode::OK).text();
        assert!(page.contains("이 단계의 평가를 기다리는 신청이 있습니다.") && page.contains("예시기관 10"));
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        officer.post(&urls::desk_meeting_join(&meeting), &[]).await.expect(StatusCode::FORBIDDEN);
        head.post(&urls::desk_meeting_join(&meeting), &[]).await.expect(StatusCode::SEE_OTHER);
        head.post(&urls::desk_meeting_join(&meeting), &[]).await.expect(StatusCode::CONFLICT);
        head.post(&urls::desk_meeting_close(&meeting), &[]).await.expect(StatusCode::CONFLICT);
        for member in &members {
            scores::example::sign(app, member, (meeting, id), 90, PASSWORD).await.expect("a signed card");
        }
        head.post(&urls::desk_meeting_close(&meeting), &[]).await.expect(StatusCode::SEE_OTHER);
        let mut now = meetings::outcomes(app.database.read(), [meeting]).await.expect("rows");
        assert!(now.remove(&id).expect("a result")[0].passes());
        assert_eq!(now, kept, "nobody else's result has changed");
        let page = head.get(&urls::desk_meeting_results(&meeting)).await.expect(StatusCode::OK).text();
        assert!(page.contains("다시 열었다가 마감"));
    }
}

testdb::on_both_engines! {
    /// An objection against the selection is upheld: the list says who joined it and why, and the state follows.
    async fn an_upheld_objection_changes_the_selection(database: TestDatabase) {
        let judging = Judging::start(database, 4, 9).await;
        told(&judging).await;
        let mut head = judging.desk(Role::AgencyManager).await;
        for (application, before, effect, after, words) in [
            (2, State::Reserve, "selected", State::Selected, "이의신청이 인용되어 선정되었습니다. 다시 계산했습니다."),
            (3, State::NotSelected, "reserve", State::Reserve, "이의신청이 인용되어 예비로 선정되었습니다. 다시 계산했습니다."),
        ] {
            assert_eq!(judging.state(application).await, before);
            file(&mut judging.applicant(application).await, &judging.received[application].id).await;
            let (waiting, _) = store::all(judging.test.app.database.read()).await.expect("rows");
            let form = [("what", "upheld"), ("reason", "다시 계산했습니다."), ("remedy", "결정을 바꿉니다."), ("effect", effect)];
            head.post(&urls::desk_objection(&waiting[0].id), &form).await.expect(StatusCode::SEE_OTHER);
            assert_eq!(judging.state(application).await, after);
            let page = head.get(&urls::desk_selection(SLUG)).await.expect(StatusCode::OK).text();
            assert!(page.contains(words), "{page}");
        }
        let public = judging.test.visitor().get(&urls::call_result(SLUG)).await.expect(StatusCode::OK).text();
        assert!(public.contains("선정 3곳") && public.contains("예비로 둔 기관이 1곳"), "{public}");
    }
}

testdb::on_both_engines! {
    /// The call of 2024 from its applications to its last reserve: eleven apply, two are not eligible, one withdraws, eight are
    /// evaluated in three stages, five are selected and two in reserve. One objection is upheld in part, one of the selected
    /// drops out, and a person promotes the first of the reserve.
    async fn the_whole_call_of_2024(database: TestDatabase) {
        use State::{Forfeited, Ineligible, NotSelected, Reserve, Selected, Withdrawn};
        let judging = Judging::of_2024(database, 9).await;
        judging.scored(&[92, 88, 86, 84, 80, 78, 74, 62]).await;
        let (mut officer, mut head, mut ministry) = (
            judging.desk(Role::AgencyOfficer).await,
            judging.desk(Role::AgencyManager).await,
            judging.desk(Role::MinistryManager).await,
        );
        let address = urls::desk_selection(SLUG);
        let page = officer.get(&address).await.expect(StatusCode::OK).text();
        assert_eq!(page.matches("선정 순위 안").count(), 5);
        assert!(page.contains("예비 1번") && page.contains("예비 2번") && !page.contains("예비 3번"));
        let mut form = vec![("met_on".to_owned(), "2024-06-11".to_owned()), ("minutes".to_owned(), "순위대로".to_owned())];
        for (place, conclusion) in [("selected", 5), ("reserve", 2), ("not_selected", 1)]
            .into_iter()
            .flat_map(|(conclusion, count)| std::iter::repeat_n(conclusion, count))
            .enumerate()
        {
            form.push((format!("choice.{}", judging.receipt(place).await), conclusion.to_owned()));
        }
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        officer.post(&address, &form).await.expect(StatusCode::SEE_OTHER);
        ministry.post(&urls::desk_selection_confirm(SLUG), &[("version", "1")]).await.expect(StatusCode::SEE_OTHER);
        head.post(&urls::desk_selection_announce(SLUG), &[]).await.expect(StatusCode::SEE_OTHER);
        let states = async || {
            let mut states = Vec::new();
            for application in 0..11 {
                states.push(judging.state(application).await);
            }
            states
        };
        let told = [
            Selected, Selected, Selected, Selected, Selected, Reserve, Reserve, NotSelected, Ineligible, Ineligible, Withdrawn,
        ];
        assert_eq!(states().await, told);
        let last = judging.applicant(7).await.get(&urls::result(&judging.received[7].id)).await;
        assert!(last.expect(StatusCode::OK).text().contains("통과 기준 70.00점보다 낮습니다."));

        for (application, answer) in [(9, "rejected"), (7, "upheld_in_part")] {
            file(&mut judging.applicant(application).await, &judging.received[application].id).await;
            let (waiting, _) = store::all(judging.test.app.database.read()).await.expect("rows");
            let form = [("what", answer), ("reason", "계산을 다시 보았습니다."), ("remedy", "의견을 다시 보냅니다.")];
            let mut other = judging.desk(Role::AgencyManager).await;
            other.post(&urls::desk_objection(&waiting[0].id), &form).await.expect(StatusCode::SEE_OTHER);
        }
        let why = [("why", "협약하지 않겠다는 공문을 받았습니다.")];
        head.post(&urls::desk_selection_forfeit(SLUG, &judging.received[1].id), &why).await.expect(StatusCode::SEE_OTHER);
        let second = urls::desk_selection_promote(SLUG, &judging.received[6].id);
        let refused = ministry.post(&second, &why).await.expect(StatusCode::CONFLICT).text();
        assert!(refused.contains("예비 순서대로 올려야 합니다.") && refused.contains(&judging.receipt(5).await));
        ministry.post(&urls::desk_selection_promote(SLUG, &judging.received[5].id), &why).await.expect(StatusCode::SEE_OTHER);
        let mut now = told;
        (now[1], now[5]) = (Forfeited, Selected);
        assert_eq!(states().await, now);
        let public = judging.test.visitor().get(&urls::call_result(SLUG)).await.expect(StatusCode::OK).text();
        assert!(public.contains("선정 5곳") && public.contains("예비로 둔 기관이 1곳"));
        let export = head.get(&urls::desk_scores_file(SLUG)).await.expect(StatusCode::OK);
        let export: programme::scoring::Export = serde_json::from_slice(&export.bytes).expect("a score sheet");
        assert_eq!(programme::scoring::verify(&export), [], "anybody computes the same");
    }
}
