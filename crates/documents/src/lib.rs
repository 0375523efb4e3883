#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod clean;
pub mod flow;
pub mod model;
mod problems;
mod qr;

pub use clean::clean;
pub use flow::Flow;
pub use model::{
    Align, Block, Callout, Cell, Check, Column, Document, Fact, Heading, Item, Language, List, Mark, Opening,
    Paragraph, Picture, PictureFormat, Placed, Qr, Row, Run, SignatureLine, Signatures, Table, Text,
    Verification,
};
pub use problems::{BlockProblem, Problem};
#[cfg(feature = "pdf")]
pub mod pdf;
