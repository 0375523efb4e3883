//! Opens what people send before anything else does. In the server this is done in a process of its own, which may take
//! so much memory and time and no more: a file that was made to break whoever opens it breaks only that process.

use std::{
    io::{Read, Write},
    path::PathBuf,
    process::Stdio,
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
    sync::Semaphore,
};
use uploads::{Cells, Kind, Problem};

use super::{
    errors::{Fault, Outcome},
    words::Words,
};

/// The name of the command that opens one file.
pub const COMMAND: &str = "inspect";
/// The argument that asks for rows of a workbook.
pub const ROWS: &str = "--rows";
/// How long opening a file may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How many are opened at once.
const AT_ONCE: usize = 2;
/// The memory of the process that opens a file, in bytes of address space.
#[cfg(target_os = "linux")]
const MEMORY: u64 = 1 << 30;
/// The most that the process may answer.
const LONGEST_ANSWER: u64 = 64 << 20;

/// What is asked about a file.
#[derive(Clone, Copy, Debug)]
enum Question {
    /// Whether it may be kept.
    Kind,
    /// The rows of its first sheet, at most so many.
    Rows(usize),
}

/// What was found.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Found {
    Kind(Kind),
    Rows(Vec<(usize, Cells)>),
    Problem(Problem),
}

/// Where files are opened.
#[derive(Clone, Debug)]
pub struct Inspector {
    /// The program that opens them; none opens them in this process.
    program: Option<PathBuf>,
    places: Arc<Semaphore>,
}

impl Inspector {
    /// Opens files in this process, for tests and tools that nobody else depends on.
    pub fn here() -> Self {
        Self { program: None, places: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Opens each file in a new process of `program`, which is this one.
    pub fn apart(program: PathBuf) -> Self {
        Self { program: Some(program), ..Self::here() }
    }

    /// What a file is, or why it may not be kept.
    pub async fn inspect(&self, content: Bytes) -> Outcome<Result<Kind, Problem>> {
        match self.ask(Question::Kind, content).await? {
            Found::Kind(kind) => Ok(Ok(kind)),
            Found::Problem(problem) => Ok(Err(problem)),
            Found::Rows(_) => Err(Fault::new("rows, where a kind was asked for").into()),
        }
    }

    /// The rows of a workbook, at most `most`, each with its number; or why there are none.
    pub async fn rows(&self, content: Bytes, most: usize) -> Outcome<Result<Vec<(usize, Cells)>, Problem>> {
        match self.ask(Question::Rows(most), content).await? {
            Found::Rows(rows) => Ok(Ok(rows)),
            Found::Problem(problem) => Ok(Err(problem)),
            Found::Kind(_) => Err(Fault::new("a kind, where rows were asked for").into()),
        }
    }

    async fn ask(&self, question: Question, content: Bytes) -> Outcome<Found> {
        let _place = self.places.acquire().await.map_err(Fault::new)?;
        match &self.program {
            None => Ok(tokio::task::spawn_blocking(move || answer(question, &content))
                .await
                .map_err(Fault::new)?),
            Some(program) => {
                let mut command = Command::new(program);
                command
                    .arg(COMMAND)
                    .env_clear()
                    .stdin(Stdio::piped())
                    .stdout(Stdio::piped())
                    .stderr(Stdio::null());
                if let Question::Rows(most) = question {
                    command.arg(ROWS).arg(most.to_string());
                }
                let child = command.kill_on_drop(true).spawn().map_err(Fault::new)?;
                match tokio::time::timeout(PATIENCE, told(child, content)).await {
                    Ok(found) => found,
                    Err(_) => Ok(Found::Problem(Problem::TooMuchInside)),
                }
            }
        }
    }
}

/// Hands a file to the process and reads what it says. One that dies over the file has said enough.
async fn told(mut child: Child, content: Bytes) -> Outcome<Found> {
    let (mut input, output) = (child.stdin.take(), child.stdout.take());
    let give = async {
        if let Some(input) = &mut input {
            // A process that ends early takes the rest of nothing; its answer counts.
            let _ = input.write_all(&content).await;
        }
        drop(input);
    };
    let mut said = Vec::new();
    let take = async {
        match output {
            Some(output) => output.take(LONGEST_ANSWER).read_to_end(&mut said).await.map(|_| ()),
            None => Ok(()),
        }
    };
    let ((), taken) = tokio::join!(give, take);
    taken.map_err(Fault::new)?;
    let ended = child.wait().await.map_err(Fault::new)?;
    if !ended.success() {
        tracing::warn!(%ended, bytes = content.len(), "a file ended the process that opened it");
        return Ok(Found::Problem(Problem::TooMuchInside));
    }
    serde_json::from_slice(&said).map_err(|error| Fault::new(error).into())
}

fn answer(question: Question, content: &[u8]) -> Found {
    match (uploads::inspect(content), question) {
        (Err(problem), _) => Found::Problem(problem),
        (Ok(kind), Question::Kind) => Found::Kind(kind),
        (Ok(Kind::Xlsx), Question::Rows(most)) => match uploads::rows(content, most) {
            Ok(rows) => Found::Rows(rows),
            Err(problem) => Found::Problem(problem),
        },
        (Ok(_), Question::Rows(_)) => Found::Problem(Problem::UnknownKind),
    }
}

/// What the process does: it bounds itself, reads one file and says what it is.
///
/// # Errors
/// A [`Fault`] when it cannot be bounded, or cannot read or write.
pub fn in_this_process(most_rows: Option<usize>) -> Result<(), Fault> {
    bound()?;
    let mut content = Vec::new();
    let limit = uploads::LARGEST as u64 + 1;
    std::io::stdin().lock().take(limit).read_to_end(&mut content).map_err(Fault::new)?;
    let found = answer(most_rows.map_or(Question::Kind, Question::Rows), &content);
    let said = serde_json::to_vec(&found).map_err(Fault::new)?;
    std::io::stdout().lock().write_all(&said).map_err(Fault::new)
}

/// Limits memory and processor time; opening other files is no longer possible.
#[cfg(target_os = "linux")]
fn bound() -> Result<(), Fault> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, limit) in [
        (Resource::As, MEMORY),
        (Resource::Cpu, PATIENCE.as_secs()),
        (Resource::Nofile, 3),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ] {
        setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) }).map_err(Fault::new)?;
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "as on Linux")]
fn bound() -> Result<(), Fault> {
    Ok(())
}

/// Why a file is not taken, and what to do, in a sentence.
pub fn words(problem: Problem) -> Words {
    match problem {
        Problem::Empty => "파일을 골라 주세요. 빈 파일은 받지 않습니다.".into(),
        Problem::TooLarge => {
            Words::new("파일이 너무 큽니다. {limit}MB까지 받습니다.").with("limit", uploads::LARGEST >> 20)
        }
        Problem::UnknownKind => "PDF, HWPX, XLSX, DOCX, PNG, JPG 파일만 받습니다. 파일 내용을 확인해 주세요.".into(),
        Problem::OldOrLocked => {
            "옛 형식(HWP, XLS, DOC)이거나 암호가 걸린 파일입니다. HWPX, XLSX, DOCX나 PDF로 저장하고 암호를 풀어 주세요."
                .into()
        }
        Problem::Locked => "암호가 걸린 파일입니다. 암호를 풀고 다시 저장해 주세요.".into(),
        Problem::Unreadable => "파일이 깨져 있어 열리지 않습니다. 원래 프로그램에서 다시 저장해 주세요.".into(),
        Problem::TooManyPages => {
            Words::new("쪽수가 너무 많습니다. {limit}쪽까지 받습니다. 나누어 붙여 주세요.").with("limit", uploads::MOST_PAGES)
        }
        Problem::TooMuchInside => {
            "파일을 풀면 너무 커집니다. 그림을 줄이거나 파일을 나누어 다시 저장해 주세요.".into()
        }
        Problem::LeadsElsewhere => {
            "파일 안에 다른 폴더를 가리키는 이름이 있어 받지 않습니다. 원래 프로그램에서 다시 저장해 주세요.".into()
        }
        Problem::Program => "매크로나 스크립트가 든 파일은 받지 않습니다. 빼고 다시 저장해 주세요.".into(),
        Problem::ResidentNumber => {
            "파일에 주민등록번호로 보이는 숫자가 있습니다. 주민등록번호는 받지 않습니다. 뒷자리를 가리고 다시 붙여 주세요."
                .into()
        }
    }
}
