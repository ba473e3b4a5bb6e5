//! The cargo bindery command.

fn main() {}
