//! Where the consents of partners stand, in words.

use std::collections::BTreeMap;

use programme::consortium::Standing;

use crate::{
    applying::applications::{
        evidence::Partner,
        form::{Reading, consent_place},
        store::partners::Asked,
    },
    web::{page::Page, show},
};

/// The line of a partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ConsentLine {
    /// `pass`, `fail`, `warn` or `unknown`.
    pub(super) state: &'static str,
    /// The state in words.
    pub(super) word: String,
    /// Who, when and why.
    pub(super) detail: String,
    /// What keeps the application from being submitted; empty when nothing does.
    pub(super) error: String,
    /// The words on the button that asks; empty when there is nothing to ask.
    pub(super) ask: String,
}

impl ConsentLine {
    /// Of a row that is new or cannot be read.
    pub(super) fn not_asked(page: &Page) -> Self {
        Self {
            state: "unknown",
            word: page.t("아직 요청하지 않음").to_owned(),
            detail: String::new(),
            error: String::new(),
            ask: page.t("저장하고 동의 요청 보내기").to_owned(),
        }
    }
}

/// The lines by row.
pub(super) fn lines(
    page: &Page,
    reading: &Reading,
    partners: &[Partner],
    asked: &[Asked],
) -> BTreeMap<usize, ConsentLine> {
    let line = |known: &Partner| {
        let of_it = asked.iter().find(|asked| asked.number == known.partner.business_number);
        let error = reading.problems.of(&consent_place(known.row)).map(|words| page.say(words));
        (known.row, ConsentLine { error: error.unwrap_or_default(), ..line(page, known.standing, of_it) })
    };
    partners.iter().map(line).collect()
}

fn line(page: &Page, standing: Standing, asked: Option<&Asked>) -> ConsentLine {
    let Some(asked) = asked else { return ConsentLine::not_asked(page) };
    let answered = asked.answered.as_ref();
    let who = answered.map(|given| format!("{} ({})", given.person, given.position)).unwrap_or_default();
    let at = show::date_time(answered.map_or(asked.at, |given| given.at));
    let reason = answered.map(|given| given.reason.clone()).unwrap_or_default();
    let (state, word, detail, ask) = match standing {
        Standing::NotAsked => return ConsentLine::not_asked(page),
        Standing::Asked => {
            let sent = page.tf("{at}에 {email}로 요청했습니다.", &[("at", &at), ("email", &asked.email)]);
            ("unknown", "답을 기다림", sent, "저장하고 다시 보내기")
        }
        Standing::Agreed => ("pass", "동의함", format!("{who} · {at}"), ""),
        Standing::Declined => {
            ("fail", "동의하지 않음", format!("{who} · {at} · {reason}"), "저장하고 다시 요청하기")
        }
        Standing::Withdrawn => {
            ("fail", "동의를 거둠", format!("{who} · {at} · {reason}"), "저장하고 다시 요청하기")
        }
        Standing::Lapsed => {
            let why = page.t("요청한 뒤에 내용이 바뀌었습니다. 바뀐 내용으로 동의를 다시 받아야 합니다.");
            ("warn", "다시 받아야 함", why.to_owned(), "저장하고 다시 요청하기")
        }
    };
    let ask = if ask.is_empty() { String::new() } else { page.t(ask).to_owned() };
    ConsentLine { state, word: page.t(word).to_owned(), detail, error: String::new(), ask }
}
