//! Who exists: institutions and centres.

pub mod centres;
pub mod institutions;
