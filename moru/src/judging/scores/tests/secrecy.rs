//! Who must not see what is there: other cards, points before the last signature, who gave which, and anything of an
//! application with which one has a conflict.

use super::*;
use crate::judging::evaluators::example as people;

const COMMENT: &str = "아무도 보면 안 되는 의견";

/// Every page about judging that somebody could try.
fn addresses(panel: &Panel, application: &Uuid) -> Vec<String> {
    let meeting = &panel.meeting;
    vec![
        urls::judging_meeting(meeting),
        urls::judging_results(meeting),
        urls::judging_card(meeting, application),
        urls::judging_sign(meeting, application),
        urls::judging_recusal(meeting, application),
        urls::desk_meeting(meeting),
        urls::desk_meeting_results(meeting),
        urls::desk_scores(SLUG),
        urls::desk_scores_file(SLUG),
    ]
}

testdb::on_both_engines! {
    /// Before the last card is signed no page of anybody but its writer shows what is on one; then the desks and the chair
    /// see points, the other members still only their own card.
    async fn nobody_sees_another_card_before_all_are_signed(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let panel = panel(&judging, DOCUMENTS).await;
        let application = judging.received[0].id;
        let app = &judging.test.app;
        // The second member gives 95 percent of everything, which is 93 points, and says something.
        let place = (panel.meeting, application);
        let seen = crate::judging::scores::evidence::opened(app.database.read(), app, &panel.members[1], place, crate::judging::scores::access::Act::Score);
        let seen = seen.await.expect("an application");
        let leaves = seen.plan.rubric.scored_stage(DOCUMENTS).expect("points").leaves();
        let mut typed = example::typed(leaves, 95);
        for one in &mut typed {
            COMMENT.clone_into(&mut one.comment);
        }
        crate::judging::scores::actions::save(app, &panel.members[1], place, &typed).await.expect("a draft");
        let version = 1;
        let signed = crate::judging::scores::actions::sign(app, &panel.members[1], place, version, PASSWORD).await;
        assert_eq!(signed.expect("a signature"), Signing::Signed);
        let own = judging.browser(panel.members[1].scope).await.get(&urls::judging_card(&place.0, &place.1)).await;
        assert!(own.text().contains(COMMENT), "it is there to be seen");

        let mut watchers = vec![judging.desk(Role::AgencyManager).await, judging.desk(Role::MinistryManager).await];
        for member in [0, 2, 3, 4] {
            watchers.push(judging.browser(panel.members[member].scope).await);
        }
        for browser in &mut watchers {
            for address in addresses(&panel, &application) {
                let page = browser.get(&address).await.text();
                assert!(!page.contains(COMMENT) && !page.contains("93.00"), "{address}");
            }
        }
        for (member, percent) in [(0, 60), (2, 70), (3, 80), (4, 90)] {
            sign(&judging, &panel, member, 0, percent).await;
        }
        let results = [urls::desk_meeting_results(&panel.meeting), urls::judging_results(&panel.meeting)];
        for (watcher, address) in [(0, &results[0]), (1, &results[0]), (2, &results[1])] {
            let page = watchers[watcher].get(address).await.expect(StatusCode::OK).text();
            assert!(page.contains("93.00") && page.contains("이 배점표는 공식 배점표가 아니라 제안입니다."), "{address}");
        }
        let advice = "위원장이 살펴볼 점";
        assert!(watchers[2].get(&results[1]).await.text().contains(advice), "the chair");
        assert!(!watchers[0].get(&results[0]).await.text().contains(advice), "nobody else is advised");
        for browser in &mut watchers[3..] {
            for address in addresses(&panel, &application) {
                let page = browser.get(&address).await.text();
                assert!(!page.contains(COMMENT) && !page.contains("93.00"), "{address}");
            }
            browser.get(&results[1]).await.expect(StatusCode::NOT_FOUND);
        }
    }
}

testdb::on_both_engines! {
    /// Of all roles only those who have business here find anything of the judging; an applicant finds nothing, and no page
    /// of theirs names who judged.
    async fn applicants_never_learn_who_judged(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let panel = panel(&judging, DOCUMENTS).await;
        let received = &judging.received[0];
        sign_all(&judging, &panel, [70, 75, 80, 85, 90]).await;
        let head = panels::agency(&judging.test.app, Role::AgencyManager);
        crate::judging::scores::actions::close(&judging.test.app, &head, panel.meeting).await.expect("a closed stage");
        let mut applicant = judging.test.signed_in(Role::Applicant, received.institution).await;
        for address in addresses(&panel, &received.id) {
            applicant.get(&address).await.expect(StatusCode::NOT_FOUND);
        }
        for address in [urls::application(&received.id), urls::receipt(&received.id), urls::APPLICATIONS.to_owned()] {
            let page = applicant.get(&address).await.expect(StatusCode::OK).text();
            for (member, evaluator) in panel.members.iter().zip(&judging.evaluators) {
                let key = crate::judging::scores::evidence::evaluator_key(panel.meeting, member.scope);
                assert!(!page.contains(&member.name) && !page.contains(&evaluator.to_string()) && !page.contains(&key.0), "{address}");
            }
        }
        let desk = [Role::AgencyOfficer, Role::AgencyManager, Role::MinistryOfficer, Role::MinistryManager];
        for role in Role::ALL.into_iter().filter(|role| !desk.contains(role)) {
            let mut browser = judging.test.signed_in(role, Uuid::nil()).await;
            for address in addresses(&panel, &received.id) {
                browser.get(&address).await.expect(StatusCode::NOT_FOUND);
            }
        }
        let mut nobody = judging.test.visitor();
        for address in addresses(&panel, &received.id) {
            nobody.get(&address).await.expect(StatusCode::UNAUTHORIZED);
        }
    }
}

testdb::on_both_engines! {
    /// SOD-2: a tie that is found later, a recusal, and the lack of a seat all answer 404 for the card and for the file.
    async fn a_conflicted_evaluator_finds_no_file(database: TestDatabase) {
        let judging = Judging::start(database, 2, 9).await;
        let panel = panel(&judging, DOCUMENTS).await;
        let app = &judging.test.app;
        let [first, second] = [&judging.received[0], &judging.received[1]];
        let files = crate::applying::applications::store::files(app.database.read(), first.id).await.expect("files");
        let file = urls::judging_file(&panel.meeting, &first.id, &files[0].id);
        let card = urls::judging_card(&panel.meeting, &first.id);
        let mut member = judging.browser(panel.members[0].scope).await;
        member.get(&file).await.expect(StatusCode::OK);
        member.get(&card).await.expect(StatusCode::OK);
        let foreign = urls::judging_file(&panel.meeting, &second.id, &files[0].id);
        member.get(&foreign).await.expect(StatusCode::NOT_FOUND);

        people::tie(app, panel.members[0].scope, (&first.name, &first.number)).await.expect("a tie");
        for address in [&file, &card, &urls::judging_sign(&panel.meeting, &first.id)] {
            member.get(address).await.expect(StatusCode::NOT_FOUND);
        }
        member.post(&card, &[]).await.expect(StatusCode::NOT_FOUND);
        member.get(&urls::judging_card(&panel.meeting, &second.id)).await.expect(StatusCode::OK);

        let mut other = judging.browser(panel.members[1].scope).await;
        other.get(&file).await.expect(StatusCode::OK);
        let recusal = urls::judging_recusal(&panel.meeting, &first.id);
        other.post(&recusal, &[]).await.expect(StatusCode::OK);
        other.post(&recusal, &[("reason", "친족이 있음")]).await.expect(StatusCode::SEE_OTHER);
        for address in [&file, &card, &recusal] {
            other.get(address).await.expect(StatusCode::NOT_FOUND);
        }
        let seated: Vec<Uuid> = panel.members.iter().map(|member| member.scope).collect();
        let stranger = judging.evaluators.iter().copied().find(|one| !seated.contains(one)).expect("a stranger");
        let mut stranger = judging.browser(stranger).await;
        for address in [&file, &card] {
            stranger.get(address).await.expect(StatusCode::NOT_FOUND);
        }
        for role in Role::ALL {
            let mut browser = judging.test.signed_in(role, Uuid::nil()).await;
            browser.get(&file).await.expect(StatusCode::NOT_FOUND);
        }
    }
}

testdb::on_both_engines! {
    /// Papers close with the stage, and a member who has not declared is asked to.
    async fn papers_open_with_the_declaration_and_close_with_the_stage(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let (meeting, members) = judging.appointed(DOCUMENTS).await;
        let application = judging.received[0].id;
        let card = urls::judging_card(&meeting, &application);
        let mut browser = judging.browser(members[0]).await;
        let page = browser.get(&card).await.expect(StatusCode::CONFLICT).text();
        assert!(page.contains("서약하기 전에는 신청 서류를 볼 수 없습니다.") && page.contains(&urls::judging_declaration(&meeting)));
        let mut actors = Vec::new();
        for member in members {
            actors.push(judging.ready(meeting, member).await);
        }
        browser.get(&card).await.expect(StatusCode::OK);
        let panel = Panel { meeting, members: actors };
        sign_all(&judging, &panel, [70, 75, 80, 85, 90]).await;
        let head = panels::agency(&judging.test.app, Role::AgencyManager);
        crate::judging::scores::actions::close(&judging.test.app, &head, meeting).await.expect("a closed stage");
        browser.get(&card).await.expect(StatusCode::CONFLICT);
        assert!(meetings::outcomes(judging.test.app.database.read(), [meeting]).await.expect("rows").contains_key(&application));
    }
}

testdb::on_both_engines! {
    /// SOD-2: a tie to an institution that applies together with the lead closes the file as a tie to the lead does; the
    /// other application stays open.
    async fn an_evaluator_of_a_partner_finds_no_file(database: TestDatabase) {
        use crate::applying::applications::{example::PARTNER, store};
        let judging = Judging::together(database, 9).await;
        let panel = panel(&judging, DOCUMENTS).await;
        let app = &judging.test.app;
        let [first, second] = [&judging.received[0], &judging.received[1]];
        let files = store::files(app.database.read(), first.id).await.expect("files");
        let file = urls::judging_file(&panel.meeting, &first.id, &files[0].id);
        let card = urls::judging_card(&panel.meeting, &first.id);
        let mut member = judging.browser(panel.members[0].scope).await;
        member.get(&file).await.expect(StatusCode::OK);
        people::tie(app, panel.members[0].scope, PARTNER).await.expect("a tie");
        for address in [&file, &card] {
            member.get(address).await.expect(StatusCode::NOT_FOUND);
        }
        member.get(&urls::judging_card(&panel.meeting, &second.id)).await.expect(StatusCode::OK);
        let mut other = judging.browser(panel.members[1].scope).await;
        other.get(&file).await.expect(StatusCode::OK);
    }
}
