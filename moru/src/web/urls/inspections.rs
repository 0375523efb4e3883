//! Addresses of on-site inspections.

use uuid::Uuid;

use super::fill;

/// The inspections of a call at the desk.
pub const DESK_INSPECTIONS: &str = "/desk/calls/{slug}/inspections";
/// The inspection of an application at the desk, and its plan.
pub const DESK_INSPECTION: &str = "/desk/calls/{slug}/inspections/{application}";
/// Who inspects instead of somebody (POST).
pub const DESK_INSPECTION_EXCHANGE: &str = "/desk/calls/{slug}/inspections/{application}/inspectors";
/// The inspections of an inspector. Everything below it works without a network.
pub const INSPECTIONS: &str = "/inspections";
/// One of them.
pub const INSPECTION: &str = "/inspections/{id}";
/// What the host confirms.
pub const INSPECTION_HOST: &str = "/inspections/{id}/host";
/// An item: everything written about it, and a form.
pub const INSPECTION_ITEM: &str = "/inspections/{id}/items/{item}";
/// What a device has recorded (POST).
pub const INSPECTION_RECORDS: &str = "/inspections/{id}/records";
/// A photo.
pub const INSPECTION_PHOTO: &str = "/inspections/{id}/photos/{photo}";
/// Confirm what is recorded (POST).
pub const INSPECTION_CONFIRMATION: &str = "/inspections/{id}/confirmations";
/// Close it (POST).
pub const INSPECTION_CLOSE: &str = "/inspections/{id}/closing";
/// The script that keeps pages of inspections on a device.
pub const INSPECTION_WORKER: &str = "/inspections/worker.js";

/// The inspections of a call at the desk.
pub fn desk_inspections(slug: &str) -> String {
    fill(DESK_INSPECTIONS, &[&slug])
}

/// The inspection of an application at the desk.
pub fn desk_inspection(slug: &str, application: &Uuid) -> String {
    fill(DESK_INSPECTION, &[&slug, application])
}

/// Who inspects instead of somebody.
pub fn desk_inspection_exchange(slug: &str, application: &Uuid) -> String {
    fill(DESK_INSPECTION_EXCHANGE, &[&slug, application])
}

/// An inspection.
pub fn inspection(id: &Uuid) -> String {
    fill(INSPECTION, &[id])
}

/// What the host confirms.
pub fn inspection_host(id: &Uuid) -> String {
    fill(INSPECTION_HOST, &[id])
}

/// An item of an inspection.
pub fn inspection_item(id: &Uuid, item: u8) -> String {
    fill(INSPECTION_ITEM, &[id, &item])
}

/// What a device has recorded.
pub fn inspection_records(id: &Uuid) -> String {
    fill(INSPECTION_RECORDS, &[id])
}

/// A photo.
pub fn inspection_photo(id: &Uuid, photo: &Uuid) -> String {
    fill(INSPECTION_PHOTO, &[id, photo])
}

/// Confirm what is recorded.
pub fn inspection_confirmation(id: &Uuid) -> String {
    fill(INSPECTION_CONFIRMATION, &[id])
}

/// Close an inspection.
pub fn inspection_close(id: &Uuid) -> String {
    fill(INSPECTION_CLOSE, &[id])
}
