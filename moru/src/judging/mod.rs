//! Judging: who may judge, who sits in which meeting, the points they give, and what is decided from them.

pub mod evaluators;
pub mod panels;
pub mod scores;
pub mod selection;
