//! Every address with what only somebody forging requests would send: no role and nobody gets a fault of ours, and
//! nobody learns whether something exists that they may not see.

use std::{collections::BTreeMap, fs, path::Path};

use http::StatusCode;
use testdb::TestDatabase;
use uuid::Uuid;

use crate::{
    applying::applications::tests::{call, submitted},
    identity::accounts::Role,
    notices::publications::example::{Seed, seed},
    testing::{Browser, TestApp, kst},
    web::urls::{RELEASES, RELEASES_FEED, ROBOTS, SITEMAP},
};

/// Every address as it stands in the one place where addresses are written.
fn addresses() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web");
    let mut files = vec![folder.join("urls.rs")];
    files.extend(fs::read_dir(folder.join("urls")).expect("the folder").flatten().map(|entry| entry.path()));
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).expect("a source");
        let constants =
            text.split("pub const ").skip(1).filter_map(|part| part.split_once("= \"")?.1.split_once('"'));
        found.extend(constants.map(|(path, _)| path.to_owned()).filter(|path| path.starts_with('/')));
    }
    assert!(found.len() > 60, "{}", found.len());
    found
}

/// What is put where an address has a placeholder.
fn filled(path: &str, value: &str) -> String {
    let mut parts = Vec::new();
    for part in path.split('/') {
        parts.push(if part.starts_with('{') { value } else { part });
    }
    parts.join("/")
}

async fn everybody(test: &TestApp) -> BTreeMap<&'static str, Browser> {
    let mut people = BTreeMap::from([("nobody", test.visitor())]);
    for role in Role::ALL {
        people.insert(role.code(), test.signed_in(role, Uuid::nil()).await);
    }
    people
}

testdb::on_both_engines! {
    /// Forged ids and names in every address, read and sent to, by every role.
    async fn forged_addresses_are_refused(database: TestDatabase) {
        let test = call(database, 50).await;
        let (_owner, id) = submitted(&test, "1018200013").await;
        let long = "가".repeat(2_000);
        let long: String = form_urlencoded::byte_serialize(long.as_bytes()).collect();
        let forged = ["not-an-id", "00000000-0000-0000-0000-000000000000", "..%2f..%2fetc%2fpasswd", "%00", "%ff%fe", "'%20OR%201=1--", "999999999999999999999", &long];
        let (mut wrong, mut asked) = (Vec::new(), 0);
        for (role, mut browser) in everybody(&test).await {
            for path in addresses().iter().filter(|path| path.contains('{')) {
                for value in forged {
                    let path = filled(path, value);
                    let (read, sent) = (browser.get(&path).await, browser.post(&path, &[("version", "1")]).await);
                    asked += 2;
                    for (how, answer) in [("GET", read), ("POST", sent)] {
                        let is_faulty = answer.status.is_server_error();
                        let tells = answer.status.is_success() && answer.text().contains(&id.to_string());
                        if is_faulty || tells {
                            wrong.push(format!("{role} {how} {} -> {}", path.get(..80).unwrap_or(&path), answer.status));
                        }
                    }
                }
            }
        }
        assert!(asked > 10_000, "{asked}");
        assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    }
}

testdb::on_both_engines! {
    /// An application of somebody else and one that does not exist are answered alike, whatever the address.
    async fn what_is_not_ones_own_does_not_exist(database: TestDatabase) {
        let test = call(database, 50).await;
        let (_owner, id) = submitted(&test, "1018200013").await;
        let nowhere = test.app.clock.id();
        for role in [Role::Applicant, Role::Evaluator] {
            let mut browser = test.signed_in(role, test.app.clock.id()).await;
            for path in addresses().iter().filter(|path| path.contains("{id}")) {
                let theirs = browser.get(&filled(path, &id.to_string())).await;
                let none = browser.get(&filled(path, &nowhere.to_string())).await;
                assert_eq!(theirs.status, none.status, "{role:?} {path}");
                assert!(!theirs.text().contains("예시기관 1018200013"), "{role:?} {path}");
                let theirs = browser.post(&filled(path, &id.to_string()), &[]).await;
                let none = browser.post(&filled(path, &nowhere.to_string()), &[]).await;
                assert_eq!(theirs.status, none.status, "{role:?} POST {path}");
            }
        }
    }
}

testdb::on_both_engines! {
    /// A release under embargo is nowhere a millisecond early, by any address there is, for anybody but its desk; at its
    /// moment it is on its page, in the list, in the feed and in the list for search engines.
    async fn an_embargoed_release_is_nowhere_a_millisecond_early(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let lift_at = Some(kst("2024-05-02T12:00:00"));
        seed(&test.app, Seed { lift_at, call: None, slug: Some("hidden-name") }).await.expect("a release");
        let title = "새 소공인특화지원센터를 맡을 운영기관을 찾습니다";
        test.at("2024-05-02T11:59:59.999");
        let mut people = vec![test.visitor()];
        for role in [Role::Press, Role::Applicant, Role::Evaluator] {
            people.push(test.signed_in(role, test.app.clock.id()).await);
        }
        let mut asked = 0;
        for browser in &mut people {
            for path in addresses() {
                for query in ["", "?q=%EC%86%8C%EA%B3%B5%EC%9D%B8"] {
                    let answer = browser.get(&format!("{}{query}", filled(&path, "hidden-name"))).await;
                    let shown = String::from_utf8_lossy(&answer.bytes).into_owned();
                    // The address itself may come back in a link to another language or to signing in.
                    assert!(!shown.contains(title), "{path}");
                    asked += 1;
                }
            }
            for list in [RELEASES, RELEASES_FEED, SITEMAP] {
                assert!(!browser.get(list).await.expect(StatusCode::OK).text().contains("hidden-name"), "{list}");
            }
        }
        assert!(asked > 500, "{asked}");
        test.at("2024-05-02T12:00:00");
        for path in [RELEASES.to_owned(), RELEASES_FEED.to_owned(), crate::web::urls::release("hidden-name")] {
            assert!(test.visitor().get(&path).await.expect(StatusCode::OK).text().contains(title), "{path}");
        }
        assert!(test.visitor().get(SITEMAP).await.text().contains("/hidden-name</loc>"));
        assert!(test.visitor().get(ROBOTS).await.expect(StatusCode::OK).text().contains("Disallow: /desk/"));
    }
}

testdb::on_both_engines! {
    /// More than a form may be is refused everywhere before anything is done with it.
    async fn a_megabyte_is_too_much_everywhere(database: TestDatabase) {
        let test = call(database, 50).await;
        let (_owner, id) = submitted(&test, "1018200013").await;
        let much = "x".repeat((1 << 20) + 1);
        let mut wrong = Vec::new();
        for role in [Role::Applicant, Role::AgencyManager] {
            let mut browser = test.signed_in(role, Uuid::nil()).await;
            for path in addresses() {
                let path = filled(&path, &id.to_string());
                let answer = browser.post(&path, &[("reason", much.as_str())]).await;
                if answer.status.is_server_error() || answer.status.is_success() {
                    wrong.push(format!("{role:?} POST {path} -> {}", answer.status));
                }
            }
        }
        assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
        let mut browser = test.visitor();
        let answer = browser.post(crate::web::urls::SIGN_UP, &[("name", much.as_str())]).await;
        answer.expect(StatusCode::PAYLOAD_TOO_LARGE);
    }
}
