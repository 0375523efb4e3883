//! The embedded 읍·면·동, read once: every feature above asks the same table.

use std::sync::LazyLock;

use korea::zones::Zones;

static ZONES: LazyLock<Zones> = LazyLock::new(|| match Zones::embedded() {
    Ok(zones) => zones,
    // The table is part of the program, and its own test reads every row of it.
    Err(error) => panic!("{error}"),
});

/// All zones the program knows, ended ones included.
pub fn zones() -> &'static Zones {
    &ZONES
}
