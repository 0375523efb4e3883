//! Counting the rows of a file with several threads.

pub(crate) mod mask;
pub(crate) mod merge;
pub(crate) mod number;
pub(crate) mod plan;
pub(crate) mod quotes;
pub(crate) mod reject;
pub(crate) mod row;
pub(crate) mod split;
pub(crate) mod tally;
pub(crate) mod worker;
