//! Dates and times as they are written, and the one time zone of the programme.
//!
//! [`parse`] reads the ways officials write dates, [`scan`] finds them in running text, and [`date`], [`datetime`]
//! and [`month`] write them in the one form used everywhere: `2024. 5. 10.(금) 18:00`.

pub mod kst;
mod read;
mod write;

pub use read::{DateText, DateTextError, PressEdition, parse, scan};
pub use write::{date, datetime, month, weekday};
