//! Whether a path and its parameters agree.

use bindery_model::{Diagnostic, ParameterLocation};

use crate::operation_lowering::OperationLowering;
use crate::outline::Outline;
use crate::parameters::Declared;
use crate::{reading, suggestion};

impl<'d> OperationLowering<'_, 'd> {
    /// Every variable of the path is declared, and every path parameter is a variable.
    pub(crate) fn check_template(&mut self, outline: &Outline<'d>, declared: &[Declared<'d>]) {
        let in_path = declared
            .iter()
            .filter(|one| one.location == ParameterLocation::Path);
        let variables: Vec<&str> = outline.template.variables().collect();
        let names: Vec<&str> = in_path.clone().map(|one| one.wire_name).collect();
        let undeclared: Vec<&str> = variables
            .into_iter()
            .filter(|variable| !names.contains(variable))
            .collect();
        let mut meant = Vec::new();
        for one in in_path {
            if outline
                .template
                .variables()
                .all(|variable| variable != one.wire_name)
            {
                meant.extend(self.unused_parameter(outline, one, &undeclared));
            }
        }
        for variable in undeclared {
            // One slip is one mistake.
            if !meant.contains(&variable) {
                self.undeclared_variable(outline, variable);
            }
        }
    }

    /// Returns the variable that was probably meant.
    fn unused_parameter<'v>(
        &mut self,
        outline: &Outline<'d>,
        one: &Declared<'d>,
        undeclared: &[&'v str],
    ) -> Option<&'v str> {
        let message = format!("the path `{}` has no variable `{}`", outline.path, one.wire_name);
        let fault = Diagnostic::error(
            "unused-path-parameter",
            message,
            reading::place_of(&one.cursor, "name"),
        )
        .also(outline.path_place.origin(), "the path");
        let meant = suggestion::closest(one.wire_name, undeclared.iter().copied());
        self.fault(match meant {
            Some(variable) => fault.help(format!("did you mean `{variable}`?")),
            None => fault.help("remove the parameter, or add its variable to the path"),
        });
        meant
    }

    fn undeclared_variable(&mut self, outline: &Outline<'d>, variable: &str) {
        let message = format!("the path's variable `{variable}` is not declared");
        let fault = Diagnostic::error("undeclared-path-variable", message, outline.path_place.origin())
            .at_key()
            .also(outline.operation.origin(), "this operation does not declare it")
            .help(format!("add a parameter `name: {variable}` with `in: path`"));
        self.fault(fault);
    }
}
