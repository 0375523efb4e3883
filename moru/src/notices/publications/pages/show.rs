//! How parts of a release look on its pages.

use chrono::{DateTime, Utc};
use korea::dates::kst;
use programme::embargo::{Lift, PrintEdition};

use super::super::{
    access::State,
    document::{Flag, channel_korean},
    store::{Contact, EmbargoRow, Release},
};
use crate::web::{page::Page, show, urls};

/// A row of a list.
pub(super) struct RowView {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) excerpt: String,
    pub(super) issuer: String,
    pub(super) iso: String,
    pub(super) at: String,
    pub(super) state: StateView,
}

/// A state in words and its shape.
pub(super) struct StateView {
    pub(super) kind: &'static str,
    pub(super) label: String,
}

/// A row of the directory.
pub(super) struct ContactView {
    pub(super) organisation: String,
    pub(super) department: String,
    pub(super) duty: String,
    pub(super) rank: String,
    pub(super) phone: String,
    pub(super) tel: String,
    pub(super) doubt: String,
}

/// A number as people write it and as telephones dial it.
pub(super) struct PhoneView {
    pub(super) phone: String,
    pub(super) tel: String,
}

/// A line that says whom to ask.
pub(super) struct InquiryView {
    pub(super) topic: String,
    pub(super) organisation: String,
    pub(super) phones: Vec<PhoneView>,
}

/// A state in the page's language.
pub(super) fn state(page: &Page, state: State) -> StateView {
    let (kind, label) = match state {
        State::Waiting => ("unknown", page.t("공개 시각 확인 대기")),
        State::Embargoed => ("warn", page.t("공개 전(엠바고)")),
        State::Released => ("pass", page.t("공개됨")),
    };
    StateView { kind, label: label.to_owned() }
}

/// A release in a list; `desk` says which page it leads to.
pub(super) fn row(page: &Page, release: &Release, now: DateTime<Utc>, desk: bool) -> RowView {
    let document = &release.document;
    RowView {
        href: if desk { urls::desk_release(&release.slug) } else { urls::release(&release.slug) },
        title: document.title.clone(),
        excerpt: document.excerpt().to_owned(),
        issuer: document.issuer.name.clone(),
        iso: release.lift_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
        at: release.lift_at.map_or_else(|| page.t("정하지 않음").to_owned(), show::date_time),
        state: state(page, State::at(release.lift_at, now)),
    }
}

/// A row of the directory. A number of another place is shown as it came, with a word of warning.
pub(super) fn contact(page: &Page, contact: &Contact) -> ContactView {
    let is_doubtful = contact.flags.iter().any(|flag| matches!(flag, Flag::AreaCodeMismatch { .. }));
    let phone: Option<korea::phone::Phone> = contact.phone.parse().ok();
    ContactView {
        organisation: contact.organisation.clone(),
        department: contact.department.clone(),
        duty: page.t(contact.duty.korean()).to_owned(),
        rank: contact.rank.clone(),
        tel: phone.map(|phone| phone.e164()).unwrap_or_default(),
        phone: contact.phone.clone(),
        doubt: if is_doubtful { page.t("지역번호 확인 중").to_owned() } else { String::new() },
    }
}

/// The lines that say whom to ask.
pub(super) fn inquiries(release: &Release) -> Vec<InquiryView> {
    let phones = |line: &super::super::document::InquiryLine| {
        line.phones.iter().map(|phone| PhoneView { phone: phone.to_string(), tel: phone.e164() }).collect()
    };
    let lines = release.document.inquiries.iter();
    lines
        .map(|line| InquiryView {
            topic: line.topic.clone(),
            organisation: line.organisation.clone(),
            phones: phones(line),
        })
        .collect()
}

/// "인터넷 4.14.(월) 06:00".
pub(super) fn embargo_title(page: &Page, row: &EmbargoRow) -> String {
    let channel = page.t(channel_korean(row.stated.channel)).to_owned();
    page.tf("보도시점({channel}) {text}", &[("channel", &channel), ("text", &row.raw_text)])
}

/// The moment of a channel in force: with its hour, or with its edition and no hour.
pub(super) fn embargo_moment(page: &Page, row: &EmbargoRow) -> String {
    let line = row.in_force();
    let day = show::date(line.day.date);
    match line.lift {
        Lift::At(time) => show::date_time(kst::instant(line.day.date.and_time(time))),
        Lift::Edition(PrintEdition::Morning) => format!("{day} {}", page.t("조간")),
        Lift::Edition(PrintEdition::Evening) => format!("{day} {}", page.t("석간")),
    }
}
