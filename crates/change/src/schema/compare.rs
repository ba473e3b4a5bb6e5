use super::view::View;
use super::walk::{At, Walk};
use super::{
    choices, demand_changes, item_changes, member_changes, selection_changes, text_changes, type_changes,
    value_changes,
};

/// Compares what two schemas say, keyword by keyword; what stands within them waits its turn.
pub(super) fn views<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) {
    if choices::compare_wrapping(walk, at, old, new) {
        return;
    }
    if !type_changes::compare(walk, at, old, new) {
        return;
    }
    value_changes::compare(walk, at, old, new);
    value_changes::compare_defaults(walk, at, old, new);
    text_changes::compare(walk, at, old, new);
    member_changes::compare(walk, at, old, new);
    item_changes::compare(walk, at, old, new);
    choices::compare(walk, at, old, new);
    selection_changes::compare(walk, at, old, new);
    demand_changes::compare(walk, at, old, new);
}
