//! What cannot be read, by line.

use crate::base::words::Words;

/// A line that stops the import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProblem {
    /// Its number, from one.
    pub line: usize,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The text is longer than any release.
    TooLong,
    /// No line says when the internet page may be seen.
    NoInternetEmbargo,
    /// A channel is named twice.
    ChannelTwice,
    /// The time of an embargo cannot be read.
    Embargo(String),
    /// An embargo names a day but neither an hour nor an edition.
    EmbargoWithoutTime(String),
    /// There is no title.
    NoTitle,
    /// There is no paragraph.
    NoBody,
    /// A row of the table of departments says neither head nor officer.
    NoDuty,
    /// A row of the table of departments stands below no organisation.
    NoOrganisation,
    /// A number cannot be read.
    Phone(String),
    /// A row of the table of departments without the tabs between its cells, so that a name cannot be told from a rank.
    NoTabs,
    /// More lines than a campaign has, between the table of departments and the annex.
    LongCampaign,
    /// The number of a person, which is never kept.
    ResidentNumber,
}

impl LineProblem {
    /// The sentence beside the field.
    pub fn words(&self) -> Words {
        let words = match &self.trouble {
            Trouble::TooLong => {
                Words::new("{line}번째 줄: 글이 5만 자를 넘습니다. 보도자료 본문과 붙임만 넣어 주세요.")
            }
            Trouble::NoInternetEmbargo => Words::new(
                "{line}번째 줄: 인터넷 보도시점이 없습니다. \"(인터넷) 4.15.(월) 06:00\"처럼 한 줄을 적어 주세요.",
            ),
            Trouble::ChannelTwice => {
                Words::new("{line}번째 줄: 같은 매체의 보도시점이 두 번 나옵니다. 하나만 남겨 주세요.")
            }
            Trouble::Embargo(_) => Words::new(
                "{line}번째 줄: 보도시점을 읽을 수 없습니다: \"{text}\". \"4.15.(월) 06:00\"처럼 적어 주세요.",
            ),
            Trouble::EmbargoWithoutTime(_) => Words::new(
                "{line}번째 줄: 보도시점에 시각이 없습니다: \"{text}\". 시각이나 조간·석간을 적어 주세요.",
            ),
            Trouble::NoTitle => {
                Words::new("{line}번째 줄: 제목이 없습니다. 보도시점 다음 줄에 제목을 적어 주세요.")
            }
            Trouble::NoBody => {
                Words::new("{line}번째 줄: 본문이 없습니다. 제목과 부제 다음에 본문을 적어 주세요.")
            }
            Trouble::NoDuty => Words::new("{line}번째 줄: 담당 부서 표에 책임자나 담당자라는 칸이 없습니다."),
            Trouble::NoOrganisation => Words::new(
                "{line}번째 줄: 어느 기관의 담당자인지 알 수 없습니다. 표의 첫 행에 기관을 적어 주세요.",
            ),
            Trouble::NoTabs => Words::new(
                "{line}번째 줄: 담당 부서 표의 칸이 탭으로 나뉘어 있지 않습니다. 문서에서 표째 복사해 붙여 넣어 주세요.",
            ),
            Trouble::LongCampaign => Words::new(
                "{line}번째 줄: 담당 부서 표 다음의 공익 캠페인 문구는 두 줄까지입니다. 붙임은 □ 제목으로 시작해 주세요.",
            ),
            Trouble::ResidentNumber => {
                Words::new("{line}번째 줄: 주민등록번호로 보이는 숫자가 있습니다. 지우고 다시 올려 주세요.")
            }
            Trouble::Phone(_) => Words::new(
                "{line}번째 줄: 전화번호를 읽을 수 없습니다: \"{text}\". 지역번호부터 적어 주세요.",
            ),
        };
        let words = words.with("line", self.line);
        match &self.trouble {
            Trouble::Embargo(text) | Trouble::EmbargoWithoutTime(text) | Trouble::Phone(text) => {
                words.with("text", text)
            }
            _ => words,
        }
    }
}
