//! What keeps a panel from being appointed is said in plain sentences; what is appointed keeps every rule.

use programme::panel::ConflictKind;

use super::*;
use crate::judging::{
    evaluators::{example as people, store as register},
    panels::{
        actions, evidence,
        store::{Answer, SeatState},
    },
};

/// Answers for everybody in the order drawn: these accept, the others decline.
async fn accept(judging: &Judging, id: Uuid, wanted: &[u8]) {
    let app = &judging.test.app;
    let officer = example::agency(app, Role::AgencyOfficer);
    for candidate in store::candidates(app.database.read(), id).await.expect("candidates") {
        let number = judging.evaluators.iter().position(|known| *known == candidate.evaluator);
        let number = u8::try_from(number.expect("known") + 1).expect("small");
        let answer = if wanted.contains(&number) {
            (Answer::Accepted, "")
        } else {
            (Answer::Declined, "연락이 닿지 않음")
        };
        actions::note_answer(app, &officer, id, candidate.evaluator, answer).await.expect("an answer");
    }
}

/// What appointing says with the first member as the chair.
async fn appoint(judging: &Judging, id: Uuid, reason: &str) -> (StatusCode, String) {
    let chair = evidence::accepted(
        &store::candidates(judging.test.app.database.read(), id).await.expect("candidates"),
    );
    let chair = chair.first().map(Uuid::to_string).unwrap_or_default();
    let mut head = judging.desk(Role::AgencyManager).await;
    let form = [("chair", chair.as_str()), ("share_reason", reason)];
    let answer = head.post(&urls::desk_meeting_appoint(&id), &form).await;
    (answer.status, answer.text())
}

// Of the nine people 4 and 8 are of the agency; the odd numbers are women.
testdb::on_both_engines! {
    /// Too few people, too many of the agency, too few of a gender, somebody who sits too often.
    async fn violations_block_an_appointment(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let app = &judging.test.app;
        for (wanted, sentence) in [
            (&[1_u8, 2, 3][..], "위원이 3명입니다. 5명 이상이어야 합니다."),
            (&[1, 2, 3, 5, 7], "남성 위원이 1명입니다. 2명 이상이어야 합니다."),
        ] {
            let id = drawn(&judging).await;
            accept(&judging, id, wanted).await;
            let (status, page) = appoint(&judging, id, "").await;
            assert_eq!(status, StatusCode::CONFLICT);
            refusal(&page, sentence);
            let mut desk = judging.desk(Role::AgencyManager).await;
            let page = desk.get(&urls::desk_meeting(&id)).await.expect(StatusCode::OK).text();
            refusal(&page, sentence);
            forget(&judging, id).await;
        }
        let id = drawn(&judging).await;
        accept(&judging, id, &[1, 2, 3, 5, 6]).await;
        let sittings = (0..12).map(|month| register::Sitting {
            evaluator: judging.evaluators[2],
            meeting: app.clock.id(),
            held_on: chrono::NaiveDate::from_ymd_opt(2024, month + 1, 2).expect("a day"),
            call: "예시 공고".to_owned(),
            stage: "presentation".to_owned(),
        });
        let transaction = app.database.begin().await.expect("a transaction");
        register::note_sittings(&transaction, sittings.collect(), app.clock.now()).await.expect("rows");
        transaction.commit().await.expect("a commit");
        let (_, page) = appoint(&judging, id, "").await;
        refusal(&page, "예시 위원 3 위원은 올해 13번째 평가가 됩니다. 한 해에 12번까지입니다.");
    }
}

/// Takes a meeting away, so that the stage can have another one in the same test.
async fn forget(judging: &Judging, id: Uuid) {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

    use crate::judging::panels::tables::{candidate, meeting};
    let transaction = judging.test.app.database.begin().await.expect("a transaction");
    let gone = candidate::Entity::delete_many().filter(candidate::Column::MeetingId.eq(id));
    gone.exec(&transaction).await.expect("rows");
    meeting::Entity::delete_by_id(id).exec(&transaction).await.expect("a row");
    transaction.commit().await.expect("a commit");
}

testdb::on_both_engines! {
    /// Officers prepare, the head of the office appoints, with a chair of the panel; a share that is missed needs a reason.
    async fn the_head_of_the_office_appoints(database: TestDatabase) {
        let judging = Judging::start(database, 2, 9).await;
        let app = &judging.test.app;
        let id = drawn(&judging).await;
        accept(&judging, id, &[1, 2, 3, 5, 7]).await;
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let page = officer.post(&urls::desk_meeting_appoint(&id), &[]).await.expect(StatusCode::FORBIDDEN).text();
        refusal(&page, "위촉은 전담기관 책임자가 합니다.");
        let reason = "이 업종의 남성 전문가가 모두 거절함";
        let (_, page) = appoint(&judging, id, reason).await;
        refusal(&page, "배정을 다시 해야 합니다.");
        officer.post(&urls::desk_meeting_assign(&id), &[]).await.expect(StatusCode::SEE_OTHER);
        let mut head = judging.desk(Role::AgencyManager).await;
        let form = [("share_reason", reason)];
        let page = head.post(&urls::desk_meeting_appoint(&id), &form).await.expect(StatusCode::CONFLICT).text();
        refusal(&page, "위원장을 위원 가운데에서 골라 주세요.");
        let (status, page) = appoint(&judging, id, reason).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
        let seats = store::seats(app.database.read(), id).await.expect("seats");
        assert_eq!(seats.len(), 10, "five in front of each of two");
        let sittings = register::sittings(app.database.read(), judging.evaluators.clone()).await.expect("rows");
        assert_eq!(sittings.len(), 5);
        let letters = judging.test.mails().await;
        assert_eq!(letters.iter().filter(|mail| mail.contains("평가위원 위촉")).count(), 5);
        let page = head.get(&urls::desk_evaluator(&judging.evaluators[0])).await.expect(StatusCode::OK).text();
        assert!(page.contains("서류검토"), "the history of sittings");
    }
}

testdb::on_both_engines! {
    /// Who worked for an applicant is kept from its application by rule, with a record, and the page says why.
    async fn conflicts_are_found_by_rule(database: TestDatabase) {
        let judging = Judging::start(database, 2, 9).await;
        let app = &judging.test.app;
        let own = &judging.received[0];
        people::tie(app, judging.evaluators[0], (&own.name, &own.number)).await.expect("a tie");
        let id = drawn(&judging).await;
        accept(&judging, id, &[1, 2, 3, 5, 6]).await;
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let page = officer.post(&urls::desk_meeting_assign(&id), &[]).await.expect(StatusCode::CONFLICT).text();
        refusal(&page, "이해관계가 없는 위원이 모자라");

        // A panel of seven has five who may read it.
        forget(&judging, id).await;
        let id = seven(&judging).await;
        accept(&judging, id, &[1, 2, 3, 4, 5, 6, 7]).await;
        officer.post(&urls::desk_meeting_assign(&id), &[]).await.expect(StatusCode::SEE_OTHER);
        let page = officer.get(&urls::desk_meeting(&id)).await.expect(StatusCode::OK).text();
        assert!(page.contains("왜 이 사람이 아닌가") && page.contains("이해관계가 있어 맡을 수 없습니다."));
        let (status, page) = appoint(&judging, id, "").await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
        let seats = store::seats(app.database.read(), id).await.expect("seats");
        let seated = |application| seats.iter().filter(move |seat| seat.application == application);
        assert!(seated(own.id).all(|seat| seat.evaluator != judging.evaluators[0]));
        assert_eq!((seated(own.id).count(), seated(judging.received[1].id).count()), (5, 5));
        let records = store::records(app.database.read(), id).await.expect("records");
        let [((application, evaluator), record, _)] = &records[..] else { panic!("{records:?}") };
        assert_eq!((*application, *evaluator), (own.id, judging.evaluators[0]));
        assert_eq!(record.kind(), ConflictKind::Excluded);
    }
}

/// A panel of seven of whom five read an application, drawn.
pub(super) async fn seven(judging: &Judging) -> Uuid {
    let app = &judging.test.app;
    let officer = example::agency(app, Role::AgencyOfficer);
    let form = crate::judging::panels::forms::NewMeeting {
        stage: DOCUMENTS,
        held_on: day(),
        place: "대전".to_owned(),
        seats: 7,
        seats_each: 5,
    };
    let id = actions::set_up(app, &officer, SLUG, form).await.expect("a meeting");
    actions::set_candidates(app, &officer, id, &judging.evaluators).await.expect("candidates");
    actions::freeze(app, &officer, id).await.expect("a list");
    actions::draw(app, &officer, id, ("2724.18", "한국거래소")).await.expect("a draw");
    id
}

testdb::on_both_engines! {
    /// Somebody else takes the seat of a member who stepped back: a member without a conflict, once.
    async fn a_member_who_steps_back_is_replaced(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let app = &judging.test.app;
        let id = seven(&judging).await;
        accept(&judging, id, &[1, 2, 3, 4, 5, 6, 7]).await;
        let officer = example::agency(app, Role::AgencyOfficer);
        actions::assign(app, &officer, id).await.expect("an assignment");
        let (status, page) = appoint(&judging, id, "").await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
        let application = judging.received[0].id;
        let seats = store::seats(app.database.read(), id).await.expect("seats");
        let leaves = seats[0].evaluator;
        let free: Vec<Uuid> = judging.evaluators[..7]
            .iter()
            .copied()
            .filter(|one| seats.iter().all(|seat| seat.evaluator != *one))
            .collect();
        let own = &judging.received[0];
        people::tie(app, free[0], (&own.name, &own.number)).await.expect("a tie");

        let mut desk = judging.desk(Role::AgencyOfficer).await;
        let (application_text, leaves_text) = (application.to_string(), leaves.to_string());
        let form = |joins: &str| {
            [
                ("application", application_text.clone()),
                ("leaves", leaves_text.clone()),
                ("joins", joins.to_owned()),
                ("reason", "회피한 자리".to_owned()),
            ]
        };
        let mut send = async |joins: Uuid| {
            let form = form(&joins.to_string());
            let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            desk.post(&urls::desk_meeting_seat(&id), &form).await
        };
        refusal(&send(free[1]).await.expect(StatusCode::CONFLICT).text(), "비어 있는 자리가 아닙니다.");
        let member = example::member(app, leaves).await.expect("a member");
        let declared = crate::judging::panels::forms::Declared { application, reason: "친족".to_owned() };
        actions::declare(app, &member, id, &[declared]).await.expect("a declaration");
        refusal(&send(free[0]).await.expect(StatusCode::CONFLICT).text(), "소속되어 있었습니다.");
        refusal(&send(leaves).await.expect(StatusCode::CONFLICT).text(), "이미 이 신청을 맡았거나 회피했습니다.");
        send(free[1]).await.expect(StatusCode::SEE_OTHER);
        let seats = store::seats(app.database.read(), id).await.expect("seats");
        let of = |state| seats.iter().filter(move |seat| seat.state == state).map(|seat| seat.evaluator);
        assert_eq!(of(SeatState::Replaced).collect::<Vec<_>>(), [leaves]);
        assert_eq!(of(SeatState::Seated).count(), 5);
        assert!(of(SeatState::Seated).any(|one| one == free[1]));
    }
}

testdb::on_both_engines! {
    /// a stage is not appointed before the one before it has its results.
    async fn stages_open_one_after_the_other(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let app = &judging.test.app;
        let id = example::drawn(app, SLUG, example::meeting(Stage::Presentation, day(), 5), &judging.evaluators).await;
        let id = id.expect("a drawn panel");
        example::gathered(app, id, None).await.expect("a panel");
        let (status, page) = appoint(&judging, id, "").await;
        assert_eq!(status, StatusCode::CONFLICT);
        refusal(&page, "서류검토 결과가 없는 신청이 1건 있습니다.");
    }
}

testdb::on_both_engines! {
    /// Who knows the industry comes first; among the others nobody has two more than somebody else.
    async fn work_is_spread_evenly(database: TestDatabase) {
        let judging = Judging::start(database, 3, 9).await;
        let app = &judging.test.app;
        let id = seven(&judging).await;
        accept(&judging, id, &[1, 2, 3, 4, 5, 6, 7]).await;
        let officer = example::agency(app, Role::AgencyOfficer);
        actions::assign(app, &officer, id).await.expect("an assignment");
        let meeting = store::find(app.database.read(), id).await.expect("a query").expect("a meeting");
        let assigned = meeting.assignment.expect("an assignment");
        let of = |member| assigned.panels.iter().filter(|panel| panel.seated.contains(member)).count();
        let mut counts: Vec<usize> = assigned.members.iter().map(of).collect();
        counts.sort_unstable();
        // 1, 4 and 7 know the industry of all three; six seats are left for the other four.
        assert_eq!(counts, [1, 1, 2, 2, 3, 3, 3], "15 seats over seven members");
    }
}

testdb::on_both_engines! {
    /// While applications still come in nobody is appointed.
    async fn nobody_is_appointed_before_the_call_closes(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let id = drawn(&judging).await;
        example::gathered(&judging.test.app, id, None).await.expect("a panel");
        judging.test.at("2024-05-10T17:59:59.999");
        let (status, page) = appoint(&judging, id, "").await;
        assert_eq!(status, StatusCode::CONFLICT);
        refusal(&page, "접수가 2024. 5. 10.(금) 18:00에 끝나기 전에는 위촉할 수 없습니다.");
        judging.test.at("2024-05-10T18:00:00");
        assert_eq!(appoint(&judging, id, "").await.0, StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// Two panels that count the sittings of the same people wait for each other: nobody sits once too often.
    async fn sittings_are_counted_once(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let app = &judging.test.app;
        let id = drawn(&judging).await;
        example::gathered(app, id, None).await.expect("a panel");
        let members = evidence::accepted(&store::candidates(app.database.read(), id).await.expect("candidates"));
        let head = example::agency(app, Role::AgencyManager);
        let (one, two) = tokio::join!(
            actions::appoint(app, &head, id, (members[0], "")),
            actions::appoint(app, &head, id, (members[0], "")),
        );
        assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1, "{one:?} {two:?}");
        let sittings = register::sittings(app.database.read(), members).await.expect("rows");
        assert_eq!(sittings.len(), 5);
    }
}
