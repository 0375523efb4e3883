//! `moru check-config`: whether the settings can be used, without starting anything.

use std::process::ExitCode;

use crate::base::config::Settings;

/// Arguments of `moru check-config`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    settings: Settings,
}

/// Prints the settings in use, or one line per problem.
pub(super) fn run(args: Args) -> ExitCode {
    match args.settings.resolve() {
        Ok(config) => {
            println!("database   {}", without_password(&config.database));
            println!("files      {}", config.files);
            println!("listen     {}", config.listen);
            println!("public-url {}", config.public_url);
            println!("mail       {}", without_password(&config.mail));
            println!("mail-from  {}", config.mail_from);
            println!("seal-key   {}", config.seal_key.display());
            println!("request-timeout {} s", config.request_timeout.as_secs());
            ExitCode::SUCCESS
        }
        Err(problems) => {
            for problem in problems {
                eprintln!("moru: {problem}");
            }
            ExitCode::from(2)
        }
    }
}

/// An address without the password in it.
fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let Some((person, place)) = rest.rsplit_once('@') else { return address.to_owned() };
    let name = person.split(':').next().unwrap_or_default();
    format!("{scheme}://{name}:…@{place}")
}
