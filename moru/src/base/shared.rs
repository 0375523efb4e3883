//! What a feature keeps for as long as the process lives, such as the newest census judged once: one value of each
//! type, made when it is first asked for. Nothing here is the truth; the database is.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

type Values = HashMap<TypeId, Arc<dyn Any + Send + Sync>>;

/// The values, cheap to clone; every clone sees the same ones.
#[derive(Clone, Default)]
pub struct Shared(Arc<RwLock<Values>>);

impl Shared {
    /// The value of a type.
    pub fn of<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let values = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let known = values.get(&TypeId::of::<T>()).cloned();
        drop(values);
        if let Some(Ok(value)) = known.map(Arc::downcast) {
            return value;
        }
        let mut values = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let value = values.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default()));
        Arc::clone(value).downcast().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Count(std::sync::atomic::AtomicU32);

    #[test]
    fn one_value_of_each_type() {
        use std::sync::atomic::Ordering::SeqCst;
        let shared = Shared::default();
        shared.of::<Count>().0.fetch_add(1, SeqCst);
        shared.clone().of::<Count>().0.fetch_add(1, SeqCst);
        assert_eq!(shared.of::<Count>().0.load(SeqCst), 2);
        assert!(shared.of::<String>().is_empty());
    }
}
