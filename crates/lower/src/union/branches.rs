use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Ident, UnionMode};

use crate::collect::is_only_nullable;
use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::make::Making;
use crate::type_table::Node;
use crate::union::collapse::Collapsed;
use crate::view::{Additional, Choice, Part, Seed, View};

/// How deep unions within unions are flattened.
const DEEPEST: usize = 20;

/// What gathering a branch costs, in variants that are compared meanwhile.
const BRANCH: usize = 64;

/// What a choice is between, once unions within it are flattened.
pub(crate) struct Branches<'d> {
    /// The shapes, in document order.
    pub(crate) leaves: Vec<Leaf<'d>>,
    /// Whether `null` is one of them.
    pub(crate) nullable: bool,
}

/// One shape of a union, before it is a variant.
#[derive(Clone)]
pub(crate) struct Leaf<'d> {
    /// Its schemas.
    pub(crate) seed: Seed<'d>,
    /// What they say.
    pub(crate) view: View<'d>,
    /// The choices that led here, outermost first: the schema that holds `oneOf`, and the branch.
    pub(crate) chain: Vec<(Cursor<'d>, Cursor<'d>)>,
    /// Scalars that became one.
    pub(crate) collapsed: Option<Collapsed<'d>>,
    /// What it is to a base that the others extend.
    pub(crate) kin: Option<Kin<'d>>,
}

/// What a shape is to a base with a `discriminator`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kin<'d> {
    /// The base itself, which has this key.
    Base(&'d str),
    /// A component of this key that extends it.
    Heir(&'d str),
}

impl<'d> Leaf<'d> {
    /// A shape that no choice led to; nothing, if it accepts nothing.
    pub(crate) fn of_seed(seed: Seed<'d>, view: View<'d>) -> Option<Self> {
        (!view.value_types().is_empty()).then_some(Self {
            seed,
            view,
            chain: Vec::new(),
            collapsed: None,
            kin: None,
        })
    }

    /// Whether it is the base that the others extend.
    pub(crate) fn is_base(&self) -> bool {
        matches!(self.kin, Some(Kin::Base(_)))
    }

    /// The branch as it stands in the innermost choice.
    pub(crate) fn branch(&self) -> Option<&Cursor<'d>> {
        self.chain.last().map(|(_, branch)| branch)
    }

    /// The branches of all choices that led here.
    pub(crate) fn branches(&self) -> Vec<Cursor<'d>> {
        self.chain.iter().map(|(_, branch)| branch.clone()).collect()
    }

    /// Where to point at.
    pub(crate) fn place(&self) -> Option<&Cursor<'d>> {
        self.branch().or_else(|| self.seed.place())
    }

    /// The name for messages: the component's key, or else the variant's name.
    pub(crate) fn label(&self, name: &Ident) -> String {
        self.key().map_or_else(|| name.to_string(), str::to_owned)
    }

    /// The title of a branch that stands in place.
    pub(crate) fn title(&self) -> Option<&'d str> {
        self.branch()?.value().get("title")?.as_str()
    }

    /// The schema's own text, which tells it from others wherever it stands among them.
    pub(crate) fn own_text(&self) -> String {
        let place = self.place();
        place.map_or_else(String::new, |place| place.value().to_text())
    }

    /// The key of the schema that the branch refers to.
    pub(crate) fn key(&self) -> Option<&'d str> {
        match self.kin {
            Some(Kin::Base(key) | Kin::Heir(key)) => Some(key),
            None => key_of(self.branch()?),
        }
    }
}

impl<'d> Lowering<'d> {
    /// The shapes that a choice is between; nothing, if they are too many.
    pub(crate) fn branches(&mut self, making: &Making<'_, 'd>, choice: &Choice<'d>) -> Option<Branches<'d>> {
        let mut gathered = Branches {
            leaves: Vec::new(),
            nullable: false,
        };
        let mut gathering = Gathering {
            lowering: self,
            base: making,
            seen: Vec::new(),
            chain: Vec::new(),
            branches: &mut gathered,
        };
        gathering.choice(choice).then_some(gathered)
    }
}

struct Gathering<'g, 'm, 'd> {
    lowering: &'g mut Lowering<'d>,
    base: &'g Making<'m, 'd>,
    /// The schemas that are variants already.
    seen: Vec<Cursor<'d>>,
    chain: Vec<(Cursor<'d>, Cursor<'d>)>,
    branches: &'g mut Branches<'d>,
}

impl<'d> Gathering<'_, '_, 'd> {
    /// Whether all could be gathered: unions within unions double their number at each step.
    fn choice(&mut self, choice: &Choice<'d>) -> bool {
        choice.branches.iter().all(|branch| {
            self.chain.push((choice.holder.cursor.clone(), branch.clone()));
            let is_gathered =
                self.lowering.may_compare(BRANCH + self.seen.len() / 8) && self.branch(choice, branch);
            self.chain.pop();
            is_gathered
        })
    }

    fn branch(&mut self, choice: &Choice<'d>, branch: &Cursor<'d>) -> bool {
        if is_only_nullable(branch) {
            self.branches.nullable = true;
            return true;
        }
        let view = self.lowering.view_of(&Seed::of(branch));
        self.branches.nullable |= view.accepts_null();
        if self.is_circle(branch, &view) {
            return true;
        }
        if let Some(nested) = self.nested(&view) {
            return self.choice(&nested);
        }
        if !view.value_types().is_empty() && !view.never {
            self.shape(choice, branch, view);
        }
        true
    }

    /// A branch that is no union itself.
    fn shape(&mut self, choice: &Choice<'d>, branch: &Cursor<'d>, view: View<'d>) {
        let is_equal =
            |seen: &Cursor<'d>| self.lowering.is_same_schema(seen, branch) || seen.value() == branch.value();
        if let Some(earlier) = self.seen.iter().position(is_equal) {
            self.rename(earlier, branch);
            return self.report_duplicate(choice.mode, branch);
        }
        self.seen.push(branch.clone());
        let (seed, view) = self.with_base(branch, view);
        let types = view.value_types();
        let several = types.split();
        if view.typed && several.len() > 1 && view.choices.is_empty() && view.literals.is_none() {
            for types in several {
                let seed = Seed {
                    types,
                    ..seed.clone()
                };
                let view = self.lowering.view_of(&seed);
                self.leaf(seed, view);
            }
        } else {
            self.leaf(seed, view);
        }
    }

    /// Of equal branches the one that names the schema itself counts, else the first by name, so that the
    /// document's order does not.
    fn rename(&mut self, earlier: usize, branch: &Cursor<'d>) {
        let before = self.seen[earlier].clone();
        if self.rank(&before) <= self.rank(branch) {
            return;
        }
        for leaf in &mut self.branches.leaves {
            if leaf
                .branch()
                .is_some_and(|own| Node::of(own) == Node::of(&before))
            {
                leaf.chain.clone_from(&self.chain);
            }
        }
        self.seen[earlier] = branch.clone();
    }

    fn rank(&self, branch: &Cursor<'d>) -> (bool, Option<&'d str>) {
        let key = key_of(branch);
        let target = self.lowering.resolved(branch);
        let own = target.and_then(|target| target.pointer().segments().last().cloned());
        (own.as_deref() != key, key)
    }

    fn leaf(&mut self, seed: Seed<'d>, view: View<'d>) {
        let chain = self.chain.clone();
        let leaf = Leaf::of_seed(seed, view);
        self.branches
            .leaves
            .extend(leaf.map(|leaf| Leaf { chain, ..leaf }));
    }

    /// A branch that is nothing but a union is flattened, unless siblings steer it or choose it as a whole.
    fn nested(&self, view: &View<'d>) -> Option<Choice<'d>> {
        let [choice] = view.choices.as_slice() else {
            return None;
        };
        let plain = says_nothing_else(view);
        let steered = choice.holder.cursor.get("x-select-by").is_some();
        let refines = self.lowering.is_refinement(view, choice);
        let chosen = self
            .chain
            .last()
            .is_some_and(|(holder, branch)| is_chosen(holder, branch));
        (plain && !steered && !refines && !chosen && self.chain.len() < DEEPEST).then(|| choice.clone())
    }

    /// What stands beside `oneOf` holds of every branch; a branch that says it, too, stays as it is.
    fn with_base(&mut self, branch: &Cursor<'d>, view: View<'d>) -> (Seed<'d>, View<'d>) {
        let base = self.base.view;
        let declared = base
            .properties
            .iter()
            .all(|property| view.property(property.name).is_some());
        let required = base
            .required
            .iter()
            .all(|name| view.required_names.contains(name));
        let open = matches!(base.additional, Additional::Open) && base.patterns.is_empty();
        let extends = self
            .base
            .seed
            .parts
            .iter()
            .all(|part| view.seen.contains(&Node::of(part.cursor())));
        if extends || (declared && required && open) {
            return (Seed::of(branch), view);
        }
        let parts = self
            .base
            .seed
            .parts
            .iter()
            .map(|part| Part::WithoutChoices(part.cursor().clone()));
        let seed = Seed {
            parts: parts.chain([Part::Whole(branch.clone())]).collect(),
            types: Types::ALL,
        };
        let merged = self.lowering.view_of(&seed);
        (seed, merged)
    }

    /// Whether `branch` is a union that led here, and thus adds no shape to it.
    fn is_circle(&self, branch: &Cursor<'d>, view: &View<'d>) -> bool {
        let target = self.lowering.resolved(branch).map(|target| Node::of(&target));
        self.chain.iter().any(|(holder, _)| {
            let holder = Node::of(holder);
            target == Some(holder) || (says_nothing_else(view) && view.seen.contains(&holder))
        })
    }

    fn report_duplicate(&mut self, mode: UnionMode, branch: &Cursor<'d>) {
        let help = match mode {
            UnionMode::OneOf => "remove it: of two equal variants `oneOf` accepts neither",
            UnionMode::AnyOf => "remove it: it says nothing that the first does not",
        };
        let diagnostic = Diagnostic::warning(
            Code::DuplicateVariant,
            "this variant was listed before",
            branch.origin(),
        )
        .label("listed twice")
        .help(help);
        self.lowering.report(diagnostic);
    }
}

/// Whether a schema is nothing but the choices that it offers.
fn says_nothing_else(view: &View<'_>) -> bool {
    view.properties.is_empty() && view.required.is_empty() && view.literals.is_none()
}

/// The key of the schema that `branch` refers to; of a whole file its name.
fn key_of<'d>(branch: &Cursor<'d>) -> Option<&'d str> {
    let reference = branch.value().get("$ref")?.as_str()?;
    if !reference.contains('#') {
        let file = reference.rsplit('/').next()?;
        return file.split('.').find(|stem| !stem.is_empty());
    }
    reference.rsplit(['/', '#']).find(|segment| !segment.is_empty())
}

/// Whether the `x-select-by` of `holder` leads to `branch` by its name.
fn is_chosen(holder: &Cursor<'_>, branch: &Cursor<'_>) -> bool {
    let (Some(extension), Some(key)) = (holder.get("x-select-by"), key_of(branch)) else {
        return false;
    };
    let names = |place: Option<Cursor<'_>>| place.is_some_and(|place| place.as_str() == Some(key));
    names(extension.get("otherwise"))
        || extension
            .get("cases")
            .is_some_and(|cases| cases.items().any(|case| names(case.get("then"))))
}
