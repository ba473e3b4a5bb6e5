pub use bindery_runtime as runtime;
