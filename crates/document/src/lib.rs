//! Reads OpenAPI documents: files, overlays, references, positions.
