//! Every state × every act, against the transitions written out, and each refusal.

mod application;
mod call;

use chrono::{DateTime, Utc};

use crate::deadline::Window;

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}+09:00").parse().unwrap()
}

fn window() -> Window {
    Window::new(at("2024-04-15T00:00:00"), at("2024-05-10T18:00:00")).unwrap()
}
