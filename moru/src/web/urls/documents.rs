//! Addresses of official documents.

use std::fmt::Display;

use uuid::Uuid;

use super::{fill, with_query};

/// Check a document by its code.
pub const VERIFY_DOCUMENT: &str = "/documents/verify";
/// Issue a document, or find the one there is (POST).
pub const DOCUMENT: &str = "/documents/issue/{kind}/{subject}";
/// An issued document as a file: `pdf` or `hwpx`.
pub const DOCUMENT_FILE: &str = "/documents/kept/{id}/{format}";
/// What a draft would look like on paper.
pub const DOCUMENT_DRAFT: &str = "/documents/drafts/{kind}/{id}";
/// A list as a spreadsheet.
pub const SHEET: &str = "/documents/sheets/{kind}/{slug}";
/// Issued documents at the desk.
pub const DESK_DOCUMENTS: &str = "/desk/documents";
/// Withdraw a document (POST).
pub const DESK_DOCUMENT_WITHDRAW: &str = "/desk/documents/{id}/withdrawal";

/// The kinds of documents in addresses.
pub mod paper {
    /// 모집공고문 (D-01), of a call.
    pub const CALL_NOTICE: &str = "call-notice";
    /// 보도자료 (D-02), of a press release.
    pub const RELEASE: &str = "release";
    /// 신청서 (D-03), of an application.
    pub const APPLICATION: &str = "application";
    /// 사업계획서 (D-04), of an application.
    pub const PLAN: &str = "plan";
    /// 집적지 현황표 (D-05), of an application.
    pub const CLUSTER: &str = "cluster";
    /// 운영인력 현황 (D-06), of an application.
    pub const STAFF: &str = "staff";
    /// 시설·장비 현황 (D-07), of an application.
    pub const PREMISES: &str = "premises";
    /// 동의서와 서약서 (D-08), of an application.
    pub const PLEDGES: &str = "pledges";
    /// 접수증 (D-09), of an application.
    pub const RECEIPT: &str = "receipt";
    /// 요건검토표 (D-10), of an application.
    pub const REVIEW: &str = "review";
    /// 평가표 (D-12), of a member's card: meeting, application and evaluator.
    pub const CARD: &str = "card";
    /// 평가의견서 (D-12), of a meeting.
    pub const OPINIONS: &str = "opinions";
    /// 회의록 (D-12), of a meeting.
    pub const MINUTES: &str = "minutes";
    /// The report of an inspection.
    pub const INSPECTION: &str = "inspection";
    /// 신청자격 검토 결과 통보서 (D-13), of an application.
    pub const ELIGIBILITY: &str = "eligibility";
    /// 선정 결과 통보서 (D-13), of an application.
    pub const DECISION: &str = "decision";
    /// 선정 결과 공고 (D-13), of a call.
    pub const RESULT: &str = "result";
    /// 위촉장, of a member of a panel: meeting and evaluator.
    pub const APPOINTMENT: &str = "appointment";
}

/// The lists that can be taken away as spreadsheets.
pub mod sheets {
    /// The applications to a call.
    pub const APPLICATIONS: &str = "applications";
    /// The order of a call with its points.
    pub const RANKING: &str = "ranking";
    /// The register of evaluators.
    pub const EVALUATORS: &str = "evaluators";
}

/// What a document is about when that takes more than one thing.
pub fn paper_subject<const N: usize>(ids: [&Uuid; N]) -> String {
    ids.map(ToString::to_string).join(".")
}

/// Check the document of a code.
pub fn verify_document(code: &str) -> String {
    with_query(VERIFY_DOCUMENT, [("code", code)])
}

/// Issue a document of a kind about something.
pub fn document(kind: &str, subject: impl Display) -> String {
    fill(DOCUMENT, &[&kind, &subject])
}

/// An issued document as a file.
pub fn document_file(id: &Uuid, format: &str) -> String {
    fill(DOCUMENT_FILE, &[id, &format])
}

/// What a draft would look like on paper.
pub fn document_draft(kind: &str, id: &Uuid) -> String {
    fill(DOCUMENT_DRAFT, &[&kind, id])
}

/// A list as a spreadsheet.
pub fn sheet(kind: &str, slug: &str) -> String {
    fill(SHEET, &[&kind, &slug])
}

/// Withdraw a document.
pub fn desk_document_withdraw(id: &Uuid) -> String {
    fill(DESK_DOCUMENT_WITHDRAW, &[id])
}
