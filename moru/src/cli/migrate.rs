//! `moru migrate`: the schema, without serving.

use crate::base::{config::Settings, database::Database, errors::Fault};

/// Arguments of `moru migrate`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    settings: Settings,
}

/// Brings the schema up to date.
pub(super) fn run(args: Args) -> Result<(), Fault> {
    let config = super::settle(args.settings)?;
    super::block_on(async {
        let database = Database::open(&config.database).await.map_err(Fault::new)?;
        database.migrate().await.map_err(Fault::new)
    })
}
