//! `cargo xtask demo`: builds everything and serves the example programme.

use anyhow::Result;

use crate::{process, web, workspace};

/// Build everything and serve the example programme on http://127.0.0.1:8080.
///
/// The database is an embedded one in a temporary folder and is gone when the demo ends. The accounts to sign in
/// with are printed. Whatever follows is passed on to `moru demo`, for example
/// `cargo xtask demo --at 2024-05-10T17:55:00+09:00 --listen 127.0.0.1:9000`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Options of `moru demo`; `cargo xtask demo -- --help` lists them.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS")]
    options: Vec<String>,
}

/// Builds the front end and the server, then becomes the server.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    println!("1/3  Front end: styles, scripts and fonts");
    web::build(false)?;
    println!("2/3  Server: the first build takes some minutes, later ones seconds");
    process::run(workspace::cargo().args(["build", "--profile", "quick", "--package", "moru"]))?;
    println!("3/3  Example programme: stop it with Ctrl-C");
    let program = workspace::target().join("quick/moru");
    process::become_program(workspace::command(program).arg("demo").args(&arguments.options))
}
