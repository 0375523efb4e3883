//! Who may do what: printed to `docs/permissions.md` from the tables themselves, and compared for applications with
//! what the programme says, written here a second time.

use std::{env, fmt::Debug, fmt::Write as _, fs, path::Path};

use moru::{
    applying::{
        applications::access as applications, exchange::access as exchange, intake::access as intake,
        supplements::access as supplements,
    },
    identity::{
        accounts::{
            Actor, Role,
            permissions::{Grant, Permission, Reach, Subject, decide},
        },
        readings::access as readings,
    },
    judging::{
        adjustments::access as adjustments, evaluators::access as evaluators,
        inspections::access as inspections, objections::access as objections, panels::access as panels,
        scores::access as scores, selection::access as selection,
    },
    notices::{calls::access as calls, publications::access as publications, questions::access as questions},
    papers::documents::access as documents,
    registry::institutions::access as institutions,
};
use programme::{call::RevisionState, states::ApplicationState as State};
use uuid::Uuid;

const INTRODUCTION: &str = "# Permissions

Written from the tables in the code by `MORU_GENERATE=1 cargo test -p moru --test permissions`; do not edit. The tables
are `access.rs` of each feature, and `docs/adr/0003-permissions-as-tables.md` says why they are tables.

*own* is what belongs to the institution or office the role is held for, for an evaluator a seat, *all* is the whole
country, *everybody* needs no sign-in, – is no. Whoever may not read a thing is told that there is none.
";

/// "MoveContacts" as "move contacts".
fn words(name: &impl Debug) -> String {
    let mut out = String::new();
    for c in format!("{name:?}").chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Public => "everybody",
        Reach::Own => "own",
        Reach::Country => "all",
    }
}

/// The states of a grant, by what they leave out where that is shorter.
fn states<S: Debug + PartialEq>(granted: &[S], all: &[S]) -> String {
    let named = |states: Vec<&S>| states.into_iter().map(words).collect::<Vec<_>>().join(", ");
    let missing: Vec<&S> = all.iter().filter(|state| !granted.contains(state)).collect();
    if granted.is_empty() || missing.is_empty() {
        "any".to_owned()
    } else if missing.len() < granted.len() {
        format!("any but {}", named(missing))
    } else {
        named(granted.iter().collect())
    }
}

/// One feature: roles by acts, and then the states.
fn print<A: Debug + PartialEq, S: Debug + PartialEq>(
    title: &str,
    table: &[Grant<A, S>],
    all: &[S],
) -> String {
    let mut acts: Vec<&A> = Vec::new();
    for grant in table {
        if !acts.contains(&&grant.act) {
            acts.push(&grant.act);
        }
    }
    let mut out = format!("\n## {title}\n\n| role |");
    for act in &acts {
        let _ = write!(out, " {} |", words(act));
    }
    let _ = writeln!(out, "\n|---|{}", "---|".repeat(acts.len()));
    for role in Role::ALL.into_iter().map(Some).chain([None]) {
        let _ = write!(out, "| {} |", role.map_or("not signed in", Role::code));
        for act in &acts {
            let fits = |grant: &&Grant<A, S>| {
                grant.act == **act
                    && (grant.reach == Reach::Public || role.is_some_and(|role| grant.roles.contains(&role)))
            };
            let _ = write!(out, " {} |", table.iter().find(fits).map_or("–", |grant| reach(grant.reach)));
        }
        out.push('\n');
    }
    out.push_str("\n| act | how far | while it is |\n|---|---|---|\n");
    let mut lines: Vec<String> = table
        .iter()
        .map(|grant| {
            format!("| {} | {} | {} |\n", words(&grant.act), reach(grant.reach), states(grant.states, all))
        })
        .collect();
    lines.dedup();
    out.extend(lines);
    out
}

#[test]
fn generates_the_tables_of_permissions() {
    let written = [
        INTRODUCTION.to_owned(),
        print("Who writes for an institution", institutions::GRANTS, &institutions::State::ALL),
        print("Applications", applications::GRANTS, &State::ALL),
        print("Exchange with other channels", exchange::GRANTS, &State::ALL),
        print("Review of eligibility", intake::GRANTS, &State::ALL),
        print("Papers after the close", supplements::GRANTS, &State::ALL),
        print("Press releases", publications::TABLE, &publications::State::ALL),
        print("Calls", calls::GRANTS, &RevisionState::ALL),
        print("Questions about a call", questions::TABLE, &questions::State::ALL),
        print("Evaluators", evaluators::TABLE, &evaluators::State::ALL),
        print("Evaluation meetings", panels::TABLE, &panels::State::ALL),
        print("On-site inspections", inspections::TABLE, &inspections::State::ALL),
        print("Log of readings", readings::TABLE, &readings::State::ALL),
        print("Bonuses and penalties", adjustments::TABLE, &adjustments::State::ALL),
        print("Scores", scores::TABLE, &scores::State::ALL),
        print("Selections", selection::TABLE, &selection::State::ALL),
        print("Objections", objections::TABLE, &objections::State::ALL),
        print("Documents that were issued", documents::TABLE, &documents::State::ALL),
    ]
    .concat();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/permissions.md");
    if env::var_os("MORU_GENERATE").is_some() {
        fs::write(&path, written).expect("docs/permissions.md is writable");
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == written,
        "docs/permissions.md is not what the code says; write it with\n\
         MORU_GENERATE=1 cargo test -p moru --test permissions"
    );
}

/// The row "Application" of the programme's matrix of permissions, and nothing from the code.
///
/// The applicant reads and writes its own until it is handed in; agency and ministry read what was handed in.
/// Evaluators read what they are assigned and regional offices what lies in their region: neither exists yet, so both
/// are shut out here and this test must be widened with them.
fn expected(role: Option<Role>, is_own: bool, act: applications::Act, state: State) -> Permission {
    use applications::Act;
    let when = |is_now: bool| if is_now { Permission::Granted } else { Permission::NotNow };
    let before_the_decision = match state {
        State::Submitted
        | State::Intake
        | State::SupplementRequested
        | State::Supplemented
        | State::Eligible
        | State::DocReviewed
        | State::Inspected
        | State::Presented
        | State::Ranked => true,
        State::Draft
        | State::Withdrawn
        | State::Ineligible
        | State::Selected
        | State::Reserve
        | State::NotSelected
        | State::Agreed
        | State::Forfeited => false,
    };
    match role {
        Some(Role::Applicant) if is_own => match act {
            Act::Begin | Act::Read => Permission::Granted,
            Act::Edit | Act::Submit => when(state == State::Draft),
            Act::Withdraw => when(before_the_decision),
            Act::List => Permission::Denied,
        },
        Some(Role::AgencyOfficer | Role::AgencyManager | Role::MinistryOfficer | Role::MinistryManager) => {
            match act {
                Act::List => Permission::Granted,
                Act::Read => when(state != State::Draft),
                Act::Begin | Act::Edit | Act::Submit | Act::Withdraw => Permission::Denied,
            }
        }
        _ => Permission::Denied,
    }
}

#[test]
fn every_role_for_every_act_in_every_state_of_ones_own_and_of_others() {
    let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let mut granted = 0;
    for role in Role::ALL.into_iter().map(Some).chain([None]) {
        let actor = role.map(|role| Actor {
            account: Uuid::nil(),
            name: String::new(),
            role,
            scope: own,
            roles: Vec::new(),
        });
        for act in applications::Act::ALL {
            for state in State::ALL {
                for owner in [own, other] {
                    let subject = Subject { owner: Some(owner), state };
                    let answer = decide(applications::GRANTS, &act, actor.as_ref(), &subject);
                    assert_eq!(
                        answer,
                        expected(role, owner == own, act, state),
                        "{role:?} {act:?} {state:?}, {}",
                        if owner == own { "own" } else { "another's" }
                    );
                    granted += usize::from(answer == Permission::Granted);
                }
            }
        }
    }
    // Of the applicant: 17 + 17 + 1 + 1 + 9; of each of four desks, own or not: 17 + 16.
    assert_eq!(granted, 45 + 4 * 2 * 33);
}

/// Who writes for an institution is said by those who write for it, and by nobody else.
#[test]
fn people_of_an_institution_are_its_own() {
    let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    for role in Role::ALL {
        let actor = Actor { account: Uuid::nil(), name: String::new(), role, scope: own, roles: Vec::new() };
        for (act, owner) in institutions::Act::ALL.into_iter().flat_map(|act| [(act, own), (act, other)]) {
            let subject = Subject { owner: Some(owner), state: institutions::State::SignedUp };
            let answer = decide(institutions::GRANTS, &act, Some(&actor), &subject);
            let expected = role == Role::Applicant && owner == own;
            assert_eq!(answer == Permission::Granted, expected, "{role:?} {act:?}");
        }
    }
}

#[test]
fn refusals_say_no_more_than_one_may_know() {
    use applications::Act;
    let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let actor =
        |role| Actor { account: Uuid::nil(), name: String::new(), role, scope: own, roles: Vec::new() };
    let status = |act, role, owner, state| {
        let subject = Subject { owner: Some(owner), state };
        match applications::require(act, &actor(role), &subject) {
            Ok(()) => 200,
            Err(moru::base::errors::Failure::Refusal(refusal)) => refusal.status.as_u16(),
            Err(moru::base::errors::Failure::Fault(fault)) => panic!("{fault}"),
        }
    };
    assert_eq!(status(Act::Read, Role::Applicant, own, State::Draft), 200);
    assert_eq!(status(Act::Read, Role::Applicant, other, State::Submitted), 404, "another's application");
    assert_eq!(status(Act::Submit, Role::Applicant, other, State::Draft), 404, "another's application");
    assert_eq!(
        status(Act::Read, Role::MinistryManager, other, State::Draft),
        404,
        "a draft is its writers' own"
    );
    assert_eq!(status(Act::List, Role::Evaluator, other, State::Submitted), 404, "the list of a call");
    assert_eq!(status(Act::Edit, Role::AgencyOfficer, other, State::Submitted), 403, "read, but not changed");
    assert_eq!(status(Act::Edit, Role::Applicant, own, State::Submitted), 409, "handed in");
}

/// Bonuses and penalties, and the log of readings: the agency enters, its head confirms, the desks read; the log is for
/// those who are responsible.
#[test]
fn grounds_and_readings_are_for_their_desks() {
    for role in Role::ALL {
        let scope = Uuid::from_u128(1);
        let actor = Actor { account: Uuid::nil(), name: String::new(), role, scope, roles: Vec::new() };
        let agency = matches!(role, Role::AgencyOfficer | Role::AgencyManager);
        let desk = agency || matches!(role, Role::MinistryOfficer | Role::MinistryManager);
        let head = role == Role::AgencyManager;
        let granted = |allowed: bool| if allowed { Permission::Granted } else { Permission::Denied };
        for act in adjustments::Act::ALL {
            use adjustments::{Act, State};
            let possible = match act {
                Act::Read => desk,
                Act::Enter => agency,
                Act::Confirm => head,
            };
            for state in State::ALL {
                let now = match act {
                    Act::Read => true,
                    Act::Enter => state != State::Told,
                    Act::Confirm => state == State::Entered,
                };
                let answer = decide(adjustments::TABLE, &act, Some(&actor), &Subject { owner: None, state });
                let expected = if possible && !now { Permission::NotNow } else { granted(possible) };
                assert_eq!(answer, expected, "{role:?} {act:?} {state:?}");
            }
        }
        let responsible = head || matches!(role, Role::MinistryManager | Role::PrivacyOfficer);
        let subject = Subject { owner: None, state: readings::State::Kept };
        let answer = decide(readings::TABLE, &readings::Act::Read, Some(&actor), &subject);
        assert_eq!(answer, granted(responsible), "{role:?}");
    }
}

/// The row "Evaluator identity & single scores" of the matrix of permissions: evaluators their own, agency and ministry
/// read, the agency writes, and nobody else finds anything.
#[test]
fn judging_is_for_its_evaluators_and_the_desks() {
    let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    for role in Role::ALL {
        let actor = Actor { account: Uuid::nil(), name: String::new(), role, scope: own, roles: Vec::new() };
        let agency = matches!(role, Role::AgencyOfficer | Role::AgencyManager);
        let desk = agency || matches!(role, Role::MinistryOfficer | Role::MinistryManager);
        let head = role == Role::AgencyManager;
        let judge = role == Role::Evaluator;
        let granted = |allowed: bool| if allowed { Permission::Granted } else { Permission::Denied };
        for act in evaluators::Act::ALL {
            let expected = if act == evaluators::Act::Read { desk } else { agency };
            for state in evaluators::State::ALL {
                let answer =
                    decide(evaluators::TABLE, &act, Some(&actor), &Subject { owner: Some(own), state });
                assert_eq!(answer != Permission::Denied, expected, "{role:?} {act:?} {state:?}");
            }
        }
        for (act, owner) in panels::Act::ALL.into_iter().flat_map(|act| [(act, own), (act, other)]) {
            let expected = match act {
                panels::Act::Read => desk,
                panels::Act::Appoint | panels::Act::Join => head,
                panels::Act::Attend | panels::Act::Declare => judge && owner == own,
                _ => agency,
            };
            for state in panels::State::ALL {
                let answer =
                    decide(panels::TABLE, &act, Some(&actor), &Subject { owner: Some(owner), state });
                assert_eq!(answer != Permission::Denied, expected, "{role:?} {act:?} {state:?}");
            }
        }
        for (act, owner) in inspections::Act::ALL.into_iter().flat_map(|act| [(act, own), (act, other)]) {
            use inspections::{Act, State};
            let mine = judge && owner == own;
            let possible = match act {
                Act::Read => desk,
                Act::Plan => agency,
                Act::Exchange => head,
                Act::Attend | Act::Record | Act::Close => mine,
            };
            for state in State::ALL {
                let now = match act {
                    Act::Read | Act::Attend => true,
                    Act::Plan => state == State::Planned,
                    Act::Record => state != State::Closed,
                    Act::Exchange | Act::Close => state == State::Open,
                };
                let answer =
                    decide(inspections::TABLE, &act, Some(&actor), &Subject { owner: Some(owner), state });
                let expected = if possible && !now { Permission::NotNow } else { granted(possible) };
                assert_eq!(answer, expected, "{role:?} {act:?} {state:?}");
            }
        }
        for (act, owner) in scores::Act::ALL.into_iter().flat_map(|act| [(act, own), (act, other)]) {
            use scores::{Act, State};
            let mine = judge && owner == own;
            let possible = match act {
                Act::Follow | Act::ReadResults => desk || mine,
                Act::Close => head,
                Act::Export => desk,
                _ => mine,
            };
            for state in State::ALL {
                let now = match act {
                    Act::Score | Act::Sign | Act::Inspect => state == State::Open,
                    Act::ReadPapers => state != State::Closed,
                    Act::ReadResults | Act::ReadAdvice => state != State::Open,
                    Act::Close => state == State::Signed,
                    Act::Export => state == State::Closed,
                    Act::ReadCard | Act::StepBack | Act::Follow => true,
                };
                let answer =
                    decide(scores::TABLE, &act, Some(&actor), &Subject { owner: Some(owner), state });
                let expected = if possible && !now { Permission::NotNow } else { granted(possible) };
                assert_eq!(answer, expected, "{role:?} {act:?} {state:?}");
            }
        }
    }
}

/// The row "Call notice" of the programme's matrix, and the transitions of a call, and nothing from the code: the agency
/// writes (W), its manager and the ministry's approve (A), the ministry's manager publishes (P), the regional office
/// reads. That no writer approves (SOD-3) is about persons and not about roles: the tests of calls show it.
fn expected_of_calls(role: Option<Role>, act: calls::Act, state: RevisionState) -> Permission {
    use RevisionState::{Approved, Draft, Published, Submitted};
    use calls::Act;
    let (roles, states): (&[Role], &[RevisionState]) = match act {
        Act::Read => (
            &[
                Role::RegionalOffice,
                Role::AgencyOfficer,
                Role::AgencyManager,
                Role::MinistryOfficer,
                Role::MinistryManager,
            ],
            &RevisionState::ALL,
        ),
        Act::Begin => (&[Role::AgencyOfficer, Role::AgencyManager], &RevisionState::ALL),
        Act::Write | Act::Submit => (&[Role::AgencyOfficer, Role::AgencyManager], &[Draft]),
        Act::Withdraw => (&[Role::AgencyOfficer, Role::AgencyManager], &[Draft, Submitted, Approved]),
        Act::Amend | Act::Extend => (&[Role::AgencyOfficer, Role::AgencyManager], &[Published]),
        Act::SendBack => (&[Role::AgencyManager, Role::MinistryManager], &[Submitted, Approved]),
        Act::Approve | Act::ApproveExtension => (&[Role::AgencyManager, Role::MinistryManager], &[Submitted]),
        Act::Publish => (&[Role::MinistryManager], &[Approved]),
        Act::Cancel => (&[Role::MinistryManager], &[Published]),
    };
    match role {
        Some(role) if roles.contains(&role) && states.contains(&state) => Permission::Granted,
        Some(role) if roles.contains(&role) => Permission::NotNow,
        _ => Permission::Denied,
    }
}

#[test]
fn every_role_for_every_act_on_calls_in_every_state() {
    for role in Role::ALL.into_iter().map(Some).chain([None]) {
        let actor = role.map(|role| Actor {
            account: Uuid::nil(),
            name: String::new(),
            role,
            scope: Uuid::nil(),
            roles: Vec::new(),
        });
        for act in calls::Act::ALL {
            for state in RevisionState::ALL {
                let answer = decide(calls::GRANTS, &act, actor.as_ref(), &Subject { owner: None, state });
                assert_eq!(answer, expected_of_calls(role, act, state), "{role:?} {act:?} {state:?}");
            }
        }
    }
}

/// Answers are for everybody; those who prepare applications ask, and the offices that help them; the desks read, the
/// agency answers what waits and corrects what was answered.
#[test]
fn every_role_for_every_act_on_questions_in_every_state() {
    use questions::{Act, State};
    for role in Role::ALL.into_iter().map(Some).chain([None]) {
        let actor = role.map(|role| Actor {
            account: Uuid::nil(),
            name: String::new(),
            role,
            scope: Uuid::nil(),
            roles: Vec::new(),
        });
        let agency = matches!(role, Some(Role::AgencyOfficer | Role::AgencyManager));
        let desk = agency || matches!(role, Some(Role::MinistryOfficer | Role::MinistryManager));
        for (act, state) in Act::ALL.into_iter().flat_map(|act| State::ALL.map(|state| (act, state))) {
            let (possible, now) = match act {
                Act::ReadAnswers => (true, state == State::Answered),
                Act::Ask => (matches!(role, Some(Role::Applicant | Role::RegionalOffice)), true),
                Act::Read => (desk, true),
                Act::Answer | Act::Decline => (agency, state == State::Waiting),
                Act::Correct => (agency, state == State::Answered),
            };
            let expected = match (possible, now) {
                (true, true) => Permission::Granted,
                (true, false) => Permission::NotNow,
                _ => Permission::Denied,
            };
            let answer = decide(questions::TABLE, &act, actor.as_ref(), &Subject { owner: None, state });
            assert_eq!(answer, expected, "{role:?} {act:?} {state:?}");
        }
    }
}

/// A code is for everybody; the list is for those whose pages documents are drawn from; the heads take one back.
#[test]
fn documents_are_checked_by_everybody_and_withdrawn_by_heads() {
    use documents::{Act, State};
    for role in Role::ALL.into_iter().map(Some).chain([None]) {
        let scope = Uuid::nil();
        let actor =
            role.map(|role| Actor { account: scope, name: String::new(), role, scope, roles: Vec::new() });
        let head = matches!(role, Some(Role::AgencyManager | Role::MinistryManager));
        let desk = head || matches!(role, Some(Role::AgencyOfficer | Role::MinistryOfficer));
        for state in State::ALL {
            let answer =
                |act| decide(documents::TABLE, &act, actor.as_ref(), &Subject { owner: None, state });
            let granted = |allowed| if allowed { Permission::Granted } else { Permission::Denied };
            let withdraw = match (head, state) {
                (true, State::Superseded | State::Withdrawn) => Permission::NotNow,
                (head, _) => granted(head),
            };
            let expected = (Permission::Granted, granted(desk), withdraw);
            assert_eq!(
                (answer(Act::Check), answer(Act::List), answer(Act::Withdraw)),
                expected,
                "{role:?} {state:?}"
            );
        }
    }
}
