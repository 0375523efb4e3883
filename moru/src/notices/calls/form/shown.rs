//! Groups of lines, as the one template of all sections draws them.

use crate::web::{
    forms::{Fields, Problems},
    page::Page,
    parts::{Choice, Field},
};

/// How a line is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// A line of text.
    Text,
    /// A few words or a number without grouping.
    Short,
    /// Several lines of text, up to [`super::LONG_TEXT`].
    Area {
        /// How many are shown.
        rows: usize,
    },
    /// A number with its unit.
    Number {
        /// The unit.
        unit: String,
    },
    /// A date.
    Date,
    /// One of some.
    Select {
        /// Which.
        options: Vec<Choice>,
    },
    /// Goes along unseen.
    Hidden,
}

/// A field with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How it is entered.
    pub control: Control,
    /// The field.
    pub field: Field,
    /// Its label.
    pub label: String,
    /// What to know; may be empty.
    pub hint: String,
    /// Whether it may stay empty.
    pub optional: bool,
}

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are about.
    pub legend: String,
    /// What to know about all of them; may be empty.
    pub note: String,
    /// The lines.
    pub lines: Vec<Line>,
    /// What a row of a list says in short; such a group is folded until somebody opens it. Empty: always open.
    pub short: String,
}

impl Group {
    /// Folded to its name and what it says in short, unless something in it is wrong.
    #[must_use]
    pub fn folded(mut self, short: String) -> Self {
        self.short = short;
        self
    }

    /// Whether it is to be folded at first.
    pub fn is_folded(&self) -> bool {
        self.lines.iter().all(|line| line.field.error.is_empty())
    }
}

/// A page with what was sent, from which lines are made.
pub struct Sheet<'a> {
    /// The page.
    pub page: &'a Page,
    /// What was sent, or filled in.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
}

impl Sheet<'_> {
    /// A text in the page's language.
    pub fn t(&self, korean: &str) -> String {
        self.page.t(korean).to_owned()
    }

    /// A group; its words are in the page's language already.
    pub fn group(&self, legend: String, note: &str, lines: Vec<Line>) -> Group {
        Group { legend, note: self.t(note), lines, short: String::new() }
    }

    fn line(&self, name: &str, label: &str, control: Control) -> Line {
        let field = Field::sent(self.page, name, self.fields, self.problems);
        Line { control, field, label: self.t(label), hint: String::new(), optional: false }
    }

    /// A line of text.
    pub fn text(&self, name: &str, label: &str) -> Line {
        self.line(name, label, Control::Text)
    }

    /// A few words.
    pub fn words(&self, name: &str, label: &str) -> Line {
        self.line(name, label, Control::Short)
    }

    /// Several lines.
    pub fn area(&self, name: &str, label: &str, rows: usize) -> Line {
        let mut line = self.line(name, label, Control::Area { rows });
        whole(self.fields, name).clone_into(&mut line.field.value);
        line
    }

    /// A number with its unit.
    pub fn number(&self, name: &str, label: &str, unit: &str) -> Line {
        self.line(name, label, Control::Number { unit: self.t(unit) })
    }

    /// A date.
    pub fn date(&self, name: &str, label: &str) -> Line {
        self.line(name, label, Control::Date)
    }

    /// One of some, each with the text for it.
    pub fn select<V: AsRef<str>>(&self, name: &str, label: &str, options: &[(V, &str)]) -> Line {
        let chosen = self.fields.get(name);
        let options =
            options.iter().map(|(value, label)| Choice::new(value.as_ref(), self.t(label), chosen)).collect();
        self.line(name, label, Control::Select { options })
    }

    /// Goes along unseen.
    pub fn hidden(&self, name: &str) -> Line {
        self.line(name, "", Control::Hidden)
    }

    /// What a row says in short: the values of some of its fields, or that it is new.
    pub fn short(&self, row: &str, parts: &[&str]) -> String {
        let values: Vec<&str> = parts.iter().map(|part| self.fields.get(&format!("{row}.{part}"))).collect();
        let said = values.into_iter().filter(|value| !value.is_empty()).collect::<Vec<_>>().join(" · ");
        if said.is_empty() { self.t("새로 쓰기") } else { said }
    }

    /// How many rows of a list to show: those there are and some empty ones.
    pub fn rows(&self, list: &str) -> usize {
        let filled = (0..super::rows(self.fields, list))
            .rev()
            .find(|index| !is_blank(self.fields, &format!("{list}.{index}")));
        (filled.map_or(0, |last| last + 1) + super::BLANK_ROWS).min(super::MOST_ROWS)
    }
}

impl Line {
    /// What it says: of a choice the words of what is chosen.
    pub fn said(&self) -> String {
        match &self.control {
            Control::Select { options } => {
                let chosen = options.iter().find(|option| option.checked);
                chosen.map(|option| option.label.clone()).unwrap_or_default()
            }
            _ => self.field.value.clone(),
        }
    }

    /// With what to know.
    #[must_use]
    pub fn hint(mut self, page: &Page, hint: &str) -> Self {
        page.t(hint).clone_into(&mut self.hint);
        self
    }

    /// It may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

/// The value as it was sent, ends of lines and all.
pub(super) fn whole<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
}

/// Whether nothing was typed in a row: what it has by choice or by hidden fields does not count.
pub(super) fn is_blank(fields: &Fields, row: &str) -> bool {
    let typed = |name: &str| {
        let rest = name.strip_prefix(row).and_then(|rest| rest.strip_prefix('.'));
        rest.is_some_and(|part| !matches!(part, "code" | "parent" | "required" | "kind" | "region"))
    };
    fields.iter().all(|(name, value)| !typed(name) || value.trim().is_empty())
}
