//! Secrets by their names: `secrets = ["clientSecret"]`.

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, ParameterLocation, Primitive, TypeRef};

use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::make::nullable_if;
use crate::parameters::Declared;
use crate::settings::Setting;
use crate::view::{Property, Seed};

impl<'d> Lowering<'d> {
    /// The type of a member that the settings call a secret.
    pub(crate) fn secret_by_name(&mut self, property: &Property<'d>) -> Option<TypeRef> {
        let setting = self.secret_setting(|name| name == property.name)?;
        let schemas = property.schemas.iter().map(|sub| sub.cursor.clone());
        self.secret(&Seed::all_of(schemas), setting)
    }

    /// The type of a parameter that the settings call a secret. Names of headers know no case.
    pub(crate) fn secret_parameter(
        &mut self,
        declared: &Declared<'d>,
        schema: &Cursor<'d>,
    ) -> Option<TypeRef> {
        let name = declared.wire_name;
        let is_header = declared.location == ParameterLocation::Header;
        let setting =
            self.secret_setting(|secret| secret == name || (is_header && secret.eq_ignore_ascii_case(name)))?;
        self.secret(&Seed::of(schema), setting)
    }

    fn secret_setting(&self, is_meant: impl Fn(&str) -> bool) -> Option<&'d Setting> {
        let settings = self.settings;
        settings.secrets.iter().find(|setting| is_meant(&setting.text))
    }

    fn secret(&mut self, seed: &Seed<'d>, setting: &'d Setting) -> Option<TypeRef> {
        self.secrets_found.insert(&setting.text);
        let view = self.view_of(seed);
        if view.value_types() == Types::STRING {
            let secret = TypeRef::Primitive(Primitive::Secret);
            return Some(nullable_if(view.accepts_null(), secret));
        }
        let place = seed.place()?.origin();
        let message = format!(
            "only strings are kept secret, and `{}` is {}",
            setting.text,
            view.value_types()
        );
        let diagnostic = Diagnostic::warning(Code::SensitiveType, message, place);
        self.report(diagnostic.help("name the strings within it"));
        None
    }

    /// Reports the names that nothing has.
    pub(crate) fn report_missing_secrets(&mut self) {
        let settings = self.settings;
        for setting in &settings.secrets {
            // What is called so may be left out.
            if self.kept.is_none() && !self.secrets_found.contains(setting.text.as_str()) {
                let message = format!("no member and no parameter is called `{}`", setting.text);
                let help = "take it out, or write the name as the document does";
                self.report(settings.warning(Code::UnknownSecret, message, setting).help(help));
            }
        }
    }
}
