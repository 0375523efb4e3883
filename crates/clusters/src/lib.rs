#![doc = include_str!("../README.md")]

pub mod build;
mod census;
mod csv_out;
mod evaluate;
mod input;
mod problem;
pub mod profile;
mod ruleset;
mod scan;

pub use census::{Cell, Census, Count, Point, Tier};
pub use evaluate::{CellFinding, Cluster, State, clusters, evaluate, evaluate_cell, near_clusters, of_state};
pub use problem::Problem;
pub use profile::Profile;
pub use ruleset::{Ruleset, Thresholds};
