//! Keeping a photo.

use bytes::Bytes;
use http::StatusCode;
use ledger::Sha256;
use programme::inspection::{Checklist, PhotoRefused, Position, check_jpeg};
use serde_json::json;
use uuid::Uuid;

use super::{held, receive::instant};
use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::{Failure, Fault, Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::inspections::{
        access::{Act, State, require_own},
        evidence::admit,
        store::{self, Photo},
    },
};

/// The largest photo. A device makes them some hundreds of kilobytes large.
pub const LARGEST_PHOTO: usize = 3 * 1024 * 1024;
/// The most photos of an inspection.
const MOST: usize = 100;

/// What a device says about a photo.
#[derive(Clone, Debug)]
pub struct NewPhoto {
    /// The name that the device gave it.
    pub id: Uuid,
    /// Of which item.
    pub item: u8,
    /// The hash of its bytes as the device computed it, hex.
    pub sha256: String,
    /// Where the device was.
    pub position: Option<Position>,
    /// When it was taken, by the clock of the device, in milliseconds since 1970 UTC.
    pub made_at: i64,
}

/// Keeps a photo; one that is kept already is kept. When this returns, its bytes and its row are on disk.
pub async fn keep_photo(app: &App, actor: &Actor, id: Uuid, new: NewPhoto, content: Bytes) -> Outcome<()> {
    let at = app.clock.now();
    let inspection = store::find(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    admit(app.database.read(), app, (actor, Act::Attend), &inspection).await?;
    check(&new, &content)?;
    if let Some(known) = store::photo(app.database.read(), id, new.id).await? {
        return same(&known, &new);
    }
    require_own(Act::Record, actor, &inspection)?;
    let bytes = content.len() as u64;
    app.files.keep(content).await?;
    let transaction = app.database.begin().await?;
    let inspection = held(&transaction, app, (actor, Act::Record), id).await?;
    let checklist = Checklist::built_in(&inspection.checklist).map_err(Fault::new)?;
    if checklist.item(new.item).is_none() {
        return Err(Refusal::malformed().into());
    }
    if store::photos(&transaction, id).await?.len() >= MOST {
        return Err(Refusal::conflict(
            "사진이 너무 많습니다.",
            "한 실사에 100장까지 받습니다. 전담기관 담당자에게 알려 주세요.",
        )
        .into());
    }
    let photo = Photo {
        id: new.id,
        item: new.item,
        sha256: new.sha256.clone(),
        bytes,
        position: new.position,
        by: actor.scope,
        made_at: instant(new.made_at, at),
        received_at: at,
    };
    match store::insert_photo(&transaction, id, &photo).await {
        // Sent twice at the same moment: the other one is being kept.
        Err(error) if is_duplicate(&error) => {
            drop(transaction);
            let known = store::photo(app.database.read(), id, new.id).await?;
            return same(&known.ok_or_else(Refusal::malformed)?, &new);
        }
        written => written?,
    }
    if inspection.state == State::Planned {
        store::open(&transaction, id).await?;
    }
    let detail = json!({ "item": photo.item, "sha256": photo.sha256, "bytes": photo.bytes });
    let entry = Entry { act: "photo", entity: "inspection", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await.map_err(Failure::from)
}

/// A name stands for one photo for ever.
fn same(known: &Photo, new: &NewPhoto) -> Outcome<()> {
    if known.sha256 == new.sha256 && known.item == new.item {
        return Ok(());
    }
    Err(Refusal::conflict("같은 이름의 다른 사진이 이미 있습니다.", "사진을 다시 찍어 주세요.").into())
}

fn check(new: &NewPhoto, content: &[u8]) -> Outcome<()> {
    let refuse = |what: &'static str, next: &'static str| {
        Failure::from(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, what, next))
    };
    if content.len() > LARGEST_PHOTO {
        return Err(refuse("사진이 너무 큽니다.", "3MB까지 받습니다. 사진을 다시 골라 주세요."));
    }
    if Sha256::of(content).to_hex() != new.sha256 {
        return Err(refuse("사진이 오는 길에 달라졌습니다.", "잠시 뒤에 다시 보내 주세요."));
    }
    check_jpeg(content).map_err(|refused| match refused {
        PhotoRefused::NoJpeg => refuse("JPEG 사진만 받습니다.", "사진을 다시 골라 주세요."),
        PhotoRefused::HoldsMore => refuse(
            "사진에 찍은 곳이나 기기 같은 정보가 남아 있습니다.",
            "현장실사 화면에서 사진을 고르면 그 정보를 지우고 보냅니다.",
        ),
    })
}
