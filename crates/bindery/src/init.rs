use std::path::Path;

use crate::{Problem, package_name, target::slashes};

/// The text of a first `bindery.toml` for the document `spec`, a path from that file's folder.
///
/// # Errors
/// When no package can be called after the document.
pub fn starting_configuration(spec: &Path) -> Result<String, Problem> {
    let stem = spec
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let name = package_name(Some(&stem), spec).map_err(|error| Problem::Usage(error.to_string()))?;
    let spec = toml::Value::String(slashes(spec));
    Ok(format!(
        "# What bindery generates. Paths are seen from this file's folder.\n\
         [targets.{name}]\n\
         spec = {spec}\n\
         # OpenAPI Overlays, applied in order: they change the document without touching its file.\n\
         overlays = []\n\
         output = \"generated/{name}\"\n\
         # The types are always made; leave out what you do not need.\n\
         emit = [\"types\", \"client\", \"server\"]\n\
         # What becomes of a union whose variants nothing tells apart: \"warn\" or \"deny\".\n\
         ambiguous-unions = \"warn\"\n\
         # What a schema without `type` but with `properties` becomes: \"objects\" or \"any\" JSON.\n\
         untyped-objects = \"objects\"\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Project;

    #[test]
    fn the_first_configuration_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bindery.toml");
        std::fs::write(
            &path,
            starting_configuration(Path::new("specs/pet store.yaml")).unwrap(),
        )
        .unwrap();
        let project = Project::read(&path).unwrap();
        let targets = project.select(&["pet-store".to_owned()]).unwrap();
        assert_eq!(targets[0].spec, folder.path().join("specs/pet store.yaml"));
    }
}
