//! What arrives from a form: text as typed, kept whatever is wrong with it, and the sentences that belong beside
//! the fields.

use std::collections::BTreeMap;

use axum::{
    RequestExt,
    extract::{FromRequest, Request, rejection::BytesRejection},
};
use bytes::Bytes;
use http::StatusCode;

use crate::base::{
    errors::{Failure, Refusal},
    words::Words,
};

/// The fields of a sent form, by name. A name sent twice keeps all its values in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    values: Vec<(String, String)>,
}

impl Fields {
    /// The fields of an `application/x-www-form-urlencoded` text.
    pub fn parse(body: &[u8]) -> Self {
        let values =
            form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), normal(&value))).collect();
        Self { values }
    }

    /// Adds a value, as it would have arrived.
    pub fn add(&mut self, name: String, value: &str) {
        self.values.push((name, normal(value)));
    }

    /// Every value of a name, in the order in which they were sent.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.values.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }

    /// The first value of a name, trimmed; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.values.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// Whether a name was sent at all: how ticked boxes and buttons are told.
    pub fn has(&self, name: &str) -> bool {
        self.values.iter().any(|(known, _)| known == name)
    }

    /// All fields in the order they were sent.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Sets a field, for forms that are filled by the program first.
    pub fn set(&mut self, name: &str, value: &str) {
        self.values.retain(|(known, _)| known != name);
        self.values.push((name.to_owned(), value.to_owned()));
    }

    /// A copy without the fields named, such as passwords, that must not go back into a page.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Self {
        Self {
            values: self.values.iter().filter(|(name, _)| !names.contains(&name.as_str())).cloned().collect(),
        }
    }

    /// The fields as they travel in a request body.
    pub fn encode(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.iter()).finish()
    }
}

/// "66.12" as 6612 hundredths, with or without commas between thousands. More places are refused rather than rounded.
pub fn hundredths(text: &str) -> Option<u32> {
    let text = text.replace(',', "");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !is_digits(whole) || !is_digits(part) {
        return None;
    }
    format!("{whole}{part:0<2}").parse().ok()
}

/// 6612 hundredths as "66.12", 6600 as "66".
pub fn of_hundredths(hundredths: u32) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => whole.to_string(),
        _ if part % 10 == 0 => format!("{whole}.{}", part / 10),
        _ => format!("{whole}.{part:02}"),
    }
}

/// Line ends become one character, and control characters that no key types are dropped.
fn normal(value: &str) -> String {
    value.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Failure;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Failure> {
        let body: Bytes =
            request.extract().await.map_err(|rejection: BytesRejection| match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => too_long(),
                _ => Refusal::malformed(),
            })?;
        Ok(Self::parse(&body))
    }
}

/// The refusal of more text than any form takes.
fn too_long() -> Refusal {
    Refusal::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "보낸 글이 너무 깁니다.",
        "이전 화면으로 돌아가 글을 줄인 뒤 다시 보내 주세요. 저장한 내용은 그대로 있습니다.",
    )
}

/// What is wrong, field by field: the sentence stands below the field and again in the summary at the top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    by_field: BTreeMap<String, Words>,
}

impl Problems {
    /// Notes a problem; the first one of a field stays.
    pub fn add(&mut self, field: impl Into<String>, problem: impl Into<Words>) {
        self.by_field.entry(field.into()).or_insert_with(|| problem.into());
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.by_field.is_empty()
    }

    /// The problem of a field.
    pub fn of(&self, field: &str) -> Option<&Words> {
        self.by_field.get(field)
    }

    /// All problems, by field name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Words)> {
        self.by_field.iter().map(|(field, words)| (field.as_str(), words))
    }
}
