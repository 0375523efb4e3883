//! Every kind of document as files. They are the same on both engines, so one of them is enough here; that every kind is
//! issued on both is what `access.rs` shows.

use documents::Document;
use testdb::{Engine, TestDatabase};
use uuid::Uuid;

use super::{
    World,
    read::{bare, check_hwpx, check_pdf, keep},
};
use crate::{
    base::app::App,
    identity::accounts::{Actor, Role},
    judging::{inspections::tests::inspected, panels::example::agency},
    notices::publications::example as releases,
    papers::documents::{
        actions,
        contents::{self, Reader},
        kinds::Kind,
    },
    testing::judging::Judging,
    web::urls::paper_subject,
};

/// A document, who takes it, and words that must be in it and words that must not.
struct Taken<'a> {
    name: &'a str,
    kind: Kind,
    subject: String,
    by: Option<&'a Actor>,
    says: &'a [&'a str],
    hides: &'a [&'a str],
}

fn taken<'a>(
    name: &'a str,
    (kind, subject): (Kind, String),
    by: Option<&'a Actor>,
    says: &'a [&'a str],
    hides: &'a [&'a str],
) -> Taken<'a> {
    Taken { name, kind, subject, by, says, hides }
}

/// Issues a document, looks at its words and its PDF, and leaves its HWPX to be read with the others.
async fn check(app: &App, one: Taken<'_>) -> (String, Document) {
    let reader = Reader { actor: one.by, now: app.clock.now() };
    let issued = actions::issue(app, &reader, one.kind, &one.subject).await;
    let issued = issued.unwrap_or_else(|failure| panic!("{}: {failure}", one.name));
    let paper = contents::paper(app, &reader, one.kind, &one.subject).await.expect("the same paper");
    let document = actions::numbered(app, &paper, &issued);
    let name = format!("moru-{}", one.name);
    check_pdf(&name, &document, &app.files.fetch(&issued.pdf_sha256).await.expect("the PDF"));
    keep(&format!("{name}.hwpx"), &app.files.fetch(&issued.hwpx_sha256).await.expect("the HWPX"));
    let text = bare(&document.plain_text());
    for word in
        [&[issued.written().as_str(), &issued.code.to_string(), &issued.content_sha256], one.says].concat()
    {
        assert!(text.contains(&bare(word)), "{}: {word}", one.name);
    }
    for word in one.hides {
        assert!(!text.contains(&bare(word)), "{}: {word}", one.name);
    }
    (name, document)
}

/// Who applies together stands in the form with who agreed and when, and nothing of it where somebody applies alone.
#[test]
fn the_form_names_who_applies_together() {
    testdb::run(Engine::Sqlite, together);
}

async fn together(database: TestDatabase) {
    let judging = Judging::together(database, 0).await;
    let app = &judging.test.app;
    let officer = agency(app, Role::AgencyOfficer);
    let reader = Reader { actor: Some(&officer), now: app.clock.now() };
    let mut texts = Vec::new();
    for received in &judging.received {
        let paper = contents::paper(app, &reader, Kind::Application, &received.id.to_string()).await;
        texts.push(bare(&paper.expect("a form").document.plain_text()));
    }
    for word in ["함께 신청하는 기관", "예시기술연구조합 (107-82-00078)", "예시 이사장 (이사장), 2024. 5. 2."]
    {
        assert!(texts[0].contains(&bare(word)) && !texts[1].contains(&bare(word)), "{word}: {}", texts[0]);
    }
}

/// What applicants handed in and what they were told.
#[test]
fn papers_of_applications_say_their_words() {
    testdb::run(Engine::Sqlite, applications);
}

async fn applications(database: TestDatabase) {
    let world = World::start(database).await;
    let app = &world.judging.test.app;
    let officer = agency(app, Role::AgencyOfficer);
    let actor = |place: usize| Actor {
        role: Role::Applicant,
        scope: world.judging.received[place].institution,
        ..officer.clone()
    };
    let (first, sixth, eighth, ninth) = (actor(0), actor(5), actor(7), actor(8));
    let of = |kind, place: usize| (kind, world.application(place).to_string());
    let name = world.judging.received[0].name.clone();
    let receipt = world.judging.receipt(0).await;
    let own = [name.as_str(), receipt.as_str()];
    let people = ["010-3000-0000"];
    let mut written = Vec::new();
    for one in [
        taken("application", of(Kind::Application, 0), Some(&first), &own, &[]),
        taken("plan", of(Kind::Plan, 0), Some(&first), &["의무사업", "특화사업", "교육"], &[]),
        taken("cluster", of(Kind::Cluster, 0), Some(&officer), &["문래동", "소공인 52개", "충족"], &[]),
        taken("staff", of(Kind::Staff, 0), Some(&officer), &["전담", "상근"], &people),
        taken("premises", of(Kind::Premises, 0), Some(&officer), &["㎡", "사무실"], &[]),
        taken("pledges", of(Kind::Pledges, 0), Some(&first), &["■", "청렴 서약", "1판"], &[]),
        taken("receipt", of(Kind::Receipt, 0), Some(&first), &own, &[]),
        taken(
            "review",
            of(Kind::Review, 0),
            Some(&officer),
            &["예시 정관 제3조", "의견대로 결정"],
            &["예시 담당자"],
        ),
        taken(
            "eligible",
            of(Kind::Eligibility, 0),
            Some(&first),
            &["평가 대상이 되었습니다."],
            &["이의신청"],
        ),
        taken(
            "ineligible",
            of(Kind::Eligibility, 8),
            Some(&ninth),
            &["충족하지 못하여", "영리법인", "2024. 6. 20.(목)"],
            &[],
        ),
        taken(
            "selected",
            of(Kind::Decision, 0),
            Some(&first),
            &["선정 통보", "89.00점", "이사장"],
            &["예시기관 2", "86.00"],
        ),
        taken("reserve", of(Kind::Decision, 5), Some(&sixth), &["예비 선정 통보", "예비 명단은"], &[]),
        taken(
            "not-selected",
            of(Kind::Decision, 7),
            Some(&eighth),
            &["미선정 통보", "2024. 7. 12.(금)"],
            &[],
        ),
    ] {
        written.push(check(app, one).await);
    }
    check_hwpx(&written);
}

/// What inspectors found on site.
#[test]
fn papers_of_inspections_say_their_words() {
    testdb::run(Engine::Sqlite, inspections);
}

async fn inspections(database: TestDatabase) {
    let judging = Judging::start(database, 1, 9).await;
    let id = inspected(&judging, 0).await;
    let (app, officer) = (&judging.test.app, agency(&judging.test.app, Role::AgencyOfficer));
    let says = ["적합", "명부와 같음", "현장 담당자 예시 담당자", "잘 보고 갔습니다."];
    let one = taken("inspection", (Kind::Inspection, id.to_string()), Some(&officer), &says, &[]);
    check_hwpx(&[check(app, one).await]);
}

/// What panels wrote, and what everybody is told.
#[test]
fn papers_of_meetings_and_notices_say_their_words() {
    testdb::run(Engine::Sqlite, meetings_and_notices);
}

async fn meetings_and_notices(database: TestDatabase) {
    let world = World::start(database).await;
    let app = &world.judging.test.app;
    let release =
        releases::seed(app, releases::Seed { lift_at: Some(app.clock.now()), ..releases::Seed::default() })
            .await
            .expect("a release");
    let officer = agency(app, Role::AgencyOfficer);
    let (meeting, members) = &world.meetings[2];
    let (site, _) = &world.meetings[1];
    let application = world.application(0);
    let member = &members[1];
    let names = members.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let card = paper_subject([meeting, &application, &member.scope]);
    let place = paper_subject([meeting, &member.scope]);
    let one = |id: &Uuid| id.to_string();
    let mut written = Vec::new();
    for one in [
        taken("call", (Kind::CallNotice, one(&world.call)), None, &["신청 자격", "평가지표", "문의처"], &[]),
        taken(
            "release",
            (Kind::Release, one(&release)),
            None,
            &["보도시점", "담당 부서", "042-363-7910"],
            &["응급실"],
        ),
        taken(
            "result",
            (Kind::Result, one(&world.call)),
            None,
            &["예시기관 5", "예비로 둔 기관이"],
            &["예시기관 6", "예시기관 8"],
        ),
        taken("card", (Kind::Card, card), Some(member), &[member.name.as_str(), "합계", "서명한 때"], &[]),
        taken(
            "opinions",
            (Kind::Opinions, one(meeting)),
            Some(&officer),
            &["위원은 기호로", "계산 과정"],
            &names,
        ),
        taken("opinions-site", (Kind::Opinions, one(site)), Some(&officer), &["적합"], &[]),
        taken("minutes", (Kind::Minutes, one(meeting)), Some(&officer), &names, &[]),
        taken(
            "appointment",
            (Kind::Appointment, place),
            Some(member),
            &["위촉합니다", member.name.as_str()],
            &[],
        ),
    ] {
        written.push(check(app, one).await);
    }
    check_hwpx(&written);
}
