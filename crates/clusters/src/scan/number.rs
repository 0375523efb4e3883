//! Numbers as census files write them.

use super::reject::Reason;

/// More than any count of establishments or workers.
const MOST: u64 = 1_000_000_000;

/// A number of establishments, 0 to 1,000,000,000.
pub(crate) fn count(text: &[u8]) -> Result<u64, Reason> {
    match decimal(text)? {
        (number, true) => Ok(number),
        (_, false) => Err(Reason::NotWhole),
    }
}

/// The whole part of a number of workers; averages over a year have a fraction.
pub(crate) fn workers(text: &[u8]) -> Result<u64, Reason> {
    decimal(text).map(|(number, _)| number)
}

/// The whole part of a number that is not negative, and whether there is nothing but the whole part.
fn decimal(text: &[u8]) -> Result<(u64, bool), Reason> {
    let (negative, digits) = match text {
        [] => return Err(Reason::Empty),
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    let whole = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    let fraction = match &digits[whole..] {
        [] => &[][..],
        [b'.', rest @ ..] if !rest.is_empty() && rest.iter().all(u8::is_ascii_digit) => rest,
        _ => return Err(Reason::NotANumber),
    };
    if whole == 0 {
        return Err(Reason::NotANumber);
    }
    if negative {
        return Err(Reason::Negative);
    }
    let mut number = 0_u64;
    for digit in &digits[..whole] {
        number = number * 10 + u64::from(digit - b'0');
        if number > MOST {
            return Err(Reason::TooLarge);
        }
    }
    Ok((number, fraction.iter().all(|b| *b == b'0')))
}

/// Units of a coordinate in its fixed-point form.
pub(crate) const COORDINATE_UNITS: f64 = 1e7;

/// A coordinate in ten-millionths; sums of these do not depend on their order.
pub(crate) fn coordinate(text: &[u8]) -> Result<i64, Reason> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let whole = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    let fraction = match &digits[whole..] {
        [] => &[][..],
        [b'.', rest @ ..] if rest.iter().all(u8::is_ascii_digit) => rest,
        _ => return Err(Reason::NotANumber),
    };
    if whole == 0 {
        return Err(Reason::NotANumber);
    }
    if whole > 9 {
        return Err(Reason::TooLarge);
    }
    let places = fraction.iter().copied().chain(std::iter::repeat(b'0')).take(7);
    let value = digits[..whole].iter().copied().chain(places).fold(0, |n, b| n * 10 + i64::from(b - b'0'));
    Ok(if negative { -value } else { value })
}

/// A year, month or day (`2009`, `2009-03`, `20090301`, `2009.3.1`) as `yyyymmdd`, zeros for what is not said.
pub(crate) fn date(text: &[u8]) -> Result<u32, Reason> {
    let mut parts = [0_u32; 3];
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    let fields: Vec<&[u8]> = if digits == text.len() && matches!(digits, 6 | 8) {
        vec![&text[..4], &text[4..6], &text[6..]]
    } else {
        text.split(|b| matches!(b, b'-' | b'.' | b'/')).collect()
    };
    if fields.len() > 3 || fields[0].len() != 4 {
        return Err(Reason::NotADate);
    }
    for (part, field) in parts.iter_mut().zip(&fields) {
        for digit in *field {
            if !digit.is_ascii_digit() || field.len() > 4 {
                return Err(Reason::NotADate);
            }
            *part = *part * 10 + u32::from(digit - b'0');
        }
    }
    if parts[1] > 12 || parts[2] > 31 {
        return Err(Reason::NotADate);
    }
    Ok(parts[0] * 10_000 + parts[1] * 100 + parts[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_whole_and_bounded() {
        assert_eq!(count(b"0"), Ok(0));
        assert_eq!(count(b"12.0"), Ok(12));
        assert_eq!(count(b"12.5"), Err(Reason::NotWhole));
        assert_eq!(count(b"1000000000"), Ok(MOST));
        assert_eq!(count(b"1000000001"), Err(Reason::TooLarge));
        assert_eq!(count(b"99999999999999999999999999"), Err(Reason::TooLarge));
        assert_eq!(count(b"-1"), Err(Reason::Negative));
        assert_eq!(count(b""), Err(Reason::Empty));
        for text in ["-", ".", "1.", "1e3", "+1", "0x1", "1 2", "NaN", "\u{ff11}"] {
            assert_eq!(count(text.as_bytes()), Err(Reason::NotANumber), "{text}");
        }
    }

    #[test]
    fn workers_may_be_averages() {
        assert_eq!(workers(b"9.92"), Ok(9));
        assert_eq!(workers(b"10.00"), Ok(10));
    }

    #[test]
    fn coordinates_are_fixed_point() {
        assert_eq!(coordinate(b"126.97801"), Ok(1_269_780_100));
        assert_eq!(coordinate(b"-72.625754"), Ok(-726_257_540));
        assert_eq!(coordinate(b"37."), Ok(370_000_000));
        assert_eq!(coordinate(b""), Err(Reason::NotANumber));
        assert_eq!(coordinate(b"inf"), Err(Reason::NotANumber));
        assert_eq!(coordinate(b"12345678901"), Err(Reason::TooLarge));
    }

    #[test]
    fn dates_sort_as_numbers() {
        assert_eq!(date(b"2009"), Ok(20_090_000));
        assert_eq!(date(b"2009-03"), Ok(20_090_300));
        assert_eq!(date(b"200903"), Ok(20_090_300));
        assert_eq!(date(b"20090301"), Ok(20_090_301));
        assert_eq!(date(b"2009.3.1"), Ok(20_090_301));
        for text in ["", "09", "2009-13", "2009-1-1-1", "abcd", "2009-99999999999"] {
            assert_eq!(date(text.as_bytes()), Err(Reason::NotADate), "{text}");
        }
    }
}
