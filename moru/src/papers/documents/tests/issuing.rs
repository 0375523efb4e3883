//! Numbers, and what becomes of a document.

use std::sync::Arc;

use chrono::TimeDelta;
use http::StatusCode;
use testdb::TestDatabase;
use tokio::{sync::Barrier, task::JoinSet};
use uuid::Uuid;

use super::{press, taken};
use crate::{
    base::{app::App, shared::Shared},
    identity::{accounts::Role, audit},
    judging::panels::example::agency,
    notices::publications::{example as releases, store as publications},
    papers::documents::{
        access::State,
        actions,
        contents::Reader,
        kinds::Kind,
        store::{self, Issued},
    },
    testing::{TestApp, judging::Judging, kst},
    web::urls,
};

testdb::on_both_engines! {
    /// The same content is the same document, whoever asks and in whatever format; another content takes its place.
    async fn the_same_content_is_the_same_document(database: TestDatabase) {
        let judging = Judging::start(database, 1, 1).await;
        let app = &judging.test.app;
        let (mut officer, mut owner) = (judging.desk(Role::AgencyOfficer).await, judging.applicant(0).await);
        let subject = judging.received[0].id.to_string();
        let (first, file) = taken(&judging, &mut owner, Kind::Receipt, &subject).await;
        assert_eq!(first.written(), "모루 소진공 제2024-1호");
        assert!(file.starts_with(b"%PDF"));
        judging.test.at("2024-05-22T10:00:00");
        let (again, same) = taken(&judging, &mut officer, Kind::Receipt, &subject).await;
        assert_eq!((&again, &same), (&first, &file));
        let answer = press(&mut officer, Kind::Receipt, &subject, "hwpx").await.expect(StatusCode::SEE_OTHER);
        assert!(officer.get(answer.location()).await.expect(StatusCode::OK).bytes.starts_with(b"PK"));
        assert_eq!(audit::count(app.database.read(), first.id, "issue").await.expect("a count"), 1);

        let release = releases::seed(app, releases::Seed { lift_at: Some(kst("2024-06-01T06:00:00")), ..releases::Seed::default() }).await.expect("a release");
        let (early, _) = taken(&judging, &mut officer, Kind::Release, &release.to_string()).await;
        assert_eq!((early.written().as_str(), early.dated_on), ("모루 중기부 제2024-1호", crate::web::show::day(kst("2024-06-01T06:00:00"))));
        let transaction = app.database.begin().await.expect("a transaction");
        publications::set_lift(&transaction, release, kst("2024-06-02T06:00:00"), app.clock.now()).await.expect("another moment");
        transaction.commit().await.expect("a commit");
        let (late, _) = taken(&judging, &mut officer, Kind::Release, &release.to_string()).await;
        assert_eq!((late.number, late.state), (2, State::Valid));
        let early = store::find(app.database.read(), early.id).await.expect("a query").expect("the first one");
        assert_eq!((early.state, early.reason.as_str(), early.ended_at), (State::Superseded, "모루 중기부 제2024-2호", Some(app.clock.now())));
    }
}

/// Another server on the same database and the same files.
fn server(app: &App) -> App {
    App { shared: Shared::default(), ..app.clone() }
}

/// Issues at once, each on a server of its turn.
async fn at_once(app: &App, work: Vec<(Kind, String)>, servers: usize) -> Vec<Issued> {
    let servers: Vec<App> = (0..servers).map(|_| server(app)).collect();
    let barrier = Arc::new(Barrier::new(work.len()));
    let mut tasks = JoinSet::new();
    for (place, (kind, subject)) in work.into_iter().enumerate() {
        let (app, barrier) = (servers[place % servers.len()].clone(), Arc::clone(&barrier));
        tasks.spawn(async move {
            let officer = agency(&app, Role::AgencyOfficer);
            barrier.wait().await;
            let reader = Reader { actor: Some(&officer), now: app.clock.now() };
            actions::issue(&app, &reader, kind, &subject).await.expect("a document")
        });
    }
    tasks.join_all().await
}

testdb::on_both_engines! {
    /// Sixteen documents at once on two servers: sixteen numbers without a gap.
    async fn numbers_have_no_gap(database: TestDatabase) {
        let judging = Judging::start(database, 4, 1).await;
        let kinds = [Kind::Application, Kind::Plan, Kind::Staff, Kind::Pledges];
        let subjects = judging.received.iter().map(|one| one.id.to_string());
        let work: Vec<(Kind, String)> = subjects.flat_map(|subject| kinds.map(|kind| (kind, subject.clone()))).collect();
        let issued = at_once(&judging.test.app, work, 2).await;
        let mut numbers: Vec<i32> = issued.iter().map(|one| one.number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=16).collect::<Vec<_>>());
        let kept = store::latest(judging.test.app.database.read()).await.expect("a query");
        assert_eq!(kept.len(), 16);
        let mut codes: Vec<String> = kept.iter().map(|one| one.code.to_string()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 16);
        // A new year begins with one again.
        judging.test.app.clock.set(kst("2025-01-01T00:00:00") - TimeDelta::milliseconds(1));
        let receipt = |place: usize| vec![(Kind::Receipt, judging.received[place].id.to_string())];
        assert_eq!(at_once(&judging.test.app, receipt(0), 1).await[0].written(), "모루 소진공 제2024-17호");
        judging.test.at("2025-01-01T00:00:00");
        assert_eq!(at_once(&judging.test.app, receipt(1), 1).await[0].written(), "모루 소진공 제2025-1호");
    }
}

testdb::on_both_engines! {
    /// The same document at once, on two servers: one document.
    async fn one_document_for_all_who_ask_at_once(database: TestDatabase) {
        let judging = Judging::start(database, 1, 1).await;
        let one = (Kind::Receipt, judging.received[0].id.to_string());
        let issued = at_once(&judging.test.app, vec![one; 8], 2).await;
        assert!(issued.iter().all(|other| other == &issued[0]));
        assert_eq!(store::latest(judging.test.app.database.read()).await.expect("a query").len(), 1);
    }
}

testdb::on_both_engines! {
    /// What a closed meeting's papers say does not change when somebody it judged withdraws: they are the same documents.
    async fn papers_of_a_closed_meeting_stay_what_they_were(database: TestDatabase) {
        let judging = Judging::start(database, 3, 9).await;
        let meetings = judging.scored(&[90, 80, 75]).await;
        let (meeting, members) = &meetings[0];
        let mut head = judging.desk(Role::AgencyManager).await;
        let card = urls::paper_subject([meeting, &judging.received[1].id, &members[0].scope]);
        let papers = [
            (Kind::Minutes, meeting.to_string()),
            (Kind::Opinions, meeting.to_string()),
            (Kind::Card, card),
        ];
        let mut before = Vec::new();
        for (kind, subject) in &papers {
            before.push(taken(&judging, &mut head, *kind, subject).await.0);
        }
        let mut applicant = judging.applicant(1).await;
        applicant.post(&urls::application_withdraw(&judging.received[1].id), &[]).await.expect(StatusCode::SEE_OTHER);
        for ((kind, subject), before) in papers.iter().zip(before) {
            assert_eq!(taken(&judging, &mut head, *kind, subject).await.0, before, "{kind:?}");
        }
    }
}

testdb::on_both_engines! {
    /// A head withdraws a document with a reason; the same content is not issued again.
    async fn a_withdrawn_document_stays_withdrawn(database: TestDatabase) {
        let judging = Judging::start(database, 1, 1).await;
        let (mut officer, mut head) = (judging.desk(Role::AgencyOfficer).await, judging.desk(Role::AgencyManager).await);
        let subject = judging.received[0].id.to_string();
        let (issued, _) = taken(&judging, &mut officer, Kind::Review, &subject).await;
        let (address, why) = (urls::desk_document_withdraw(&issued.id), [("why", "번호를 잘못 옮겼습니다.")]);
        officer.post(&address, &why).await.expect(StatusCode::FORBIDDEN);
        judging.applicant(0).await.post(&address, &why).await.expect(StatusCode::NOT_FOUND);
        head.post(&address, &[("why", " ")]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        head.post(&address, &why).await.expect(StatusCode::SEE_OTHER);
        head.post(&address, &why).await.expect(StatusCode::CONFLICT);
        let list = head.get(urls::DESK_DOCUMENTS).await.expect(StatusCode::OK).text();
        assert!(list.contains("번호를 잘못 옮겼습니다.") && list.contains(&issued.written()));
        let page = judging.test.visitor().get(&urls::verify_document(&issued.code.to_string())).await.text();
        assert!(page.contains("회수한 문서입니다.") && page.contains("번호를 잘못 옮겼습니다."));
        let refused = press(&mut officer, Kind::Review, &subject, "pdf").await.expect(StatusCode::CONFLICT);
        assert!(refused.text().contains("회수한 문서입니다: 번호를 잘못 옮겼습니다."));
        assert_eq!(audit::count(judging.test.app.database.read(), issued.id, "withdraw").await.expect("a count"), 1);
    }
}

testdb::on_both_engines! {
    /// What is no document answers like any address that nobody gave out.
    async fn what_is_no_document_is_not_found(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let mut officer = test.signed_in(Role::AgencyOfficer, Uuid::nil()).await;
        let id = Uuid::from_u128(7);
        for subject in [id.to_string(), format!("{id}.{id}"), "x".to_owned(), id.simple().to_string()] {
            for kind in Kind::ALL {
                press(&mut officer, kind, &subject, "pdf").await.expect(StatusCode::NOT_FOUND);
            }
        }
        officer.post(&urls::document("letter", id), &[]).await.expect(StatusCode::NOT_FOUND);
        officer.get(&urls::document_file(&id, "pdf")).await.expect(StatusCode::NOT_FOUND);
    }
}
