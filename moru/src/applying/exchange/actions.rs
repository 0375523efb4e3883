//! What passes between the channels.

mod import;
mod package;

pub use import::{Became, Line, Unread, import};
pub use package::{Package, package};
