//! What stands beside schemas: servers, credentials, encodings, selections, words.

use bindery_change::{Kind, Wire};

/// Two versions of one part of a document, and what is told of it.
pub(crate) struct Detail {
    /// The document, with `@` where the versions differ.
    pub(crate) around: &'static str,
    pub(crate) old: &'static str,
    pub(crate) new: &'static str,
    pub(crate) told: &'static [(Kind, Wire)],
}

impl Detail {
    /// Both documents.
    pub(crate) fn documents(&self) -> [String; 2] {
        [self.old, self.new].map(|text| {
            let inner = self.around.replace('@', text);
            format!("openapi: 3.1.0\ninfo: {{title: Details, version: '1'}}\n{inner}\n")
        })
    }
}

use Wire::{Breaking, Compatible, Warning};

const ROOT: &str = "paths: {/a: {get: {operationId: getA, responses: {'200': {description: a}}}}}\n@";
const OPERATION: &str = "servers: [{url: https://root.example}]\npaths: {/a: {get: {operationId: getA, @responses: {'200': {description: a}}}}}";
const FLOWS: &str =
    "paths: {/a: {get: {operationId: getA, security: [{login: []}], responses: {'200': {description: a}}}}}
components: {securitySchemes: {login: {type: oauth2, flows: {@}}}}";
const PARAMETER: &str = "paths: {/a: {get: {operationId: getA, parameters: [{name: q, in: query, schema: {type: array, items: {type: string}}@}], responses: {'200': {description: a}}}}}";
const FORM: &str = "paths: {/a: {post: {operationId: postA, requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: array, items: {type: string}}}}@}}}, responses: {'200': {description: a}}}}}";
const PARTS: &str = "paths: {/a: {post: {operationId: postA, requestBody: {required: true, content: {multipart/form-data: {schema: {type: object, properties: {a: {type: string, format: binary}}}@}}}, responses: {'200': {description: a}}}}}";
const HEADER: &str = "paths: {/a: {get: {operationId: getA, responses: {'200': {description: a, headers: {X-A: {@schema: {type: string}}}}}}}}";
const CALLBACK: &str = "paths: {/a: {post: {operationId: postA, responses: {'200': {description: a}}, callbacks: {done: {'{$request.query.url}': {post: {requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {a: {type: string@}}}}}}, responses: {'200': {description: a}}}}}}}}}";
const SELECTED: &str = "paths: {/a: {get: {operationId: getA, responses: {'200': {description: a, content: {application/json: {schema: {$ref: '#/components/schemas/Payment'}}}}}}}}
components:
  schemas:
    Payment: {type: object, required: [by, with], properties: {by: {type: string, enum: [card, bank, cash]}, with: {$ref: '#/components/schemas/With'}}}
    Card: {type: object, properties: {number: {type: string}}}
    Bank: {type: object, properties: {iban: {type: string}}}
    With: {oneOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Bank'}], x-select-by: {siblings: [by], cases: [{when: {by: card}, then: Card}@]}}";
const WORDS: &str = "paths: {/a: {get: {operationId: getA, responses: {'200': {description: a, content: {application/json: {@schema: {$ref: '#/components/schemas/Pet'}}}}}}}}
components: {schemas: {Pet: {type: object, properties: {name: {type: string}}}}}";
const SCHEMA: &str = "paths: {/a: {get: {operationId: getA, responses: {'200': {description: a, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}, post: {operationId: postA, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}, responses: {'200': {description: a}}}}}
components: {schemas: {Pet: {type: object, required: [name], properties: {name: {type: string@}}}}}";

pub(crate) const DETAILS: &[Detail] = &[
    // Servers: what is first is where calls go.
    Detail {
        around: ROOT,
        old: "servers: [{url: https://one.example}, {url: https://two.example}]",
        new: "servers: [{url: https://two.example}, {url: https://one.example}]",
        told: &[(Kind::ServerChanged, Warning)],
    },
    Detail {
        around: ROOT,
        old: "servers: [{url: 'https://{v}.example', variables: {v: {default: eu, enum: [eu, us]}}}]",
        new: "servers: [{url: 'https://{v}.example', variables: {v: {default: us, enum: [us]}}}]",
        told: &[(Kind::ServerChanged, Warning), (Kind::ServerChanged, Warning)],
    },
    Detail {
        around: OPERATION,
        old: "",
        new: "servers: [{url: https://own.example}], ",
        told: &[(Kind::ServerRemoved, Warning), (Kind::ServerAdded, Compatible)],
    },
    Detail {
        around: OPERATION,
        old: "",
        new: "servers: [{url: https://root.example}], ",
        told: &[],
    },
    // Credentials.
    Detail {
        around: FLOWS,
        old: "clientCredentials: {tokenUrl: https://one.example/token, scopes: {read: a}}",
        new: "clientCredentials: {tokenUrl: https://two.example/token, scopes: {write: a}}",
        told: &[
            (Kind::SecuritySchemeChanged, Warning),
            (Kind::SecuritySchemeChanged, Warning),
            (Kind::SecuritySchemeChanged, Compatible),
        ],
    },
    Detail {
        around: FLOWS,
        old: "clientCredentials: {tokenUrl: https://one.example/token, scopes: {}}",
        new: "password: {tokenUrl: https://one.example/token, scopes: {}}",
        told: &[
            (Kind::SecuritySchemeChanged, Breaking),
            (Kind::SecuritySchemeChanged, Compatible),
        ],
    },
    // How parameters and bodies are written.
    Detail {
        around: PARAMETER,
        old: "",
        new: ", explode: false",
        told: &[(Kind::ParameterStyleChanged, Breaking)],
    },
    Detail {
        around: PARAMETER,
        old: "",
        new: ", allowReserved: true",
        told: &[(Kind::ParameterStyleChanged, Warning)],
    },
    Detail {
        around: PARAMETER,
        old: ", allowEmptyValue: true",
        new: "",
        told: &[(Kind::ParameterStyleChanged, Warning)],
    },
    Detail {
        around: PARAMETER,
        old: "",
        new: ", allowEmptyValue: true",
        told: &[(Kind::ParameterStyleChanged, Compatible)],
    },
    Detail {
        around: FORM,
        old: ", encoding: {a: {style: form, explode: true}}",
        new: ", encoding: {a: {style: form, explode: false}}",
        told: &[(Kind::EncodingChanged, Breaking)],
    },
    Detail {
        around: PARTS,
        old: ", encoding: {a: {contentType: image/png}}",
        new: ", encoding: {a: {contentType: image/gif}}",
        told: &[(Kind::EncodingChanged, Breaking)],
    },
    // Headers of answers.
    Detail {
        around: HEADER,
        old: "required: true, ",
        new: "deprecated: true, ",
        told: &[
            (Kind::HeaderBecameOptional, Breaking),
            (Kind::DeprecationChanged, Compatible),
        ],
    },
    // What a callback sends is read by callers.
    Detail {
        around: CALLBACK,
        old: "",
        new: ", maxLength: 5",
        told: &[(Kind::BoundAdded, Compatible)],
    },
    Detail {
        around: CALLBACK,
        old: ", maxLength: 5",
        new: "",
        told: &[(Kind::BoundRemoved, Breaking)],
    },
    // What siblings choose.
    Detail {
        around: SELECTED,
        old: ", {when: {by: bank}, then: Bank}, {when: {by: cash}, then: Bank}",
        new: ", {when: {by: bank}, then: Bank}, {when: {by: cash}, then: Card}",
        told: &[(Kind::SelectionChanged, Breaking)],
    },
    Detail {
        around: SELECTED,
        old: ", {when: {by: bank}, then: Bank}",
        new: ", {when: {by: bank}, then: Bank}, {when: {by: cash}, then: Bank}",
        told: &[(Kind::SelectionChanged, Breaking)],
    },
    Detail {
        around: SELECTED,
        old: ", {when: {by: bank}, then: Bank}, {when: {by: cash}, then: Bank}",
        new: ", {when: {by: bank}, then: Bank}",
        told: &[(Kind::SelectionChanged, Compatible)],
    },
    // Words and examples bind nobody.
    Detail {
        around: WORDS,
        old: "example: {name: Rex}, ",
        new: "example: {name: Tom}, ",
        told: &[],
    },
    Detail {
        around: SCHEMA,
        old: ", example: Rex, description: What it is called.",
        new: ", example: Tom, description: The name.",
        told: &[],
    },
    // Which way a member goes.
    Detail {
        around: SCHEMA,
        old: "",
        new: ", readOnly: true",
        told: &[(Kind::MemberRemoved, Warning)],
    },
    Detail {
        around: SCHEMA,
        old: "",
        new: ", writeOnly: true",
        told: &[(Kind::MemberRemoved, Breaking)],
    },
    Detail {
        around: SCHEMA,
        old: "",
        new: ", deprecated: true",
        told: &[(Kind::DeprecationChanged, Compatible)],
    },
    // In both directions the worse counts.
    Detail {
        around: SCHEMA,
        old: "",
        new: ", minLength: 1",
        told: &[(Kind::BoundAdded, Breaking)],
    },
    Detail {
        around: SCHEMA,
        old: ", minLength: 1",
        new: "",
        told: &[(Kind::BoundRemoved, Breaking)],
    },
];
