//! What the frame of every page shows: see the head of `templates/shell.html`.

use std::{cell::RefCell, fmt::Display};

use axum::body::Bytes;
use axum::response::{Html, IntoResponse, Response};

use super::{assets, urls};
use crate::base::{
    errors::Outcome,
    words::{Language, Words, fill},
};

/// A place to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Address.
    pub href: String,
    /// Words, already in the page's language.
    pub label: String,
    /// Whether this is where one is.
    pub current: bool,
}

/// Who is signed in, as the header shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Name of the person.
    pub name: String,
    /// The role they act in.
    pub role_label: String,
}

/// A role to switch to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// What the form sends.
    pub id: String,
    /// Words.
    pub label: String,
    /// Whether it is the role acted in now.
    pub current: bool,
}

/// The bar of the example programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demo {
    /// Its clock when that is not the machine's; else empty.
    pub clock_text: String,
}

/// Whom to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inquiry {
    /// For what.
    pub role: String,
    /// As people write it.
    pub phone: String,
    /// Digits only, for dialling.
    pub tel: String,
}

/// Data the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Name and date.
    pub label: String,
    /// Where it comes from.
    pub href: String,
}

/// The frame of one page for one visitor.
#[derive(Clone, Debug)]
pub struct Page {
    /// `ko` or `en`.
    pub lang: &'static str,
    language: Language,
    /// Path and query of this page.
    pub path: String,
    /// At most five.
    pub menu: Vec<Link>,
    /// From below the home page to this one.
    pub breadcrumb: Vec<Link>,
    /// Who is signed in.
    pub account: Option<Account>,
    /// Their roles.
    pub roles: Vec<Role>,
    /// Set in the example programme.
    pub demo: Option<Demo>,
    /// Only a site of the government may set it.
    pub government_masthead: bool,
    /// A public campaign, in its own region.
    pub campaign: Option<String>,
    /// The other language, in its own words.
    pub other_lang_label: &'static str,
    /// This page in the other language.
    pub other_lang_url: String,
    /// The home page.
    pub home: &'static str,
    /// Where the search box sends.
    pub search_url: &'static str,
    /// Sign in and come back.
    pub sign_in_url: String,
    /// Sign out.
    pub sign_out_url: &'static str,
    /// Switch the role.
    pub role_url: &'static str,
    /// What was searched for.
    pub query: String,
    /// Whom to call.
    pub inquiries: Vec<Inquiry>,
    /// Data shown here.
    pub sources: Vec<Source>,
    /// Links of the footer.
    pub footer_links: Vec<Link>,
}

impl Page {
    /// A frame in a language for an address, with nobody signed in.
    pub fn new(language: Language, path: &str) -> Self {
        let other = if language == Language::Korean { Language::English } else { Language::Korean };
        Self {
            lang: language.code(),
            language,
            path: path.to_owned(),
            menu: Vec::new(),
            breadcrumb: Vec::new(),
            account: None,
            roles: Vec::new(),
            demo: None,
            government_masthead: false,
            campaign: None,
            other_lang_label: if other == Language::English { "English" } else { "한국어" },
            other_lang_url: urls::language(other.code(), path),
            home: urls::HOME,
            search_url: urls::ATLAS,
            sign_in_url: urls::sign_in_for(path),
            sign_out_url: urls::SIGN_OUT,
            role_url: urls::SWITCH_ROLE,
            query: String::new(),
            inquiries: Vec::new(),
            sources: Vec::new(),
            footer_links: Vec::new(),
        }
    }

    /// The language of the page.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A Korean text in the page's language.
    pub fn t<'a>(&self, korean: &'a str) -> &'a str {
        self.language.say(korean)
    }

    /// The same with values in its places `{name}`.
    pub fn tf(&self, korean: &str, values: &[(&str, &dyn Display)]) -> String {
        fill(self.language.say(korean), values)
    }

    /// A sentence of the rules in the page's language.
    pub fn say(&self, words: &Words) -> String {
        words.say(self.language)
    }

    /// The address of a built front-end file.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::address(name)
    }

    /// A step of the breadcrumb; the last one added is this page.
    #[must_use]
    pub fn under(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.breadcrumb.push(Link { href: href.into(), label: label.into(), current: false });
        self
    }
}

/// Pages longer than this do not keep their room: the next one is seldom as long.
const ROOM_KEPT: usize = 256 * 1024;

thread_local! {
    /// Where this thread draws its pages. A text that grows as it is drawn moves half a dozen times, and its room is
    /// too large for the allocator to hand out again cheaply.
    static ROOM: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Draws a template as the answer.
pub fn html(template: &impl askama::Template) -> Outcome<Response> {
    let drawn = ROOM.with_borrow_mut(|room| {
        room.clear();
        template.render_into(room)?;
        let drawn = Bytes::copy_from_slice(room.as_bytes());
        if room.capacity() > ROOM_KEPT {
            *room = String::new();
        }
        Ok::<_, askama::Error>(drawn)
    })?;
    Ok(Html(drawn).into_response())
}
