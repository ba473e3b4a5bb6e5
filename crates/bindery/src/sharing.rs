use bindery_document::Rendering;
use bindery_lower::{OtherTypes, Place, Setting, share_types};
use bindery_model::{Code, Diagnostic, Origin, Pointer};

use crate::{
    Problem, Target,
    generation::{LoweredTarget, lower_target},
};

/// What a target takes from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SharedTypes {
    /// The other target.
    pub(crate) target: String,
    /// How many types it takes.
    pub(crate) count: usize,
    /// The components of the same name that are not the same.
    pub(crate) differing: Vec<String>,
}

/// Lets `made` take the types that it has in common with the targets that `target` names.
pub(crate) fn share(
    target: &Target,
    made: &mut LoweredTarget,
    rendering: Rendering,
) -> Result<Vec<SharedTypes>, Problem> {
    let mut others = Vec::new();
    for from in &target.types_from {
        others.push((
            from,
            from.target.library(),
            lower_target(&from.target, rendering)?,
        ));
    }
    let types = others.iter();
    let types: Vec<OtherTypes<'_>> = types
        .map(|(_, library, other)| OtherTypes {
            library,
            api: &other.lowered.api,
        })
        .collect();
    let differing = share_types(&mut made.lowered, &types);
    let mut shared = Vec::new();
    for (from, library, other) in &others {
        let api = &made.lowered.api;
        let count = api
            .shared
            .values()
            .filter(|shared| shared.library == *library)
            .count();
        let has = |name: &&String| {
            let mut types = other.lowered.api.types.iter();
            types.any(|made| made.wire_name.as_ref() == Some(*name))
        };
        shared.push(SharedTypes {
            target: from.target.name.clone(),
            count,
            differing: differing.iter().filter(has).cloned().collect(),
        });
        if count == 0 {
            let diagnostic = nothing_shared(made, &from.setting);
            made.diagnostics.push(diagnostic);
        }
    }
    Ok(shared)
}

/// Warns that nothing is taken, where the target that it should be taken from is named.
fn nothing_shared(made: &LoweredTarget, setting: &Setting) -> Diagnostic {
    let origin = Origin::new(made.settings.file.unwrap_or_default(), Pointer::root());
    let message = format!(
        "no type is taken from `{}`: no schema is the same there",
        setting.text
    );
    let diagnostic = Diagnostic::warning(Code::NothingShared, message, origin)
        .help("`cargo bindery explain` says what differs of schemas that are called the same");
    match (made.settings.file, setting.place) {
        (Some(_), Some(Place { line, column })) => diagnostic.at_text(line, column),
        _ => diagnostic,
    }
}
