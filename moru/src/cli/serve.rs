//! `moru serve`: the site.

use crate::{
    base::{app::App, clock::Clock, config::Settings, errors::Fault, inspector::Inspector},
    server,
};

/// Arguments of `moru serve`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    settings: Settings,
}

/// Serves until the process is asked to stop.
pub(super) fn run(args: Args) -> Result<(), Fault> {
    let config = super::settle(args.settings)?;
    super::telemetry::start(config.log_format);
    super::block_on(async {
        let listener = server::listen(config.listen).await?;
        let app = App::open(config, Clock::machine(), false).await?;
        let app = App { inspector: Inspector::apart(std::env::current_exe().map_err(Fault::new)?), ..app };
        tracing::info!(address = %listener.local_addr().map_err(Fault::new)?, "serving");
        server::serve(app, listener, server::asked_to_stop()).await
    })
}
