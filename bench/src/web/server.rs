//! The server under measurement: a process of its own, asked to stop by its id and by nothing else.

use std::fs::{self, File};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::http::Connection;

/// How long the server may take to prepare the applicants.
const PATIENCE: Duration = Duration::from_secs(600);
/// Ticks of `/proc/PID/stat` in a second, the same on every Linux.
const TICKS: f64 = 100.0;

/// How to start it.
pub(super) struct Setup {
    pub program: PathBuf,
    pub folder: PathBuf,
    pub database: Option<String>,
}

/// A running server.
pub(super) struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From the start of the process to the first page.
    pub started_in: Duration,
}

impl Setup {
    /// Starts `moru demo` with its clock at `at` and waits for the first page.
    pub(super) async fn start(&self, at: &str, applicants: usize, first: &str) -> io::Result<Server> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let log = File::options().create(true).append(true).open(self.folder.join("server.log"))?;
        let mut command = Command::new(&self.program);
        command
            .args([
                "demo",
                "--at",
                at,
                "--listen",
                &address.to_string(),
                "--applicants",
                &applicants.to_string(),
            ])
            .arg("--folder")
            .arg(&self.folder);
        if let Some(database) = &self.database {
            command.args(["--database", database]);
        }
        let begun = Instant::now();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn()?;
        let mut server = Server { child, address, started_in: Duration::ZERO };
        let request = get(first, "");
        while begun.elapsed() < PATIENCE {
            if let Some(status) = server.child.try_wait()? {
                return Err(io::Error::other(format!("the server ended with {status}; see server.log")));
            }
            if let Ok(mut connection) = Connection::open(address).await
                && connection.send(&request).await? == 200
            {
                server.started_in = begun.elapsed();
                return Ok(server);
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Err(io::Error::other("the server did not answer"))
    }
}

impl Server {
    /// Processor time it has used, in seconds.
    pub(super) fn cpu(&self) -> f64 {
        cpu_of(&self.child.id().to_string())
    }

    /// A line of its memory in MiB: `VmRSS` is what it holds, `VmHWM` the most it ever held.
    pub(super) fn memory(&self, name: &str) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line =
            status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() / 1024.0
    }

    /// Asks it to stop and waits until it has.
    pub(super) async fn stop(mut self) -> io::Result<()> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        for _ in 0..3000 {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Err(io::Error::other("the server did not stop"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing is left running when a measurement fails half-way.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Processor time of a process in seconds; `self` is this one.
pub(super) fn cpu_of(process: &str) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks: f64 =
        after_name.split(' ').skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / TICKS
}

/// The bytes of a GET request; `headers` are whole lines.
pub(super) fn get(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/html\r\n{headers}\r\n").into_bytes()
}

/// The bytes of a POST request without a body.
pub(super) fn post(path: &str, headers: &str) -> Vec<u8> {
    let form = "content-type: application/x-www-form-urlencoded\r\ncontent-length: 0\r\n";
    format!("POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/html\r\n{form}{headers}\r\n")
        .into_bytes()
}

/// The length of a file in MB.
pub(super) fn megabytes(path: &Path) -> io::Result<f64> {
    Ok(fs::metadata(path)?.len() as f64 / 1e6)
}
