//! The ground: dates, numbers, addresses and hashes that every floor may use.

#[cfg(any(feature = "desk", feature = "serve"))]
pub(crate) mod accept;
pub mod address;
pub mod address_words;
pub mod artifact;
pub mod collate;
pub mod compound;
pub mod date;
mod fingerprint;
pub mod hash;
mod intern;
mod lang;
pub mod letters;
mod lines;
pub mod markup;
pub mod memo;
pub mod messages;
pub mod number;
mod pure;
pub mod regular;
pub mod share;
pub mod slug;
mod stat;

pub use address_words::AddressWord;
pub use artifact::{Artifact, Order};
pub use date::Date;
pub use fingerprint::Fingerprint;
pub use intern::Interner;
pub use lang::Lang;
pub(crate) use lines::Lines;
pub use messages::{Messages, Texts};
pub(crate) use pure::Pure;
pub use share::{Decimal, Rate, Share};
pub use stat::{Link, Looks, Seen, Stat};
