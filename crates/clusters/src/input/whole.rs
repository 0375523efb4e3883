//! Small files, read whole.

use super::charset::Charset;
use crate::profile::Encoding;
use crate::scan::quotes::Quote;
use crate::scan::row::value;
use crate::scan::split::{PADDING, Splitter};

/// The records of a text that fits into memory, fields unquoted; blank lines are left out.
pub(crate) fn records(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let charset = Charset::choose(Encoding::Auto, text);
    let mut data = [b"\n", text, b"\n"].concat();
    let length = data.len();
    data.resize(length + PADDING, 0);
    let mut splitter = Splitter::new(delimiter);
    splitter.restart(1, Quote::Outside);
    splitter.advance(&data, length);
    let (separators, ends) = splitter.found();
    let (mut first, mut start) = (0, 1);
    let mut found = Vec::new();
    for &end in ends {
        let mut fields = Vec::new();
        for &separator in &separators[first..end as usize] {
            let field = &data[start..separator as usize];
            let field = field.strip_suffix(b"\r").unwrap_or(field);
            fields.push(charset.decode_lossy(&value(field)).into_owned());
            start = separator as usize + 1;
        }
        first = end as usize;
        if fields.len() > 1 || fields.iter().any(|field| !field.is_empty()) {
            found.push(fields);
        }
    }
    found
}
