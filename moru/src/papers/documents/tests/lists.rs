//! Lists as spreadsheets.

use documents::sheets::Value;
use http::StatusCode;
use testdb::TestDatabase;
use uuid::Uuid;

use super::World;
use crate::{
    identity::{accounts::Role, readings::store as readings},
    judging::panels::example::agency,
    papers::documents::{actions, sheets::workbook},
    testing::judging::{Judging, SLUG},
    web::urls::{self, sheets},
};

testdb::on_both_engines! {
    /// What is in them, and that taking one leaves a trace.
    async fn lists_hold_what_their_pages_show(database: TestDatabase) {
        let world = World::start(database).await;
        let app = &world.judging.test.app;
        let officer = agency(app, Role::AgencyOfficer);
        let by = (&officer, app.clock.now());
        let book = workbook(app, by, sheets::APPLICATIONS, SLUG).await.expect("the applications");
        let rows = &book.sheets[0].rows;
        assert_eq!(rows.len(), 11);
        assert_eq!(rows[0][0], Value::from(world.judging.receipt(0).await));
        assert_eq!((&rows[0][2], &rows[8][8]), (&Value::from("예시기관 1"), &Value::from("자격 미충족")));
        assert_eq!(rows[8][11], Value::from("미충족"), "a stock company fails gate three");
        let book = workbook(app, by, sheets::RANKING, SLUG).await.expect("the order");
        let [order, stages, cards] = &book.sheets[..] else { panic!("three sheets") };
        assert_eq!((&order.rows[0][0], &order.rows[0][3]), (&Value::from(1), &Value::from("89.00")));
        assert_eq!((order.rows.len(), order.rows.last().map(|row| row[0].clone())), (8, Some(Value::Nothing)));
        assert!(stages.rows.len() >= 8 && !cards.rows.is_empty());
        let names: Vec<String> = world.meetings[2].1.iter().map(|member| member.name.clone()).collect();
        assert!(!format!("{book:?}").contains(&names[0]), "members are signs");
        let book = workbook(app, by, sheets::EVALUATORS, "all").await.expect("the register");
        assert_eq!(book.sheets[0].rows.len(), 9);
        assert!(!format!("{book:?}").contains('@') && !format!("{book:?}").contains("+82"));
        let file = actions::export(app, &officer, (sheets::RANKING, SLUG), "회의 준비").await.expect("a file");
        assert!(file.starts_with(b"PK"));
        let noted = readings::latest(app.database.read(), Some(officer.account), None, 10).await.expect("rows");
        let noted: Vec<_> = noted.iter().map(|one| (one.what.as_str(), one.reason.as_str())).collect();
        assert_eq!(noted, [("ranking 2024", "회의 준비")]);
    }
}

testdb::on_both_engines! {
    /// Desks alone, and the order not before every stage is closed.
    async fn lists_are_for_the_desks(database: TestDatabase) {
        let judging = Judging::start(database, 1, 1).await;
        let addresses = [sheets::APPLICATIONS, sheets::RANKING, sheets::EVALUATORS].map(|kind| urls::sheet(kind, SLUG));
        for role in Role::ALL.into_iter().filter(|role| !role.is_desk()) {
            let mut browser = judging.test.signed_in(role, Uuid::nil()).await;
            for address in &addresses {
                browser.get(address).await.expect(StatusCode::NOT_FOUND);
                browser.post(address, &[("reason", "궁금함")]).await.expect(StatusCode::NOT_FOUND);
            }
        }
        for role in [Role::AgencyOfficer, Role::MinistryManager] {
            let mut browser = judging.desk(role).await;
            let [applications, ranking, evaluators] = &addresses;
            for address in [applications, evaluators] {
                assert!(browser.get(address).await.expect(StatusCode::OK).text().contains("무엇에 쓰나요?"));
                let none = browser.post(address, &[("reason", " ")]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
                assert!(none.text().contains("무엇에 쓰는지 200자 안에서 적어 주세요."));
                let file = browser.post(address, &[("reason", "회의 준비")]).await.expect(StatusCode::OK);
                assert!(file.bytes.starts_with(b"PK"));
            }
            browser.get(ranking).await.expect(StatusCode::CONFLICT);
            browser.get(&urls::sheet("people", SLUG)).await.expect(StatusCode::NOT_FOUND);
        }
        for address in &addresses {
            judging.test.visitor().get(address).await.expect(StatusCode::UNAUTHORIZED);
        }
    }
}
