//! Values made up from schemas, for tests, mocks and examples.
//!
//! ```
//! use bindery_runtime::fake::Maker;
//! use bindery_runtime::schema::{JsonType, Rule, Schema, validate};
//!
//! static AGE: Schema = Schema(&[Rule::Type(&[JsonType::Integer]), Rule::Minimum("18")]);
//!
//! let text = Maker::new(7).json(&AGE).unwrap();
//! assert!(validate(&AGE, text.as_bytes()).is_ok());
//! assert_eq!(Maker::new(7).json(&AGE), Some(text));
//! ```
//!
//! What is made depends on the seed alone, is what the schema demands (its own validator says so, or nothing is
//! made), and differs from seed to seed: other variants of unions, members that are absent, null and present,
//! lists of several lengths.

#[cfg(feature = "server")]
mod answers;
mod array;
#[cfg(feature = "server")]
mod content;
mod demand;
#[cfg(all(feature = "client", feature = "server"))]
mod exchange;
#[cfg(all(feature = "client", feature = "server"))]
mod finding;
mod format;
mod height;
mod maker;
mod number;
mod object;
mod pattern;
mod random;
#[cfg(all(feature = "client", feature = "server"))]
mod rehearsal;
#[cfg(all(feature = "client", feature = "server"))]
mod request;
#[cfg(feature = "server")]
mod response;
#[cfg(all(feature = "client", feature = "server"))]
mod same;
mod text;
mod word;

#[cfg(feature = "server")]
pub use answers::{FakeAnswers, LastAnswer};
#[cfg(all(feature = "client", feature = "server"))]
pub use exchange::ObservedTransport;
#[cfg(all(feature = "client", feature = "server"))]
pub use finding::Finding;
pub use maker::Maker;
#[cfg(all(feature = "client", feature = "server"))]
pub use rehearsal::Rehearsal;
#[cfg(feature = "server")]
pub use response::MadeResponse;
pub use word::Word;
