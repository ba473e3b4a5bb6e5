//! Calls operations.
