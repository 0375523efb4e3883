//! Puts the features together into one router, with what stands around all of them, and serves it.

mod failures;
mod observe;
mod operations;
#[cfg(test)]
mod tests;

use std::{future::Future, io, net::SocketAddr, time::Duration};

use axum::{Router, extract::DefaultBodyLimit, http::StatusCode, middleware, serve::ListenerExt};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer};

use crate::{
    applying, base,
    base::{app::App, errors::Fault, jobs::Handlers, mail},
    identity, insight, judging, notices, papers, places, registry,
    web::{assets, guards, urls},
};

/// How long running requests may take to end after the signal to stop.
const DRAIN: Duration = Duration::from_secs(20);
/// The largest body of a form; uploads set their own.
const LARGEST_FORM: usize = 1024 * 1024;

/// Every address of the site with everything around it.
pub fn router(app: App) -> Router {
    let pages = Router::new()
        .merge(identity::accounts::routes())
        .merge(registry::institutions::routes())
        .merge(registry::centres::routes())
        .merge(places::atlas::routes())
        .merge(notices::publications::routes())
        .merge(notices::calls::routes())
        .merge(notices::questions::routes())
        .merge(applying::applications::routes())
        .merge(applying::exchange::routes())
        .merge(applying::intake::routes())
        .merge(applying::supplements::routes())
        .merge(identity::readings::routes())
        .merge(judging::evaluators::routes())
        .merge(judging::panels::routes())
        .merge(judging::inspections::routes())
        .merge(judging::adjustments::routes())
        .merge(judging::scores::routes())
        .merge(judging::selection::routes())
        .merge(judging::objections::routes())
        .merge(papers::documents::routes())
        .merge(insight::home::routes())
        .merge(insight::replay::routes())
        .fallback(failures::nothing_here)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(middleware::from_fn(guards::same_site_only))
        .layer(middleware::from_fn(guards::readable_addresses_only))
        .layer(middleware::from_fn_with_state(app.clone(), failures::draw))
        .layer(CatchPanicLayer::custom(failures::panicked))
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest));
    // Pages end in time by themselves, with a page that says so.
    let bare = operations::routes()
        .route(urls::ASSET, axum::routing::get(assets::serve))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, app.config.request_timeout));
    Router::new()
        .merge(pages)
        .merge(bare)
        .layer(middleware::from_fn(guards::security_headers))
        .layer(middleware::from_fn(observe::each_request))
        .with_state(app)
}

/// The work that is done later.
pub fn handlers(app: &App) -> Result<Handlers, Fault> {
    let mailer = mail::Mailer::open(&app.config.mail, &app.config.mail_from)?;
    Ok(Handlers::default().with(mail::JOB, move |payload| {
        let mailer = mailer.clone();
        async move { mailer.send(&payload).await }
    }))
}

/// Serves until `stop` resolves, then lets running requests and the running job end.
pub async fn serve(
    app: App,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Fault> {
    let (stopping, stopped) = watch::channel(false);
    let handlers = handlers(&app)?;
    let worker =
        tokio::spawn(base::jobs::work(app.database.clone(), app.clock.clone(), handlers, stopped.clone()));
    let sweeper = tokio::spawn(sweep(app.clone(), stopped.clone()));
    let writer = tokio::spawn(write_letters(app.clone(), stopped.clone()));
    let patience = app.config.request_timeout;
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    let listener = listener.tap_io(move |connection| prepare(connection, patience));
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        stop.await;
        let _ = stopping.send(true);
    });
    let mut draining = stopped;
    tokio::select! {
        served = serving => served.map_err(Fault::new)?,
        () = async {
            let _ = draining.wait_for(|stopping| *stopping).await;
            tokio::time::sleep(DRAIN).await;
        } => tracing::warn!("requests still running were cut off"),
    }
    let _ = tokio::join!(worker, sweeper, writer);
    Ok(())
}

/// A small answer leaves at once instead of waiting for more to send, and a client that takes nothing of an answer, or
/// has gone without a word, does not hold its connection for ever. One that cannot be set so is served all the same.
fn prepare(connection: &TcpStream, patience: Duration) {
    drop(connection.set_nodelay(true));
    #[cfg(target_os = "linux")]
    drop(socket2::SockRef::from(connection).set_tcp_user_timeout(Some(patience)));
    #[cfg(not(target_os = "linux"))]
    let _ = patience;
}

/// Forgets what has ended, every ten minutes.
async fn sweep(app: App, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(failure) = identity::accounts::actions::sweep(&app).await {
            tracing::warn!(%failure, "could not sweep ended sessions");
        }
        if let Err(failure) = identity::readings::actions::sweep(&app).await {
            tracing::warn!(%failure, "could not sweep old readings");
        }
        tokio::select! {
            _ = stop.wait_for(|stopping| *stopping) => return,
            () = tokio::time::sleep(Duration::from_mins(10)) => {}
        }
    }
}

/// Writes the letters that are due, every minute: a reminder of three hours should not come much later.
async fn write_letters(app: App, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(failure) = applying::reminders::actions::write_due(&app).await {
            tracing::warn!(%failure, "could not write the letters that are due");
        }
        tokio::select! {
            _ = stop.wait_for(|stopping| *stopping) => return,
            () = tokio::time::sleep(Duration::from_mins(1)) => {}
        }
    }
}

/// Resolves when the operator asks the process to stop.
pub async fn asked_to_stop() {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::warn!(%error, "cannot listen for SIGTERM");
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}

/// Listens on an address, with a sentence when that is not possible.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, Fault> {
    TcpListener::bind(address)
        .await
        .map_err(|error: io::Error| Fault::new(format!("cannot listen on {address}: {error}")))
}
