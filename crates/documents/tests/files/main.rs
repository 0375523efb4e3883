//! The files that the crate writes, as programs that are not ours read them.

mod any;
mod calendar;
mod common;
mod hwpx;
mod model;
mod pdf;
mod read;
mod sheets;
