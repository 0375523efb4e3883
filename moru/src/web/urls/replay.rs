//! The address of an application as it stood at an instant.

use uuid::Uuid;

use super::fill;

/// An application as it stood at an instant.
pub const REPLAY: &str = "/desk/applications/{id}/replay";

/// An application as it stood at an instant.
pub fn replay(id: &Uuid) -> String {
    fill(REPLAY, &[id])
}
