use std::path::Path;

use crate::{Problem, package_name, target::slashes};

/// The settings that a first configuration shows, each with its default.
const SETTINGS: &str = r##"
# Members that an open object does not declare: "keep", "drop" or "deny".
# unknown-members = "keep"
# Maps: "btree", in the order of the names, or "index", in the order in which members came.
# maps = "btree"
# The crate whose types dates and times convert to: "jiff", "chrono" or "time"; or "text".
# time = "jiff"
# A text that is not of its format (a bad UUID, date or address) is an error ("strict") or kept ("tolerant").
# formats = "strict"
# Decimal numbers keep their digits as "text"; "rust-decimal" adds conversions to that crate's type.
# decimals = "text"
# What a server implements: a trait for each tag ("per-tag") or "one" with all operations.
# server-traits = "per-tag"
# The data of a server-sent event which says that no other follows; "" for none.
# stream-end = "[DONE]"
# Arrays in deep objects: "indices" (a[0]=x), "brackets" (a[]=x) or "repeated" (a=x).
# deep-object-arrays = "indices"
# A feature of the crate for the operations of each tag, so that large documents compile in part.
# features-per-tag = true
# Warnings that are not told, and those that are errors, by their codes; "warnings" stands for all.
# allow = ["mended"]
# deny = ["warnings"]
# Members and parameters that are secrets wherever they stand, by their names.
# secrets = ["clientSecret"]
# What all types derive where their parts allow it: Eq, Hash, PartialOrd, Ord, or another trait by its path.
# derives = ["Eq", "Hash"]
# The part of the document that is made, by tags, paths, methods, operations and schemas.
# include = { tags = ["pets"], paths = ["/owners/**"] }
# exclude = { methods = ["delete"] }
# Types that exist already, by component key, JSON pointer or format.
# rust-types = { Money = "my_money::Money", "format:decimal" = "rust_decimal::Decimal" }
# Another target of this file, whose crate has the schemas that both documents say the same of.
# types-from = "common"
# What one schema becomes, by its component key or a JSON pointer such as "#/components/schemas/Pet".
# [targets.NAME.schemas.Pet]
# name = "Animal"
# derives = ["my_crate::Table"]
# members = { petId = "id" }
# values = { IN_PROGRESS = "Running" }
# variants = { Cat = "Feline" }
# What one operation becomes, by its operationId or by method and path.
# [targets.NAME.operations."get /pets/{petId}"]
# name = "pet"
# parameters = { petId = "id" }
"##;

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
    let settings = SETTINGS.replace("NAME", &name);
    Ok(format!(
        "# What bindery generates. Paths are seen from this file's folder.\n\
         [targets.{name}]\n\
         spec = {spec}\n\
         # OpenAPI Overlays, applied in order: they change the document without touching its file.\n\
         overlays = []\n\
         output = \"generated/{name}\"\n\
         # The types are always made; leave out what you do not need.\n\
         emit = [\"types\", \"client\", \"server\"]\n\
         # What becomes of a union whose variants nothing tells apart: \"warn\", \"deny\",\n\
         # \"exact-one\", \"most-specific\" or \"opaque\".\n\
         ambiguous-unions = \"warn\"\n\
         # What a schema without `type` but with `properties` becomes: \"objects\" or \"any\" JSON.\n\
         untyped-objects = \"objects\"\n\
         {settings}"
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

    #[test]
    fn every_setting_that_it_shows_is_one() {
        let text = starting_configuration(Path::new("specs/pets.yaml")).unwrap();
        let shown = SETTINGS.replace("NAME", "pets");
        let keys: String = shown
            .lines()
            .filter_map(|line| line.strip_prefix("# "))
            .filter(|line| line.starts_with('[') || line.contains(" = "))
            .map(|line| format!("{line}\n"))
            .collect();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bindery.toml");
        let common = "[targets.common]\nspec = 'common.yaml'\noutput = 'common'\n";
        std::fs::write(&path, format!("{text}\n{keys}\n{common}")).unwrap();
        let project = Project::read(&path).unwrap();
        let target = project.select(&["pets".to_owned()]).unwrap()[0];
        assert_eq!(target.types_from[0].target.name, "common");
        let settings = &target.settings;
        assert_eq!((settings.schemas.len(), settings.operations.len()), (1, 1));
        assert!(!settings.include.is_empty() && !settings.exclude.is_empty());
    }
}
