#![doc = include_str!("../README.md")]

pub mod calendar;
pub mod counting;
pub mod dates;
mod digits;
pub mod ksic;
pub mod masking;
pub mod numbers;
pub mod phone;
pub mod text;
pub mod won;
pub mod zones;
