//! Settings: from a TOML file, overridden by the environment (`MORU_…`), overridden by flags.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::Args;
use serde::Deserialize;

/// Settings as given; everything may be left out.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Settings file in TOML; the names are those of the flags
    #[arg(long, env = "MORU_CONFIG")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// sqlite:PATH or postgres://user:password@host/name
    #[arg(long, env = "MORU_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// Folder for uploaded files, or s3://bucket/prefix
    #[arg(long, env = "MORU_FILES")]
    pub files: Option<String>,
    /// Address and port to listen on
    #[arg(long, env = "MORU_LISTEN")]
    pub listen: Option<SocketAddr>,
    /// The address people type, for links in mails and QR codes
    #[arg(long, env = "MORU_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// smtp://user:password@host:port, or folder:PATH to write mails as files
    #[arg(long, env = "MORU_MAIL", hide_env_values = true)]
    pub mail: Option<String>,
    /// Sender of mails, such as "모루 <no-reply@example.kr>"
    #[arg(long, env = "MORU_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// File with the signing key of receipts (64 hex digits); made at the first start when missing
    #[arg(long, env = "MORU_SEAL_KEY")]
    pub seal_key: Option<PathBuf>,
    /// Seconds after which a request ends unanswered, and a client that takes nothing of its answer is cut off
    #[arg(long, env = "MORU_REQUEST_TIMEOUT", value_name = "SECONDS")]
    pub request_timeout: Option<u64>,
    /// "text" or "json"
    #[arg(long, env = "MORU_LOG_FORMAT")]
    pub log_format: Option<LogFormat>,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Settings as used: nothing is missing.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where rows are.
    pub database: String,
    /// Where file contents are.
    pub files: String,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The address people type, without a slash at the end.
    pub public_url: String,
    /// How mail leaves.
    pub mail: String,
    /// Who mail is from.
    pub mail_from: String,
    /// The file of the signing key.
    pub seal_key: PathBuf,
    /// How long a request may take, and how long a client may take nothing of its answer.
    pub request_timeout: Duration,
    /// How log lines are written.
    pub log_format: LogFormat,
}

/// Why settings cannot be used; each is one line an operator can act on.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("settings file {path}: {cause}")]
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The file is not what it should be.
    #[error("settings file {path}: {cause}")]
    Malformed {
        /// Its path.
        path: PathBuf,
        /// Where and why.
        cause: Box<toml::de::Error>,
    },
    /// One value cannot be used.
    #[error("{name}: {problem}")]
    Value {
        /// The setting.
        name: &'static str,
        /// What is wrong and what is right.
        problem: String,
    },
}

impl Settings {
    /// Reads the file, lays the given settings over it, fills what is left and checks every value. All problems are
    /// returned together.
    pub fn resolve(self) -> Result<Config, Vec<ConfigError>> {
        let file = match &self.config {
            Some(path) => read(path).map_err(|error| vec![error])?,
            None => Self::default(),
        };
        let listen = self.listen.or(file.listen).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let public_url = self.public_url.or(file.public_url).unwrap_or_else(|| format!("http://{listen}"));
        let config = Config {
            database: self.database.or(file.database).unwrap_or_else(|| "sqlite:moru.db".to_owned()),
            files: self.files.or(file.files).unwrap_or_else(|| "files".to_owned()),
            listen,
            public_url: public_url.trim_end_matches('/').to_owned(),
            mail: self.mail.or(file.mail).unwrap_or_else(|| "folder:mail".to_owned()),
            mail_from: self
                .mail_from
                .or(file.mail_from)
                .unwrap_or_else(|| "Moru <no-reply@localhost>".to_owned()),
            seal_key: self.seal_key.or(file.seal_key).unwrap_or_else(|| "moru-seal.key".into()),
            request_timeout: Duration::from_secs(self.request_timeout.or(file.request_timeout).unwrap_or(60)),
            log_format: self.log_format.or(file.log_format).unwrap_or_default(),
        };
        let problems = config.problems();
        if problems.is_empty() { Ok(config) } else { Err(problems) }
    }
}

impl Config {
    /// Whether people reach the server by HTTPS, so that cookies may demand it.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    fn problems(&self) -> Vec<ConfigError> {
        let starts = |text: &str, with: &[&str]| with.iter().any(|prefix| text.starts_with(prefix));
        let rules = [
            (
                "database",
                starts(&self.database, &["sqlite:", "postgres://", "postgresql://"]),
                "must start with sqlite: or postgres://",
            ),
            (
                "public-url",
                starts(&self.public_url, &["http://", "https://"]),
                "must start with http:// or https://",
            ),
            (
                "mail",
                starts(&self.mail, &["smtp://", "smtps://", "folder:"]),
                "must start with smtp://, smtps:// or folder:",
            ),
            ("mail-from", self.mail_from.contains('@'), "must hold a mail address"),
            ("files", !self.files.is_empty(), "must name a folder or s3://bucket/prefix"),
            (
                "request-timeout",
                (1..=3600).contains(&self.request_timeout.as_secs()),
                "must be between 1 and 3600 seconds",
            ),
        ];
        rules
            .into_iter()
            .filter(|(_, holds, _)| !holds)
            .map(|(name, _, problem)| ConfigError::Value { name, problem: problem.to_owned() })
            .collect()
    }
}

fn read(path: &PathBuf) -> Result<Settings, ConfigError> {
    let text = std::fs::read_to_string(path)
        .map_err(|cause| ConfigError::Unreadable { path: path.clone(), cause })?;
    toml::from_str(&text)
        .map_err(|cause| ConfigError::Malformed { path: path.clone(), cause: Box::new(cause) })
}
