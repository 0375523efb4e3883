//! The causes of findings in words: what counted, and what it should have been.

use std::fmt::Display;

use korea::dates::weekday;
use programme::call::{CallCause, CallContent, Missing};

use super::{gate, milestone, rubric, section, stage};
use crate::web::{page::Page, show};

pub(super) fn words(page: &Page, content: &CallContent, cause: &CallCause) -> String {
    match cause {
        CallCause::Missing { what } => page.t(missing(*what)).to_owned(),
        CallCause::TargetZero
        | CallCause::ToleranceTooWide { .. }
        | CallCause::BudgetTooSmall { .. }
        | CallCause::TermBackwards { .. }
        | CallCause::TermBeforeClose { .. }
        | CallCause::OtherYear { .. } => basics(page, cause),
        CallCause::Weekday { .. }
        | CallCause::EmptyWindow { .. }
        | CallCause::OpensBeforeNotice { .. }
        | CallCause::SaysUntil { .. }
        | CallCause::LastMinute { .. }
        | CallCause::ClosesOnHoliday { .. } => dates(page, cause),
        CallCause::GateMissing { .. }
        | CallCause::GateTwice { .. }
        | CallCause::GateWithoutText { .. }
        | CallCause::GateOpen { .. }
        | CallCause::StaffBelow { .. }
        | CallCause::UnknownRuleset { .. }
        | CallCause::UnknownPanelRules { .. }
        | CallCause::StageMissing { .. }
        | CallCause::StageWithoutText { .. } => deciding(page, cause),
        CallCause::Rubric { problem } => rubric::words(page, &content.evaluation.rubric, problem),
        CallCause::RubricProposed => {
            page.t("공식 배점이 아니라 제안입니다. 공식 배점이 나오면 바꾸고 출처를 적어 주세요.").to_owned()
        }
        CallCause::MilestoneUndated { .. }
        | CallCause::MilestoneBackwards { .. }
        | CallCause::MilestoneOrder { .. }
        | CallCause::MilestoneBeforeClose { .. }
        | CallCause::MilestoneMissing { .. }
        | CallCause::PaperWithoutName { .. }
        | CallCause::PaperTwice { .. }
        | CallCause::AreaCode { .. } => lists(page, cause),
        CallCause::Unchecked { .. }
        | CallCause::WindowAmended
        | CallCause::AnnouncementAmended
        | CallCause::GatesAmended
        | CallCause::DecidesAfterOpening { .. }
        | CallCause::DecidesAfterClose { .. }
        | CallCause::NothingAmended => amended(page, cause),
    }
}

const fn missing(what: Missing) -> &'static str {
    match what {
        Missing::Title => "제목이 없습니다.",
        Missing::Purpose => "사업목적이 없습니다.",
        Missing::Term => "협약 시작일이나 종료일이 없습니다.",
        Missing::Announcement => "공고일이 없습니다.",
        Missing::Opening => "접수 시작일이 없습니다.",
        Missing::Closing => "접수 마감일이 없습니다.",
        Missing::ClosingTime => "접수 마감에 시각이 없습니다. 18:00처럼 적어 주세요.",
        Missing::ChannelAddress => "다른 누리집에서 접수하는데 그 주소가 없습니다.",
        Missing::RequiredPaper => "꼭 내야 하는 서류가 하나도 없습니다.",
        Missing::Contact => "문의처가 없습니다.",
        Missing::Phone => "전화번호가 없는 문의처가 있습니다.",
    }
}

fn basics(page: &Page, cause: &CallCause) -> String {
    match cause {
        CallCause::TargetZero => page.t("선정할 수가 0개입니다.").to_owned(),
        CallCause::ToleranceTooWide { percent } => {
            page.tf("\"내외\"의 폭이 {percent}%입니다. 100%를 넘을 수 없습니다.", &[("percent", percent)])
        }
        CallCause::BudgetTooSmall { total_won, needed_won } => {
            let values: [(&str, &dyn Display); 2] =
                [("total", &show::count(*total_won)), ("needed", &show::count(*needed_won))];
            page.tf("전체 예산은 {total}원인데 센터마다 한도까지 쓰면 {needed}원입니다.", &values)
        }
        CallCause::TermBackwards { starts_on, ends_on } => {
            let values: [(&str, &dyn Display); 2] =
                [("starts", &show::date(*starts_on)), ("ends", &show::date(*ends_on))];
            page.tf("협약이 {starts}에 시작하는데 {ends}에 끝납니다.", &values)
        }
        CallCause::TermBeforeClose { starts_on, closes_at } => {
            let values: [(&str, &dyn Display); 2] =
                [("starts", &show::date(*starts_on)), ("closes", &show::date_time(*closes_at))];
            page.tf("협약이 {starts}에 시작하는데 접수는 {closes}에 마감합니다.", &values)
        }
        CallCause::OtherYear { fiscal_year, opens_on } => {
            let values: [(&str, &dyn Display); 2] =
                [("year", fiscal_year), ("opens", &show::date(*opens_on))];
            page.tf("회계연도는 {year}년인데 접수는 {opens}에 시작합니다.", &values)
        }
        _ => String::new(),
    }
}

fn dates(page: &Page, cause: &CallCause) -> String {
    match cause {
        CallCause::Weekday { mismatch } => {
            let values: [(&str, &dyn Display); 3] = [
                ("date", &show::date(mismatch.date)),
                ("stated", &weekday(mismatch.stated)),
                ("nearest", &show::date(mismatch.nearest)),
            ];
            page.tf("{stated}요일이라고 적었는데 그날은 {date}입니다. 요일이 맞다면 {nearest}입니다.", &values)
        }
        CallCause::EmptyWindow { opens_at, closes_at } => {
            let values: [(&str, &dyn Display); 2] =
                [("opens", &show::date_time(*opens_at)), ("closes", &show::date_time(*closes_at))];
            page.tf("접수가 {opens}에 시작하는데 {closes}에 마감합니다.", &values)
        }
        CallCause::OpensBeforeNotice { opens_at, public_at } => {
            let values: [(&str, &dyn Display); 2] =
                [("opens", &show::date_time(*opens_at)), ("public", &show::date_time(*public_at))];
            page.tf("공고는 {public}에 공개되는데 접수가 {opens}에 먼저 시작합니다.", &values)
        }
        CallCause::SaysUntil { time } => page.tf(
            "마감을 \"{time}까지\"라고 적었습니다. {time} 정각은 받지 않으므로 \"{time} 전까지\"로 적어 주세요.",
            &[("time", &time.format("%H:%M"))],
        ),
        CallCause::LastMinute { time } => page.tf(
            "{time}에 마감하면 그날의 마지막 1분은 받지 않습니다. 다음 날 0시로 적을지 확인해 주세요.",
            &[("time", &time.format("%H:%M"))],
        ),
        CallCause::ClosesOnHoliday { on, name } if name.is_empty() => page
            .tf("{on}은 쉬는 날입니다. 마감은 저절로 미뤄지지 않습니다. 문의를 받을 수 있는지 확인해 주세요.", &[("on", &show::date(*on))]),
        CallCause::ClosesOnHoliday { on, name } => {
            let values: [(&str, &dyn Display); 2] = [("on", &show::date(*on)), ("name", name)];
            page.tf("{on}은 공휴일({name})입니다. 마감은 저절로 미뤄지지 않습니다. 문의를 받을 수 있는지 확인해 주세요.", &values)
        }
        _ => String::new(),
    }
}

fn deciding(page: &Page, cause: &CallCause) -> String {
    let named = |text: &str, name: &str| page.tf(text, &[("name", &page.t(name))]);
    match cause {
        CallCause::GateMissing { gate } => {
            named("{name} 자격이 없습니다. 다섯 가지가 모두 있어야 합니다.", self::gate(*gate))
        }
        CallCause::GateTwice { gate } => named("{name} 자격이 두 번 있습니다.", self::gate(*gate)),
        CallCause::GateWithoutText { gate } => {
            named("{name} 자격에 공고문에 적을 말이 없습니다.", self::gate(*gate))
        }
        CallCause::GateOpen { gate } => named(
            "{name} 자격을 꼭 갖추지 않아도 된다고 했습니다. 다섯 가지를 모두 갖추어야 합니다.",
            self::gate(*gate),
        ),
        CallCause::StaffBelow { min_staff, least } => {
            let values: [(&str, &dyn Display); 2] = [("staff", min_staff), ("least", least)];
            page.tf("필요한 운영인력이 {staff}명입니다. {least}명 이상이어야 합니다.", &values)
        }
        CallCause::UnknownRuleset { name } => {
            page.tf("이런 집적지 판정 규칙은 없습니다: {name}", &[("name", name)])
        }
        CallCause::UnknownPanelRules { name } => {
            page.tf("이런 평가위원회 구성 규칙은 없습니다: {name}", &[("name", name)])
        }
        CallCause::StageMissing { stage } => named(
            "{name} 단계가 없습니다. 서류검토, 현장실사, 발표평가가 모두 있어야 합니다.",
            self::stage(*stage),
        ),
        CallCause::StageWithoutText { stage } => {
            named("{name} 단계에 공고문에 적을 말이 없습니다.", self::stage(*stage))
        }
        _ => String::new(),
    }
}

fn lists(page: &Page, cause: &CallCause) -> String {
    match cause {
        CallCause::MilestoneUndated { place } => page.tf("{n}번째 일정에 날짜가 없습니다.", &[("n", place)]),
        CallCause::MilestoneBackwards { place } => {
            page.tf("{n}번째 일정이 시작하기 전에 끝납니다.", &[("n", place)])
        }
        CallCause::MilestoneOrder { earlier, later, starts_on } => {
            let values: [(&str, &dyn Display); 3] = [
                ("earlier", &page.t(milestone(*earlier))),
                ("later", &page.t(milestone(*later))),
                ("on", &show::date(*starts_on)),
            ];
            page.tf("{later}: {on}에 시작하여 {earlier}보다 먼저입니다. 차례는 바꿀 수 없습니다.", &values)
        }
        CallCause::MilestoneBeforeClose { kind, starts_on, closes_at } => {
            let values: [(&str, &dyn Display); 3] = [
                ("name", &page.t(milestone(*kind))),
                ("on", &show::date(*starts_on)),
                ("closes", &show::date_time(*closes_at)),
            ];
            page.tf("{name}: {on}에 시작하는데 접수는 {closes}에 마감합니다.", &values)
        }
        CallCause::MilestoneMissing { kind } => {
            page.tf("{name} 일정이 없습니다.", &[("name", &page.t(milestone(*kind)))])
        }
        CallCause::PaperWithoutName { place } => page.tf("{n}번째 서류에 이름이 없습니다.", &[("n", place)]),
        CallCause::PaperTwice { name } => page.tf("\"{name}\" 서류가 두 번 있습니다.", &[("name", name)]),
        CallCause::AreaCode { organisation, area, region } => {
            let values: [(&str, &dyn Display); 3] =
                [("office", organisation), ("area", &page.t(area)), ("region", &page.t(region))];
            page.tf("{office} 전화가 {area} 지역번호입니다. 이 기관은 {region}에 있습니다.", &values)
        }
        _ => String::new(),
    }
}

fn amended(page: &Page, cause: &CallCause) -> String {
    let named = |text: &str, name: &str| page.tf(text, &[("name", &page.t(name))]);
    match cause {
        CallCause::Unchecked { section } => named(
            "지난 공고에서 가져온 내용입니다: {name}. 열어서 올해에 맞는지 보고 저장해 주세요.",
            self::section(*section),
        ),
        CallCause::WindowAmended => page
            .t("공개한 공고의 접수 기간은 정정으로 바꿀 수 없습니다. 마감을 늦추려면 접수 기간 연장을 써 주세요.")
            .to_owned(),
        CallCause::AnnouncementAmended => page.t("공개한 공고의 공고일은 바꿀 수 없습니다.").to_owned(),
        CallCause::GatesAmended => page
            .t("접수를 시작한 뒤에는 자격을 판단하는 기준과 협약 기간을 바꿀 수 없습니다. 이미 받은 신청이 그 기준으로 판단되었습니다.")
            .to_owned(),
        CallCause::DecidesAfterOpening { section } => named(
            "접수 중에 바뀝니다: {name}. 이미 신청한 기관에도 적용되므로 알려야 합니다.",
            self::section(*section),
        ),
        CallCause::DecidesAfterClose { section } => named(
            "접수가 마감되어 바꿀 수 없습니다: {name}. 선정을 가르는 내용입니다.",
            self::section(*section),
        ),
        CallCause::NothingAmended => page.t("바꾼 내용이 없습니다.").to_owned(),
        _ => String::new(),
    }
}
