//! Title, target, term and money; announcement, window and channel.

use chrono::{Datelike, NaiveTime, Timelike, Weekday};
use korea::calendar::Holidays;

use super::{At, fail, missing, warn};
use crate::{
    Basis, Finding, RuleId,
    call::{CallCause, CallContent, DeadlineWords, Missing, Section},
    embargo, seoul,
};

pub(super) fn basics(content: &CallContent, out: &mut Vec<Finding>) {
    let at: At = (Basis::NoticeSelection, Section::Basics);
    let house: At = (Basis::HouseRule, Section::Basics);
    let basics = &content.basics;
    if basics.title.trim().is_empty() {
        out.push(missing(RuleId::C02, Missing::Title, house));
    }
    if basics.purpose.trim().is_empty() {
        out.push(missing(RuleId::C02, Missing::Purpose, house));
    }
    let target = basics.target;
    if target.count == 0 {
        out.push(fail(RuleId::R37, CallCause::TargetZero, at));
    } else if target.approximate && target.tolerance_percent > 100 {
        let percent = target.tolerance_percent;
        out.push(fail(RuleId::R37, CallCause::ToleranceTooWide { percent }, at));
    }
    if let (Some(total), Some(each)) = (basics.budget_total_won, basics.per_centre_won) {
        let needed_won = each.0.saturating_mul(i64::from(target.count));
        if needed_won > total.0 {
            let cause = CallCause::BudgetTooSmall { total_won: total.0, needed_won };
            out.push(warn(RuleId::C02, cause, at));
        }
    }
    let closes = content.dates.closes.map(|closes| closes.instant());
    match (basics.term.starts_on, basics.term.ends_on) {
        (Some(starts_on), Some(ends_on)) if starts_on > ends_on => {
            out.push(fail(RuleId::C02, CallCause::TermBackwards { starts_on, ends_on }, house));
        }
        (Some(starts_on), Some(_)) => {
            if let Some(closes_at) = closes.filter(|closes| starts_on <= seoul::date(*closes)) {
                out.push(fail(RuleId::C02, CallCause::TermBeforeClose { starts_on, closes_at }, house));
            }
        }
        _ => out.push(missing(RuleId::C02, Missing::Term, house)),
    }
    let opens = content.dates.opens.map(|opens| opens.day.date);
    if let Some(opens_on) = opens.filter(|opens| opens.year() != basics.fiscal_year) {
        out.push(warn(
            RuleId::C02,
            CallCause::OtherYear { fiscal_year: basics.fiscal_year, opens_on },
            house,
        ));
    }
}

pub(super) fn dates(content: &CallContent, holidays: &Holidays, out: &mut Vec<Finding>) {
    let at: At = (Basis::NoticeWindow, Section::Dates);
    let dates = &content.dates;
    let stated = [
        (dates.announced, Missing::Announcement, RuleId::E05),
        (dates.opens, Missing::Opening, RuleId::R35),
        (dates.closes, Missing::Closing, RuleId::R30),
    ];
    for (moment, what, rule) in stated {
        match moment {
            None => out.push(missing(rule, what, at)),
            Some(moment) => {
                let mismatch = moment.day.mismatch();
                out.extend(mismatch.map(|mismatch| fail(RuleId::R38, CallCause::Weekday { mismatch }, at)));
            }
        }
    }
    window(content, at, out);
    if let Some(closes) = dates.closes {
        closing(content, closes.time, at, out);
        let on = closes.day.date;
        let holiday = holidays.on(on).first().map(|holiday| holiday.name.clone());
        let is_weekend = matches!(on.weekday(), Weekday::Sat | Weekday::Sun);
        if let Some(name) = holiday.or_else(|| is_weekend.then(String::new)) {
            out.push(warn(RuleId::R36, CallCause::ClosesOnHoliday { on, name }, at));
        }
    }
    if dates.channel.is_external() && dates.channel_url.trim().is_empty() {
        out.push(missing(RuleId::C06, Missing::ChannelAddress, at));
    }
}

fn window(content: &CallContent, at: At, out: &mut Vec<Finding>) {
    match content.dates.window() {
        Some(Ok(window)) => {
            let Some(public_at) = content.dates.announced_at() else { return };
            if let Err(early) = embargo::call_may_open(&window, Some(public_at)) {
                let cause = CallCause::OpensBeforeNotice { opens_at: early.opens_at, public_at };
                out.push(fail(RuleId::E05, cause, at));
            }
        }
        Some(Err(empty)) => {
            let cause = CallCause::EmptyWindow { opens_at: empty.opens_at, closes_at: empty.closes_at };
            out.push(fail(RuleId::R30, cause, at));
        }
        None => {}
    }
}

fn closing(content: &CallContent, time: Option<NaiveTime>, at: At, out: &mut Vec<Finding>) {
    let Some(time) = time else {
        out.push(missing(RuleId::R30, Missing::ClosingTime, at));
        return;
    };
    if content.dates.closes_words == DeadlineWords::Until {
        out.push(warn(RuleId::R30, CallCause::SaysUntil { time }, at));
    }
    if time.hour() == 23 && time.minute() == 59 {
        out.push(warn(RuleId::R30, CallCause::LastMinute { time }, at));
    }
}
