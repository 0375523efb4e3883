//! What becomes of a list of receipts, in words.

use programme::exchange::{Column, RowProblem};

use super::actions::{Became, Unread};
use crate::base::{inspector, words::Words};

/// What became of a row, as a sign and a sentence.
pub(super) fn became(became: &Became) -> (&'static str, Words) {
    match became {
        Became::New => ("pass", "접수번호를 넣었습니다.".into()),
        Became::Changed => ("pass", "접수 시각이 달라져 고쳤습니다.".into()),
        Became::Same => ("pass", "이미 들어 있습니다.".into()),
        Became::NoApplication => ("unknown", "이 사업자등록번호로 여기에 제출한 신청서가 없습니다.".into()),
        Became::Several => (
            "unknown",
            "이 기관의 신청서가 여럿이라 어느 것인지 알 수 없습니다. 요건검토표에서 직접 적어 주세요.".into(),
        ),
        Became::HasAnother(number) => (
            "fail",
            Words::new("이 신청서에는 다른 접수번호 {number}가 들어 있습니다.").with("number", number),
        ),
        Became::Taken => ("fail", "다른 기관의 신청서에 들어 있는 접수번호입니다.".into()),
        Became::Wrong(problem) => ("fail", wrong(*problem)),
    }
}

fn wrong(problem: RowProblem) -> Words {
    match problem {
        RowProblem::Number => "접수번호가 없거나 너무 깁니다.".into(),
        RowProblem::Business => "사업자등록번호가 맞지 않습니다. 10자리 숫자를 확인해 주세요.".into(),
        RowProblem::ReceivedAt => {
            "접수 시각이 없습니다. 날짜와 시각을 함께 적어 주세요. 예: 2024-05-10 17:59:59".into()
        }
        RowProblem::Twice { row } => {
            Words::new("{row}행과 접수번호가 같은데 내용이 다릅니다.").with("row", row)
        }
    }
}

/// Why nothing was read.
pub(super) fn unread(unread: &Unread) -> Words {
    match unread {
        Unread::File(uploads::Problem::UnknownKind | uploads::Problem::OldOrLocked) => {
            "엑셀 파일(.xlsx)만 읽습니다. 엑셀에서 xlsx로 저장해 다시 골라 주세요.".into()
        }
        Unread::File(uploads::Problem::TooMuchInside) => "행이 너무 많습니다. 2,000행까지 읽습니다.".into(),
        Unread::File(problem) => inspector::words(*problem),
        Unread::Columns(columns) => {
            let titles: Vec<&str> = columns.iter().map(|column: &Column| column.title()).collect();
            Words::new("이런 제목의 열을 찾지 못했습니다: {titles}. 제목이 든 첫 줄을 지우지 말고 그대로 올려 주세요.")
                .with("titles", titles.join(", "))
        }
    }
}
