//! `kill -9` in the middle of a burst of submissions: after a restart every receipt that was given is there, and nothing
//! is there by half.

use std::{
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use chrono::TimeDelta;
use moru::{
    applying::applications::{actions, example, store::receipts},
    base::{app::App, clock::Clock, config::Settings},
    identity::{
        accounts::{Actor, Role, arrival, store as accounts},
        audit::PROGRAM,
    },
    notices::calls,
    registry::institutions::store::{self as institutions, Institution},
    web::urls,
};
use programme::{deadline::Window, gates::InstitutionKind};
use testdb::TestDatabase;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use uuid::Uuid;

/// How many applications wait to be submitted.
const APPLICATIONS: usize = 120;
/// After so many receipts the server is killed.
const BEFORE_THE_KILL: usize = 40;

/// An application that only waits for its last request.
#[derive(Clone)]
struct Ready {
    application: Uuid,
    cookie: String,
}

fn settings(database: &TestDatabase, folder: &Path) -> Settings {
    let place = |name: &str| folder.join(name).display().to_string();
    Settings {
        database: Some(database.url().to_owned()),
        files: Some(place("files")),
        mail: Some(format!("folder:{}", place("mail"))),
        seal_key: Some(place("seal.key").into()),
        ..Settings::default()
    }
}

async fn open(database: &TestDatabase, folder: &Path) -> App {
    let config = settings(database, folder).resolve().expect("usable settings");
    App::open(config, Clock::machine(), false).await.expect("an application")
}

/// A call that is open now, and applications with everything in them.
async fn prepare(app: &App) -> Vec<Ready> {
    let now = app.clock.now();
    let mut call = calls::example::call_of_2024(&app.clock).expect("a call");
    call.announced_at = now - TimeDelta::days(1);
    call.window = Window::new(now - TimeDelta::days(1), now + TimeDelta::days(1)).expect("a window");
    calls::actions::enter(app, PROGRAM, &call).await.expect("a call");
    let mut ready = Vec::new();
    for place in 0..APPLICATIONS {
        ready.push(application(app, place).await);
    }
    ready
}

async fn application(app: &App, place: usize) -> Ready {
    let (account, institution, at) = (app.clock.id(), app.clock.id(), app.clock.now());
    let token = hex::encode(app.clock.secret());
    let email = format!("applicant-{place}@example.kr");
    let new = accounts::NewAccount {
        id: account,
        email: &email,
        name: "예시 담당자",
        password_hash: String::new(),
        at,
    };
    let body = Institution {
        id: institution,
        name: format!("예시기관 {place}"),
        kind: InstitutionKind::University,
        business_number: format!("{place:010}"),
        representative_title: "총장".to_owned(),
        address: "예시로 1".to_owned(),
        phone: "+82421234567".to_owned(),
    };
    let session = accounts::NewSession {
        token_hash: arrival::token_hash(&token),
        account,
        role: Role::Applicant,
        scope: institution,
        at,
        expires_at: at + TimeDelta::hours(2),
    };
    let transaction = app.database.begin().await.expect("a transaction");
    accounts::insert(&transaction, new).await.expect("an account");
    institutions::insert(&transaction, &body, at).await.expect("an institution");
    accounts::grant(&transaction, account, Role::Applicant, institution, at).await.expect("a role");
    accounts::begin_session(&transaction, session).await.expect("a session");
    transaction.commit().await.expect("a commit");
    let actor = Actor {
        account,
        name: String::new(),
        role: Role::Applicant,
        scope: institution,
        roles: vec![(Role::Applicant, institution)],
    };
    let application = actions::begin(app, &actor, calls::example::SLUG).await.expect("a draft");
    let answers = example::answers("서울특별시 영등포구 문래동", 25, 3);
    example::fill(app, &actor, application, answers).await.expect("a full draft");
    Ready { application, cookie: format!("{}={token}", arrival::SESSION_COOKIE) }
}

/// The running program; whatever ends the test ends it too.
struct Server(Child);

impl Server {
    /// SIGKILL: nothing in the process can tidy up.
    fn kill(&mut self) {
        self.0.kill().expect("a kill");
        self.0.wait().expect("an end");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the real program on the database and waits until it serves.
async fn serve(database: &TestDatabase, folder: &Path) -> (Server, SocketAddr) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = free.local_addr().expect("an address");
    drop(free);
    let place = |name: &str| folder.join(name).display().to_string();
    let child = Command::new(env!("CARGO_BIN_EXE_moru"))
        .args(["serve", "--database", database.url(), "--listen", &address.to_string()])
        .args(["--files", &place("files"), "--seal-key", &place("seal.key")])
        .args(["--mail", &format!("folder:{}", place("mail"))])
        .stderr(Stdio::null())
        .spawn()
        .map(Server)
        .expect("the program starts");
    for _ in 0..600 {
        if send(address, "GET", urls::READY, "").await.is_some_and(|(status, _)| status == 200) {
            return (child, address);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the server did not become ready");
}

/// One request on a connection of its own; none when no complete answer came back.
async fn send(address: SocketAddr, method: &str, path: &str, cookie: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\nsec-fetch-site: same-origin\r\n\
         content-length: 0\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    let text = String::from_utf8_lossy(&answer).into_owned();
    let status = text.get(9..12)?.parse().ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    Some((status, if status == 303 { head.to_owned() } else { body.to_owned() }))
}

/// Submits everything from sixteen connections at once; returns those that were told they have a receipt.
async fn burst(address: SocketAddr, ready: &[Ready], given: Arc<AtomicUsize>) -> Vec<Ready> {
    let queue = Arc::new(tokio::sync::Mutex::new(ready.to_vec()));
    let workers = (0..16).map(|_| {
        let (queue, given) = (queue.clone(), given.clone());
        tokio::spawn(async move {
            let mut told = Vec::new();
            loop {
                let Some(next) = queue.lock().await.pop() else { return told };
                let path = urls::application_submit(&next.application);
                match send(address, "POST", &path, &next.cookie).await {
                    Some((303, head)) if head.contains(&urls::receipt(&next.application)) => {
                        given.fetch_add(1, Ordering::SeqCst);
                        told.push(next);
                    }
                    Some((status, body)) => panic!("{status}: {body}"),
                    None => {}
                }
            }
        })
    });
    let mut told = Vec::new();
    for worker in workers.collect::<Vec<_>>() {
        told.extend(worker.await.expect("a worker"));
    }
    told
}

testdb::on_both_engines! {
    /// The process is killed while submissions are in flight, and started again on what is left.
    async fn every_receipt_given_survives_a_kill(database: TestDatabase) {
        let folder = tempfile::tempdir().expect("a folder");
        let app = open(&database, folder.path()).await;
        let ready = prepare(&app).await;
        let (mut server, address) = serve(&database, folder.path()).await;
        let given = Arc::new(AtomicUsize::new(0));
        let sending = tokio::spawn({
            let (ready, given) = (ready.clone(), given.clone());
            async move { burst(address, &ready, given).await }
        });
        while given.load(Ordering::SeqCst) < BEFORE_THE_KILL {
            assert!(!sending.is_finished(), "the burst ended before the kill");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        server.kill();
        let told = sending.await.expect("the burst");
        assert!((BEFORE_THE_KILL..APPLICATIONS).contains(&told.len()), "killed in the middle: {}", told.len());

        let (mut server, address) = serve(&database, folder.path()).await;
        let key = app.seal.public();
        for ready in &told {
            let path = urls::receipt_file(&ready.application);
            let (status, body) = send(address, "GET", &path, &ready.cookie).await.expect("an answer");
            assert_eq!(status, 200, "a receipt that was given is gone");
            assert!(ledger::Receipt::verify(body.as_bytes(), Some(&key), &[]).holds());
        }
        // Whoever got no answer sends again; then there is one receipt for each application and the log has no gap.
        let again = burst(address, &ready, Arc::default()).await;
        assert_eq!(again.len(), APPLICATIONS);
        let transaction = app.database.begin().await.expect("a transaction");
        let log = receipts::head(&transaction).await.expect("a log");
        assert_eq!(log.size(), APPLICATIONS as u64, "one leaf for each receipt and none besides");
        drop(transaction);
        server.kill();
    }
}
