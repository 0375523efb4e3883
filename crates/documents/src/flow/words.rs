//! The words that a document adds by itself.

use crate::model::{Language, Mark};

/// All of them in one language.
pub(super) struct Words {
    pub(super) recipient: &'static str,
    pub(super) via: &'static str,
    pub(super) subject: &'static str,
    pub(super) issued: &'static str,
    pub(super) enclosures: &'static str,
    pub(super) end: &'static str,
    pub(super) code: &'static str,
    pub(super) qr: &'static str,
    marks: [&'static str; 3],
}

impl Words {
    pub(super) fn mark(&self, mark: Mark) -> &'static str {
        self.marks[match mark {
            Mark::Seal => 0,
            Mark::Signature => 1,
            Mark::Either => 2,
        }]
    }
}

pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::Ko => &Words {
            recipient: "수신",
            via: "(경유)",
            subject: "제목",
            issued: "시행",
            enclosures: "붙임",
            end: "끝.",
            code: "진위확인",
            qr: "QR 코드",
            marks: ["(인)", "(서명)", "(서명 또는 인)"],
        },
        Language::En => &Words {
            recipient: "To",
            via: "(Via)",
            subject: "Subject",
            issued: "Issued",
            enclosures: "Enclosures",
            end: "End.",
            code: "Verify",
            qr: "QR code",
            marks: ["(seal)", "(signature)", "(signature or seal)"],
        },
    }
}
