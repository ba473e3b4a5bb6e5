//! `in: querystring` (3.2) is the whole query, so nothing else may be in it.

use bindery_model::{Code, Diagnostic, ParameterLocation};

use crate::operation_lowering::OperationLowering;
use crate::parameters::Declared;
use crate::reading;

impl<'d> OperationLowering<'_, 'd> {
    /// There is one such parameter, or there are others of the query; and it has `content`.
    pub(crate) fn check_whole_query(&mut self, declared: &[Declared<'d>]) {
        let of = |location| declared.iter().filter(move |one| one.location == location);
        let Some(whole) = of(ParameterLocation::Querystring).next() else {
            return;
        };
        let place = reading::place_of(&whole.cursor, "in");
        let others = of(ParameterLocation::Querystring).skip(1);
        for other in others.chain(of(ParameterLocation::Query)) {
            let message = format!(
                "`{}` is the whole query, and `{}` is in the query, too",
                whole.wire_name, other.wire_name
            );
            let fault = Diagnostic::error(Code::QuerystringParameter, message, place.clone())
                .also(other.cursor.origin(), "the other one")
                .help("make it a member of the whole query, or remove one of them");
            self.fault(fault);
        }
        if reading::member(&whole.cursor, "content").is_none() {
            let message = format!("`{}` is the whole query, and has no `content`", whole.wire_name);
            let fault = Diagnostic::error(Code::QuerystringParameter, message, whole.cursor.origin())
                .help("add `content` with one media type, e.g. `application/x-www-form-urlencoded`");
            self.fault(fault);
        }
    }
}
