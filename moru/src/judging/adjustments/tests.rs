use http::StatusCode;
use uuid::Uuid;

use super::{actions, example, store};
use crate::{
    identity::accounts::Role,
    judging::{panels::example as panels, scores, selection::evidence},
    notices::calls::store as calls,
    testing::{
        Browser,
        judging::{Judging, SLUG, day},
    },
    web::urls,
};

const ITEMS: [(&str, &str); 5] = [
    ("bonus", "cooperative"),
    ("bonus", "district"),
    ("bonus", "no_center_yet"),
    ("penalty", "late_settlement"),
    ("penalty", "sanction"),
];

/// A form in which nothing applies but what is given: field and value.
fn form(given: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form: Vec<(String, String)> = ITEMS
        .iter()
        .flat_map(|(kind, item)| {
            [
                (format!("{kind}.{item}.points"), "0".to_owned()),
                (format!("{kind}.{item}.evidence"), String::new()),
            ]
        })
        .collect();
    for (field, value) in given {
        form.retain(|(known, _)| known != field);
        form.push(((*field).to_owned(), (*value).to_owned()));
    }
    form
}

async fn send(browser: &mut Browser, id: &Uuid, given: &[(&str, &str)]) -> crate::testing::Answer {
    let form = form(given);
    let form: Vec<(&str, &str)> =
        form.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
    browser.post(&urls::adjustments(id), &form).await
}

/// Three stages, without bonuses and penalties.
async fn closed(judging: &Judging) {
    for stage in [
        programme::scoring::Stage::DocumentReview,
        programme::scoring::Stage::SiteInspection,
        programme::scoring::Stage::Presentation,
    ] {
        let percent = |application: Uuid| {
            let place = judging.received.iter().position(|one| one.id == application);
            90 - 5 * u32::try_from(place.expect("an application")).expect("a place")
        };
        let held = scores::example::held(
            &judging.test.app,
            SLUG,
            panels::meeting(stage, day(), 5),
            &judging.evaluators,
            (percent, crate::testing::judging::PASSWORD),
        );
        held.await.expect("a closed stage");
    }
}

testdb::on_both_engines! {
    /// A bonus was left out of a public selection once: here there is no order before each ground of everybody is decided.
    async fn no_order_before_every_ground_is_confirmed(database: testdb::TestDatabase) {
        let judging = Judging::start(database, 2, 6).await;
        closed(&judging).await;
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let page = officer.get(&urls::desk_scores(SLUG)).await.expect(StatusCode::OK).text();
        assert!(page.contains("예시기관 1의 가점·감점을 아직 확인하지 않았습니다."), "{page}");
        officer.get(&urls::desk_scores_file(SLUG)).await.expect(StatusCode::CONFLICT);
        let call = calls::by_slug(judging.test.app.database.read(), SLUG).await.expect("a query").expect("a call");
        let order = evidence::order(judging.test.app.database.read(), &call).await;
        assert!(order.is_err(), "nothing is decided on it");

        let [first, second] = [judging.received[0].id, judging.received[1].id];
        send(&mut officer, &first, &[]).await.expect(StatusCode::SEE_OTHER);
        let granted = [("bonus.cooperative.points", "1.5"), ("bonus.cooperative.evidence", "설립신고확인증")];
        send(&mut officer, &second, &granted).await.expect(StatusCode::SEE_OTHER);
        let page = officer.get(&urls::desk_scores(SLUG)).await.text();
        assert!(page.contains("예시기관 2의 가점·감점을 아직 확인하지 않았습니다."), "entered is not confirmed");

        let mut head = judging.desk(Role::AgencyManager).await;
        for id in [first, second] {
            let form = [("version", "1")];
            head.post(&urls::adjustments_confirm(&id), &form).await.expect(StatusCode::SEE_OTHER);
        }
        let order = evidence::order(judging.test.app.database.read(), &call).await.expect("an order");
        let total = |place: usize| {
            let key = programme::scoring::ApplicationKey(
                order.whole.entrants.iter().find(|one| one.application == judging.received[place].id).expect("one").key.0.clone(),
            );
            order.computed.results.iter().find(|one| one.application == key).and_then(|one| one.final_points.clone())
        };
        let (one, two) = (total(0).expect("points"), total(1).expect("points"));
        let adds = |points: &programme::scoring::FinalPoints| points.total_centi.0 - points.weighted_centi.0;
        assert_eq!((adds(&one), adds(&two)), (0, 150));
        let page = head.get(&urls::desk_scores(SLUG)).await.text();
        assert!(!page.contains("아직 확인하지 않았습니다") && page.contains("협동조합"), "the working names it: {page}");
    }

    async fn what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(database: testdb::TestDatabase) {
        let judging = Judging::start(database, 1, 0).await;
        let id = judging.received[0].id;
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        for (given, words) in [
            (vec![("bonus.cooperative.points", "2.01"), ("bonus.cooperative.evidence", "확인증 7호")], "협동조합: 2점까지 줄 수 있습니다."),
            (vec![("bonus.cooperative.points", "1")], "협동조합: 무엇으로 확인했는지"),
            (vec![("bonus.cooperative.points", ""), ("bonus.cooperative.evidence", "확인증 7호")], "해당하지 않으면 0으로 적어 주세요."),
            (vec![("bonus.cooperative.points", "-1"), ("bonus.cooperative.evidence", "확인증 7호")], "소수 둘째 자리까지"),
            (vec![("bonus.cooperative.points", "1"), ("bonus.cooperative.evidence", "900101-1234568")], "주민등록번호는 받지 않습니다."),
        ] {
            let answer = send(&mut officer, &id, &given).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
            let page = answer.text();
            assert!(page.contains(words), "{words}: {page}");
            for (_, value) in given.iter().filter(|(_, value)| !value.is_empty()) {
                assert!(page.contains(&format!("value=\"{value}\"")), "{value} is still there");
            }
        }
        let kept = store::of_application(judging.test.app.database.read(), id).await.expect("a query");
        assert_eq!(kept, None, "nothing was written");
    }

    async fn nobody_confirms_their_own_entry_or_one_they_did_not_read(database: testdb::TestDatabase) {
        let judging = Judging::start(database, 1, 0).await;
        let id = judging.received[0].id;
        let mut head = judging.desk(Role::AgencyManager).await;
        send(&mut head, &id, &[]).await.expect(StatusCode::SEE_OTHER);
        let confirm = urls::adjustments_confirm(&id);
        let answer = head.post(&confirm, &[("version", "1")]).await.expect(StatusCode::CONFLICT);
        assert!(answer.text().contains("적은 사람은 확인할 수 없습니다."));
        assert!(!head.get(&urls::adjustments(&id)).await.text().contains(&confirm), "there is no button for it");

        let mut other = judging.desk(Role::AgencyManager).await;
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let changed = [("penalty.sanction.points", "5"), ("penalty.sanction.evidence", "시정명령서")];
        send(&mut officer, &id, &changed).await.expect(StatusCode::SEE_OTHER);
        other.post(&confirm, &[("version", "1")]).await.expect(StatusCode::CONFLICT);
        officer.post(&confirm, &[("version", "2")]).await.expect(StatusCode::FORBIDDEN);
        other.post(&confirm, &[("version", "2")]).await.expect(StatusCode::SEE_OTHER);
        other.post(&confirm, &[("version", "2")]).await.expect(StatusCode::CONFLICT);
        send(&mut officer, &id, &[]).await.expect(StatusCode::SEE_OTHER);
        let kept = store::of_application(judging.test.app.database.read(), id).await.expect("a query");
        let kept = kept.expect("an entry");
        assert_eq!((kept.version, kept.confirmed), (3, None), "a new entry is not confirmed");
    }

    async fn it_is_nobody_elses_business(database: testdb::TestDatabase) {
        let judging = Judging::start(database, 1, 6).await;
        let id = judging.received[0].id;
        example::decided(&judging.test.app, SLUG, |_, _| Some((100, "예시 서류"))).await.expect("decided");
        let mut ministry = judging.desk(Role::MinistryOfficer).await;
        assert!(ministry.get(&urls::adjustments(&id)).await.expect(StatusCode::OK).text().contains("예시 서류"));
        send(&mut ministry, &id, &[]).await.expect(StatusCode::FORBIDDEN);
        let mut applicant = judging.applicant(0).await;
        let mut evaluator = judging.browser(judging.evaluators[0]).await;
        for browser in [&mut applicant, &mut evaluator] {
            for address in [urls::adjustments(&id), urls::desk_adjustments(SLUG)] {
                browser.get(&address).await.expect(StatusCode::NOT_FOUND);
            }
            send(browser, &id, &[]).await.expect(StatusCode::NOT_FOUND);
        }
    }

    /// Two people enter at once: one after the other, and the second entry is the one that stands.
    async fn entries_at_once_follow_each_other(database: testdb::TestDatabase) {
        let judging = Judging::start(database, 1, 0).await;
        let (app, id) = (&judging.test.app, judging.received[0].id);
        let grounds = || {
            ITEMS.iter().map(|(kind, item)| programme::scoring::Ground {
                kind: if *kind == "bonus" { programme::scoring::AdjustmentKind::Bonus } else { programme::scoring::AdjustmentKind::Penalty },
                item: programme::scoring::ItemCode((*item).to_owned()),
                points_centi: programme::scoring::CentiPoints::ZERO,
                evidence: String::new(),
            }).collect::<Vec<_>>()
        };
        let officer = panels::agency(app, Role::AgencyOfficer);
        let entries = (0..4).map(|_| actions::enter(app, &officer, id, grounds()));
        for entered in futures_util::future::join_all(entries).await {
            entered.expect("an entry");
        }
        let kept = store::of_application(app.database.read(), id).await.expect("a query").expect("an entry");
        assert_eq!(kept.version, 4);
        let missing = actions::enter(app, &officer, id, grounds().split_off(1)).await;
        assert!(missing.is_err(), "a ground is missing");
    }
}
