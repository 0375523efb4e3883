//! Log lines: what is written is chosen by `MORU_LOG` (such as `debug` or `moru=debug,info`).

use tracing_subscriber::EnvFilter;

use crate::base::config::LogFormat;

/// Starts writing log lines to standard error.
pub(super) fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_env("MORU_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process, as tests do, keeps the first.
    let _ = match format {
        LogFormat::Text => lines.with_target(false).try_init(),
        LogFormat::Json => lines.json().try_init(),
    };
}
