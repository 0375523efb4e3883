//! Measurements of Moru against what its users would otherwise take.

pub mod census;
pub mod zones;
