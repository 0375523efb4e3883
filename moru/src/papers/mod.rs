//! What is written on paper.

pub mod documents;
