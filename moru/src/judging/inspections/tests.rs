//! Inspections on the real router, on both engines.
