//! Mail: queued as a job with the change that causes it, sent by SMTP or, in the example programme and in tests,
//! written to a folder as files anyone can open.

use std::{path::PathBuf, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::{
    clock::Clock,
    errors::{Fault, Outcome},
    jobs,
};

/// The kind of job that sends a mail.
pub const JOB: &str = "mail";

/// A mail server that has not taken a letter by then counts as gone: the letters behind it have waited enough.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail to one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Address of the reader.
    pub to: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// How mail leaves.
#[derive(Clone)]
pub enum Mailer {
    /// A mail server.
    Smtp {
        /// The connection to it.
        transport: Box<AsyncSmtpTransport<Tokio1Executor>>,
        /// Who the mail is from.
        from: Mailbox,
    },
    /// A folder in which every mail becomes a file.
    Folder(PathBuf),
}

impl Mailer {
    /// Opens `smtp://…`, `smtps://…` or `folder:PATH`.
    pub fn open(place: &str, from: &str) -> Result<Self, Fault> {
        if let Some(folder) = place.strip_prefix("folder:") {
            std::fs::create_dir_all(folder).map_err(Fault::new)?;
            return Ok(Self::Folder(folder.into()));
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(place).map_err(Fault::new)?.build();
        let from = from.parse().map_err(|error| Fault::new(format!("mail sender {from:?}: {error}")))?;
        Ok(Self::Smtp { transport: Box::new(transport), from })
    }

    /// Sends the letter a job carries. `id` names the file, so that sending twice writes one file.
    pub async fn send(&self, payload: &str) -> Outcome<()> {
        let letter: Letter = serde_json::from_str(payload)?;
        match self {
            Self::Folder(folder) => {
                let name = format!("{}.txt", &ledger::Sha256::of(payload.as_bytes()).to_string()[..16]);
                let text = format!("To: {}\nSubject: {}\n\n{}\n", letter.to, letter.subject, letter.text);
                tokio::fs::write(folder.join(name), text).await?;
            }
            Self::Smtp { transport, from } => {
                let to = letter.to.parse().map_err(Fault::new)?;
                let message = Message::builder()
                    .from(from.clone())
                    .to(Mailbox::new(None, to))
                    .subject(letter.subject)
                    .header(ContentType::TEXT_PLAIN)
                    .body(letter.text)
                    .map_err(Fault::new)?;
                // The transport's own limit is for connecting; a server may take the call and say nothing.
                let sent = tokio::time::timeout(PATIENCE, transport.send(message)).await;
                sent.map_err(|_| Fault::new("the mail server did not take the letter in time"))?
                    .map_err(Fault::new)?;
            }
        }
        Ok(())
    }
}

/// Queues letters in the caller's transaction.
pub async fn queue(connection: &impl ConnectionTrait, clock: &Clock, letters: &[Letter]) -> Outcome<()> {
    jobs::queue(connection, clock, JOB, letters).await
}
