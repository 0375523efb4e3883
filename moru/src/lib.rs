//! Moru runs Korea's support-centre programme for small manufacturers. `docs/architecture.md` shows the house;
//! `server` puts the features together, `cli` is the command line.
#![forbid(unsafe_code)]

pub mod applying;
pub mod base;
pub mod cli;
pub mod demo;
pub mod identity;
pub mod insight;
pub mod judging;
pub mod notices;
pub mod papers;
pub mod places;
pub mod registry;
pub mod server;
pub mod web;

#[cfg(test)]
mod testing;
