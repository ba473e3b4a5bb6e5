use std::fmt;

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// An operation is new.
    OperationAdded,
    /// An operation is gone.
    OperationRemoved,
    /// An operation's id changed.
    OperationRenamed,
    /// An operation's tags changed.
    TagsChanged,
    /// Something is deprecated, or no longer.
    DeprecationChanged,
    /// A server is new.
    ServerAdded,
    /// A server is gone.
    ServerRemoved,
    /// Calls go to another server unless they are told otherwise, or a server's URL may be less.
    ServerChanged,
    /// Credentials are given elsewhere or otherwise.
    SecuritySchemeChanged,
    /// Less is asked of who calls.
    SecurityLoosened,
    /// Who calls needs other or more credentials.
    SecurityTightened,
    /// A parameter is new.
    ParameterAdded,
    /// A parameter is gone.
    ParameterRemoved,
    /// A parameter must be given.
    ParameterBecameRequired,
    /// A parameter need not be given.
    ParameterBecameOptional,
    /// A parameter is written otherwise.
    ParameterStyleChanged,
    /// A request body is new.
    BodyAdded,
    /// A request body is gone.
    BodyRemoved,
    /// A request must have a body.
    BodyBecameRequired,
    /// A request need not have a body.
    BodyBecameOptional,
    /// A body may be written in another way.
    MediaTypeAdded,
    /// A body is no longer written in a way.
    MediaTypeRemoved,
    /// A part of a body is written otherwise.
    EncodingChanged,
    /// A status is new.
    AnswerAdded,
    /// A status is gone.
    AnswerRemoved,
    /// An answer has a body now.
    AnswerBodyAdded,
    /// An answer has no body any more.
    AnswerBodyRemoved,
    /// An answer's header is new.
    HeaderAdded,
    /// An answer's header is gone.
    HeaderRemoved,
    /// An answer's header need not be there.
    HeaderBecameOptional,
    /// An answer's header is always there.
    HeaderBecameRequired,
    /// The API sends something new.
    WebhookAdded,
    /// The API no longer sends something.
    WebhookRemoved,
    /// Values of more types are admitted.
    TypeWidened,
    /// Values of fewer types are admitted.
    TypeNarrowed,
    /// Values of other types are admitted.
    TypeChanged,
    /// Null is admitted.
    BecameNullable,
    /// Null is no longer admitted.
    BecameNotNullable,
    /// The values are listed.
    EnumAdded,
    /// The values are no longer listed.
    EnumRemoved,
    /// The only value is another.
    EnumChanged,
    /// A value is new.
    EnumValueAdded,
    /// A value is no longer listed.
    EnumValueRemoved,
    /// Absence means something else.
    DefaultChanged,
    /// A bound is new.
    BoundAdded,
    /// A bound is gone.
    BoundRemoved,
    /// A bound is tighter.
    BoundTightened,
    /// A bound is looser.
    BoundLoosened,
    /// A pattern must be matched.
    PatternAdded,
    /// A pattern need not be matched.
    PatternRemoved,
    /// Another pattern must be matched.
    PatternChanged,
    /// Texts or numbers are of another format.
    FormatChanged,
    /// A member is new.
    MemberAdded,
    /// A member is gone.
    MemberRemoved,
    /// A member must be there.
    MemberBecameRequired,
    /// A member may be absent.
    MemberBecameOptional,
    /// Undeclared members are admitted, or no longer.
    OtherMembersChanged,
    /// Elements are described, refused or free.
    ItemsChanged,
    /// Something plain is a choice now.
    ChoiceAdded,
    /// A choice is something plain now.
    ChoiceRemoved,
    /// A choice has one more branch.
    VariantAdded,
    /// A choice has one branch less.
    VariantRemoved,
    /// Branches are told apart otherwise.
    DiscriminatorChanged,
    /// Siblings choose a shape otherwise.
    SelectionChanged,
    /// A rule is new.
    DemandAdded,
    /// A rule is gone.
    DemandRemoved,
    /// A rule is another.
    DemandChanged,
    /// The generated crate shows something else.
    CodeChanged,
}

/// What to do where fewer values are taken than before.
const TAKE_AS_BEFORE: &str =
    "go on accepting what was right before, or bring it with the next major version of the API";
/// What to do where more values come than before.
const SEND_AS_BEFORE: &str =
    "send only what was promised before, or bring it with the next major version of the API";

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 68] = [
        Self::OperationAdded,
        Self::OperationRemoved,
        Self::OperationRenamed,
        Self::TagsChanged,
        Self::DeprecationChanged,
        Self::ServerAdded,
        Self::ServerRemoved,
        Self::ServerChanged,
        Self::SecuritySchemeChanged,
        Self::SecurityLoosened,
        Self::SecurityTightened,
        Self::ParameterAdded,
        Self::ParameterRemoved,
        Self::ParameterBecameRequired,
        Self::ParameterBecameOptional,
        Self::ParameterStyleChanged,
        Self::BodyAdded,
        Self::BodyRemoved,
        Self::BodyBecameRequired,
        Self::BodyBecameOptional,
        Self::MediaTypeAdded,
        Self::MediaTypeRemoved,
        Self::EncodingChanged,
        Self::AnswerAdded,
        Self::AnswerRemoved,
        Self::AnswerBodyAdded,
        Self::AnswerBodyRemoved,
        Self::HeaderAdded,
        Self::HeaderRemoved,
        Self::HeaderBecameOptional,
        Self::HeaderBecameRequired,
        Self::WebhookAdded,
        Self::WebhookRemoved,
        Self::TypeWidened,
        Self::TypeNarrowed,
        Self::TypeChanged,
        Self::BecameNullable,
        Self::BecameNotNullable,
        Self::EnumAdded,
        Self::EnumRemoved,
        Self::EnumChanged,
        Self::EnumValueAdded,
        Self::EnumValueRemoved,
        Self::DefaultChanged,
        Self::BoundAdded,
        Self::BoundRemoved,
        Self::BoundTightened,
        Self::BoundLoosened,
        Self::PatternAdded,
        Self::PatternRemoved,
        Self::PatternChanged,
        Self::FormatChanged,
        Self::MemberAdded,
        Self::MemberRemoved,
        Self::MemberBecameRequired,
        Self::MemberBecameOptional,
        Self::OtherMembersChanged,
        Self::ItemsChanged,
        Self::ChoiceAdded,
        Self::ChoiceRemoved,
        Self::VariantAdded,
        Self::VariantRemoved,
        Self::DiscriminatorChanged,
        Self::SelectionChanged,
        Self::DemandAdded,
        Self::DemandRemoved,
        Self::DemandChanged,
        Self::CodeChanged,
    ];

    /// Its name in reports, in kebab case; stable.
    pub fn code(self) -> &'static str {
        self.row().0
    }

    /// What to do instead, where it breaks somebody.
    pub fn advice(self) -> Option<&'static str> {
        self.row().1
    }

    fn row(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::OperationAdded => ("operation-added", None),
            Self::OperationRemoved => (
                "operation-removed",
                Some(
                    "keep the operation, mark it `deprecated`, and take it out with the next major version of the API",
                ),
            ),
            Self::OperationRenamed => (
                "operation-renamed",
                Some("keep `operationId`, or choose the method's name with `operations` in bindery.toml"),
            ),
            Self::TagsChanged => ("tags-changed", None),
            Self::DeprecationChanged => ("deprecation-changed", None),
            Self::ServerAdded => ("server-added", None),
            Self::ServerRemoved => (
                "server-removed",
                Some("keep answering at the old URL until callers have moved"),
            ),
            Self::ServerChanged => (
                "server-changed",
                Some("keep the order of servers, and the defaults and values of their variables"),
            ),
            Self::SecuritySchemeChanged => (
                "security-scheme-changed",
                Some("keep giving out tokens as before until callers have moved"),
            ),
            Self::SecurityLoosened => ("security-loosened", None),
            Self::SecurityTightened => (
                "security-tightened",
                Some("accept the old credentials beside the new ones: a further entry of `security`"),
            ),
            Self::ParameterAdded => (
                "parameter-added",
                Some("make the parameter optional, with a default that means what its absence has meant"),
            ),
            Self::ParameterRemoved => (
                "parameter-removed",
                Some("keep the parameter, mark it `deprecated`, and ignore it"),
            ),
            Self::ParameterBecameRequired => (
                "parameter-became-required",
                Some("leave the parameter optional, with a default that means what its absence has meant"),
            ),
            Self::ParameterBecameOptional => ("parameter-became-optional", None),
            Self::ParameterStyleChanged => (
                "parameter-style-changed",
                Some("keep style and explode; offer the other form as a parameter of another name"),
            ),
            Self::BodyAdded => ("body-added", Some("make the body optional")),
            Self::BodyRemoved => ("body-removed", Some("go on reading the body, and ignore it")),
            Self::BodyBecameRequired => ("body-became-required", Some("leave the body optional")),
            Self::BodyBecameOptional => ("body-became-optional", None),
            Self::MediaTypeAdded => ("media-type-added", None),
            Self::MediaTypeRemoved => (
                "media-type-removed",
                Some("keep the media type beside the others"),
            ),
            Self::EncodingChanged => (
                "encoding-changed",
                Some("keep how the parts of the body are written"),
            ),
            Self::AnswerAdded => ("answer-added", None),
            Self::AnswerRemoved => ("answer-removed", Some("keep answering with the old status")),
            Self::AnswerBodyAdded => ("answer-body-added", None),
            Self::AnswerBodyRemoved => ("answer-body-removed", Some("keep the body")),
            Self::HeaderAdded => ("header-added", None),
            Self::HeaderRemoved => ("header-removed", Some("keep sending the header")),
            Self::HeaderBecameOptional => ("header-became-optional", Some("keep sending the header always")),
            Self::HeaderBecameRequired => ("header-became-required", None),
            Self::WebhookAdded => ("webhook-added", None),
            Self::WebhookRemoved => (
                "webhook-removed",
                Some("keep sending it until those who listen have moved"),
            ),
            Self::TypeWidened => ("type-widened", Some(SEND_AS_BEFORE)),
            Self::TypeNarrowed => ("type-narrowed", Some(TAKE_AS_BEFORE)),
            Self::TypeChanged => (
                "type-changed",
                Some("keep the member as it is, and add one of another name with the new type"),
            ),
            Self::BecameNullable => ("became-nullable", Some(SEND_AS_BEFORE)),
            Self::BecameNotNullable => ("became-not-nullable", Some(TAKE_AS_BEFORE)),
            Self::EnumAdded => ("enum-added", Some(TAKE_AS_BEFORE)),
            Self::EnumRemoved => ("enum-removed", Some(SEND_AS_BEFORE)),
            Self::EnumChanged => (
                "enum-changed",
                Some("keep the old value, and list the new one beside it"),
            ),
            Self::EnumValueAdded => (
                "enum-value-added",
                Some("make sure that callers take values that they do not know"),
            ),
            Self::EnumValueRemoved => (
                "enum-value-removed",
                Some("go on accepting the value; mark it deprecated"),
            ),
            Self::DefaultChanged => ("default-changed", Some("keep the default, or require the value")),
            Self::BoundAdded => ("bound-added", Some(TAKE_AS_BEFORE)),
            Self::BoundRemoved => ("bound-removed", Some(SEND_AS_BEFORE)),
            Self::BoundTightened => ("bound-tightened", Some(TAKE_AS_BEFORE)),
            Self::BoundLoosened => ("bound-loosened", Some(SEND_AS_BEFORE)),
            Self::PatternAdded => ("pattern-added", Some(TAKE_AS_BEFORE)),
            Self::PatternRemoved => ("pattern-removed", Some(SEND_AS_BEFORE)),
            Self::PatternChanged => (
                "pattern-changed",
                Some("make sure that the new pattern matches all that the old one did"),
            ),
            Self::FormatChanged => (
                "format-changed",
                Some("keep the format, or add a member of another name"),
            ),
            Self::MemberAdded => ("member-added", Some("make the member optional")),
            Self::MemberRemoved => (
                "member-removed",
                Some("keep the member, and mark it `deprecated`"),
            ),
            Self::MemberBecameRequired => (
                "member-became-required",
                Some("leave the member optional, with a default that means what its absence has meant"),
            ),
            Self::MemberBecameOptional => ("member-became-optional", Some("keep sending the member always")),
            Self::OtherMembersChanged => ("other-members-changed", None),
            Self::ItemsChanged => ("items-changed", None),
            Self::ChoiceAdded => ("choice-added", None),
            Self::ChoiceRemoved => ("choice-removed", None),
            Self::VariantAdded => (
                "variant-added",
                Some(
                    "make sure that callers take shapes that they do not know, or offer the new shape elsewhere",
                ),
            ),
            Self::VariantRemoved => ("variant-removed", Some("go on accepting the shape")),
            Self::DiscriminatorChanged => (
                "discriminator-changed",
                Some("keep the property and the values of the discriminator"),
            ),
            Self::SelectionChanged => (
                "selection-changed",
                Some("keep what the siblings' values have meant"),
            ),
            Self::DemandAdded => ("demand-added", Some(TAKE_AS_BEFORE)),
            Self::DemandRemoved => ("demand-removed", Some(SEND_AS_BEFORE)),
            Self::DemandChanged => (
                "demand-changed",
                Some("make sure that what fitted the old rule fits the new one"),
            ),
            Self::CodeChanged => (
                "code-changed",
                Some(
                    "keep names with `schemas` and `operations` in bindery.toml, or raise the crate's major version",
                ),
            ),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}
