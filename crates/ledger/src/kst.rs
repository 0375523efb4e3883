//! Instants as a receipt writes them: Korean time with milliseconds, `2024-05-10T17:59:59.999+09:00`.

use chrono::{DateTime, FixedOffset, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

const FORM: &str = "%Y-%m-%dT%H:%M:%S%.3f%:z";

fn seoul() -> Option<FixedOffset> {
    FixedOffset::east_opt(9 * 60 * 60)
}

fn text(instant: &DateTime<Utc>) -> Option<String> {
    Some(instant.with_timezone(&seoul()?).format(FORM).to_string())
}

pub(crate) fn serialize<S: Serializer>(instant: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    text(instant).serialize(serializer)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    let written = String::deserialize(deserializer)?;
    let instant = DateTime::parse_from_rfc3339(&written).map_err(D::Error::custom)?.with_timezone(&Utc);
    if text(&instant).as_ref() != Some(&written) {
        return Err(D::Error::custom("not an instant in the form 2024-05-10T17:59:59.999+09:00"));
    }
    Ok(instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct At(#[serde(with = "crate::kst")] DateTime<Utc>);

    #[test]
    fn an_instant_has_one_spelling() {
        let text = "\"2024-05-10T17:59:59.999+09:00\"";
        let at: At = serde_json::from_str(text).unwrap();
        assert_eq!(at.0, "2024-05-10T08:59:59.999Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(serde_json::to_string(&at).unwrap(), text);
        for other in [
            "2024-05-10T08:59:59.999Z",
            "2024-05-10 17:59:59.999+09:00",
            "2024-05-10T17:59:59.99+09:00",
            "2024-05-10T17:59:59.9990+09:00",
            "2024-05-10T17:59:59.999+0900",
            "2024-05-10T17:59:59.999+08:00",
            "0000-01-01T00:00:00.000+09:60",
            "",
        ] {
            assert!(serde_json::from_str::<At>(&format!("\"{other}\"")).is_err(), "{other}");
        }
    }

    #[test]
    fn what_is_finer_than_a_millisecond_is_cut_off_never_rounded_up() {
        let at = At("2024-05-10T08:59:59.999999999Z".parse().unwrap());
        assert_eq!(serde_json::to_string(&at).unwrap(), "\"2024-05-10T17:59:59.999+09:00\"");
    }
}
