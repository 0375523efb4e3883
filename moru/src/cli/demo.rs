//! `moru demo`: the example programme in a temporary folder.

use std::{net::SocketAddr, path::PathBuf};

use chrono::{DateTime, Utc};

use crate::{
    base::{app::App, clock::Clock, config::Settings, errors::Fault, inspector::Inspector},
    demo,
    identity::accounts::Role,
    server,
};

/// Arguments of `moru demo`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// What the example's clock shows at the start; it then runs. Such as 2024-05-10T17:55:00+09:00
    #[arg(long, default_value = "2024-05-07T10:00:00+09:00")]
    at: DateTime<Utc>,
    /// Address and port to listen on
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// sqlite:PATH or postgres://…, empty or holding the example already; without it a file in the folder
    #[arg(long)]
    database: Option<String>,
    /// Folder for everything the example writes; without it a temporary one that is removed at the end
    #[arg(long)]
    folder: Option<PathBuf>,
    /// smtp://user:password@host:port for mails that really leave; without it files in the folder
    #[arg(long)]
    mail: Option<String>,
    /// Also prepare this many institutions, each signed in with a complete draft, and write a line with the session
    /// and the application of each to applicants.tsv in the folder: for measuring submissions
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    applicants: usize,
}

/// Fills a new database, serves it and removes the temporary folder afterwards.
pub(super) fn run(args: &Args) -> Result<(), Fault> {
    let temporary = args.folder.is_none();
    let folder = args
        .folder
        .clone()
        .unwrap_or_else(|| std::env::temp_dir().join(format!("moru-demo-{}", std::process::id())));
    std::fs::create_dir_all(&folder).map_err(Fault::new)?;
    let outcome = serve(args, &folder);
    if temporary {
        std::fs::remove_dir_all(&folder).map_err(Fault::new)?;
    }
    outcome
}

fn serve(args: &Args, folder: &std::path::Path) -> Result<(), Fault> {
    let place = |name: &str| folder.join(name).display().to_string();
    let settings = Settings {
        database: Some(args.database.clone().unwrap_or_else(|| format!("sqlite:{}", place("moru.db")))),
        files: Some(place("files")),
        mail: Some(args.mail.clone().unwrap_or_else(|| format!("folder:{}", place("mail")))),
        seal_key: Some(place("seal.key").into()),
        listen: Some(args.listen),
        ..Settings::default()
    };
    let config = super::settle(settings)?;
    super::telemetry::start(config.log_format);
    super::block_on(async {
        let listener = server::listen(config.listen).await?;
        let app = App::open(config, Clock::starting_at(args.at), true).await?;
        demo::seed(&app).await.map_err(Fault::new)?;
        if args.applicants > 0 {
            demo::crowd(&app, args.applicants, &folder.join("applicants.tsv")).await.map_err(Fault::new)?;
        }
        // Preparing takes a while; what is served begins at the hour asked for.
        let app = App {
            clock: Clock::starting_at(args.at),
            inspector: Inspector::apart(std::env::current_exe().map_err(Fault::new)?),
            ..app
        };
        announce(listener.local_addr().map_err(Fault::new)?, &app.config.mail);
        server::serve(app, listener, server::asked_to_stop()).await
    })
}

fn announce(address: SocketAddr, mail: &str) {
    println!("Moru example programme (예시): http://{address}");
    if let Some(folder) = mail.strip_prefix("folder:") {
        println!("Mails are written to {folder}");
    }
    println!("\nAccounts, all with the password {}:", demo::PASSWORD);
    for role in Role::ALL {
        println!("  {:<36} {}", demo::email(role), role.korean());
    }
    println!("\nStop with Ctrl-C.");
}
