//! Which server a call goes to.

use bindery_runtime::client::testing::{TestReply, TestTransport};
use bindery_runtime::client::{BaseUrlError, BuildError, RequestProblem};
use bindery_tests::servers::client::{
    Client, ClientBuilder, Error, ProductionServer, SandboxWeatherExampleServer,
};

fn transport() -> TestTransport {
    TestTransport::from_fn(|_| TestReply::status(204))
}

/// Where a call of `forecast` goes.
async fn forecast(with: impl FnOnce(ClientBuilder) -> ClientBuilder) -> String {
    let transport = transport();
    let client = with(Client::builder())
        .transport(transport.clone())
        .build()
        .unwrap();
    client.forecast().await.unwrap();
    transport.requests()[0].uri().to_string()
}

#[tokio::test]
async fn the_first_server_with_its_defaults_is_the_default() {
    assert_eq!(
        forecast(|builder| builder).await,
        "https://eu.weather.example:443/v1/forecast"
    );
}

#[tokio::test]
async fn a_server_is_chosen_with_its_variables() {
    let american = ProductionServer::new().with_region("us").with_version("v2");
    assert_eq!(
        forecast(|builder| builder.server(american)).await,
        "https://us.weather.example:443/v2/forecast"
    );
    assert_eq!(
        forecast(|builder| builder.server(SandboxWeatherExampleServer::new())).await,
        "https://sandbox.weather.example/forecast"
    );
    let both = |builder: ClientBuilder| {
        builder
            .server(SandboxWeatherExampleServer::new())
            .base_url("http://localhost:1")
    };
    assert_eq!(forecast(both).await, "http://localhost:1/forecast");
}

#[tokio::test]
async fn values_that_the_document_does_not_list_are_refused() {
    let client = Client::builder()
        .server(ProductionServer::new().with_region("mars"))
        .transport(transport())
        .build();
    assert!(matches!(
        client,
        Err(BuildError::BaseUrl(BaseUrlError::Variable { name: "region" }))
    ));
}

#[tokio::test]
async fn an_operation_with_a_server_of_its_own_is_called_there() {
    let transport = transport();
    let client = Client::builder().transport(transport.clone()).build().unwrap();
    client.files().await.unwrap();
    client.files().base_url("https://mirror.example").await.unwrap();
    let uris: Vec<_> = transport
        .requests()
        .iter()
        .map(|request| request.uri().to_string())
        .collect();
    assert_eq!(
        uris,
        [
            "https://files.weather.example/files",
            "https://mirror.example/files"
        ]
    );
}

#[tokio::test]
async fn a_server_without_a_host_is_never_guessed() {
    let transport = transport();
    let client = Client::builder().transport(transport.clone()).build().unwrap();
    match client.nearby().await {
        Err(Error::Request(error)) => assert!(
            matches!(error.problem(), RequestProblem::BaseUrl(BaseUrlError::Relative)),
            "{error}"
        ),
        other => panic!("{other:?}"),
    }
    assert!(transport.requests().is_empty());
    client
        .nearby()
        .base_url("https://weather.example/v2")
        .await
        .unwrap();
    assert_eq!(transport.requests()[0].uri(), "https://weather.example/v2/nearby");
}
