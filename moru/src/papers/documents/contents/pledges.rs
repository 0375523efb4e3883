//! Consents and pledges (동의서·서약서, D-08), each in full with its version and the day on which it was given.

use documents::{Check, Heading, List};

use super::{Paper, application::Filled, blocks::heading, written};
use crate::applying::applications::form::{CONSENTS, Consent};

/// Consents and pledges.
pub(super) fn paper(form: &Filled) -> Paper {
    let mut paper = form.paper("개인정보 동의서·서약서");
    for consent in CONSENTS {
        one(&mut paper, form, &consent);
    }
    form.sign(&mut paper);
    paper
}

fn one(paper: &mut Paper, form: &Filled, consent: &Consent) {
    let given = form.form.consents.iter().find(|given| consent.field.ends_with(given.code.as_str()));
    paper.push(heading(consent.title));
    paper.push(List::bulleted(consent.text.iter().copied()));
    let version = given.map_or(consent.version, |given| given.version);
    let when = given.map_or_else(String::new, |given| format!(", {}", written(given.given_on)));
    paper.push(Heading::plain(2, "답"));
    let text = format!("{} ({version}판{when})", consent.label);
    paper.push(vec![Check { checked: given.is_some(), text: text.into() }]);
}
