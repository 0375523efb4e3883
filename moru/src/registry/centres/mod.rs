<<<<<<< HEAD:moru/src/places/atlas.rs
//! To come.
=======
//! Centres: which run, since when, where, and by whom.

>>>>>>> atlas:moru/src/registry/centres/mod.rs
use axum::Router;
use sea_orm::ConnectionTrait;
use crate::base::{app::App, errors::Outcome};
/// x
pub struct Evidence {
    /// x
    pub cell: programme::gates::ZoneCell,
    /// x
    pub snapshot: programme::gates::Snapshot,
}
/// x
pub async fn evidence(_: &impl ConnectionTrait, _: &str, _: u8, _: &str) -> Outcome<Option<Evidence>> { Ok(None) }
/// x
pub fn routes() -> Router<App> { Router::new() }
