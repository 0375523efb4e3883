//! Counting words: what Korean puts after a number, by what is counted.

use crate::digits;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counted {
    /// Firms: 개사.
    Firms,
    /// People in running text: 명.
    People,
    /// People in tables and legal text: 인.
    Persons,
    /// Cases, applications, contracts: 건.
    Cases,
    /// Centres and other places: 개소.
    Places,
    /// Times something was done: 회.
    Times,
    /// Hours: 시간.
    Hours,
    /// Lessons of a course: 차시.
    Lessons,
}

impl Counted {
    /// The counting word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Firms => "개사",
            Self::People => "명",
            Self::Persons => "인",
            Self::Cases => "건",
            Self::Places => "개소",
            Self::Times => "회",
            Self::Hours => "시간",
            Self::Lessons => "차시",
        }
    }

    /// A number with its counting word: `1,350개사`.
    pub fn count(self, number: i64) -> String {
        format!("{}{}", digits::grouped(i128::from(number)), self.word())
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::row_firms(Counted::Firms, 1_350, "1,350개사")]
    #[case::row_people(Counted::People, 3, "3명")]
    #[case::row_persons(Counted::Persons, 3, "3인")]
    #[case::row_cases(Counted::Cases, 0, "0건")]
    #[case::row_centres(Counted::Places, 39, "39개소")]
    #[case::row_times(Counted::Times, 12, "12회")]
    #[case::row_hours(Counted::Hours, 40, "40시간")]
    #[case::row_lessons(Counted::Lessons, 8, "8차시")]
    fn counting_words(#[case] what: Counted, #[case] number: i64, #[case] shown: &str) {
        assert_eq!(what.count(number), shown);
    }
}
