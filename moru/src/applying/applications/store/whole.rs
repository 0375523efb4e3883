//! An application with everything that was written and attached.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::tables::application,
    Answers, Application, AttachedFile, attached, from_row,
    partners::{Asked, asked_of},
    written,
};
use crate::base::{errors::Outcome, question::Question};

/// An application with its answers, its files and what its partners say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The application.
    pub application: Application,
    /// Its answers.
    pub answers: Answers,
    /// Its files in the order they were added.
    pub files: Vec<AttachedFile>,
    /// What partners were asked and have answered.
    pub asked: Vec<Asked>,
}

/// One application with everything in it.
pub async fn whole(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Whole>> {
    asked(id).ask(connection).await
}

/// The same as a question.
pub fn asked(id: Uuid) -> Question<Option<Whole>> {
    Question::row::<application::Entity>("WHERE id = ?", vec![id.into()], |row| row.map(from_row).transpose())
        .and(written(id))
        .and(attached(id))
        .and(asked_of(id))
        .map(|(((application, answers), files), asked)| {
            application.map(|application| Whole { application, answers, files, asked })
        })
}
