//! A form with a file in it.

use axum::extract::{Multipart, multipart::MultipartError};
use bytes::Bytes;
use http::StatusCode;
use korea::{numbers::resident, text::compose};

use super::forms::Fields;
use crate::base::{
    errors::{Outcome, Refusal},
    inspector,
    words::Words,
};

/// Room for the largest file and the form around it.
pub const LARGEST_UPLOAD: usize = uploads::LARGEST + 1024 * 1024;
/// The longest name of a file, in characters.
const LONGEST_NAME: usize = 150;

/// A form that arrived with one file.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Its other fields.
    pub fields: Fields,
    /// The name of the file as it was sent.
    pub name: String,
    /// The bytes of the file; none when no file was chosen.
    pub content: Bytes,
}

impl Upload {
    /// Reads a form; the file is the field whose name begins with `file`.
    pub async fn read(mut form: Multipart) -> Outcome<Self> {
        let (mut fields, mut name, mut content) = (Fields::default(), String::new(), Bytes::new());
        while let Some(part) = form.next_field().await.map_err(broken)? {
            let field = part.name().unwrap_or_default().to_owned();
            if field.starts_with("file") {
                part.file_name().unwrap_or_default().clone_into(&mut name);
                content = part.bytes().await.map_err(broken)?;
            } else {
                fields.add(field, &part.text().await.map_err(broken)?);
            }
        }
        Ok(Self { fields, name, content })
    }

    /// The name under which the file is kept: what follows the last separator of any system, composed, without what is
    /// not seen; or what is wrong with it.
    pub fn kept_name(&self) -> Result<String, Words> {
        let last = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let name: String = compose(last).chars().filter(|c| !hides(*c)).collect();
        let name = name.trim().to_owned();
        if name.is_empty() {
            return Err(inspector::words(uploads::Problem::Empty));
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(Words::new("파일 이름을 {limit}자 이내로 줄여 주세요.").with("limit", LONGEST_NAME));
        }
        if resident::contains(&name) {
            return Err("파일 이름에 주민등록번호로 보이는 숫자가 있습니다. 이름을 바꾸어 주세요.".into());
        }
        Ok(name)
    }
}

/// Characters that are not seen, or turn the direction in which a name is read so that its ending seems another.
fn hides(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A file that is too large is one thing, a form that is none another.
#[expect(clippy::needless_pass_by_value, reason = "what map_err hands over")]
pub fn broken(error: MultipartError) -> Refusal {
    if error.status() != StatusCode::PAYLOAD_TOO_LARGE {
        return Refusal::malformed();
    }
    Refusal::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "파일을 끝까지 받지 못했습니다. 20MB보다 크거나 연결이 끊겼습니다.",
        "이전 화면으로 돌아가 파일을 다시 골라 주세요. 적은 내용은 그대로 있습니다.",
    )
}
