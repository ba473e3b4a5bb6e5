//! Where the text of a reference leads: to a file or a schema resource, and to a place within it.

use bindery_model::{Code, Diagnostic, Origin, Pointer};

use crate::cursor::Cursor;
use crate::document::{Document, KEEP_GOING, NULL};
use crate::location::scheme;
use crate::reference::{Reference, Refusal};
use crate::resources::Spot;
use crate::suggestion::nearest;

impl Document {
    /// What the string at `text` names as a reference.
    pub(crate) fn walk_to<'d>(
        &'d self,
        text: &Cursor<'d>,
        walk: &mut Walk<'d>,
    ) -> Result<Cursor<'d>, Box<Diagnostic>> {
        let written = text.as_str().unwrap_or_default();
        let reference = Reference::split(written);
        let resource = match self.resource(text, reference.file) {
            Ok(resource) => resource,
            Err(refusal) => return Err(Box::new(refusal.diagnostic(written, text.origin()))),
        };
        let Some(pointer) = self.fragment(&resource, reference.fragment) else {
            return Err(Box::new(self.no_pointer(&resource, text)));
        };
        let (file, base) = &resource;
        let root = Cursor::root(self, *file, self.trees.get(file).unwrap_or(&NULL));
        let start = Walk::plain(self)
            .descend(root.clone(), base)
            .unwrap_or_else(|_| root.clone());
        let moved = self.relocations.target(*file, &pointer);
        if let Some(Ok(reached)) = moved.as_ref().map(|moved| walk.descend(root.clone(), moved)) {
            return Ok(reached);
        }
        let stop = match walk.descend(start, &pointer) {
            Ok(reached) => return self.no_whole_document(reached, text),
            Err(stop) => stop,
        };
        // What an `$id` was given to is often written as if it had none.
        if !base.segments().is_empty()
            && let Ok(reached) = walk.descend(root.clone(), &pointer)
        {
            return Ok(reached);
        }
        let (pointer, stop) = match moved.map(|moved| (walk.descend(root, &moved), moved)) {
            Some((Err(stop), moved)) => (moved, stop),
            _ => (pointer, stop),
        };
        let help = self.help(reference.file, &pointer, &stop);
        Err(Box::new(dangling(written, text.origin(), help)))
    }

    /// The root of the resource that a reference's file part means.
    fn resource(&self, text: &Cursor<'_>, part: &str) -> Result<Spot, Refusal> {
        let resources = &self.discovered.resources;
        let file = text.file();
        if let Some(linked) = self.discovered.links.get(&(file, part.to_owned())) {
            return Ok((*linked, Pointer::root()));
        }
        let place = match resources.is_divided(file) {
            true => text.pointer(),
            false => Pointer::root(),
        };
        let Some((root, base)) = resources.around(file, &place) else {
            return Ok((file, Pointer::root()));
        };
        if part.is_empty() {
            return Ok((file, root));
        }
        let location = base.join(part)?;
        if let Some(spot) = resources.root(&location) {
            return Ok(spot.clone());
        }
        let beside = resources
            .location(file)
            .filter(|own| *own != base && scheme(part).is_none());
        let beside = beside.and_then(|own| own.join(part).ok());
        let outcome = |location| self.discovered.files.get(location);
        if let Some(Ok(file)) = beside.as_ref().and_then(outcome) {
            return Ok((*file, Pointer::root()));
        }
        // What discovery did not meet was not read.
        match outcome(&location) {
            Some(Ok(file)) => Ok((*file, Pointer::root())),
            Some(Err(refusal)) => Err(refusal.clone()),
            None => Err(Refusal::Missing(None)),
        }
    }

    /// The dynamic anchor that the string at `text` names as a reference; `None` where it names a pointer
    /// or another anchor, for then it is a `$ref` as any other.
    pub fn dynamic_anchor(&self, text: &Cursor<'_>) -> Option<String> {
        let reference = Reference::split(text.as_str()?);
        if Pointer::parse(&format!("#{}", reference.fragment)).is_some() {
            return None;
        }
        let resource = self.resource(text, reference.file).ok()?;
        let name = Pointer::percent_decode(reference.fragment)?;
        let anchor = self.discovered.resources.anchor(&resource, &name)?;
        anchor.is_dynamic.then_some(name)
    }

    /// The place within a resource that a fragment means: a pointer, or an anchor.
    fn fragment(&self, resource: &Spot, fragment: &str) -> Option<Pointer> {
        if let Some(pointer) = Pointer::parse(&format!("#{fragment}")) {
            return Some(pointer);
        }
        let name = Pointer::percent_decode(fragment)?;
        let anchor = self.discovered.resources.anchor(resource, &name)?;
        let within = anchor.pointer.segments().iter().skip(resource.1.segments().len());
        Some(within.cloned().collect())
    }

    /// A reference to all of the document is meant for the schema that it stands in.
    fn no_whole_document<'d>(
        &self,
        reached: Cursor<'d>,
        text: &Cursor<'d>,
    ) -> Result<Cursor<'d>, Box<Diagnostic>> {
        if !std::ptr::eq(reached.value(), self.root().value()) {
            return Ok(reached);
        }
        let written = text.as_str().unwrap_or_default();
        let diagnostic = Diagnostic::error(
            Code::InvalidReference,
            format!("`{written}` is the whole document"),
            text.origin(),
        )
        .label("a schema, a parameter or the like is meant here")
        .note(KEEP_GOING)
        .help("write it like `#/components/schemas/Name`; in 3.1 `#` means a schema that has an `$id`");
        Err(Box::new(diagnostic))
    }

    fn no_pointer(&self, resource: &Spot, text: &Cursor<'_>) -> Diagnostic {
        let written = text.as_str().unwrap_or_default();
        let fragment = Reference::split(written).fragment;
        let message = format!("`{written}` is not a file and a JSON pointer");
        let diagnostic = Diagnostic::error(Code::InvalidReference, message, text.origin())
            .label("what follows `#` begins with a slash, or is an `$anchor`")
            .note(KEEP_GOING);
        let anchors = self.discovered.resources.anchors_of(resource);
        match self.nearest(fragment, anchors) {
            Some(anchor) => diagnostic.help(format!("there is an anchor `{anchor}`")),
            None => diagnostic.help("write it like `#/components/schemas/Name`"),
        }
    }

    /// The name closest to `name`, as long as the document has not asked for too many.
    fn nearest<'c>(&self, name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
        let patience = self.patience.get();
        let mut compared = 0;
        let found = nearest(name, candidates.take(patience).inspect(|_| compared += 1));
        self.patience.set(patience - compared);
        found
    }

    /// What [`Self::nearest_place`] says, looked for once: one reference is followed by many.
    fn help(&self, file: &str, pointer: &Pointer, stop: &Stop<'_>) -> Option<String> {
        let key = (stop.reached.file(), format!("{file}{pointer}"));
        if let Some(known) = self.helps.borrow().get(&key) {
            return known.clone();
        }
        let help = self.nearest_place(file, pointer, stop);
        self.helps.borrow_mut().insert(key, help.clone());
        help
    }

    /// The existing place that comes closest to `pointer`.
    fn nearest_place(&self, file: &str, pointer: &Pointer, stop: &Stop<'_>) -> Option<String> {
        let failed = pointer.segments().get(stop.depth)?;
        if failed.is_empty() && pointer.segments().len() == stop.depth + 1 {
            let meant = written(&stop.reached);
            return Some(format!("without the slash at its end it is `{file}{meant}`"));
        }
        let names = stop.reached.members().map(|(name, _)| name);
        if let Some(name) = self.nearest(failed, names) {
            let rest = pointer.segments().iter().skip(stop.depth + 1);
            let reached = stop.reached.get(name)?;
            let meant = rest.fold(written(&reached), |meant, segment| meant.child(segment));
            return Some(format!("there is `{name}`; did you mean `{file}{meant}`?"));
        }
        let name = pointer.last()?;
        let components = self.root().get("components")?;
        let (_, section) = components
            .members()
            .find(|(_, section)| section.get(name).is_some())?;
        let meant = written(&section.get(name)?);
        Some(format!("there is `{name}` elsewhere; did you mean `{meant}`?"))
    }
}

/// The pointer to write in order to refer to what stands at `cursor`.
fn written(cursor: &Cursor<'_>) -> Pointer {
    let (origin, pointer) = (cursor.origin(), cursor.pointer());
    // What an overlay brought is referred to where it was brought to.
    if origin.file == cursor.file() {
        origin.pointer
    } else {
        pointer
    }
}

/// How far a pointer leads: the last value on its way, and the number of segments up to it.
pub(crate) struct Stop<'d> {
    reached: Cursor<'d>,
    depth: usize,
}

/// A walk along pointers, which may pass through references.
pub(crate) struct Walk<'d> {
    document: &'d Document,
    /// How many more references may lie on the way.
    passes: usize,
}

impl<'d> Walk<'d> {
    pub(crate) fn plain(document: &'d Document) -> Self {
        Self { document, passes: 0 }
    }

    pub(crate) fn through_references(document: &'d Document) -> Self {
        Self {
            document,
            passes: PASSES,
        }
    }

    pub(crate) fn descend(&mut self, root: Cursor<'d>, pointer: &Pointer) -> Result<Cursor<'d>, Stop<'d>> {
        let mut reached = root;
        for (depth, segment) in pointer.segments().iter().enumerate() {
            let next = reached
                .step(segment)
                .or_else(|| self.pass(&reached)?.step(segment));
            match next {
                Some(next) => reached = next,
                None => return Err(Stop { reached, depth }),
            }
        }
        Ok(reached)
    }

    /// What a reference on the way comes to.
    fn pass(&mut self, reference: &Cursor<'d>) -> Option<Cursor<'d>> {
        let mut current = reference.clone();
        while let Some(text) = current.get("$ref").filter(|text| text.as_str().is_some()) {
            self.passes = self.passes.checked_sub(1)?;
            current = self.document.walk_to(&text, self).ok()?;
        }
        Some(current)
    }
}

/// How many references may lie on a pointer's way: `#/components/schemas/Pet/properties/name`, where
/// `Pet` is itself a reference.
const PASSES: usize = 64;

fn dangling(written: &str, origin: Origin, help: Option<String>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::DanglingReference,
        format!("`{written}` does not exist"),
        origin,
    )
    .label("nothing is there")
    .note(KEEP_GOING);
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic
            .help("add what it names, or correct the reference (by an overlay if the document is not yours)"),
    }
}
