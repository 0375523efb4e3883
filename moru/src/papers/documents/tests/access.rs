//! Whoever may see the page that a document is drawn from may have it, and nobody else learns that there is one.

use http::StatusCode;
use testdb::TestDatabase;
use uuid::Uuid;

use super::{World, press};
use crate::{
    applying::applications::actions as applications,
    identity::accounts::Role,
    notices::publications::example as releases,
    papers::documents::kinds::Kind,
    testing::{
        Browser,
        judging::{Judging, SLUG},
    },
    web::urls::{self, paper_subject},
};

const PUBLIC: [Kind; 3] = [Kind::CallNotice, Kind::Release, Kind::Result];
const OWN: [Kind; 9] = [
    Kind::Application,
    Kind::Plan,
    Kind::Cluster,
    Kind::Staff,
    Kind::Premises,
    Kind::Pledges,
    Kind::Receipt,
    Kind::Eligibility,
    Kind::Decision,
];

/// Somebody at a browser and the kinds that are for them beside those for everybody.
struct Person {
    who: &'static str,
    browser: Browser,
    kinds: Vec<Kind>,
}

async fn people(world: &World) -> Vec<Person> {
    let judging = &world.judging;
    let (_, members) = &world.meetings[2];
    let outsider = judging.evaluators.iter().find(|one| !members.iter().any(|member| member.scope == **one));
    let person = |who, browser, kinds: &[Kind]| Person { who, browser, kinds: kinds.to_vec() };
    let mut people = vec![
        person("nobody", judging.test.visitor(), &[]),
        person("the applicant", judging.applicant(0).await, &OWN),
        person("another applicant", judging.applicant(1).await, &[]),
        person("the member", judging.browser(members[1].scope).await, &[Kind::Card, Kind::Appointment]),
        person("the chair", judging.browser(members[0].scope).await, &[Kind::Opinions]),
        person(
            "a regional office",
            judging.test.signed_in(Role::RegionalOffice, Uuid::from_u128(9)).await,
            &[],
        ),
        person("the press", judging.test.signed_in(Role::Press, Uuid::nil()).await, &[]),
    ];
    if let Some(outsider) = outsider {
        people.push(person("an evaluator without a seat", judging.browser(*outsider).await, &[]));
    }
    for role in [Role::AgencyOfficer, Role::AgencyManager, Role::MinistryOfficer, Role::MinistryManager] {
        people.push(person(role.code(), judging.desk(role).await, &Kind::ALL));
    }
    people
}

testdb::on_both_engines! {
    /// Every kind for every role: the button, the file that somebody else has issued, and its silence.
    async fn every_kind_for_every_role(database: TestDatabase) {
        let world = World::start(database).await;
        let app = &world.judging.test.app;
        let seed = releases::Seed { lift_at: Some(app.clock.now()), ..releases::Seed::default() };
        let release = releases::seed(app, seed).await.expect("a release").to_string();
        let (meeting, members) = &world.meetings[2];
        let (application, member) = (world.application(0), members[1].scope);
        let mut everybody = people(&world).await;
        let mut officer = world.judging.desk(Role::AgencyOfficer).await;
        let nothing = urls::document_file(&Uuid::from_u128(7), "pdf");
        // The report of an inspection has a call of its own, in `inspection.rs`.
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Inspection) {
            let subject = match kind {
                Kind::CallNotice | Kind::Result => world.call.to_string(),
                Kind::Release => release.clone(),
                Kind::Card => paper_subject([meeting, &application, &member]),
                Kind::Appointment => paper_subject([meeting, &member]),
                Kind::Opinions | Kind::Minutes => meeting.to_string(),
                _ => application.to_string(),
            };
            let address = press(&mut officer, kind, &subject, "pdf").await.expect(StatusCode::SEE_OTHER).location().to_owned();
            for Person { who, browser, kinds } in &mut everybody {
                let may = PUBLIC.contains(&kind) || kinds.contains(&kind);
                let pressed = press(browser, kind, &subject, "pdf").await;
                let file = browser.get(&address).await;
                if may {
                    assert_eq!((pressed.location(), file.status), (address.as_str(), StatusCode::OK), "{kind:?} for {who}");
                    continue;
                }
                let silent = if *who == "nobody" { StatusCode::UNAUTHORIZED } else { StatusCode::NOT_FOUND };
                assert_eq!((pressed.status, file.status), (silent, StatusCode::NOT_FOUND), "{kind:?} for {who}");
                let unknown = browser.get(&nothing).await.expect(StatusCode::NOT_FOUND);
                let path = |text: String, path: &str| {
                    let encoded: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
                    text.replace(path, "PATH").replace(&encoded, "PATH")
                };
                assert_eq!(path(file.text(), &address), path(unknown.text(), &nothing), "{kind:?} for {who}");
            }
        }
    }
}

testdb::on_both_engines! {
    /// A draft can be looked at on paper by those who write it, says on it what it is, and takes no number.
    async fn a_draft_has_no_number(database: TestDatabase) {
        let judging = Judging::start(database, 1, 1).await;
        judging.test.at("2024-05-02T10:00:00");
        let institution = Uuid::from_u128(77);
        let owner = crate::identity::accounts::Actor { role: Role::Applicant, scope: institution, ..crate::judging::panels::example::agency(&judging.test.app, Role::Applicant) };
        let new = crate::registry::institutions::store::Institution {
            id: institution,
            name: "예시기관 초안".to_owned(),
            kind: programme::gates::InstitutionKind::University,
            business_number: "1018210007".to_owned(),
            representative_title: "총장".to_owned(),
            address: "예시로 2".to_owned(),
            phone: "+82421234567".to_owned(),
        };
        let transaction = judging.test.app.database.begin().await.expect("a transaction");
        crate::registry::institutions::store::insert(&transaction, &new, judging.test.app.clock.now()).await.expect("an institution");
        transaction.commit().await.expect("a commit");
        let id = applications::begin(&judging.test.app, &owner, SLUG).await.expect("a draft");
        let mut writer = judging.test.signed_in(Role::Applicant, institution).await;
        for kind in [Kind::Application, Kind::Plan, Kind::Cluster, Kind::Staff, Kind::Premises, Kind::Pledges] {
            let preview = writer.get(&urls::document_draft(kind.code(), &id)).await.expect(StatusCode::OK);
            assert!(preview.bytes.starts_with(b"%PDF"));
            press(&mut writer, kind, &id.to_string(), "pdf").await.expect(StatusCode::NOT_FOUND);
            for role in [Role::AgencyManager, Role::Applicant] {
                let mut other = judging.test.signed_in(role, Uuid::nil()).await;
                other.get(&urls::document_draft(kind.code(), &id)).await.expect(StatusCode::NOT_FOUND);
            }
        }
        writer.get(&urls::document_draft(Kind::Receipt.code(), &id)).await.expect(StatusCode::NOT_FOUND);
        let mut other = judging.applicant(0).await;
        other.get(&urls::document_draft(Kind::Plan.code(), &judging.received[0].id)).await.expect(StatusCode::NOT_FOUND);
        let reader = crate::papers::documents::contents::Reader { actor: Some(&owner), now: judging.test.app.clock.now() };
        let paper = crate::papers::documents::contents::draft(&judging.test.app, &reader, Kind::Plan, id).await.expect("a draft");
        assert!(paper.document.number.is_none() && paper.document.verification.is_none());
        assert!(paper.document.plain_text().contains("사업계획서 (미제출 초안)"));
        assert!(paper.document.header.is_some_and(|header| header.contains("미제출 초안")));
    }
}
