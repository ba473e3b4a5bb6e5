//! Generates the API.

fn main() {
    bindery::Builder::new("../../specs/payment-sessions.yaml")
        .client()
        .run_in_build_script();
}
