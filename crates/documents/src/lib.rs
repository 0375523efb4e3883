#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod calendar;
mod clean;
mod code;
pub mod flow;
#[cfg(feature = "hwpx")]
pub mod hwpx;
pub mod model;
#[cfg(feature = "pdf")]
pub mod pdf;
mod problems;
mod qr;
#[cfg(feature = "xlsx")]
pub mod sheets;

pub use clean::clean;
pub use code::{Code, NoCode};
pub use flow::Flow;
pub use model::{
    Align, Block, Callout, Cell, Check, Column, Document, Fact, Heading, Item, Language, List, Mark, Opening,
    Paragraph, Picture, PictureFormat, Placed, Qr, Row, Run, SignatureLine, Signatures, Table, Text,
    Verification,
};
pub use problems::{BlockProblem, Problem};
