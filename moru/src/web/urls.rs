//! Every address of the site, once. Pages, mails and tests build addresses here, so none can be misspelled.

use std::fmt::Display;

use uuid::Uuid;

mod documents;
mod exchange;
mod inspections;
mod judging;
mod questions;
mod replay;
mod selection;
mod supplements;
mod together;

pub use documents::*;
pub use exchange::*;
pub use inspections::*;
pub use judging::*;
pub use questions::*;
pub use replay::*;
pub use selection::*;
pub use supplements::*;
pub use together::*;

/// The home page.
pub const HOME: &str = "/";
/// Every public page, for search engines.
pub const SITEMAP: &str = "/sitemap.xml";
/// What search engines may read.
pub const ROBOTS: &str = "/robots.txt";
/// Who read or took personal data.
pub const DESK_READINGS: &str = "/desk/readings";
/// Sign in.
pub const SIGN_IN: &str = "/sign-in";
/// Sign out (POST).
pub const SIGN_OUT: &str = "/sign-out";
/// Open an account for an institution.
pub const SIGN_UP: &str = "/sign-up";
/// Act in another of one's roles (POST).
pub const SWITCH_ROLE: &str = "/role";
/// Choose the language.
pub const LANGUAGE: &str = "/language/{code}";
/// The atlas.
pub const ATLAS: &str = "/atlas";
/// One cell of the atlas: a zone and an industry.
pub const CLUSTER: &str = "/atlas/{zone}/{division}";
/// The rows of the atlas as a file for spreadsheets.
pub const ATLAS_CSV: &str = "/atlas.csv";
/// The rows of the atlas for programs.
pub const ATLAS_JSON: &str = "/api/atlas/clusters.json";
/// Calls.
pub const CALLS: &str = "/calls";
/// One call.
pub const CALL: &str = "/calls/{slug}";
/// Begin an application to a call (POST).
pub const APPLY: &str = "/calls/{slug}/apply";
/// All applications to a call, for the agency.
pub const INTAKE: &str = "/desk/calls/{slug}/applications";
/// The review of an application's eligibility.
pub const REVIEW: &str = "/desk/applications/{id}/review";
/// Notes what was found for a gate.
pub const REVIEW_FINDING: &str = "/desk/applications/{id}/review/finding";
/// Proposes whether an application may be evaluated.
pub const REVIEW_PROPOSAL: &str = "/desk/applications/{id}/review/proposal";
/// Decides on a proposal.
pub const REVIEW_DECISION: &str = "/desk/applications/{id}/review/decision";
/// Tells all applicants of a call whether they may be evaluated.
pub const INTAKE_PUBLISH: &str = "/desk/calls/{slug}/applications/results";
/// What the review came to, for the applicant.
pub const ELIGIBILITY: &str = "/applications/{id}/eligibility";
/// A published revision of a call that has been amended since.
pub const CALL_REVISION: &str = "/calls/{slug}/revisions/{number}";
/// Calls at the desk, those that are being written too.
pub const DESK_CALLS: &str = "/desk/calls";
/// Begin a call.
pub const DESK_CALL_NEW: &str = "/desk/calls/new";
/// One call at the desk.
pub const DESK_CALL: &str = "/desk/calls/{slug}";
/// A section of a call.
pub const DESK_CALL_SECTION: &str = "/desk/calls/{slug}/sections/{section}";
/// Send a call for approval (POST).
pub const DESK_CALL_SUBMIT: &str = "/desk/calls/{slug}/submit";
/// Send a call back (POST).
pub const DESK_CALL_SEND_BACK: &str = "/desk/calls/{slug}/send-back";
/// Approve a call (POST).
pub const DESK_CALL_APPROVE: &str = "/desk/calls/{slug}/approve";
/// Publish a call (POST).
pub const DESK_CALL_PUBLISH: &str = "/desk/calls/{slug}/publish";
/// Begin an amendment of a call (POST).
pub const DESK_CALL_AMEND: &str = "/desk/calls/{slug}/amend";
/// Propose a later close (POST).
pub const DESK_CALL_EXTEND: &str = "/desk/calls/{slug}/extend";
/// Approve a later close (POST).
pub const DESK_CALL_APPROVE_EXTENSION: &str = "/desk/calls/{slug}/approve-extension";
/// Give up what is being written (POST).
pub const DESK_CALL_WITHDRAW: &str = "/desk/calls/{slug}/withdraw";
/// Call a published call off (POST).
pub const DESK_CALL_CANCEL: &str = "/desk/calls/{slug}/cancellation";
/// One's own applications.
pub const APPLICATIONS: &str = "/applications";
/// One application.
pub const APPLICATION: &str = "/applications/{id}";
/// A step of the form.
pub const APPLICATION_STEP: &str = "/applications/{id}/steps/{step}";
/// Keeps one field (POST).
pub const APPLICATION_AUTOSAVE: &str = "/applications/{id}/answers";
/// The findings as a fragment.
pub const APPLICATION_GATES: &str = "/applications/{id}/gates";
/// Attach a file (POST).
pub const APPLICATION_FILES: &str = "/applications/{id}/files";
/// One attached file.
pub const APPLICATION_FILE: &str = "/applications/{id}/files/{file}";
/// Submit (POST).
pub const APPLICATION_SUBMIT: &str = "/applications/{id}/submit";
/// Withdraw (POST).
pub const APPLICATION_WITHDRAW: &str = "/applications/{id}/withdraw";
/// The receipt as a page.
pub const RECEIPT: &str = "/applications/{id}/receipt";
/// The receipt as the file anyone can verify.
pub const RECEIPT_FILE: &str = "/applications/{id}/receipt.json";
/// Check a receipt.
pub const VERIFY: &str = "/verify";
/// The public key of receipts.
pub const PUBLIC_KEY: &str = "/verify/key";
/// Press releases.
pub const RELEASES: &str = "/news";
/// One press release.
pub const RELEASE: &str = "/news/{slug}";
/// Press releases at the desk, embargoed ones too.
pub const DESK_RELEASES: &str = "/desk/news";
/// One press release at the desk.
pub const DESK_RELEASE: &str = "/desk/news/{slug}";
/// A person confirms the embargo (POST).
pub const DESK_RELEASE_EMBARGO: &str = "/desk/news/{slug}/embargo";
/// Bring a press release in.
pub const DESK_RELEASE_NEW: &str = "/desk/news/new";
/// A person moves contacts to where their numbers belong (POST).
pub const DESK_RELEASE_CONTACTS: &str = "/desk/news/{slug}/contacts";
/// Press releases as a feed.
pub const RELEASES_FEED: &str = "/news.rss";
/// Centres.
pub const CENTRES: &str = "/centres";
/// Front-end files.
pub const ASSET: &str = "/assets/{*file}";
/// Whether the process lives.
pub const HEALTH: &str = "/healthz";
/// Whether it can serve.
pub const READY: &str = "/readyz";
/// Figures for the operator.
pub const METRICS: &str = "/metrics";
/// The description of the API.
pub const OPENAPI: &str = "/api/openapi.json";

/// An address with its first places filled, in order.
fn fill(pattern: &str, values: &[&dyn Display]) -> String {
    let mut out = String::with_capacity(pattern.len() + 40);
    let mut values = values.iter();
    for part in pattern.split_inclusive('/') {
        let (name, slash) = part.strip_suffix('/').map_or((part, ""), |name| (name, "/"));
        match (name.starts_with('{'), values.len()) {
            (true, 1..) => out.extend(values.next().map(ToString::to_string)),
            _ => out.push_str(name),
        }
        out.push_str(slash);
    }
    out
}

/// The centres that offer a service.
pub fn centres_for(service: &str) -> String {
    with_query(CENTRES, vec![("service", service)])
}

/// Who read or took what is known of one thing.
pub fn readings_of(id: &Uuid) -> String {
    with_query(DESK_READINGS, [("about", id.to_string())])
}

/// An address with a query.
pub fn with_query<K: AsRef<str>, V: AsRef<str>>(
    path: &str,
    pairs: impl IntoIterator<Item = (K, V)>,
) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// Chooses `code` and comes back to `path`.
pub fn language(code: &str, path: &str) -> String {
    let back: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    format!("{}?back={back}", fill(LANGUAGE, &[&code]))
}

/// Sign in and come back to `path`.
pub fn sign_in_for(path: &str) -> String {
    let back: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    format!("{SIGN_IN}?back={back}")
}

/// Open an account and come back to `path`.
pub fn sign_up_for(path: &str) -> String {
    let back: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    format!("{SIGN_UP}?back={back}")
}

/// A zone and industry on the atlas.
pub fn cluster(zone: &str, division: &str) -> String {
    fill(CLUSTER, &[&zone, &division])
}

/// A call.
pub fn call(slug: &str) -> String {
    fill(CALL, &[&slug])
}

/// How a call came to be what it is.
pub fn call_history(slug: &str) -> String {
    format!("{}#history", call(slug))
}

/// A revision of a call.
pub fn call_revision(slug: &str, number: i32) -> String {
    fill(CALL_REVISION, &[&slug, &number])
}

/// A call at the desk.
pub fn desk_call(slug: &str) -> String {
    fill(DESK_CALL, &[&slug])
}

/// A section of a call at the desk.
pub fn desk_call_section(slug: &str, section: &str) -> String {
    fill(DESK_CALL_SECTION, &[&slug, &section])
}

/// An act on a call at the desk: one of the addresses that begin with [`DESK_CALL`].
pub fn desk_call_act(act: &str, slug: &str) -> String {
    fill(act, &[&slug])
}

/// Begins an application to a call.
pub fn apply(slug: &str) -> String {
    fill(APPLY, &[&slug])
}

/// The applications to a call, for the agency.
pub fn intake(slug: &str) -> String {
    fill(INTAKE, &[&slug])
}

/// The review of an application's eligibility.
pub fn review(id: &Uuid) -> String {
    fill(REVIEW, &[id])
}

/// Notes what was found for a gate.
pub fn review_finding(id: &Uuid) -> String {
    fill(REVIEW_FINDING, &[id])
}

/// Proposes whether an application may be evaluated.
pub fn review_proposal(id: &Uuid) -> String {
    fill(REVIEW_PROPOSAL, &[id])
}

/// Decides on a proposal.
pub fn review_decision(id: &Uuid) -> String {
    fill(REVIEW_DECISION, &[id])
}

/// Tells all applicants of a call whether they may be evaluated.
pub fn intake_publish(slug: &str) -> String {
    fill(INTAKE_PUBLISH, &[&slug])
}

/// What the review came to, for the applicant.
pub fn eligibility(id: &Uuid) -> String {
    fill(ELIGIBILITY, &[id])
}

/// An application.
pub fn application(id: &Uuid) -> String {
    fill(APPLICATION, &[id])
}

/// A step of an application's form.
pub fn application_step(id: &Uuid, step: &str) -> String {
    fill(APPLICATION_STEP, &[id, &step])
}

/// Keeps one field of an application.
pub fn application_autosave(id: &Uuid) -> String {
    fill(APPLICATION_AUTOSAVE, &[id])
}

/// The findings of an application.
pub fn application_gates(id: &Uuid) -> String {
    fill(APPLICATION_GATES, &[id])
}

/// Attaches files to an application.
pub fn application_files(id: &Uuid) -> String {
    fill(APPLICATION_FILES, &[id])
}

/// One file of an application.
pub fn application_file(id: &Uuid, file: &Uuid) -> String {
    fill(APPLICATION_FILE, &[id, file])
}

/// Submits an application.
pub fn application_submit(id: &Uuid) -> String {
    fill(APPLICATION_SUBMIT, &[id])
}

/// Withdraws an application.
pub fn application_withdraw(id: &Uuid) -> String {
    fill(APPLICATION_WITHDRAW, &[id])
}

/// The receipt page of an application.
pub fn receipt(id: &Uuid) -> String {
    fill(RECEIPT, &[id])
}

/// The receipt file of an application.
pub fn receipt_file(id: &Uuid) -> String {
    fill(RECEIPT_FILE, &[id])
}

/// A press release.
pub fn release(slug: &str) -> String {
    fill(RELEASE, &[&slug])
}

/// A press release at the desk.
pub fn desk_release(slug: &str) -> String {
    fill(DESK_RELEASE, &[&slug])
}

/// The embargo of a press release at the desk.
pub fn desk_release_embargo(slug: &str) -> String {
    fill(DESK_RELEASE_EMBARGO, &[&slug])
}

/// The contacts of a press release at the desk.
pub fn desk_release_contacts(slug: &str) -> String {
    fill(DESK_RELEASE_CONTACTS, &[&slug])
}

/// A list that goes on after a row.
pub fn page_after(list: &str, key: &str) -> String {
    let key: String = form_urlencoded::byte_serialize(key.as_bytes()).collect();
    format!("{list}?after={key}")
}

/// Only an address of ours may be come back to: anything else leads home.
pub fn safe_return(path: Option<&str>) -> String {
    match path {
        Some(path)
            if path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\n', '\r']) =>
        {
            path.to_owned()
        }
        _ => HOME.to_owned(),
    }
}
