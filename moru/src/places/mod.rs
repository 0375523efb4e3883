//! The land: clusters, computed and explained.

pub mod atlas;
