//! Pages that read every store below and write nothing.

pub mod home;
pub mod replay;
