//! Security requirements from both sides: what a generated client sends is what a generated server asks
//! for.

use std::sync::{Arc, Mutex};

use axum::routing::post;
use bindery_runtime::Secret;
use bindery_runtime::client::{
    ClientCredentials, Error, RequestProblem, Token, TokenFuture, TokenProvider, TokenRequest, TowerTransport,
};
use bindery_runtime::server::{BasicCredentials, Call, Granted, Refusal, Router};
use bindery_tests::security::client::{Client, ClientBuilder};
use bindery_tests::security::operations::{
    GetAdminError, GetClosedError, GetOpenError, GetProgramsError, GetSignedError,
};
use bindery_tests::security::server::{
    GetAdminRequest, GetClosedRequest, GetOpenRequest, GetProgramsRequest, GetSignedRequest, Security,
    SecurityAuthenticator, router,
};

/// What callers have shown, in words.
#[derive(Clone, Default)]
struct Vault {
    shown: Arc<Mutex<Vec<String>>>,
}

impl Vault {
    fn note(&self, caller: Option<String>) {
        let caller = caller.unwrap_or_else(|| "nobody".to_owned());
        self.shown.lock().unwrap().push(caller);
    }
}

impl Security for Vault {
    type Principal = String;

    async fn get_open(&self, _: GetOpenRequest, caller: Option<String>) -> Result<(), GetOpenError> {
        self.note(caller);
        Ok(())
    }

    async fn get_closed(&self, _: GetClosedRequest, caller: String) -> Result<(), GetClosedError> {
        self.note(Some(caller));
        Ok(())
    }

    async fn get_admin(&self, _: GetAdminRequest, caller: String) -> Result<(), GetAdminError> {
        self.note(Some(caller));
        Ok(())
    }

    async fn get_programs(&self, _: GetProgramsRequest, caller: String) -> Result<(), GetProgramsError> {
        self.note(Some(caller));
        Ok(())
    }

    async fn get_signed(&self, _: GetSignedRequest, caller: String) -> Result<(), GetSignedError> {
        self.note(Some(caller));
        Ok(())
    }
}

/// Lets in whoever does not say `old`, under the name of what was shown.
struct Door;

/// Who shows `text` for a scheme.
fn shows(scheme: &str, text: &str) -> Result<String, Refusal> {
    match text == "old" {
        true => Err(Refusal::Unauthenticated),
        false => Ok(format!("{scheme}: {text}")),
    }
}

impl SecurityAuthenticator for Door {
    type Principal = String;

    async fn bearer(&self, token: &Secret<String>, _: Call<'_>) -> Result<String, Refusal> {
        shows("Token", token.expose())
    }

    async fn key(&self, key: &Secret<String>, _: Call<'_>) -> Result<String, Refusal> {
        shows("Key", key.expose())
    }

    async fn tenant(&self, key: &Secret<String>, _: Call<'_>) -> Result<String, Refusal> {
        shows("Tenant", key.expose())
    }

    async fn basic(&self, login: &BasicCredentials, _: Call<'_>) -> Result<String, Refusal> {
        let (user, password) = (login.user.expose(), login.password.expose());
        shows("Login", &format!("{user}/{password}"))
    }

    async fn oauth2(&self, token: &Secret<String>, _: Call<'_>) -> Result<Granted<String>, Refusal> {
        let program = shows("Programs", token.expose())?;
        Ok(Granted::new(program).with_scope("vault:read"))
    }

    async fn open_id_connect(&self, token: &Secret<String>, _: Call<'_>) -> Result<Granted<String>, Refusal> {
        Ok(Granted::new(shows("People", token.expose())?))
    }

    async fn hoba(&self, credentials: &Secret<String>, _: Call<'_>) -> Result<String, Refusal> {
        shows("Signature", credentials.expose())
    }

    async fn mutual_tls(&self, _: Call<'_>) -> Result<String, Refusal> {
        shows("Certificate", "yes")
    }

    async fn raw(&self, key: &Secret<String>, _: Call<'_>) -> Result<String, Refusal> {
        shows("Raw", key.expose())
    }

    async fn combine(&self, first: String, second: String) -> Result<String, Refusal> {
        Ok(format!("{first}, {second}"))
    }
}

/// What the vault's callers have shown after `call`, made by the client that `with` makes.
async fn shown<T, E: std::fmt::Debug>(
    with: impl FnOnce(ClientBuilder) -> ClientBuilder,
    call: impl AsyncFnOnce(Client) -> Result<T, E>,
) -> Vec<String> {
    let vault = Vault::default();
    let tokens = post(async |form: String| {
        assert_eq!(form, "grant_type=client_credentials&scope=vault%3Aread");
        r#"{"access_token":"program","token_type":"Bearer","expires_in":60}"#
    });
    let app = Router::new()
        .merge(router(vault.clone(), Door))
        .route("/oauth/token", tokens);
    let builder = with(Client::builder()).transport(TowerTransport::new(app));
    call(builder.build().unwrap()).await.unwrap();
    vault.shown.lock().unwrap().clone()
}

#[tokio::test]
async fn what_is_open_takes_no_credentials_along() {
    let shown = shown(
        |builder| builder.bearer("t"),
        async |client| client.get_open().await,
    )
    .await;
    assert_eq!(shown, ["nobody"]);
}

#[tokio::test]
async fn of_two_sets_the_first_that_is_complete_is_sent() {
    let token = shown(
        |builder| builder.tenant("one").key("k").bearer("t"),
        async |client| client.get_closed().await,
    );
    assert_eq!(token.await, ["Token: t"]);
    let both = shown(
        |builder| builder.tenant("one").key("k"),
        async |client| client.get_closed().await,
    );
    assert_eq!(both.await, ["Key: k, Tenant: one"]);
    let login = shown(
        |builder| builder.basic("carol", "pw"),
        async |client| client.get_admin().await,
    );
    assert_eq!(login.await, ["Login: carol/pw"]);
}

#[tokio::test]
async fn programs_fetch_their_tokens_where_the_document_says() {
    let shown = shown(
        |builder| builder.oauth2(ClientCredentials::new("id", "secret")),
        async |client| {
            client.get_programs().await?;
            client.get_programs().await
        },
    );
    let once = "Programs: program";
    assert_eq!(shown.await, [once, once]);
}

#[tokio::test]
async fn other_schemes_and_certificates_come_through() {
    let signature = shown(
        |builder| builder.hoba("result=1"),
        async |client| client.get_signed().await,
    );
    assert_eq!(signature.await, ["Signature: result=1"]);
    let certificate = shown(
        |builder| builder.mutual_tls().raw("Whatever 1"),
        async |client| client.get_signed().await,
    );
    assert_eq!(certificate.await, ["Certificate: yes, Raw: Whatever 1"]);
}

/// Has an old key first.
struct Rotating;

impl TokenProvider for Rotating {
    fn token<'t>(&'t self, request: TokenRequest<'t>) -> TokenFuture<'t> {
        let key = if request.was_refused() { "new" } else { "old" };
        Box::pin(async move { Ok(Token::new(key).until_refused()) })
    }
}

#[tokio::test]
async fn a_key_that_has_changed_is_taken_anew() {
    let shown = shown(
        |builder| builder.bearer(Rotating),
        async |client| client.get_closed().await,
    );
    assert_eq!(shown.await, ["Token: new"]);
}

#[tokio::test]
async fn a_call_may_speak_for_another() {
    let shown = shown(
        |builder| builder.bearer("t"),
        async |client| client.get_closed().credential("Token", "user").await,
    );
    assert_eq!(shown.await, ["Token: user"]);
}

#[tokio::test]
async fn what_is_missing_is_said_before_anything_is_sent() {
    let app = router(Vault::default(), Door);
    let client = Client::builder()
        .raw("Whatever 1")
        .transport(TowerTransport::new(app))
        .build()
        .unwrap();
    let Err(Error::Request(error)) = client.get_signed().await else {
        panic!("sent")
    };
    assert!(matches!(error.problem(), RequestProblem::Credentials { .. }));
    assert_eq!(
        error.to_string(),
        "`getSigned` was not sent: it needs the credentials of Signature, or of Certificate and Raw"
    );
}

#[tokio::test]
async fn a_server_says_what_it_asks_for() {
    let challenges = async |path: &str| {
        let request = http::Request::get(path).body(axum::body::Body::empty()).unwrap();
        let response = tower::ServiceExt::oneshot(router(Vault::default(), Door), request)
            .await
            .unwrap();
        let challenges = response.headers().get_all("www-authenticate").into_iter();
        let challenges = challenges.map(|value| value.to_str().unwrap().to_owned());
        (response.status().as_u16(), challenges.collect::<Vec<_>>())
    };
    assert_eq!(
        challenges("/programs").await,
        (401, vec!["Bearer realm=\"Security\"".to_owned()])
    );
    let signed = [
        "HOBA realm=\"Security\"",
        "ApiKey realm=\"Security\", in=\"header\", name=\"Authorization\"",
    ];
    assert_eq!(
        challenges("/signed").await,
        (401, signed.map(str::to_owned).to_vec())
    );
}
