use http::StatusCode;
use testdb::TestDatabase;
use uuid::Uuid;

use super::{press, taken};
use crate::{
    identity::accounts::Role,
    judging::{inspections::tests::inspected, panels::example as panels},
    papers::documents::{
        contents::{self, Reader},
        kinds::Kind,
    },
    testing::judging::Judging,
};

testdb::on_both_engines! {
    /// The report of an inspection is for the desks and its two inspectors, once it is closed.
    async fn the_report_of_an_inspection(database: TestDatabase) {
        let judging = Judging::start(database, 1, 9).await;
        let id = inspected(&judging, 0).await;
        let subject = id.to_string();
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        let (issued, _) = taken(&judging, &mut officer, Kind::Inspection, &subject).await;
        let (app, actor) = (&judging.test.app, panels::agency(&judging.test.app, Role::AgencyOfficer));
        let reader = Reader { actor: Some(&actor), now: app.clock.now() };
        let paper = contents::paper(app, &reader, Kind::Inspection, &subject).await.expect("the paper");
        let text = paper.document.plain_text();
        assert!(text.contains("잰 면적") && text.contains("133㎡"), "{text}");
        let mut inspector = judging.browser(judging.evaluators[1]).await;
        let (again, _) = taken(&judging, &mut inspector, Kind::Inspection, &subject).await;
        assert_eq!(again.id, issued.id, "the same words are the same document");
        let mut other = judging.browser(judging.evaluators[5]).await;
        press(&mut other, Kind::Inspection, &subject, "pdf").await.expect(StatusCode::NOT_FOUND);
        press(&mut judging.applicant(0).await, Kind::Inspection, &subject, "pdf").await.expect(StatusCode::NOT_FOUND);
        let nowhere = Uuid::from_u128(3).to_string();
        press(&mut officer, Kind::Inspection, &nowhere, "pdf").await.expect(StatusCode::NOT_FOUND);
    }
}
