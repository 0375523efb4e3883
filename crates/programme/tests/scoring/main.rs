//! What holds for the scores of every call: laws, the working followed step by step, and a second implementation.

mod calls;
mod laws;
mod oracle;
mod working;
