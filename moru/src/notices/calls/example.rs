//! The call of 2024 as the press release of April 2024 describes it. What the release does not say is marked as a
//! default of the example: the term, and that Moru itself receives (the real call was received by e나라도움).

use chrono::NaiveDate;
use programme::{
    deadline::{Channel, Window},
    gates::CallOptions,
    seoul,
    states::CallState,
    target::Target,
};

use super::store::Call;
use crate::base::{
    clock::Clock,
    errors::{Fault, Outcome},
};

/// The address of the call of 2024.
pub const SLUG: &str = "2024";

/// The call of 2024: open from 2024-04-15 00:00 until before 2024-05-10 18:00 in Korea.
pub fn call_of_2024(clock: &Clock) -> Outcome<Call> {
    let day =
        |month, day| NaiveDate::from_ymd_opt(2024, month, day).ok_or_else(|| Fault::new("a date of 2024"));
    let closing = chrono::NaiveTime::from_hms_opt(18, 0, 0).ok_or_else(|| Fault::new("a time of day"))?;
    let opens_at = seoul::midnight(day(4, 15)?);
    let window = Window::new(opens_at, seoul::at(day(5, 10)?, closing)).map_err(Fault::new)?;
    Ok(Call {
        id: clock.id(),
        slug: SLUG.to_owned(),
        title: "2024년 소공인특화지원센터 운영기관 모집".to_owned(),
        purpose: "소공인 집적지에 특화지원센터를 두어 교육·상담과 특화 프로그램으로 소공인의 성장과 발전을 돕습니다."
            .to_owned(),
        state: CallState::Scheduled,
        fiscal_year: 2024,
        target: Target::about(5),
        announced_at: opens_at,
        window,
        channel: Channel::SelfHosted,
        ruleset: "statute-2018".to_owned(),
        options: CallOptions::until(NaiveDate::from_ymd_opt(2025, 1, 31).ok_or_else(|| Fault::new("a date of 2025"))?),
    })
}
