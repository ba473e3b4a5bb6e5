//! The table "Style Examples" of OpenAPI 3.0.4, all 39 cells of it: what the client writes is what the
//! table shows, and the server reads it back.

mod recording;

use bindery_tests::parameter_styles::client::Client;
use bindery_tests::parameter_styles::operations::*;
use bindery_tests::parameter_styles::server::*;
use bindery_tests::parameter_styles::types::Shares;
use recording::Recorder;

const TEXT: &str = "blue";

fn list() -> Vec<String> {
    ["blue", "black", "brown"].map(String::from).to_vec()
}

fn shares() -> Shares {
    Shares::new(100, 200, 150)
}

struct Reader;

/// A method of the trait that takes nothing but the values of the table.
macro_rules! reads {
    ($($method:ident($request:ident: $($field:ident),+) -> $error:ident;)+) => {$(
        async fn $method(&self, request: $request) -> Result<(), $error> {
            $(reads!(request $field);)+
            Ok(())
        }
    )+};
    ($value:ident text) => { assert_eq!($value.text, TEXT) };
    ($value:ident list) => { assert_eq!($value.list, list()) };
    ($value:ident map) => { assert_eq!($value.map, shares()) };
}

impl Styles for Reader {
    reads! {
        matrix(MatrixRequest: text, list, map) -> MatrixError;
        matrix_exploded(MatrixExplodedRequest: text, list, map) -> MatrixExplodedError;
        label(LabelRequest: text, list, map) -> LabelError;
        label_exploded(LabelExplodedRequest: text, list, map) -> LabelExplodedError;
        simple(SimpleRequest: text, list, map) -> SimpleError;
        simple_exploded(SimpleExplodedRequest: text, list, map) -> SimpleExplodedError;
        headers(HeadersRequest: text, list, map) -> HeadersError;
        headers_exploded(HeadersExplodedRequest: text, list, map) -> HeadersExplodedError;
        form(FormRequest: text, list, map) -> FormError;
        form_exploded(FormExplodedRequest: text, list, map) -> FormExplodedError;
        spaces(SpacesRequest: list, map) -> SpacesError;
        pipes(PipesRequest: list, map) -> PipesError;
        deep(DeepRequest: map) -> DeepError;
        cookies(CookiesRequest: text, list, map) -> CookiesError;
        cookies_exploded(CookiesExplodedRequest: text) -> CookiesExplodedError;
    }
}

fn client() -> (Client, Recorder) {
    let recorder = Recorder::default();
    let transport = recorder.listening(router(Reader));
    (Client::builder().transport(transport).build().unwrap(), recorder)
}

#[tokio::test]
async fn paths() {
    let (client, recorder) = client();
    client.matrix(TEXT, list(), shares()).await.unwrap();
    assert_eq!(
        recorder.last().target,
        "/matrix/;text=blue/;list=blue,black,brown/;map=R,100,G,200,B,150"
    );
    client.matrix_exploded(TEXT, list(), shares()).await.unwrap();
    assert_eq!(
        recorder.last().target,
        "/matrixExploded/;text=blue/;list=blue;list=black;list=brown/;R=100;G=200;B=150"
    );
    client.label(TEXT, list(), shares()).await.unwrap();
    assert_eq!(
        recorder.last().target,
        "/label/.blue/.blue,black,brown/.R,100,G,200,B,150"
    );
    client.label_exploded(TEXT, list(), shares()).await.unwrap();
    assert_eq!(
        recorder.last().target,
        "/labelExploded/.blue/.blue.black.brown/.R=100.G=200.B=150"
    );
    client.simple(TEXT, list(), shares()).await.unwrap();
    assert_eq!(
        recorder.last().target,
        "/simple/blue/blue,black,brown/R,100,G,200,B,150"
    );
    client.simple_exploded(TEXT, list(), shares()).await.unwrap();
    assert_eq!(
        recorder.last().target,
        "/simpleExploded/blue/blue,black,brown/R=100,G=200,B=150"
    );
}

#[tokio::test]
async fn queries() {
    let (client, recorder) = client();
    client.form(TEXT, list(), shares()).await.unwrap();
    assert_eq!(
        recorder.last().target,
        "/form?text=blue&list=blue,black,brown&map=R,100,G,200,B,150"
    );
    client.form_exploded(TEXT, list(), shares()).await.unwrap();
    assert_eq!(
        recorder.last().target,
        "/formExploded?text=blue&list=blue&list=black&list=brown&R=100&G=200&B=150"
    );
    client.spaces(list(), shares()).await.unwrap();
    assert_eq!(
        recorder.last().target,
        "/spaces?list=blue%20black%20brown&map=R%20100%20G%20200%20B%20150"
    );
    client.pipes(list(), shares()).await.unwrap();
    assert_eq!(
        recorder.last().target,
        "/pipes?list=blue%7Cblack%7Cbrown&map=R%7C100%7CG%7C200%7CB%7C150"
    );
    client.deep(shares()).await.unwrap();
    assert_eq!(
        recorder.last().target,
        "/deep?map%5BR%5D=100&map%5BG%5D=200&map%5BB%5D=150"
    );
}

#[tokio::test]
async fn headers_and_cookies() {
    let (client, recorder) = client();
    client.headers(TEXT, list(), shares()).await.unwrap();
    assert_eq!(
        recorder.last().headers,
        [
            "x-text: blue",
            "x-list: blue,black,brown",
            "x-map: R,100,G,200,B,150"
        ]
    );
    client.headers_exploded(TEXT, list(), shares()).await.unwrap();
    assert_eq!(
        recorder.last().headers,
        [
            "x-text: blue",
            "x-list: blue,black,brown",
            "x-map: R=100,G=200,B=150"
        ]
    );
    client.cookies(TEXT, list(), shares()).await.unwrap();
    assert_eq!(
        recorder.last().headers,
        ["cookie: text=blue; list=blue,black,brown; map=R,100,G,200,B,150"]
    );
    client.cookies_exploded(TEXT).await.unwrap();
    let last = recorder.last();
    assert_eq!(
        (last.headers, last.body),
        (vec!["cookie: text=blue".to_owned()], String::new())
    );
    assert_eq!(recorder.count(), 4);
}
