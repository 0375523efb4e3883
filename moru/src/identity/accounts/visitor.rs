//! Whoever sent a request: the signed-in person, the language, the address; and the page frame for them.

use chrono::{DateTime, Utc};

use super::{actor::Actor, role::Role};
use crate::{
    base::{
        errors::{Outcome, Refusal},
        words::Language,
    },
    web::{
        page::{Account, Demo, Inquiry, Link, Page, Role as RoleChoice},
        show, urls,
    },
};

/// Whoever sent the request.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// The language pages speak.
    pub language: Language,
    /// Path and query.
    pub path: String,
    /// When the request arrived.
    pub now: DateTime<Utc>,
    pub(super) is_example: bool,
    pub(super) clock_is_set: bool,
}

impl Visitor {
    /// The signed-in person, or the refusal that asks to sign in.
    pub fn actor(&self) -> Outcome<&Actor> {
        self.actor.as_ref().ok_or_else(|| Refusal::sign_in_first().into())
    }

    /// The frame of a page for this visitor.
    pub fn page(&self) -> Page {
        let mut page = Page::new(self.language, &self.path);
        page.menu = menu(&page, self.actor.as_ref());
        page.inquiries = inquiries(&page);
        let (href, label) = (urls::VERIFY_DOCUMENT.to_owned(), page.t("문서 확인").to_owned());
        page.footer_links = vec![Link { href, label, current: false }];
        if let Some(actor) = &self.actor {
            page.account = Some(Account {
                name: actor.name.clone(),
                role_label: page.t(actor.role.korean()).to_owned(),
            });
            page.roles = actor
                .roles
                .iter()
                .map(|(role, scope)| RoleChoice {
                    id: format!("{}:{scope}", role.code()),
                    label: page.t(role.korean()).to_owned(),
                    current: *role == actor.role && *scope == actor.scope,
                })
                .collect();
        }
        if self.is_example {
            let clock_text = if self.clock_is_set { show::date_time(self.now) } else { String::new() };
            page.demo = Some(Demo { clock_text });
        }
        page
    }
}

/// At most five places, those of the role.
fn menu(page: &Page, actor: Option<&Actor>) -> Vec<Link> {
    let items: &[(&str, &str)] = match actor.map(|actor| actor.role) {
        Some(Role::Applicant) => &[
            ("내 신청", urls::APPLICATIONS),
            ("모집공고", urls::CALLS),
            ("집적지 지도", urls::ATLAS),
            ("접수증 확인", urls::VERIFY),
        ],
        Some(Role::Evaluator) => {
            &[("오늘 할 평가", urls::JUDGING), ("현장실사", urls::INSPECTIONS), ("모집공고", urls::CALLS)]
        }
        Some(Role::RegionalOffice) => &[
            ("공고·선정", urls::DESK_CALLS),
            ("집적지", urls::ATLAS),
            ("보도자료", urls::DESK_RELEASES),
            ("센터 현황", urls::CENTRES),
        ],
        Some(role) if role.is_desk() => &[
            ("공고·선정", urls::DESK_CALLS),
            ("평가", urls::DESK_JUDGING),
            ("집적지", urls::ATLAS),
            ("보도자료", urls::DESK_RELEASES),
            ("센터 현황", urls::CENTRES),
        ],
        Some(Role::PrivacyOfficer) => &[("열람 기록", urls::DESK_READINGS)],
        _ => &[
            ("집적지 지도", urls::ATLAS),
            ("모집공고", urls::CALLS),
            ("센터 찾기", urls::CENTRES),
            ("보도자료", urls::RELEASES),
            ("접수증 확인", urls::VERIFY),
        ],
    };
    items
        .iter()
        .map(|(label, href)| Link {
            href: (*href).to_owned(),
            label: page.t(label).to_owned(),
            current: page.path.split('?').next() == Some(href),
        })
        .collect()
}

/// The lines of the 2024 notice.
fn inquiries(page: &Page) -> Vec<Inquiry> {
    [
        ("신청 문의 (소상공인시장진흥공단)", "042-363-7910"),
        ("신청 문의 (소상공인시장진흥공단)", "042-363-7911"),
    ]
    .into_iter()
    .map(|(role, phone)| Inquiry {
        role: page.t(role).to_owned(),
        phone: phone.to_owned(),
        tel: phone.replace('-', ""),
    })
    .collect()
}
