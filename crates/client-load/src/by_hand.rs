//! What someone would write with as much care as the generated code takes: nothing that came is lost.

mod address;
pub mod client;
mod customer;
mod members;
mod status;

pub use address::Address;
pub use customer::Customer;
pub use members::Members;
pub use status::Status;
