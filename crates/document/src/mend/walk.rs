use bindery_model::{Json, JsonObject, Pointer};

use super::change::Mend;
use super::schema;

/// Members that hold data of the API's own, in which nothing is mended.
const DATA: &[&str] = &[
    "const",
    "default",
    "enum",
    "example",
    "examples",
    "mapping",
    "scopes",
    "value",
    "variables",
];

/// Members whose own members have names that the document's author chose.
const MAPS: &[&str] = &[
    "$defs",
    "additionalOperations",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "headers",
    "links",
    "mediaTypes",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "webhooks",
];

/// Members that say nothing if they are `null`, as many tools write what they do not know.
const OPTIONAL: &[&str] = &[
    "additionalProperties",
    "allOf",
    "anyOf",
    "callbacks",
    "components",
    "content",
    "deprecated",
    "description",
    "discriminator",
    "encoding",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "headers",
    "items",
    "links",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "nullable",
    "oneOf",
    "operationId",
    "parameters",
    "paths",
    "pathItems",
    "pattern",
    "patternProperties",
    "properties",
    "readOnly",
    "requestBodies",
    "requestBody",
    "required",
    "responses",
    "schema",
    "schemas",
    "security",
    "securitySchemes",
    "servers",
    "summary",
    "tags",
    "title",
    "uniqueItems",
    "webhooks",
    "writeOnly",
    "xml",
];

/// Walks through a tree and gathers what is to be mended.
pub(super) struct Walk<'j> {
    path: Vec<Step<'j>>,
    mends: Vec<Mend>,
}

#[derive(Clone, Copy)]
enum Step<'j> {
    Name(&'j str),
    Index(usize),
}

/// What stands around a value.
#[derive(Clone, Copy)]
pub(super) enum Around<'j> {
    /// The map of this name: its keys are no keywords.
    Map(&'j str),
    /// The member of this name, or an item of its list.
    Member(&'j str),
}

impl<'j> Walk<'j> {
    /// What is to be mended in `root`, in the document's order.
    pub(super) fn of(root: &'j Json) -> Vec<Mend> {
        let mut walk = Self {
            path: Vec::new(),
            mends: Vec::new(),
        };
        walk.value(root, Around::Member(""));
        walk.mends
    }

    /// The place of the member `name` of the value that is walked through.
    pub(super) fn place(&self, name: &str) -> Pointer {
        self.here().child(name)
    }

    fn here(&self) -> Pointer {
        let segment = |step: &Step<'_>| match step {
            Step::Name(name) => (*name).to_owned(),
            Step::Index(index) => index.to_string(),
        };
        self.path.iter().map(segment).collect()
    }

    pub(super) fn add(&mut self, mend: Mend) {
        self.mends.push(mend);
    }

    fn value(&mut self, value: &'j Json, around: Around<'j>) {
        match value {
            Json::Object(members) => {
                schema::mend(self, members, around);
                for (name, member) in members {
                    self.member(name, member);
                }
            }
            Json::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Step::Index(index));
                    self.value(item, around);
                    self.path.pop();
                }
            }
            _ => {}
        }
    }

    fn member(&mut self, name: &'j str, member: &'j Json) {
        if name.starts_with("x-") || DATA.contains(&name) {
            return;
        }
        if *member == Json::Null {
            if OPTIONAL.contains(&name) {
                self.add(
                    Mend::remove(self.place(name))
                        .because(format!("`{name}: null` is read as absent"))
                        .help(format!("remove `{name}`")),
                );
            }
            return;
        }
        self.path.push(Step::Name(name));
        match member {
            Json::Object(entries) if MAPS.contains(&name) => self.map(name, entries),
            _ => self.value(member, Around::Member(name)),
        }
        self.path.pop();
    }

    fn map(&mut self, map: &'j str, entries: &'j [(String, Json)]) {
        for (name, entry) in entries {
            if map == "responses" && name != "default" && name.eq_ignore_ascii_case("default") {
                self.add(
                    Mend::rename(self.place(name), "default")
                        .because(format!("`{name}` is read as `default`"))
                        .help("write it in lower case"),
                );
            }
            if *entry == Json::Null {
                self.empty(map, name);
                continue;
            }
            self.path.push(Step::Name(name));
            self.value(entry, Around::Map(map));
            self.path.pop();
        }
    }

    /// An entry without a value: what it names is there, and nothing is said of it.
    fn empty(&mut self, map: &str, name: &str) {
        let meaning = match map {
            "properties" | "patternProperties" | "schemas" | "definitions" | "$defs" => "any value",
            "responses" => "a response of which nothing is said",
            "content" => "a media type of which nothing is said",
            "headers" => "a header of which nothing is said",
            _ => return,
        };
        self.add(
            Mend::replace(self.place(name), Json::Object(JsonObject::default()))
                .because(format!("`{name}: null` is read as {meaning}"))
                .help("write `{}`"),
        );
    }
}
