//! What can go wrong, in two kinds that are never mixed. A [`Refusal`] is the expected "no": a sentence, what to do
//! next, a 4xx page. A [`Fault`] is ours: it is logged with an id, and the page shows only the id.

use std::{error::Error, fmt, sync::Arc};

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::words::Words;

/// The result of everything that answers a person.
pub type Outcome<T> = Result<T, Failure>;

/// Either kind of "no".
#[derive(Clone, Debug)]
pub enum Failure {
    /// The rules say no.
    Refusal(Box<Refusal>),
    /// Something of ours broke.
    Fault(Fault),
}

/// A "no" that the rules give, with its reason and the way on.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The HTTP answer, 4xx.
    pub status: StatusCode,
    /// What happened and why, one sentence.
    pub what: Words,
    /// What the person can do now.
    pub next: Words,
    /// Where "now" leads: an address of ours and the words on the button.
    pub way_on: Option<(String, Words)>,
}

/// A failure of ours. The cause is for the log only.
#[derive(Clone, Debug)]
pub struct Fault {
    cause: Arc<dyn Error + Send + Sync>,
}

impl Refusal {
    /// A refusal with a status of its own.
    pub fn new(status: StatusCode, what: impl Into<Words>, next: impl Into<Words>) -> Self {
        Self { status, what: what.into(), next: next.into(), way_on: None }
    }

    /// Nothing is here, or nothing this person may know of: the two answer alike.
    pub fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "찾으시는 화면이 없습니다.",
            "주소가 바뀌었거나 볼 수 있는 권한이 없을 수 있습니다. 처음 화면에서 다시 찾아 주세요.",
        )
    }

    /// The person must sign in first.
    pub fn sign_in_first() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "로그인이 필요합니다.", "로그인하면 보려던 화면으로 돌아갑니다.")
    }

    /// The person may see the thing but not do this to it.
    pub fn not_allowed() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "이 일을 할 권한이 없습니다.",
            "담당 역할로 바꾸거나 문의처로 연락해 주세요.",
        )
    }

    /// The request itself makes no sense, which the forms we serve never send.
    pub fn malformed() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "보낸 내용을 읽을 수 없습니다.",
            "이전 화면으로 돌아가 다시 보내 주세요.",
        )
    }

    /// The state of the thing does not admit the act.
    pub fn conflict(what: impl Into<Words>, next: impl Into<Words>) -> Self {
        Self::new(StatusCode::CONFLICT, what, next)
    }

    /// Adds the button that leads on.
    #[must_use]
    pub fn leading_to(mut self, address: impl Into<String>, label: impl Into<Words>) -> Self {
        self.way_on = Some((address.into(), label.into()));
        self
    }
}

impl Fault {
    /// Wraps a cause.
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { cause: Arc::from(cause.into()) }
    }

    /// The cause, for the log.
    pub fn cause(&self) -> &(dyn Error + Send + Sync) {
        &*self.cause
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refusal(refusal) => f.write_str(&refusal.what.say(super::words::Language::Korean)),
            Self::Fault(fault) => fault.cause.fmt(f),
        }
    }
}

impl Error for Failure {}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(Box::new(refusal))
    }
}

/// Everything else that can fail on the way is a fault of ours.
macro_rules! fault_from {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for Failure {
            fn from(cause: $error) -> Self {
                Self::Fault(Fault::new(cause))
            }
        }
    )+};
}

fault_from!(sea_orm::DbErr, serde_json::Error, std::io::Error, object_store::Error, askama::Error, Fault);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

impl Error for Fault {}

/// The failure travels in the response so that the outermost layer can draw the page in the visitor's language.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::Refusal(refusal) => refusal.status,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
