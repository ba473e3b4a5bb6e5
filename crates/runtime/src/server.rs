//! Serves operations.
