//! Storey 0 of the pages: addresses, the page shell, forms, embedded front-end files, and the guards around every
//! request. Knows nothing of the programme.

pub mod assets;
pub mod download;
pub mod forms;
pub mod guards;
pub mod page;
pub mod parts;
pub mod show;
pub mod upload;
pub mod urls;
