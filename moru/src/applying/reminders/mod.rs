//! Letters that nobody presses a button for: to everybody who holds a draft when the close comes near, and to everybody
//! with an application when the call was amended, extended or called off. The program looks again and again for what is
//! not written yet; a row for each letter keeps it single, whichever server looks first and however often.

pub mod actions;
mod evidence;
mod mails;
mod store;
mod tables;
#[cfg(test)]
mod tests;
