//! What both engines need to know about a template: its name, and who may still be using a copy.

use std::any::type_name;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm_migration::MigratorTrait;

/// A word that changes with the migrations: their text, their list, and which list it is.
pub(crate) fn key<M: MigratorTrait>() -> String {
    let mut hasher = DefaultHasher::new();
    env!("MIGRATIONS_FINGERPRINT").hash(&mut hasher);
    type_name::<M>().hash(&mut hasher);
    for migration in M::migrations() {
        migration.name().hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// A name that no other living test of this machine has: the process and a number in it.
pub(crate) fn fresh_name() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    format!("t_{}_{}", process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// Whether the process that made such a name has ended, so that what it named may be removed.
pub(crate) fn is_abandoned(name: &str) -> bool {
    let mut parts = name.split('_');
    let (Some("t"), Some(pid), Some(number), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let numbers = pid.parse::<u32>().is_ok() && number.parse::<u32>().is_ok();
    // Without a list of processes nothing is known, and nothing is removed.
    numbers && Path::new("/proc/self").exists() && !Path::new("/proc").join(pid).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_ended_processes_are_abandoned() {
        // Above the largest process number that Linux gives out.
        assert!(is_abandoned("t_4194305_0"));
        assert!(!is_abandoned(&fresh_name()));
        for other in ["postgres", "moru", "t_", "t_4194305", "t_4194305_x", "t_4194305_0_copy", "x_4194305_0"]
        {
            assert!(!is_abandoned(other), "{other}");
        }
    }
}
