//! Parquet files, as the text that the rest of the crate reads.
//!
//! Only the wanted columns are decoded. A missing value is an empty field; a record is numbered as the line that it
//! would stand on.

use std::fs::File;
use std::io::{self, Read};

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;

/// Rows turned into text at once.
const ROWS: usize = 4_096;

/// Reads a Parquet file as CSV.
pub(super) struct Text {
    rows: RowIter<'static>,
    ready: Vec<u8>,
    read: usize,
}

impl Text {
    /// Opens a file for those of its columns that are wanted; all of them if none is found, so that the header
    /// shows what there is.
    pub(super) fn open(file: File, wanted: &[&str]) -> Result<Self, String> {
        let failed =
            |e: parquet::errors::ParquetError| format!("is not a Parquet file that can be read: {e}");
        let reader = SerializedFileReader::new(file).map_err(failed)?;
        let schema = reader.metadata().file_metadata().schema();
        let all = schema.get_fields();
        let found: Vec<_> = all.iter().filter(|field| wanted.contains(&field.name())).cloned().collect();
        let kept = if found.is_empty() { all.to_vec() } else { found };
        let names: Vec<String> = kept.iter().map(|field| field.name().to_owned()).collect();
        let projection = Type::group_type_builder(schema.name()).with_fields(kept).build().map_err(failed)?;
        let rows = RowIter::from_file_into(Box::new(reader)).project(Some(projection)).map_err(failed)?;
        let mut text = Self { rows, ready: Vec::new(), read: 0 };
        text.push_record(names.iter().map(|name| Some(name.as_bytes().to_vec())));
        Ok(text)
    }

    fn push_record(&mut self, fields: impl Iterator<Item = Option<Vec<u8>>>) {
        for (number, field) in fields.enumerate() {
            if number > 0 {
                self.ready.push(b',');
            }
            let Some(field) = field else { continue };
            if field.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
                self.ready.push(b'"');
                for byte in field {
                    self.ready.extend(std::iter::repeat_n(byte, 1 + usize::from(byte == b'"')));
                }
                self.ready.push(b'"');
            } else {
                self.ready.extend(field);
            }
        }
        self.ready.push(b'\n');
    }
}

impl Read for Text {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.read == self.ready.len() {
            self.ready.clear();
            self.read = 0;
            for _ in 0..ROWS {
                let Some(row) = self.rows.next() else { break };
                let row = row.map_err(|e| io::Error::other(format!("the Parquet data are damaged: {e}")))?;
                self.push_record(row.get_column_iter().map(|(_, field)| bytes(field)));
            }
        }
        let rest = &self.ready[self.read..];
        let length = rest.len().min(into.len());
        into[..length].copy_from_slice(&rest[..length]);
        self.read += length;
        Ok(length)
    }
}

/// A value as CSV would write it.
fn bytes(field: &Field) -> Option<Vec<u8>> {
    match field {
        Field::Null => None,
        Field::Str(text) => Some(text.as_bytes().to_vec()),
        Field::Bytes(bytes) => Some(bytes.data().to_vec()),
        Field::Float(number) => Some(number.to_string().into_bytes()),
        Field::Double(number) => Some(number.to_string().into_bytes()),
        other => Some(other.to_string().into_bytes()),
    }
}
