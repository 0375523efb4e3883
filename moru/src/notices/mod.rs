//! What is announced: press releases, calls, and what is asked about them.

pub mod calls;
pub mod publications;
pub mod questions;
