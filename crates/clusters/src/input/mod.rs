//! Files and streams as chunks of text.

mod charset;
mod chunks;
#[cfg(feature = "parquet")]
mod columnar;
mod open;
mod whole;

pub(crate) use charset::Charset;
pub(crate) use chunks::{Buffer, Chunks, Limits, Piece};
pub(crate) use open::{Opened, StreamDigest, open};
pub(crate) use whole::records;
