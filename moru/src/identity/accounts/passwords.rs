//! Passwords: Argon2id, on a thread of its own so that signing in never slows a page, and never more at once than the
//! machine has memory for.

use std::sync::LazyLock;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

use crate::base::errors::{Fault, Outcome};

/// Fewest characters of a password.
pub const SHORTEST: usize = 10;
/// Most characters: more only serves to keep the server busy.
pub const LONGEST: usize = 200;

/// Each hash takes 19 MiB and one core for some tens of milliseconds.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// The hash of a password nobody has, to compare with when there is no account.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    Argon2::default().hash_password(b"nobody").map(|hash| hash.to_string()).unwrap_or_default()
});

/// The hash to store.
pub async fn hash(password: &str) -> Outcome<String> {
    let password = password.to_owned();
    on_a_thread(move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()))
        .await?
        .map_err(|error| Fault::new(error.to_string()).into())
}

/// Whether a password is the one of a stored hash. Takes as long for an account that does not exist (`None`), so that
/// nobody learns from the time which addresses have one.
pub async fn verify(password: &str, stored: Option<&str>) -> Outcome<bool> {
    let password = password.to_owned();
    let exists = stored.is_some();
    let stored = stored.unwrap_or(&NOBODY).to_owned();
    let matches = on_a_thread(move || {
        PasswordHash::new(&stored)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    })
    .await?;
    Ok(matches && exists)
}

async fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Outcome<T> {
    let _permit = AT_ONCE.acquire().await.map_err(Fault::new)?;
    Ok(tokio::task::spawn_blocking(work).await.map_err(Fault::new)?)
}
