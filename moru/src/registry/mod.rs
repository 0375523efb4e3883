//! Who exists and where: institutions, centres, and the 읍·면·동 they lie in.

pub mod centres;
pub mod institutions;
pub mod zones;
