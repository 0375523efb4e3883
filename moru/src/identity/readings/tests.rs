use http::StatusCode;
use uuid::Uuid;

use super::{actions, store};
use crate::{identity::accounts::Role, testing::judging::Judging, web::urls};

testdb::on_both_engines! {
    /// Everybody but the applicant leaves a line: who, in which role, of what. Those who are responsible read it, nobody else.
    async fn whoever_reads_an_application_leaves_a_line(database: testdb::TestDatabase) {
        let judging = Judging::start(database, 1, 0).await;
        let id = judging.received[0].id;
        judging.applicant(0).await.get(&urls::application(&id)).await.expect(StatusCode::OK);
        let read = async || store::latest(judging.test.app.database.read(), Some(id), None, 10).await.expect("rows");
        assert_eq!(read().await, [], "what is one's own is nobody's business");
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        officer.get(&urls::application(&id)).await.expect(StatusCode::OK);
        officer.get(&urls::review(&id)).await.expect(StatusCode::OK);
        let page = officer.get(&urls::application(&id)).await.text();
        let start = page.find(&format!("{}/files/", urls::application(&id))).expect("a file");
        let file = page[start..].split('"').next().expect("an address").to_owned();
        officer.get(&file).await.expect(StatusCode::OK);
        // The clock stands, and what happens in one millisecond has no order.
        let mut lines: Vec<_> = read().await.into_iter().map(|one| (one.read.code(), one.what)).collect();
        lines.sort();
        let lines: Vec<(&str, &str)> = lines.iter().map(|(read, what)| (*read, what.as_str())).collect();
        let expected = [("seen", ""), ("seen", ""), ("seen", "sheet"), ("taken", lines[3].1)];
        assert_eq!(lines, expected);
        assert!(["articles", "plan"].contains(&lines[3].1), "which paper it was");

        let address = urls::readings_of(&id);
        officer.get(&address).await.expect(StatusCode::NOT_FOUND);
        judging.applicant(0).await.get(&address).await.expect(StatusCode::NOT_FOUND);
        for role in [Role::AgencyManager, Role::MinistryManager, Role::PrivacyOfficer] {
            let page = judging.test.signed_in(role, Uuid::nil()).await.get(&address).await.expect(StatusCode::OK).text();
            assert!(page.contains("파일로 받음") && page.contains("전담기관 담당자"), "{page}");
        }
    }

    /// Lines are kept for two years, to the day.
    async fn lines_are_forgotten_after_two_years(database: testdb::TestDatabase) {
        let judging = Judging::start(database, 1, 0).await;
        let app = &judging.test.app;
        let mut officer = judging.desk(Role::AgencyOfficer).await;
        officer.get(&urls::application(&judging.received[0].id)).await.expect(StatusCode::OK);
        let count = async || store::latest(app.database.read(), None, None, 10).await.expect("rows").len();
        let read_at = app.clock.now();
        app.clock.set(read_at + chrono::Months::new(24));
        actions::sweep(app).await.expect("a sweep");
        assert_eq!(count().await, 1);
        app.clock.set(read_at + chrono::Months::new(24) + chrono::TimeDelta::milliseconds(1));
        actions::sweep(app).await.expect("a sweep");
        assert_eq!(count().await, 0);
    }
}
