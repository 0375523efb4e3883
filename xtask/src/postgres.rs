//! A PostgreSQL cluster of our own: made in a temporary folder, stopped and deleted whatever happens.

use std::fs::{self, File, Permissions};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, process as this_process, thread};

use anyhow::{Context, Result, bail, ensure};

use crate::{process, workspace};

const FOLDER_PREFIX: &str = "moru-postgres-";

/// Run a PostgreSQL server for tests until Ctrl-C, and print its address.
///
/// For work on one test at a time: export the printed variable in another terminal and use `cargo nextest run` or
/// `cargo test` there. The server and its data are gone afterwards.
#[derive(clap::Args)]
pub(crate) struct Arguments {}

/// Runs a cluster until somebody asks to stop.
pub(crate) fn run(_: &Arguments) -> Result<()> {
    let mut cluster = Cluster::start()?;
    println!(
        "\n  export MORU_TEST_POSTGRES={}\n\n  Ctrl-C stops the server and deletes its data.",
        cluster.url()
    );
    while !process::interrupted() {
        cluster.check()?;
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

/// A running server, which ends and disappears when this value does.
pub(crate) struct Cluster {
    server: Child,
    folder: PathBuf,
    url: String,
}

impl Cluster {
    /// Makes a cluster that keeps what it acknowledges (fsync stays on) and waits until it answers.
    pub(crate) fn start() -> Result<Self> {
        let programs = programs()
            .context("PostgreSQL is not installed; `cargo xtask test --only prerequisites` says how")?;
        sweep();
        let owner = Owner::choose()?;
        let folder = env::temp_dir().join(format!("{FOLDER_PREFIX}{}", this_process::id()));
        owner.make_folder(&folder)?;
        match Self::start_in(&folder, &programs, &owner) {
            Ok(cluster) => Ok(cluster),
            Err(error) => {
                // The first failure is the one worth reading.
                drop(fs::remove_dir_all(&folder));
                Err(error)
            }
        }
    }

    fn start_in(folder: &Path, programs: &Path, owner: &Owner) -> Result<Self> {
        let password = random_word()?;
        let password_file = folder.join("password");
        fs::write(&password_file, &password)?;
        owner.give(&password_file)?;
        let data = folder.join("data");
        let mut initdb = owner.command(&programs.join("initdb"));
        initdb.arg("--pgdata").arg(&data).arg("--pwfile").arg(&password_file).args([
            "--username=moru",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]);
        process::output(&mut initdb)?;
        let port = free_port()?;
        let log = workspace::target().join("xtask/postgres.log");
        fs::create_dir_all(workspace::target().join("xtask"))?;
        let output = File::create(&log).context("cannot write the server's log")?;
        let mut postgres = owner.command(&programs.join("postgres"));
        postgres.arg("-D").arg(&data).args(["-h", "127.0.0.1", "-p", &port.to_string()]);
        postgres.arg("-k").arg(folder).args(["-c", "max_connections=300", "-c", "fsync=on"]);
        postgres.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output).process_group(0);
        let server = postgres.spawn().context("cannot start PostgreSQL")?;
        let url = format!("postgres://moru:{password}@127.0.0.1:{port}/postgres");
        let mut cluster = Self { server, folder: folder.to_path_buf(), url };
        cluster.wait_until_ready(&programs.join("pg_isready"), port, &log)?;
        println!("  PostgreSQL listens on 127.0.0.1:{port}; its log is {}", log.display());
        Ok(cluster)
    }

    fn wait_until_ready(&mut self, pg_isready: &Path, port: u16, log: &Path) -> Result<()> {
        process::wait_until(Duration::from_secs(30), "PostgreSQL", || {
            self.check().with_context(|| fs::read_to_string(log).unwrap_or_default())?;
            let mut ask = Command::new(pg_isready);
            let ask =
                ask.args(["-q", "-h", "127.0.0.1", "-d", "postgres", "-U", "moru", "-p", &port.to_string()]);
            Ok(ask.stdin(Stdio::null()).status()?.success())
        })
    }

    /// Fails when the server has ended by itself.
    pub(crate) fn check(&mut self) -> Result<()> {
        match self.server.try_wait()? {
            None => Ok(()),
            Some(status) => bail!("PostgreSQL ended with {status}"),
        }
    }

    /// The address of its administrative database, for an account that may create databases.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown: connections are cut, nothing is left running.
        process::stop(&mut self.server, "INT", Duration::from_secs(20));
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("xtask: {} is left behind: {error}", self.folder.display());
        }
    }
}

/// Who runs the server: PostgreSQL refuses to run as root.
struct Owner {
    /// Name, user and group, when this program runs as root and has to lend them.
    other: Option<(String, u32, u32)>,
}

impl Owner {
    fn choose() -> Result<Self> {
        if !running_as_root()? {
            return Ok(Self { other: None });
        }
        let accounts = fs::read_to_string("/etc/passwd").context("cannot read the list of accounts")?;
        for wanted in ["postgres", "nobody"] {
            for account in accounts.lines() {
                let parts: Vec<&str> = account.split(':').collect();
                if let [name, _, user, group, ..] = parts[..]
                    && name == wanted
                {
                    return Ok(Self { other: Some((name.to_owned(), user.parse()?, group.parse()?)) });
                }
            }
        }
        bail!("PostgreSQL cannot run as root, and this machine has neither an account postgres nor nobody")
    }

    fn make_folder(&self, folder: &Path) -> Result<()> {
        fs::create_dir(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        fs::set_permissions(folder, Permissions::from_mode(0o700))?;
        self.give(folder)
    }

    fn give(&self, path: &Path) -> Result<()> {
        let Some((name, user, group)) = &self.other else { return Ok(()) };
        chown(path, Some(*user), Some(*group))
            .with_context(|| format!("cannot give {} to {name}", path.display()))
    }

    /// A command under that account, which the kernel interrupts if this program is killed without a chance to
    /// clean up.
    fn command(&self, program: &Path) -> Command {
        if !workspace::has_program("setpriv") {
            return Command::new(program);
        }
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "INT"]);
        if let Some((_, user, group)) = &self.other {
            command.args(["--reuid", &user.to_string(), "--regid", &group.to_string(), "--clear-groups"]);
        }
        command.arg("--").arg(program).current_dir("/");
        command
    }
}

/// Whether this program may do anything.
pub(crate) fn running_as_root() -> Result<bool> {
    Ok(process::output(Command::new("id").arg("-u"))? == "0")
}

/// The folder of the newest installed server's programs.
pub(crate) fn programs() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    found.sort();
    let packaged = found.into_iter().rev().map(|(_, folder)| folder);
    let path = env::var_os("PATH").unwrap_or_default();
    let mut candidates = packaged.chain(env::split_paths(&path));
    candidates
        .find(|folder| ["initdb", "postgres", "pg_isready"].iter().all(|name| folder.join(name).is_file()))
}

/// Deletes what runs that were killed have left; their servers ended with them.
fn sweep() {
    for entry in fs::read_dir(env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.strip_prefix(FOLDER_PREFIX)) else { continue };
        if pid.parse::<u32>().is_ok() && !Path::new("/proc").join(pid).exists() {
            // Another account's folder stays: it is not ours to judge.
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port on 127.0.0.1")?;
    Ok(listener.local_addr()?.port())
}

fn random_word() -> Result<String> {
    let mut bytes = [0_u8; 16];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    ensure!(bytes.iter().any(|byte| *byte != 0), "no randomness for the test server's password");
    Ok(bytes.iter().fold(String::new(), |word, byte| word + &format!("{byte:02x}")))
}
