//! Measurements of Moru against what its users would otherwise take.
//!
//! Everything made on the way lies in `bench/output`, which is not part of the project; the tables go into
//! `bench/RESULTS.md`.

pub mod assignment;
pub mod atlas;
pub mod census;
mod measure;
mod peers;
mod results;
pub mod web;
pub mod zones;
