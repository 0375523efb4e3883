//! The example programme.
