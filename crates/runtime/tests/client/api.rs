//! A small API in the form of generated code.

use std::collections::BTreeMap;

use bindery_runtime::client::{Builder, Call, Core, TokenSource};
use bindery_runtime::http::{
    Arrays, Media, OAuth2, Operation, Parameter, RequestBody, Scheme, SchemeKind, Service, Status,
    StatusCode, Style, Success,
};
use bindery_runtime::schema::Schema;
use bindery_runtime::{Secret, answers, call, client};

pub(crate) type Pet = BTreeMap<String, String>;

pub(crate) static SERVICE: Service = Service {
    title: "Pets",
    version: "1",
    base_url: Some("https://pets.example/v1"),
    schemes: &[
        Scheme {
            name: "Key",
            kind: SchemeKind::ApiKeyHeader("X-Api-Key"),
        },
        Scheme {
            name: "Token",
            kind: SchemeKind::Bearer,
        },
        Scheme {
            name: "User",
            kind: SchemeKind::Basic,
        },
        Scheme {
            name: "QueryKey",
            kind: SchemeKind::ApiKeyQuery("api key"),
        },
        Scheme {
            name: "CookieKey",
            kind: SchemeKind::ApiKeyCookie("session"),
        },
        Scheme {
            name: "Certificate",
            kind: SchemeKind::MutualTls,
        },
        Scheme {
            name: "Login",
            kind: SchemeKind::OAuth2(OAuth2 {
                token_url: Some("/login/token"),
                refresh_url: Some("https://login.example/refresh"),
                metadata_url: None,
            }),
        },
        Scheme {
            name: "OpenId",
            kind: SchemeKind::OpenIdConnect(Some("https://login.example/.well-known/openid-configuration")),
        },
        Scheme {
            name: "Signature",
            kind: SchemeKind::Http("HOBA"),
        },
    ],
};

const JSON: Media = Media::json("application/json");

const OK: Success = Success {
    status: Status::Exact(200),
    media: &[JSON],
    others: &[],
};

/// What most of the operations have.
pub(crate) const PLAIN: Operation = Operation {
    id: "plain",
    method: "GET",
    path: "/plain",
    base_url: None,
    parameters: &[],
    body: None,
    success: &[OK],
    security: &[],
    idempotency_key: None,
};

pub(crate) static GET_PET: Operation = Operation {
    id: "getPet",
    path: "/pets/{petId}",
    parameters: &[
        Parameter::path("petId", &Schema::STRING),
        Parameter {
            explode: false,
            ..Parameter::query("fields", &Schema::STRING)
        },
        Parameter::header("X-Trace", &Schema::STRING),
        Parameter::cookie("theme", &Schema::STRING),
        Parameter {
            style: Style::DeepObject(Arrays::Indices),
            ..Parameter::query("filter", &Schema::STRING)
        },
    ],
    ..PLAIN
};

pub(crate) static CREATE_PET: Operation = Operation {
    id: "createPet",
    method: "POST",
    path: "/pets",
    parameters: &[Parameter::header("Idempotency-Key", &Schema::STRING)],
    body: Some(RequestBody {
        required: true,
        media: &[(Media::json("application/vnd.pets+json"), &Schema::STRING)],
    }),
    success: &[Success {
        status: Status::Exact(201),
        media: &[JSON],
        others: &[],
    }],
    idempotency_key: Some(0),
    ..PLAIN
};

pub(crate) static ADOPT_PET: Operation = Operation {
    id: "adoptPet",
    method: "POST",
    path: "/adoptions",
    success: &[Success {
        status: Status::Exact(204),
        media: &[],
        others: &[],
    }],
    ..PLAIN
};

pub(crate) static PUT_PET: Operation = Operation {
    id: "putPet",
    method: "PUT",
    path: "/pets/1",
    success: &[
        OK,
        Success {
            status: Status::Exact(204),
            media: &[],
            others: &[],
        },
        Success {
            status: Status::Range(2),
            media: &[Media::text("text/plain")],
            others: &[],
        },
    ],
    ..PLAIN
};

/// `DELETE`, with what the specification asks of nobody: no success is declared.
pub(crate) static DELETE_PET: Operation = Operation {
    id: "deletePet",
    method: "DELETE",
    path: "/pets/1",
    success: &[],
    ..PLAIN
};

/// Either a key and a token together, or a user, or a key in the query, or one in a cookie.
pub(crate) static SECRET_PET: Operation = Operation {
    id: "secretPet",
    path: "/secret",
    security: &[&[(0, &[]), (1, &["read"])], &[(2, &[])], &[(3, &[])], &[(4, &[])]],
    ..PLAIN
};

/// Open to anyone, and better with a key.
pub(crate) static OPEN_PET: Operation = Operation {
    id: "openPet",
    security: &[&[], &[(0, &[])]],
    ..PLAIN
};

/// Who has the certificate needs nothing else.
pub(crate) static CERTIFIED_PET: Operation = Operation {
    id: "certifiedPet",
    security: &[&[(5, &[])]],
    ..PLAIN
};

/// For whom the authorization server has let in; it may be sent again.
pub(crate) static LOGIN_PET: Operation = Operation {
    id: "loginPet",
    path: "/login",
    security: &[&[(6, &["pets:read", "pets:write"])]],
    ..PLAIN
};

/// The same for other scopes, and with what must not be done twice.
pub(crate) static LOGIN_ADOPTION: Operation = Operation {
    id: "loginAdoption",
    method: "POST",
    path: "/login",
    body: Some(RequestBody {
        required: false,
        media: &[(Media::binary("application/octet-stream"), &Schema::STRING)],
    }),
    security: &[&[(6, &["pets:adopt"])]],
    ..PLAIN
};

/// For whom an OpenID provider has let in.
pub(crate) static OPEN_ID_PET: Operation = Operation {
    id: "openIdPet",
    path: "/open-id",
    security: &[&[(7, &["openid"])]],
    ..PLAIN
};

/// Signed in a way of its own.
pub(crate) static SIGNED_PET: Operation = Operation {
    id: "signedPet",
    path: "/signed",
    security: &[&[(8, &[])]],
    ..PLAIN
};

/// Has parameters beside its keys.
pub(crate) static KEYED_PET: Operation = Operation {
    id: "keyedPet",
    path: "/keyed",
    parameters: &[
        Parameter::query("fields", &Schema::STRING),
        Parameter::cookie("theme", &Schema::STRING),
    ],
    security: &[&[(3, &[]), (4, &[])]],
    ..PLAIN
};

/// Stands elsewhere.
pub(crate) static REMOTE_PET: Operation = Operation {
    id: "remotePet",
    base_url: Some("https://remote.example"),
    ..PLAIN
};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PetError {
    NotFound(Pet),
    Conflict,
    ClientError(StatusCode, String),
    Default(StatusCode, Pet),
}

answers! {
    error PetError {
        404 => NotFound(Pet as json "application/json"),
        409 => Conflict,
        400..=499 => ClientError(String as text "text/plain"),
        default => Default(Pet as json "application/json"),
    }
}

/// Fails with nothing that is declared.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NoError {}

answers! { error NoError {} }

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PutPetAnswer {
    Ok(Pet),
    NoContent,
    Successful(StatusCode, String),
}

answers! {
    success PutPetAnswer {
        200 => Ok(Pet as json "application/json"),
        204 => NoContent,
        200..=299 => Successful(String as text "text/plain"),
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Client {
    pub(crate) core: Core,
}

#[derive(Debug)]
pub(crate) struct ClientBuilder {
    pub(crate) builder: Builder,
}

client!(Client, ClientBuilder, SERVICE);

impl ClientBuilder {
    pub(crate) fn key(mut self, key: impl Into<TokenSource>) -> Self {
        self.builder.credential(0, key);
        self
    }

    pub(crate) fn token(mut self, token: impl Into<TokenSource>) -> Self {
        self.builder.credential(1, token);
        self
    }

    pub(crate) fn user(mut self, user: &str, password: impl Into<Secret<String>>) -> Self {
        self.builder.basic(2, user.into(), password.into());
        self
    }

    pub(crate) fn query_key(mut self, key: impl Into<TokenSource>) -> Self {
        self.builder.credential(3, key);
        self
    }

    pub(crate) fn oauth2(mut self, token: impl Into<TokenSource>) -> Self {
        self.builder.credential(6, token);
        self
    }

    pub(crate) fn open_id_connect(mut self, token: impl Into<TokenSource>) -> Self {
        self.builder.credential(7, token);
        self
    }

    pub(crate) fn hoba(mut self, credentials: impl Into<TokenSource>) -> Self {
        self.builder.credential(8, credentials);
        self
    }

    pub(crate) fn certificate(mut self) -> Self {
        self.builder.certificate(5);
        self
    }

    pub(crate) fn cookie_key(mut self, key: impl Into<TokenSource>) -> Self {
        self.builder.credential(4, key);
        self
    }
}

impl Client {
    pub(crate) fn get_pet(&self, id: &str) -> PetCall {
        PetCall {
            call: self.core.call(&GET_PET).with_parameter(0, id),
        }
    }

    pub(crate) fn create_pet(&self, pet: &Pet) -> CreatePetCall {
        CreatePetCall {
            call: self.core.call(&CREATE_PET).with_json(pet),
        }
    }

    pub(crate) fn adopt_pet(&self) -> AdoptPetCall {
        AdoptPetCall {
            call: self.core.call(&ADOPT_PET),
        }
    }

    pub(crate) fn put_pet(&self) -> PutPetCall {
        PutPetCall {
            call: self.core.call(&PUT_PET),
        }
    }

    pub(crate) fn delete_pet(&self) -> AdoptPetCall {
        AdoptPetCall {
            call: self.core.call(&DELETE_PET),
        }
    }

    /// A call of any operation whose only success is a pet.
    pub(crate) fn pet(&self, operation: &'static Operation) -> PetCall {
        PetCall {
            call: self.core.call(operation),
        }
    }
}

#[derive(Debug)]
pub(crate) struct PetCall {
    pub(crate) call: Call,
}

call!(PetCall => Pet, PetError);

#[derive(Debug)]
pub(crate) struct CreatePetCall {
    pub(crate) call: Call,
}

impl CreatePetCall {
    pub(crate) fn with_idempotency_key(mut self, key: &str) -> Self {
        self.call = self.call.with_parameter(0, key);
        self
    }
}

call!(CreatePetCall => Pet, PetError);

#[derive(Debug)]
pub(crate) struct AdoptPetCall {
    call: Call,
}

call!(AdoptPetCall => (), NoError);

#[derive(Debug)]
pub(crate) struct PutPetCall {
    call: Call,
}

call!(PutPetCall => PutPetAnswer as enum, PetError);

/// `{"name": "Rex"}`
pub(crate) fn rex() -> Pet {
    Pet::from([("name".to_owned(), "Rex".to_owned())])
}
