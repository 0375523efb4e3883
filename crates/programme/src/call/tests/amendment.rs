use super::*;
use crate::states::CallPhase;
use Outcome::{Fail, Warn};

type Said = Vec<(RuleId, Outcome, CallCause, Section)>;

fn amended(change: impl Fn(&mut CallContent), stand: (CallPhase, bool)) -> Said {
    let before = content();
    let mut after = before.clone();
    change(&mut after);
    said(&check_amendment(&before, &after, stand))
}

#[test]
fn an_amendment_changes_something() {
    let nothing = (RuleId::C09, Fail, CallCause::NothingAmended, Section::Basics);
    assert_eq!(amended(|_| {}, (CallPhase::Open, true)), [nothing]);
}

#[test]
fn before_the_notice_is_public_anything_may_change() {
    let everything = |content: &mut CallContent| {
        content.dates.closes = Some(moment(5, 17, Some((18, 0))));
        content.dates.announced = Some(moment(4, 16, None));
        content.requirements.options.min_staff = 4;
        content.evaluation.rubric.min_cards = 5;
    };
    assert_eq!(amended(everything, (CallPhase::Scheduled, false)), []);
}

#[test]
fn r34_the_window_of_a_public_notice_is_extended_and_not_amended() {
    for (month, on, time) in [(5, 17, (18, 0)), (5, 9, (18, 0)), (5, 10, (17, 59))] {
        let change = |content: &mut CallContent| content.dates.closes = Some(moment(month, on, Some(time)));
        let refused = (RuleId::R34, Fail, CallCause::WindowAmended, Section::Dates);
        assert_eq!(amended(change, (CallPhase::Scheduled, true)), std::slice::from_ref(&refused));
        assert_eq!(amended(change, (CallPhase::Open, true)), std::slice::from_ref(&refused));
    }
    let announced = |content: &mut CallContent| content.dates.announced = Some(moment(4, 16, None));
    let refused = (RuleId::C09, Fail, CallCause::AnnouncementAmended, Section::Dates);
    assert_eq!(amended(announced, (CallPhase::Open, true)), [refused]);
}

#[test]
fn what_applications_were_judged_by_stays_from_the_opening_on() {
    let refused = (RuleId::C09, Fail, CallCause::GatesAmended, Section::Requirements);
    let warned = (
        RuleId::C09,
        Warn,
        CallCause::DecidesAfterOpening { section: Section::Requirements },
        Section::Requirements,
    );
    let options = |content: &mut CallContent| content.requirements.options.min_staff = 4;
    assert_eq!(amended(options, (CallPhase::Open, true)), [refused.clone(), warned.clone()]);
    let term = |content: &mut CallContent| content.basics.term.ends_on = Some(day(12, 30));
    assert_eq!(amended(term, (CallPhase::Open, true)), [refused]);
    let words = |content: &mut CallContent| content.requirements.gates[0].text.push_str(" (정정)");
    assert_eq!(amended(words, (CallPhase::Open, true)), [warned]);
    assert_eq!(amended(words, (CallPhase::Scheduled, true)), []);
}

#[test]
fn after_the_close_nothing_changes_that_decides() {
    let points = |content: &mut CallContent| content.evaluation.rubric.ties.truncate(2);
    let section = Section::Criteria;
    for phase in [CallPhase::Closed, CallPhase::Evaluating, CallPhase::Decided, CallPhase::Announced] {
        let refused = (RuleId::C09, Fail, CallCause::DecidesAfterClose { section }, section);
        assert_eq!(amended(points, (phase, true)), [refused]);
        let contacts = |content: &mut CallContent| content.contacts[0].hours = "평일".into();
        assert_eq!(amended(contacts, (phase, true)), []);
    }
}

#[test]
fn every_section_is_told_apart_by_its_own_part() {
    type Change = fn(&mut CallContent);
    let changes: [(Section, Change); 8] = [
        (Section::Basics, |content| content.basics.title.push('!')),
        (Section::Dates, |content| content.dates.channel_url.push('/')),
        (Section::Requirements, |content| content.requirements.ruleset.push('x')),
        (Section::Stages, |content| content.evaluation.rubric.min_cards = 4),
        (Section::Criteria, |content| content.evaluation.rubric.ties.truncate(3)),
        (Section::Schedule, |content| content.schedule.truncate(3)),
        (Section::Papers, |content| content.papers.truncate(3)),
        (Section::Contacts, |content| content.sites.clear()),
    ];
    for (section, change) in changes {
        let (before, mut after) = (content(), content());
        change(&mut after);
        assert_eq!(changed(&before, &after), [section]);
        assert_eq!(Section::from_code(section.code()), Some(section));
    }
    assert_eq!(changed(&content(), &content()), []);
}
