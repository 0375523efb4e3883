//! Judging: who may judge, who sits in which meeting, what is found on site, which bonuses and penalties there are, the
//! points members give, what is decided from them, and what is said against it.

pub mod adjustments;
pub mod evaluators;
pub mod inspections;
pub mod objections;
pub mod panels;
pub mod scores;
pub mod selection;
