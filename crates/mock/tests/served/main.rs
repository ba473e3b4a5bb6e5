//! What a mock answers, as its callers see it.

mod answers;
mod ask;
mod requests;
mod sockets;
