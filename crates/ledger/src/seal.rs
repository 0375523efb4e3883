//! Ed25519 seals over canonical bytes.
//!
//! What is signed is `"moru-seal-1"`, a zero byte, the name of the kind of thing that is sealed, a zero byte and
//! the canonical bytes. A seal of one kind is therefore never a seal of another.

use std::{fmt, str::FromStr};

use ed25519_dalek::Signer as _;
use serde::{Deserialize, Serialize};

use crate::hash::{HexError, Sha256, from_hex, to_hex};

/// The secret half of a key. It is never printed.
pub struct SigningKey(ed25519_dalek::SigningKey);

/// The public half of a key: 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PublicKey([u8; 32]);

/// A seal: 128 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Signature([u8; 64]);

impl SigningKey {
    /// The key of a 32-byte seed (RFC 8032 §5.1.5), which must come from a good source of chance.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The key of a seed written as 64 lower-case hexadecimal digits; space around it is ignored, so that a
    /// file may end with a line break.
    pub fn from_seed_hex(text: &str) -> Result<Self, HexError> {
        from_hex(text.trim()).map(|seed| Self::from_seed(&seed))
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Seals the canonical bytes of one `kind` of thing.
    pub fn seal(&self, kind: &str, canonical: &[u8]) -> Signature {
        Signature(self.0.sign(&signed_bytes(kind, canonical)).to_bytes())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.public().id())
    }
}

impl PublicKey {
    /// A key that was stored as its 32 bytes. Bytes that are no key verify nothing.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A short name for the key: the first 16 hexadecimal digits of the SHA-256 of its 32 bytes.
    pub fn id(&self) -> String {
        let mut id = Sha256::of(&self.0).to_hex();
        id.truncate(16);
        id
    }

    /// The 64 hexadecimal digits.
    pub fn to_hex(&self) -> String {
        to_hex(&self.0)
    }

    /// Whether the seal is this key's over these canonical bytes of this kind. Strict: a signature has one
    /// spelling, and keys of small order are refused.
    pub fn verifies(&self, kind: &str, canonical: &[u8], seal: &Signature) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&seal.0);
        ed25519_dalek::VerifyingKey::from_bytes(&self.0)
            .is_ok_and(|key| key.verify_strict(&signed_bytes(kind, canonical), &signature).is_ok())
    }
}

fn signed_bytes(kind: &str, canonical: &[u8]) -> Vec<u8> {
    [b"moru-seal-1\0", kind.as_bytes(), b"\0", canonical].concat()
}

macro_rules! hex_text {
    ($type:ident) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&to_hex(&self.0))
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($type), "({})"), self)
            }
        }

        impl FromStr for $type {
            type Err = HexError;

            fn from_str(text: &str) -> Result<Self, HexError> {
                from_hex(text).map(Self)
            }
        }

        impl TryFrom<String> for $type {
            type Error = HexError;

            fn try_from(text: String) -> Result<Self, HexError> {
                text.parse()
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                to_hex(&value.0)
            }
        }
    };
}

hex_text!(PublicKey);
hex_text!(Signature);

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: &str = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    #[test]
    fn the_key_of_the_first_rfc_8032_vector() {
        let key = SigningKey::from_seed_hex(&format!("{SEED}\n")).unwrap();
        let public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        assert_eq!(key.public().to_hex(), public);
        assert_eq!(key.public().id(), &Sha256::of(&key.public().0).to_hex()[..16]);
    }

    #[test]
    fn a_seal_holds_for_its_kind_its_bytes_and_its_key_only() {
        let key = SigningKey::from_seed_hex(SEED).unwrap();
        let other = SigningKey::from_seed(&[7; 32]).public();
        let seal = key.seal("kind", b"{}");
        assert!(key.public().verifies("kind", b"{}", &seal));
        assert!(!key.public().verifies("kin", b"d\0{}", &seal));
        assert!(!key.public().verifies("kind", b"{ }", &seal));
        assert!(!other.verifies("kind", b"{}", &seal));
    }

    #[test]
    fn bytes_that_are_no_key_verify_nothing() {
        let seal = SigningKey::from_seed(&[7; 32]).seal("kind", b"{}");
        for first in 0..=255 {
            let mut bytes = [0; 32];
            bytes[0] = first;
            assert!(!PublicKey::from_bytes(bytes).verifies("kind", b"{}", &seal));
        }
    }

    #[test]
    fn the_secret_is_never_printed() {
        let key = SigningKey::from_seed_hex(SEED).unwrap();
        assert!(!format!("{key:?}").contains("9d61"));
    }
}
