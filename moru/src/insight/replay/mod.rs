//! Any decision about an application as of its moment: what was known, under which rules, by whom, and that it comes out
//! the same again. Nothing is rebuilt from what is there today: the form and the gates were frozen, findings and results
//! are only added, and the trail says who did what in which role.

mod evidence;
mod pages;
#[cfg(test)]
mod tests;
mod words;

pub use pages::routes;
