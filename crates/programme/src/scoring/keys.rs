//! Keys by which cards, criteria and applications name each other.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! keys {
    ($($(#[doc = $what:literal])+ $name:ident;)+) => {
        $(
            $(#[doc = $what])+
            #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[serde(transparent)]
            pub struct $name(pub String);

            impl From<&str> for $name {
                fn from(text: &str) -> Self {
                    Self(text.to_owned())
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.0)
                }
            }
        )+
    };
}

keys! {
    /// An application. Opaque: the receipt number or an identifier.
    ApplicationKey;
    /// An evaluator (평가위원). Opaque: exports go to applicants, who must not learn a name from it.
    EvaluatorKey;
    /// A criterion (평가지표), unique in its stage: "plan".
    CriterionCode;
    /// A bonus or a penalty (가점, 감점), unique in its rubric: "cooperative".
    ItemCode;
}
