//! Canonical JSON: one value has exactly one byte string, so that hashes and seals can be taken over it.
//!
//! The form is that of RFC 8785 for the values it allows: null, booleans, integers from −(2⁵³−1) to 2⁵³−1,
//! texts, lists and objects with unique names. Names are sorted by their UTF-16 code units; there is no space
//! between tokens; texts are UTF-8 with the shortest escapes and are *not* normalised, so NFC and NFD spellings
//! differ. Floating-point numbers are refused by type, whatever their value: two systems rarely print them alike.

mod serializer;

use std::fmt::Display;

use serde::Serialize;

/// The largest integer that every JSON implementation reads exactly: 2⁵³ − 1.
pub const MAX_INTEGER: i64 = (1 << 53) - 1;

/// Why a value has no canonical form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A floating-point number.
    #[error("a floating-point number has no canonical form")]
    Float,
    /// An integer outside ±(2⁵³−1).
    #[error("an integer beyond 2^53 - 1 cannot be read exactly everywhere")]
    IntegerRange,
    /// An object name that is not a text or an integer.
    #[error("an object name must be a text")]
    Name,
    /// The same object name twice.
    #[error("an object name occurs twice: {0}")]
    RepeatedName(String),
    /// The value's own serialisation failed.
    #[error("failed to serialise: {0}")]
    Value(String),
}

impl serde::ser::Error for CanonicalError {
    fn custom<T: Display>(message: T) -> Self {
        Self::Value(message.to_string())
    }
}

/// The canonical bytes of a value.
///
/// ```
/// #[derive(serde::Serialize)]
/// struct Row { zone: &'static str, count: u32 }
///
/// let bytes = ledger::canonical_bytes(&Row { zone: "문래동", count: 50 })?;
/// assert_eq!(bytes, r#"{"count":50,"zone":"문래동"}"#.as_bytes());
/// # Ok::<(), ledger::CanonicalError>(())
/// ```
pub fn canonical_bytes<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    value.serialize(serializer::Canonical)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn text<T: Serialize>(value: &T) -> String {
        String::from_utf8(canonical_bytes(value).unwrap()).unwrap()
    }

    #[test]
    fn names_are_sorted_by_utf16_and_space_is_left_out() {
        // U+1F600 is a surrogate pair (D83D DE00) and so sorts before U+FB33, unlike in UTF-8. RFC 8785 §3.2.3.
        let names =
            json!({"\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "ö": 7});
        let sorted = "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}";
        assert_eq!(text(&names), sorted);
    }

    #[test]
    fn texts_use_the_shortest_escapes() {
        assert_eq!(
            text(&"\u{8}\t\n\u{c}\r\"\\/\u{0}\u{1f}\u{7f}가"),
            "\"\\b\\t\\n\\f\\r\\\"\\\\/\\u0000\\u001f\u{7f}가\""
        );
    }

    #[test]
    fn floats_are_refused_by_type_even_when_whole_or_not_a_number() {
        assert_eq!(canonical_bytes(&1.0_f64), Err(CanonicalError::Float));
        assert_eq!(canonical_bytes(&f32::NAN), Err(CanonicalError::Float));
        assert_eq!(canonical_bytes(&json!({"a": [1, 0.5]})), Err(CanonicalError::Float));
    }

    #[test]
    fn integers_end_where_doubles_stop_being_exact() {
        assert_eq!(text(&MAX_INTEGER), "9007199254740991");
        assert_eq!(text(&-MAX_INTEGER), "-9007199254740991");
        assert_eq!(canonical_bytes(&(MAX_INTEGER + 1)), Err(CanonicalError::IntegerRange));
        assert_eq!(canonical_bytes(&u64::MAX), Err(CanonicalError::IntegerRange));
        assert_eq!(canonical_bytes(&i64::MIN), Err(CanonicalError::IntegerRange));
    }

    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Unit,
        New(u8),
        Tuple(u8, bool),
        Struct { b: Option<u8>, a: char },
    }

    #[test]
    fn every_serde_shape_has_its_usual_json() {
        let shapes = [Shape::Unit, Shape::New(1), Shape::Tuple(2, true), Shape::Struct { b: None, a: 'x' }];
        let expected = r#"["unit",{"new":1},{"tuple":[2,true]},{"struct":{"a":"x","b":null}}]"#;
        assert_eq!(text(&shapes), expected);
        assert_eq!(text(&BTreeMap::from([(10_u8, 'b'), (9, 'a')])), r#"{"10":"b","9":"a"}"#);
    }

    #[test]
    fn a_repeated_name_is_refused() {
        struct Twice;
        impl Serialize for Twice {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map([("a", 1), ("a", 2)])
            }
        }
        assert_eq!(canonical_bytes(&Twice), Err(CanonicalError::RepeatedName("a".into())));
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(json!(null)),
            any::<bool>().prop_map(|b| json!(b)),
            (-MAX_INTEGER..=MAX_INTEGER).prop_map(|n| json!(n)),
            any::<String>().prop_map(|s| json!(s)),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(|list| json!(list)),
                prop::collection::btree_map(any::<String>(), inner, 0..5).prop_map(|map| json!(map)),
            ]
        })
    }

    proptest! {
        #[test]
        fn reading_the_bytes_gives_the_value_and_the_same_bytes_again(value in any_json()) {
            let bytes = canonical_bytes(&value).unwrap();
            let back: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(&back, &value);
            prop_assert_eq!(canonical_bytes(&back).unwrap(), bytes);
        }
    }
}
