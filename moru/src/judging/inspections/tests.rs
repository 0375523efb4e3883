//! Inspections on the real router, on both engines.

mod closing;
mod exchange;
mod planning;
mod records;

use axum::body::Body;
use http::{Method, StatusCode};
use ledger::Sha256;
use programme::scoring::Stage;
use serde_json::{Value, json};
use testdb::TestDatabase;
use uuid::Uuid;

use super::{example, store};
use crate::{
    judging::{panels::example as panels, scores::example as held},
    testing::{
        Answer, Browser,
        judging::{Judging, PASSWORD, SLUG, day},
        kst,
    },
    web::urls,
};

/// A call with one planned inspection of its first application, and its two inspectors at their phones.
struct Visit {
    judging: Judging,
    id: Uuid,
    first: Browser,
    second: Browser,
}

impl Visit {
    async fn start(database: TestDatabase) -> Self {
        let judging = Judging::start(database, 2, 9).await;
        documents(&judging).await;
        let id = planned(&judging, 0).await;
        let first = judging.browser(judging.evaluators[0]).await;
        let second = judging.browser(judging.evaluators[1]).await;
        Self { judging, id, first, second }
    }

    async fn recorded(&self) -> Vec<store::Recorded> {
        store::records(self.judging.test.app.database.read(), self.id).await.expect("records")
    }
}

/// Closes the review of the documents: before that nobody is sent anywhere.
async fn documents(judging: &Judging) {
    let form = panels::meeting(Stage::DocumentReview, day(), 5);
    let scored = held::held(&judging.test.app, SLUG, form, &judging.evaluators, (|_| 80, PASSWORD));
    scored.await.expect("a closed stage");
}

async fn planned(judging: &Judging, application: usize) -> Uuid {
    let plan = example::plan_for(kst("2024-05-28T14:00:00"), [judging.evaluators[0], judging.evaluators[1]]);
    let application = judging.received[application].id;
    example::planned(&judging.test.app, SLUG, application, plan).await.expect("a plan")
}

/// A closed inspection of an application: everything recorded, confirmed by both inspectors and the host.
pub(crate) async fn inspected(judging: &Judging, application: usize) -> Uuid {
    documents(judging).await;
    let id = planned(judging, application).await;
    let mut first = judging.browser(judging.evaluators[0]).await;
    let mut second = judging.browser(judging.evaluators[1]).await;
    closing::closed(&mut first, &mut second, id).await;
    id
}

/// A name that a device makes.
fn name(number: u128) -> Uuid {
    Uuid::from_u128(0x1000 + number)
}

/// A record as a device sends it.
fn record(id: Uuid, item: u8, bases: &[Uuid], (verdict, note): (&str, &str)) -> Value {
    let content = json!({ "verdict": verdict, "note": note });
    json!({ "id": id, "item": item, "bases": bases, "content": content, "made_at": 1_716_872_400_000_i64 })
}

async fn send(browser: &mut Browser, id: Uuid, batch: &Value) -> Answer {
    let body = Body::from(batch.to_string());
    browser.send(Method::POST, &urls::inspection_records(&id), Some("application/json"), body).await
}

/// What is kept, and why the rest is not.
async fn sent(browser: &mut Browser, id: Uuid, records: &[Value]) -> (Vec<Uuid>, Vec<String>) {
    let answer = send(browser, id, &json!({ "records": records })).await.expect(StatusCode::OK);
    let answer: Value = serde_json::from_slice(&answer.bytes).expect("an answer");
    let kept = answer["kept"].as_array().expect("a list").iter().map(|id| id.as_str().unwrap_or_default());
    let refused = answer["refused"].as_array().expect("a list").iter();
    let refused = refused.map(|one| one["message"].as_str().unwrap_or_default().to_owned());
    (kept.map(|id| Uuid::parse_str(id).expect("a name")).collect(), refused.collect())
}

/// The least that is a JPEG here, with a segment more.
fn jpeg(extra: &[u8], mark: u8) -> Vec<u8> {
    let mut out = vec![0xff, 0xd8, 0xff, 0xe0, 0, 16];
    out.extend(b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    out.extend(extra);
    out.extend([0xff, 0xdb, 0, 3, 0, 0xff, 0xc0, 0, 3, 8, 0xff, 0xda, 0, 3, 1, mark, 0xff, 0xd9]);
    out
}

async fn photo(browser: &mut Browser, id: Uuid, (photo, item): (Uuid, u8), content: &[u8]) -> Answer {
    let sha256 = Sha256::of(content).to_hex();
    let place = "latitude_e6=37516650&longitude_e6=126894950";
    let query = format!("item={item}&sha256={sha256}&made_at=1716872400000&{place}");
    let path = format!("{}?{query}", urls::inspection_photo(&id, &photo));
    browser.send(Method::POST, &path, Some("image/jpeg"), Body::from(content.to_vec())).await
}

/// The hash of the roster, as a page without a script sends it back.
async fn list(browser: &mut Browser, id: Uuid) -> String {
    let page = browser.get(&urls::inspection_item(&id, 11)).await.expect(StatusCode::OK).text();
    let (_, rest) = page.split_once("name=\"list.11\" value=\"").expect("a list");
    rest[..64].to_owned()
}

/// Everything that has to be recorded, by the first inspector.
async fn whole(browser: &mut Browser, id: Uuid) {
    let list = list(browser, id).await;
    let one = |item: u8| {
        let mut one = record(name(u128::from(item)), item, &[], ("conform", ""));
        if item == 2 {
            one["content"]["area_centi_m2"] = json!(13_300);
        }
        if item == 11 {
            one["content"]["visits"] = json!(vec!["conform"; 10]);
            one["list"] = json!(list);
        }
        one
    };
    let records: Vec<Value> = (1..=16).map(one).collect();
    assert_eq!(sent(browser, id, &records).await.1, [""; 0]);
    for item in 1..=7 {
        let place = (name(100 + u128::from(item)), item);
        photo(browser, id, place, &jpeg(&[], item)).await.expect(StatusCode::NO_CONTENT);
    }
}

/// The hash on the page, as a device without a script sends it back.
async fn report(browser: &mut Browser, id: Uuid) -> String {
    let page = browser.get(&urls::inspection(&id)).await.expect(StatusCode::OK).text();
    let (_, rest) = page.split_once("name=\"report\" value=\"").expect("a form");
    rest[..64].to_owned()
}

/// Closes it, from the page as it is now.
async fn shut(browser: &mut Browser, id: Uuid) -> Answer {
    let report = report(browser, id).await;
    browser.post(&urls::inspection_close(&id), &[("report", report.as_str())]).await
}

async fn confirm(browser: &mut Browser, id: Uuid, host: &str) {
    let report = report(browser, id).await;
    let mut form = vec![("report", report.as_str())];
    if !host.is_empty() {
        form.extend([("host", "yes"), ("name", host), ("remark", "잘 보고 갔습니다.")]);
    }
    browser.post(&urls::inspection_confirmation(&id), &form).await.expect(StatusCode::SEE_OTHER);
}
