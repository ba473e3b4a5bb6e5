//! Generates types and client of the document under `specs/`.

fn main() {
    bindery::Builder::new("specs/shop.yaml")
        .client()
        .run_in_build_script();
}
