//! Documents from the button to the check, on the real router, on both engines; the files as programs that are not ours
//! read them.

mod access;
mod embargo;
mod files;
mod inspection;
mod issuing;
mod lists;
mod read;
mod verify;

use chrono::NaiveDate;
use http::StatusCode;
use testdb::TestDatabase;
use uuid::Uuid;

use super::{kinds::Kind, store};
use crate::{
    identity::accounts::Actor,
    judging::selection,
    notices::calls::store as calls,
    testing::{
        Answer, Browser,
        judging::{Judging, SLUG},
    },
    web::urls,
};

/// The call of 2024 from its eleven applications to the letters: five are selected, the next are in reserve,
/// the last is below the mark; two are not eligible, one withdrew.
pub(super) struct World {
    pub(super) judging: Judging,
    pub(super) call: Uuid,
    /// The meetings with their members.
    pub(super) meetings: Vec<(Uuid, Vec<Actor>)>,
}

impl World {
    pub(super) async fn start(database: TestDatabase) -> Self {
        let judging = Judging::of_2024(database, 9).await;
        let call = calls::by_slug(judging.test.app.database.read(), SLUG)
            .await
            .expect("a query")
            .expect("the call")
            .id;
        let meetings = judging.scored(&[90, 86, 82, 79, 76, 73, 71, 50, 0, 0, 0]).await;
        judging.test.at("2024-06-12T10:00:00");
        let met_on = NaiveDate::from_ymd_opt(2024, 6, 11).expect("a day");
        selection::example::decided(&judging.test.app, SLUG, met_on).await.expect("a decision");
        Self { judging, call, meetings }
    }

    /// An application by its place in the order of the receipts.
    pub(super) fn application(&self, place: usize) -> Uuid {
        self.judging.received[place].id
    }
}

/// Presses the button of a document.
pub(super) async fn press(browser: &mut Browser, kind: Kind, subject: &str, format: &str) -> Answer {
    browser.post(&urls::document(kind.code(), subject), &[("format", format)]).await
}

/// The document that the button leads to, and its file.
pub(super) async fn taken(
    judging: &Judging,
    browser: &mut Browser,
    kind: Kind,
    subject: &str,
) -> (store::Issued, Vec<u8>) {
    let answer = press(browser, kind, subject, "pdf").await.expect(StatusCode::SEE_OTHER);
    let id = answer.location().split('/').nth(3).and_then(|id| id.parse().ok()).expect("an id");
    let file = browser.get(answer.location()).await.expect(StatusCode::OK).bytes;
    let issued = store::find(judging.test.app.database.read(), id).await.expect("a query");
    (issued.expect("a document"), file)
}
