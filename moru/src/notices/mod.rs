//! What is announced: press releases and calls.

pub mod calls;
pub mod publications;
