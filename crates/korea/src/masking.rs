//! Personal data shown in part, so that people can recognise it without spreading it.
//!
//! Telephone numbers mask themselves: [`crate::phone::Phone::masked`].

use crate::numbers::{BusinessKindHint, BusinessNumber};
use crate::text::compose;

/// A person's name: 홍*동, 김*, 남궁**. Two syllables keep the first, three the first and last, longer names the
/// first two. Other scripts keep the first letter of each word.
pub fn name(full: &str) -> String {
    let full = compose(full.trim());
    let chars: Vec<char> = full.chars().collect();
    if !chars.iter().all(|c| ('가'..='힣').contains(c)) {
        return full.split_whitespace().map(|word| keep_first(word, 1)).collect::<Vec<_>>().join(" ");
    }
    match chars.as_slice() {
        [] => String::new(),
        [_] => "*".to_owned(),
        [first, _] => format!("{first}*"),
        [first, _, last] => format!("{first}*{last}"),
        _ => keep_first(&full, 2),
    }
}

/// A business number with its last four digits hidden: 123-45-6****.
pub fn business_number(number: BusinessNumber) -> String {
    format!("{}****", &number.to_string()[..8])
}

/// A business number as it may be shown: masked if it seems to belong to a sole trader, whose number is personal
/// data, and in full otherwise.
pub fn business_number_unless_corporate(number: BusinessNumber) -> String {
    match number.hint() {
        BusinessKindHint::SoleTrader | BusinessKindHint::Other => business_number(number),
        _ => number.to_string(),
    }
}

/// An e-mail address: the first two characters of the mailbox (one, if it has no more) and the host: ab***@host.
/// A text without `@` is hidden whole.
pub fn email(address: &str) -> String {
    let Some((mailbox, host)) = address.trim().rsplit_once('@') else { return "***".to_owned() };
    let kept = if mailbox.chars().count() > 2 { 2 } else { 1 };
    let shown: String = mailbox.chars().take(kept).collect();
    format!("{shown}***@{host}")
}

/// An address up to its 읍·면·동, or up to its 시·군·구 if it names none. A 법정동 in brackets at the end of a road
/// address counts: `서울특별시 영등포구 도림로 432 (문래동3가)` becomes `서울특별시 영등포구 문래동3가`.
pub fn address(full: &str) -> String {
    let full = compose(full);
    let words: Vec<&str> = full
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '（' | '）'))
        .filter(|word| !word.is_empty())
        .collect();
    let head = words
        .iter()
        .take_while(|word| ends_with_any(word, &["시", "도", "군", "구"]) || is_sido(word))
        .count();
    let mut kept: Vec<&str> = words[..head].to_vec();
    let place = words[head..].iter().find(|word| is_town(word));
    kept.extend(place);
    kept.join(" ")
}

fn keep_first(word: &str, count: usize) -> String {
    word.chars().enumerate().map(|(i, c)| if i < count { c } else { '*' }).collect()
}

fn ends_with_any(word: &str, ends: &[&str]) -> bool {
    word.starts_with(|c: char| ('가'..='힣').contains(&c)) && ends.iter().any(|end| word.ends_with(end))
}

fn is_sido(word: &str) -> bool {
    crate::zones::sido_short_name(word).is_some()
}

/// 읍, 면, 동, and 가 of a 동 (문래동3가, 을지로2가); not a building such as 가동 or 101동.
fn is_town(word: &str) -> bool {
    let length = word.chars().count();
    let street = word.strip_suffix('가').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    (length > 2 && ends_with_any(word, &["읍", "면", "동"]))
        || (street && ends_with_any(word, &["가"]))
        || (length == 2 && ends_with_any(word, &["동", "읍", "면"]) && !is_building(word))
}

/// Buildings are lettered 가동, 나동, 다동 … 하동.
fn is_building(word: &str) -> bool {
    word.chars().next().is_some_and(|c| "가나다라마바사아자차카타파하".contains(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::row_three("홍길동", "홍*동")]
    #[case::row_four("남궁민수", "남궁**")]
    #[case::two("김철", "김*")]
    #[case::one("김", "*")]
    #[case::five("황보가나다", "황보***")]
    #[case::foreign("Nguyen Van", "N***** V**")]
    #[case::nothing("", "")]
    #[case::decomposed("\u{1112}\u{1169}\u{11BC}길동", "홍*동")]
    fn row_p06_names(#[case] full: &str, #[case] masked: &str) {
        assert_eq!(name(full), masked);
    }

    #[test]
    fn row_p06_business_number_of_a_sole_trader() {
        let number: BusinessNumber = "123-45-67891".parse().unwrap();
        assert_eq!(business_number(number), "123-45-6****");
        assert_eq!(business_number_unless_corporate(number), "123-45-6****");
        let company = BusinessNumber::from_first_nine([1, 2, 3, 8, 1, 6, 7, 8, 9]).unwrap();
        assert_eq!(business_number_unless_corporate(company), company.to_string());
    }

    #[rstest]
    #[case::row_email("abcde@example.kr", "ab***@example.kr")]
    #[case("ab@example.kr", "a***@example.kr")]
    #[case("abc", "***")]
    #[case("@example.kr", "***@example.kr")]
    fn row_p06_email(#[case] full: &str, #[case] masked: &str) {
        assert_eq!(email(full), masked);
    }

    #[rstest]
    #[case("서울특별시 영등포구 문래동3가 54-1 2층", "서울특별시 영등포구 문래동3가")]
    #[case("서울특별시 영등포구 도림로 432, 101동 2층 (문래동3가)", "서울특별시 영등포구 문래동3가")]
    #[case("경기도 화성시 봉담읍 동화길 51", "경기도 화성시 봉담읍")]
    #[case("경기 수원시 장안구 조원동 12 가동 3호", "경기 수원시 장안구 조원동")]
    #[case("세종특별자치시 한솔동 1", "세종특별자치시 한솔동")]
    #[case("부산광역시 중구 중앙대로 12 가동", "부산광역시 중구")]
    #[case("", "")]
    fn row_p06_address_up_to_the_town(#[case] full: &str, #[case] masked: &str) {
        assert_eq!(address(full), masked);
    }

    proptest! {
        #[test]
        fn a_masked_name_is_as_long_and_hides_something(full in "[가-힣]{1,6}") {
            let masked = name(&full);
            prop_assert_eq!(masked.chars().count(), full.chars().count());
            prop_assert!(masked.contains('*'));
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = (name(&text), email(&text), address(&text));
        }
    }
}
