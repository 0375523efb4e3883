#![doc = include_str!("../README.md")]

mod digits;
pub mod numbers;
pub mod zones;
