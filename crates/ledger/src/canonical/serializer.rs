//! The serde side of canonical JSON: every value becomes its bytes, objects are sorted when they end.

use serde::ser::{self, Serialize};

use super::{CanonicalError, MAX_INTEGER};

type Bytes = Result<Vec<u8>, CanonicalError>;

/// Serialises one value to its canonical bytes.
pub(super) struct Canonical;

fn text(value: &str) -> Bytes {
    // serde_json escapes exactly what RFC 8785 asks for: quote, backslash and the C0 controls, shortest form.
    serde_json::to_vec(value).map_err(|error| CanonicalError::Value(error.to_string()))
}

fn integer(value: i128) -> Bytes {
    if value.unsigned_abs() > u128::from(MAX_INTEGER.unsigned_abs()) {
        return Err(CanonicalError::IntegerRange);
    }
    Ok(value.to_string().into_bytes())
}

/// `{"variant":value}`, the way an enum variant that carries something is written.
fn variant(name: &'static str, value: &[u8]) -> Bytes {
    let mut object = Object::default();
    object.put(name.to_owned(), value.to_vec());
    object.finish()
}

/// A list in the making; with a variant name it is wrapped at its end.
#[derive(Default)]
pub(super) struct List {
    bytes: Vec<u8>,
    variant: Option<&'static str>,
}

impl List {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        self.bytes.push(if self.bytes.is_empty() { b'[' } else { b',' });
        self.bytes.extend(value.serialize(Canonical)?);
        Ok(())
    }

    fn finish(mut self) -> Bytes {
        if self.bytes.is_empty() {
            self.bytes.push(b'[');
        }
        self.bytes.push(b']');
        match self.variant {
            Some(name) => variant(name, &self.bytes),
            None => Ok(self.bytes),
        }
    }
}

/// An object in the making: members are kept until all are known, then sorted.
#[derive(Default)]
pub(super) struct Object {
    members: Vec<(String, Vec<u8>)>,
    name: Option<String>,
    variant: Option<&'static str>,
}

impl Object {
    fn put(&mut self, name: String, value: Vec<u8>) {
        self.members.push((name, value));
    }

    fn finish(mut self) -> Bytes {
        self.members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        if let Some(pair) = self.members.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(CanonicalError::RepeatedName(pair[0].0.clone()));
        }
        let mut bytes = vec![b'{'];
        for (position, (name, value)) in self.members.iter().enumerate() {
            if position > 0 {
                bytes.push(b',');
            }
            bytes.extend(text(name)?);
            bytes.push(b':');
            bytes.extend(value);
        }
        bytes.push(b'}');
        match self.variant {
            Some(name) => variant(name, &bytes),
            None => Ok(bytes),
        }
    }
}

macro_rules! integers {
    ($($method:ident: $type:ty),+) => {
        $(fn $method(self, value: $type) -> Bytes {
            integer(i128::from(value))
        })+
    };
}

impl ser::Serializer for Canonical {
    type Ok = Vec<u8>;
    type Error = CanonicalError;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = List;
    type SerializeTupleVariant = List;
    type SerializeMap = Object;
    type SerializeStruct = Object;
    type SerializeStructVariant = Object;

    integers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_u8: u8,
        serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);

    fn serialize_bool(self, value: bool) -> Bytes {
        Ok(value.to_string().into_bytes())
    }

    fn serialize_f32(self, _: f32) -> Bytes {
        Err(CanonicalError::Float)
    }

    fn serialize_f64(self, _: f64) -> Bytes {
        Err(CanonicalError::Float)
    }

    fn serialize_char(self, value: char) -> Bytes {
        text(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Bytes {
        text(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Bytes {
        value.serialize(self)
    }

    fn serialize_none(self) -> Bytes {
        Ok(b"null".to_vec())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Bytes {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Bytes {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Bytes {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Bytes {
        text(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Bytes {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Bytes {
        variant(name, &value.serialize(self)?)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, CanonicalError> {
        Ok(List::default())
    }

    fn serialize_tuple(self, _: usize) -> Result<List, CanonicalError> {
        Ok(List::default())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List, CanonicalError> {
        Ok(List::default())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<List, CanonicalError> {
        Ok(List { variant: Some(name), ..List::default() })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object, CanonicalError> {
        Ok(Object::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object, CanonicalError> {
        Ok(Object::default())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Object, CanonicalError> {
        Ok(Object { variant: Some(name), ..Object::default() })
    }
}

macro_rules! lists {
    ($($trait:ident::$method:ident),+) => {
        $(impl ser::$trait for List {
            type Ok = Vec<u8>;
            type Error = CanonicalError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
                self.push(value)
            }

            fn end(self) -> Bytes {
                self.finish()
            }
        })+
    };
}

lists!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

macro_rules! objects {
    ($($trait:ident),+) => {
        $(impl ser::$trait for Object {
            type Ok = Vec<u8>;
            type Error = CanonicalError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), CanonicalError> {
                self.put(name.to_owned(), value.serialize(Canonical)?);
                Ok(())
            }

            fn end(self) -> Bytes {
                self.finish()
            }
        })+
    };
}

objects!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Object {
    type Ok = Vec<u8>;
    type Error = CanonicalError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), CanonicalError> {
        let bytes = name.serialize(Canonical)?;
        // A text arrives quoted and an integer bare; JSON allows only texts, so integers become their digits.
        let name = match bytes.first() {
            Some(b'"') => serde_json::from_slice(&bytes).map_err(|_| CanonicalError::Name)?,
            Some(b'-' | b'0'..=b'9') => String::from_utf8(bytes).map_err(|_| CanonicalError::Name)?,
            _ => return Err(CanonicalError::Name),
        };
        self.name = Some(name);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        let name = self.name.take().ok_or(CanonicalError::Name)?;
        self.put(name, value.serialize(Canonical)?);
        Ok(())
    }

    fn end(self) -> Bytes {
        self.finish()
    }
}
