//! Generates the server of the document under `specs/`.

fn main() {
    bindery::Builder::new("specs/tasks.yaml")
        .server()
        .run_in_build_script();
}
