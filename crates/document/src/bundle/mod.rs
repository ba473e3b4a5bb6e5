//! Makes one file of a document's many: what stands in other files moves to where references of the one file
//! can name it.
//!
//! A component that only refers to another file becomes what it refers to; a path item stands where it was
//! referred to; all else becomes a component. References within the document's own file are left as they are, and
//! so is everything that is no reference: order, digits and texts.

mod collecting;
mod homes;
mod kind;
mod part;
mod places;
mod target;
mod variants;
mod writing;

use std::collections::{BTreeSet, HashMap};

use bindery_model::{Diagnostics, Json, Origin, Pointer};

pub use part::KeptPart;

use crate::document::Document;
use homes::settle_homes;
use kind::Kind;
use part::Hidden;
use places::Places;
use target::{Lead, Node, Target};

/// What a bundle depends on beside the document.
#[derive(Clone, Debug, Default)]
pub struct BundleOptions {
    /// The part of the document that is wanted; all of it, where there is none.
    pub part: Option<KeptPart>,
    /// Whether references that lead nowhere are warnings.
    pub keep_going: bool,
    /// The schemas whose places are to be told.
    pub typed: BTreeSet<Origin>,
}

/// A document as one tree.
#[derive(Clone, Debug)]
pub struct BundledTree {
    /// The tree.
    pub tree: Json,
    /// Where each of the schemas that were asked for stands, beside where it stood: the first place, where it is
    /// written several times.
    pub places: Vec<(Pointer, Origin)>,
}

impl Document {
    /// The document as one tree without references to other files. It must have been read by
    /// [`load_as_written`](crate::load_as_written).
    ///
    /// References that lead nowhere are reported, and stay as they are.
    pub fn bundle(&self, options: &BundleOptions, diagnostics: &mut Diagnostics) -> BundledTree {
        let hidden = options.part.as_ref().map(|part| Hidden::of(self, part));
        let mut bundle = Bundle {
            document: self,
            hidden: hidden.unwrap_or_default(),
            targets: Vec::new(),
            index: HashMap::new(),
            leads: HashMap::new(),
            adopted: HashMap::new(),
            in_place: Vec::new(),
            copies: COPIES,
            places: Places::new(&options.typed),
            keep_going: options.keep_going,
            diagnostics,
        };
        bundle.collect_all();
        settle_homes(&mut bundle);
        let tree = bundle.written();
        BundledTree {
            tree,
            places: bundle.places.told,
        }
    }
}

/// How many values may be written where they were referred to, and not once for all: such copies may hold others.
const COPIES: usize = 500_000;

/// A bundle while it is made.
struct Bundle<'d, 'o> {
    document: &'d Document,
    /// What selection leaves out.
    hidden: Hidden,
    /// What stands in other files, in the order in which it was met.
    targets: Vec<Target<'d>>,
    index: HashMap<(Node, Kind), usize>,
    /// Where each reference leads, by its text.
    leads: HashMap<Node, Lead>,
    /// The references whose place their targets take.
    adopted: HashMap<Node, usize>,
    /// The targets that are being written where they were referred to, outermost first.
    in_place: Vec<usize>,
    /// How many more values may be written more than once.
    copies: usize,
    places: Places<'o>,
    keep_going: bool,
    diagnostics: &'o mut Diagnostics,
}
