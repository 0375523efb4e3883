//! Judging: who may judge, who sits in which meeting, and the points they give.

pub mod evaluators;
pub mod panels;
pub mod scores;
