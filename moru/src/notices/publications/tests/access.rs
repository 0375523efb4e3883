use http::StatusCode;
use testdb::TestDatabase;

use super::{
    super::access::{Act, State, TABLE},
    *,
};
use crate::identity::accounts::{
    Actor,
    permissions::{Permission, Subject, decide},
};

const NATIONAL: [Role; 4] =
    [Role::AgencyOfficer, Role::AgencyManager, Role::MinistryOfficer, Role::MinistryManager];

/// What the roles of the programme may do, written out again.
fn expected(role: Option<Role>, is_own: bool, act: Act, state: State) -> Permission {
    let works = role.is_some_and(|role| NATIONAL.contains(&role) || (role == Role::RegionalOffice && is_own));
    match (act, works, state) {
        (Act::ReadPublic, _, State::Released) => Permission::Granted,
        (Act::ReadPublic, ..) | (Act::Confirm, true, State::Released) => Permission::NotNow,
        (_, true, _) => Permission::Granted,
        (_, false, _) => Permission::Denied,
    }
}

#[test]
fn every_role_in_every_state_for_every_act() {
    let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let roles = Role::ALL.into_iter().map(Some).chain([None]);
    for role in roles {
        let actor = role.map(|role| Actor {
            account: Uuid::nil(),
            name: String::new(),
            role,
            scope: own,
            roles: Vec::new(),
        });
        for state in State::ALL {
            for act in [Act::Import, Act::Read, Act::Confirm, Act::MoveContacts, Act::ReadPublic] {
                for owner in [Some(own), Some(other), None] {
                    let answer = decide(TABLE, &act, actor.as_ref(), &Subject { owner, state });
                    assert_eq!(
                        answer,
                        expected(role, owner == Some(own), act, state),
                        "{role:?} {act:?} {state:?} {owner:?}"
                    );
                }
            }
        }
    }
}

/// Every address of the desk, with whether it is sent to.
fn desk(slug: &str) -> [(String, bool); 6] {
    [
        (urls::DESK_RELEASES.to_owned(), false),
        (urls::DESK_RELEASE_NEW.to_owned(), false),
        (urls::DESK_RELEASE_NEW.to_owned(), true),
        (urls::desk_release(slug), false),
        (urls::desk_release_embargo(slug), true),
        (urls::desk_release_contacts(slug), true),
    ]
}

async fn status(browser: &mut Browser, (address, sends): &(String, bool)) -> StatusCode {
    let answer = if *sends { browser.post(address, &[]).await } else { browser.get(address).await };
    assert!(!answer.text().contains("예시: 새 소공인특화지원센터를") || answer.status.is_success());
    answer.status
}

testdb::on_both_engines! {
    /// The desk is not there for those who do not work at it, and asks strangers to sign in whatever they name.
    async fn the_desk_by_role(database: TestDatabase) {
        let test = TestApp::start(database).await;
        example::seed(&test.app, Seed::default()).await.expect("a release");
        for role in Role::ALL.into_iter().filter(|role| !role.is_desk()) {
            let mut browser = test.signed_in(role, Uuid::nil()).await;
            for address in desk(example::SLUG) {
                assert_eq!(status(&mut browser, &address).await, StatusCode::NOT_FOUND, "{role:?} {address:?}");
            }
        }
        for slug in [example::SLUG, "nobody-name"] {
            for address in desk(slug) {
                assert_eq!(status(&mut test.visitor(), &address).await, StatusCode::UNAUTHORIZED, "{address:?}");
            }
        }
        for role in NATIONAL {
            let mut browser = test.signed_in(role, Uuid::nil()).await;
            assert_eq!(status(&mut browser, &(urls::desk_release(example::SLUG), false)).await, StatusCode::OK, "{role:?}");
        }
    }
}

testdb::on_both_engines! {
    /// A regional office works with its own editions and learns of no other's.
    async fn regional_offices_have_their_own_editions(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-12T10:00:00");
        let (incheon, busan) = (Uuid::from_u128(32), Uuid::from_u128(51));
        let slug = imported(&mut test.signed_in(Role::RegionalOffice, incheon).await, &plain("4.15.(월) 06:00"), "").await;
        let mut other = test.signed_in(Role::RegionalOffice, busan).await;
        assert!(!other.get(urls::DESK_RELEASES).await.expect(StatusCode::OK).text().contains("숨은 제목"));
        for address in &desk(&slug)[3..] {
            assert_eq!(status(&mut other, address).await, StatusCode::NOT_FOUND, "{address:?}");
        }
        let mut colleague = test.signed_in(Role::RegionalOffice, incheon).await;
        assert!(colleague.get(urls::DESK_RELEASES).await.text().contains("숨은 제목"));
        let address = urls::desk_release_embargo(&slug);
        colleague.post(&address, &[("as_stated", "yes")]).await.expect(StatusCode::SEE_OTHER);
        assert!(officer(&test).await.get(urls::DESK_RELEASES).await.text().contains("숨은 제목"));
    }
}

testdb::on_both_engines! {
    /// Every role that works at the desk can bring a release in, and confirm one that somebody else brought in.
    async fn every_role_of_the_desk_imports_and_confirms(database: TestDatabase) {
        let test = TestApp::start(database).await;
        test.at("2024-04-12T10:00:00");
        let scope = Uuid::nil();
        for role in Role::ALL.into_iter().filter(|role| role.is_desk()) {
            let slug = imported(&mut test.signed_in(role, scope).await, &plain("4.15.(월) 06:00"), "").await;
            let mut colleague = test.signed_in(role, scope).await;
            let answer = colleague.post(&urls::desk_release_embargo(&slug), &[("as_stated", "yes")]).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{role:?}");
        }
    }
}
