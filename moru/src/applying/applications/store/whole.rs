//! An application with everything that was written and attached, in one statement: rows travel one by one from the
//! thread of the connection to the one of the request, and an application has fifty of them.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QuerySelect, sea_query::Expr};
use uuid::Uuid;

use super::{super::tables::application, Answer, Answers, Application, AttachedFile, from_row};
use crate::base::errors::Outcome;

/// An application with its answers and files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The application.
    pub application: Application,
    /// Its answers.
    pub answers: Answers,
    /// Its files in the order they were added.
    pub files: Vec<AttachedFile>,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    application: application::Model,
    answers: Option<String>,
    files: Option<String>,
}

/// The answers and the files of `applications.id`, each as a list of lists.
fn together(engine: DbBackend) -> [&'static str; 2] {
    match engine {
        DbBackend::Postgres => [
            "(SELECT CAST(json_agg(json_build_array(field, value, saved_at)) AS TEXT) FROM application_answers \
             WHERE application_id = applications.id)",
            "(SELECT CAST(json_agg(json_build_array(added_at, id, slot, name, media_type, bytes, sha256)) AS TEXT) \
             FROM application_files WHERE application_id = applications.id)",
        ],
        _ => [
            "(SELECT json_group_array(json_array(field, value, saved_at)) FROM application_answers \
             WHERE application_id = applications.id)",
            "(SELECT json_group_array(json_array(added_at, hex(id), slot, name, media_type, bytes, sha256)) \
             FROM application_files WHERE application_id = applications.id)",
        ],
    }
}

/// One application with everything in it.
pub async fn whole(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Whole>> {
    let [answers, files] = together(connection.get_database_backend());
    let row = application::Entity::find_by_id(id)
        .column_as(Expr::cust(answers), "answers")
        .column_as(Expr::cust(files), "files")
        .into_model::<Row>()
        .one(connection)
        .await?;
    row.map(read).transpose()
}

fn read(row: Row) -> Outcome<Whole> {
    type File = (DateTime<Utc>, Uuid, String, String, String, u64, String);
    let answers: Vec<(String, String, DateTime<Utc>)> = list(row.answers.as_deref())?;
    let mut files: Vec<File> = list(row.files.as_deref())?;
    files.sort();
    Ok(Whole {
        application: from_row(row.application)?,
        answers: answers
            .into_iter()
            .map(|(field, value, saved_at)| (field, Answer { value, saved_at }))
            .collect(),
        files: files
            .into_iter()
            .map(|(_, id, slot, name, media_type, bytes, sha256)| AttachedFile {
                id,
                slot,
                name,
                media_type,
                bytes,
                sha256,
            })
            .collect(),
    })
}

fn list<T: serde::de::DeserializeOwned>(text: Option<&str>) -> Outcome<Vec<T>> {
    Ok(text.map_or(Ok(Vec::new()), serde_json::from_str)?)
}
