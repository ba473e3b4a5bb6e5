//! Whether a path and its parameters agree.

use bindery_model::{
    Code, Diagnostic, Docs, Ident, Parameter, ParameterLocation, ParameterStyle, Primitive, Schema,
    SchemaRef, TypeRef,
};

use crate::operation_lowering::OperationLowering;
use crate::outline::Outline;
use crate::parameters::Declared;
use crate::{reading, suggestion};

impl<'d> OperationLowering<'_, 'd> {
    /// Every variable of the path is declared, and every path parameter is a variable. Returns the variables
    /// that nobody declares, where no parameter can be meant for them: they are taken as text.
    pub(crate) fn check_template(
        &mut self,
        outline: &Outline<'d>,
        declared: &[Declared<'d>],
    ) -> Vec<&'d str> {
        let in_path = declared
            .iter()
            .filter(|one| one.location == ParameterLocation::Path);
        let variables: Vec<&'d str> = outline.template.variables().collect();
        let names: Vec<&str> = in_path.clone().map(|one| one.wire_name).collect();
        let mut undeclared: Vec<&'d str> = Vec::new();
        for variable in &variables {
            if !names.contains(variable) && !undeclared.contains(variable) {
                undeclared.push(variable);
            }
        }
        let mut meant = Vec::new();
        let unused: Vec<_> = in_path
            .filter(|one| !variables.contains(&one.wire_name))
            .collect();
        for one in &unused {
            meant.extend(self.unused_parameter(outline, one, &undeclared));
        }
        let are_text = unused.is_empty();
        for variable in &undeclared {
            // One slip is one mistake.
            if !meant.contains(variable) {
                self.undeclared_variable(outline, variable, are_text);
            }
        }
        undeclared.retain(|_| are_text);
        undeclared
    }

    /// A variable of the path that has no Parameter Object.
    pub(crate) fn undeclared_parameter(
        &mut self,
        outline: &Outline<'d>,
        variable: &str,
        name: Ident,
    ) -> Parameter {
        self.explain(format!(
            "the path's variable `{variable}` is `{name}`: text, required"
        ));
        Parameter {
            name,
            wire_name: variable.to_owned(),
            location: ParameterLocation::Path,
            style: ParameterStyle::Simple,
            explode: false,
            allow_reserved: false,
            allow_empty: false,
            required: true,
            type_ref: TypeRef::Primitive(Primitive::String),
            schema: SchemaRef::Inline(Schema::default()),
            origin: outline.path_place.origin(),
            docs: Docs::default(),
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
            Code::UnusedPathParameter,
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

    fn undeclared_variable(&mut self, outline: &Outline<'d>, variable: &str, is_text: bool) {
        let message = format!("the path's variable `{variable}` is not declared");
        let place = outline.path_place.origin();
        let told = match is_text {
            true => {
                Diagnostic::warning(Code::UndeclaredPathVariable, message, place).note("it is taken as text")
            }
            false => Diagnostic::error(Code::UndeclaredPathVariable, message, place),
        };
        let told = told
            .at_key()
            .also(outline.operation.origin(), "this operation does not declare it")
            .help(format!("add a parameter `name: {variable}` with `in: path`"));
        match is_text {
            true => self.warn(told),
            false => self.fault(told),
        }
    }
}
