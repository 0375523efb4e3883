//! Words for people. Korean is the source text and the key; `locales/en.json` holds the English. A test fails on any
//! Korean sentence without English, so nothing here can be half translated.

use std::{collections::HashMap, fmt::Display, sync::LazyLock};

/// The languages Moru speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// 한국어, the source.
    Korean,
    /// English.
    English,
}

impl Language {
    /// The code used in HTML and cookies.
    pub fn code(self) -> &'static str {
        match self {
            Self::Korean => "ko",
            Self::English => "en",
        }
    }

    /// The language of a code; anything unknown is Korean.
    pub fn from_code(code: &str) -> Self {
        if code == "en" { Self::English } else { Self::Korean }
    }

    /// The text in this language. Text without a translation stays Korean: a reader of English sees that something is
    /// there rather than nothing.
    pub fn say(self, korean: &str) -> &str {
        match self {
            Self::Korean => korean,
            Self::English => ENGLISH.get(korean).map_or(korean, String::as_str),
        }
    }
}

/// The English of every Korean text.
static ENGLISH: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../locales/en.json")).unwrap_or_default());

/// The whole English catalogue, for the test that nothing is missing from it.
pub fn english() -> &'static HashMap<String, String> {
    &ENGLISH
}

/// A sentence with its values, not yet in any language: rules and actions return these, pages say them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    key: &'static str,
    values: Vec<(&'static str, String)>,
}

impl Words {
    /// A sentence by its Korean text; places for values are written `{name}`.
    pub fn new(korean: &'static str) -> Self {
        Self { key: korean, values: Vec::new() }
    }

    /// Fills the place `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// The sentence in a language.
    pub fn say(&self, language: Language) -> String {
        let values: Vec<(&str, &dyn Display)> =
            self.values.iter().map(|(name, value)| (*name, value as &dyn Display)).collect();
        fill(language.say(self.key), &values)
    }
}

impl From<&'static str> for Words {
    fn from(korean: &'static str) -> Self {
        Self::new(korean)
    }
}

/// Puts values into the places `{name}` of a text; places without a value stay as they are.
pub fn fill(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut out = text.to_owned();
    for (name, value) in values {
        out = out.replace(&format!("{{{name}}}"), &value.to_string());
    }
    out
}
