//! Cards and results on the real router, on both engines.

mod races;
mod results;
mod secrecy;
mod signing;

use http::StatusCode;
use programme::scoring::Stage;
use testdb::TestDatabase;
use uuid::Uuid;

use super::{actions::Signing, example, store};
use crate::{
    identity::accounts::{Actor, Role},
    judging::panels::{example as panels, store as meetings},
    testing::judging::{Judging, PASSWORD, SLUG},
    web::urls,
};

const DOCUMENTS: Stage = Stage::DocumentReview;

/// A panel of which everybody has declared and is there.
struct Panel {
    meeting: Uuid,
    members: Vec<Actor>,
}

async fn panel(judging: &Judging, stage: Stage) -> Panel {
    let (meeting, ids) = judging.appointed(stage).await;
    let mut members = Vec::new();
    for id in ids {
        members.push(judging.ready(meeting, id).await);
    }
    Panel { meeting, members }
}

/// Writes and signs one card.
async fn sign(judging: &Judging, panel: &Panel, member: usize, application: usize, percent: u32) {
    let place = (panel.meeting, judging.received[application].id);
    let actor = &panel.members[member];
    let signed = example::sign(&judging.test.app, actor, place, percent, PASSWORD).await;
    assert_eq!(signed.expect("a card"), Signing::Signed);
}

/// Signs every card: the members give these percent, to every application the same.
async fn sign_all(judging: &Judging, panel: &Panel, percents: [u32; 5]) {
    for (member, percent) in percents.into_iter().enumerate() {
        for application in 0..judging.received.len() {
            sign(judging, panel, member, application, percent).await;
        }
    }
}
