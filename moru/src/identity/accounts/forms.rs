//! The sign-in form.

use crate::{
    base::words::Words,
    web::{
        forms::{Fields, Problems},
        urls,
    },
};

/// What the page shows of the form.
#[derive(Clone, Debug, Default)]
pub(super) struct SignInForm {
    /// As typed.
    pub email: String,
    /// Where to go afterwards.
    pub back: String,
    /// A form that was sent without a session, to be offered again.
    pub kept: String,
    /// What is wrong.
    pub problems: Problems,
}

impl SignInForm {
    /// The form as it was sent.
    pub(super) fn read(fields: &Fields) -> Self {
        let mut form = Self {
            email: fields.get("email").to_owned(),
            back: urls::safe_return(Some(fields.get("back"))),
            kept: fields.get("kept").to_owned(),
            problems: Problems::default(),
        };
        if form.email.is_empty() {
            form.problems.add("email", "이메일을 입력해 주세요.");
        }
        if fields.get("password").is_empty() {
            form.problems.add("password", "비밀번호를 입력해 주세요.");
        }
        form
    }

    /// The form with a sentence beside the password.
    pub(super) fn refused(mut self, why: impl Into<Words>) -> Self {
        self.problems.add("password", why);
        self
    }
}
