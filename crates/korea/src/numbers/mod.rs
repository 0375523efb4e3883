//! Registration numbers: of businesses (사업자등록번호), of corporations (법인등록번호), and the resident
//! registration numbers (주민등록번호) that must never be kept.

mod business;
mod corporate;
mod postcode;
pub mod resident;

pub use business::{BusinessKindHint, BusinessNumber, BusinessNumberError};
pub use corporate::{CheckDigitMissing, CorporateNumber, CorporateNumberError};
pub use postcode::{Postcode, PostcodeError};
