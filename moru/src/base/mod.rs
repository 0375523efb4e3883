//! Storey 0: what every feature may use and nothing more. The list is short on purpose; adding a file here needs
//! a reason in `docs/architecture.md`.

pub mod app;
pub mod clock;
pub mod config;
pub mod database;
pub mod errors;
pub mod files;
pub mod gather;
pub mod inspector;
pub mod jobs;
pub mod mail;
pub mod question;
pub mod shared;
pub mod words;
