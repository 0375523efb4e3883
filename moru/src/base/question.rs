//! Questions of several features, asked in one statement. Each statement travels to the database and back, on SQLite to
//! another thread, and that journey costs more than most of what a page asks. So a feature offers what it knows as a
//! [`Question`], a page joins the questions of several features with [`Question::and`], and none sees another's tables.

use sea_orm::{
    ColumnTrait, ColumnType, ConnectionTrait, DbBackend, EntityTrait, IdenStatic, Iterable, Statement, Value,
};
use serde::de::DeserializeOwned;

use super::errors::{Fault, Outcome};

type Answers = std::vec::IntoIter<Option<String>>;
type Read<T> = Box<dyn FnOnce(&mut Answers) -> Outcome<T> + Send>;

/// Something to ask the database, and how to read what it answers.
pub struct Question<T> {
    parts: Vec<Part>,
    read: Read<T>,
}

/// How SQLite keeps what JSON has in another shape.
#[derive(Clone, Copy)]
enum Kept {
    AsIs,
    /// An id, as bytes.
    Id,
    /// Truth, as a number.
    Truth,
}

/// One column of the statement: a row of a table, or all the rows, as a list in JSON.
struct Part {
    columns: Vec<(&'static str, Kept)>,
    every_row: bool,
    table: &'static str,
    rest: String,
    values: Vec<Value>,
}

impl<T: Send + 'static> Question<T> {
    /// The row that `rest` picks: what follows the table's name in the statement, with `?` for each of `values`. It
    /// must pick at most one row. The model is read from its columns in their order.
    pub fn row<E>(
        rest: impl Into<String>,
        values: Vec<Value>,
        read: impl FnOnce(Option<E::Model>) -> Outcome<T> + Send + 'static,
    ) -> Self
    where
        E: EntityTrait,
        E::Model: DeserializeOwned,
    {
        let part = Part::of::<E>(E::Column::iter(), false, rest.into(), values);
        let read = move |answers: &mut Answers| {
            let row = answers.next().flatten();
            read(row.as_deref().map(serde_json::from_str).transpose()?)
        };
        Self { parts: vec![part], read: Box::new(read) }
    }

    /// Every row that `rest` picks, in no particular order; see [`Self::row`].
    pub fn rows<E>(
        rest: impl Into<String>,
        values: Vec<Value>,
        read: impl FnOnce(Vec<E::Model>) -> Outcome<T> + Send + 'static,
    ) -> Self
    where
        E: EntityTrait,
        E::Model: DeserializeOwned,
    {
        Self::picked::<E, E::Model>(E::Column::iter(), rest, values, read)
    }

    /// Some columns of every row that `rest` picks, in no particular order, each row as a tuple; see [`Self::row`].
    pub fn picked<E: EntityTrait, R: DeserializeOwned>(
        columns: impl IntoIterator<Item = E::Column>,
        rest: impl Into<String>,
        values: Vec<Value>,
        read: impl FnOnce(Vec<R>) -> Outcome<T> + Send + 'static,
    ) -> Self {
        let part = Part::of::<E>(columns, true, rest.into(), values);
        let read = move |answers: &mut Answers| {
            let rows = answers.next().flatten();
            read(rows.as_deref().map_or(Ok(Vec::new()), serde_json::from_str)?)
        };
        Self { parts: vec![part], read: Box::new(read) }
    }

    /// What is known without asking.
    pub fn known(answer: T) -> Self {
        Self { parts: Vec::new(), read: Box::new(move |_| Ok(answer)) }
    }

    /// This and another, in the same statement.
    pub fn and<U: 'static>(mut self, other: Question<U>) -> Question<(T, U)> {
        self.parts.extend(other.parts);
        let (first, second) = (self.read, other.read);
        Question { parts: self.parts, read: Box::new(move |answers| Ok((first(answers)?, second(answers)?))) }
    }

    /// The answer put another way.
    pub fn map<U>(self, change: impl FnOnce(T) -> U + Send + 'static) -> Question<U> {
        let read = self.read;
        Question { parts: self.parts, read: Box::new(move |answers| read(answers).map(change)) }
    }

    /// Asks.
    pub async fn ask(self, connection: &impl ConnectionTrait) -> Outcome<T> {
        let mut answers = Vec::new();
        if !self.parts.is_empty() {
            let asked = self.parts.len();
            let statement = statement(connection.get_database_backend(), self.parts);
            let row = connection.query_one_raw(statement).await?;
            let row = row.ok_or_else(|| Fault::new("a statement without a table gave no row"))?;
            for place in 0..asked {
                answers.push(row.try_get_by_index(place)?);
            }
        }
        (self.read)(&mut answers.into_iter())
    }
}

impl Part {
    fn of<E: EntityTrait>(
        columns: impl IntoIterator<Item = E::Column>,
        every_row: bool,
        rest: String,
        values: Vec<Value>,
    ) -> Self {
        let kept = |column: &E::Column| match column.def().get_column_type() {
            ColumnType::Uuid => Kept::Id,
            ColumnType::Boolean => Kept::Truth,
            _ => Kept::AsIs,
        };
        let columns = columns.into_iter().map(|column| (column.as_str(), kept(&column))).collect();
        Self { columns, every_row, table: E::default().table_name(), rest, values }
    }
}

fn statement(engine: DbBackend, parts: Vec<Part>) -> Statement {
    let is_postgres = engine == DbBackend::Postgres;
    let (mut sql, mut values) = (String::with_capacity(512 * parts.len()), Vec::new());
    for part in parts {
        sql.push_str(if values.is_empty() && sql.is_empty() { "SELECT (SELECT " } else { ", (SELECT " });
        let (open, close) = match (is_postgres, part.every_row) {
            (true, true) => ("CAST(json_agg(", ") AS TEXT)"),
            (true, false) => ("CAST(", " AS TEXT)"),
            (false, true) => ("json_group_array(", ")"),
            (false, false) => ("", ""),
        };
        sql.push_str(open);
        list(is_postgres, &part.columns, &mut sql);
        sql.push_str(close);
        sql.push_str(" FROM ");
        sql.push_str(part.table);
        sql.push(' ');
        let mut pieces = part.rest.split('?');
        sql.push_str(pieces.next().unwrap_or_default());
        for (piece, value) in pieces.zip(part.values) {
            values.push(value);
            if is_postgres {
                sql.push('$');
                sql.push_str(&values.len().to_string());
            } else {
                sql.push('?');
            }
            sql.push_str(piece);
        }
        sql.push(')');
    }
    Statement::from_sql_and_values(engine, sql, values)
}

/// Columns as a list in JSON, each so that the model can be read from it.
fn list(is_postgres: bool, columns: &[(&str, Kept)], sql: &mut String) {
    sql.push_str(if is_postgres { "json_build_array(" } else { "json_array(" });
    for (place, (name, kept)) in columns.iter().enumerate() {
        if place > 0 {
            sql.push(',');
        }
        let (before, after) = match kept {
            Kept::Id if !is_postgres => ("nullif(hex(", "),'')"),
            Kept::Truth if !is_postgres => ("json(CASE ", " WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)"),
            _ => ("", ""),
        };
        sql.extend([before, name, after]);
    }
    sql.push(')');
}

#[cfg(test)]
mod tests;
