//! Which answer a response is read as.

use bindery_runtime::client::Error;
use bindery_runtime::http::{Answer, Operation, Status, StatusCode, Success};

use crate::api::{NoError, PLAIN, PUT_PET, Pet, PetError, PutPetAnswer, rex};
use crate::recording::{Recording, Step, answer, json};

async fn get(step: Step) -> Result<Pet, Error<PetError>> {
    Recording::new([step])
        .client(|builder| builder)
        .get_pet("1")
        .without_retries()
        .await
}

async fn put(step: Step) -> Result<PutPetAnswer, Error<PetError>> {
    Recording::new([step])
        .client(|builder| builder)
        .put_pet()
        .without_retries()
        .await
}

#[tokio::test]
async fn the_success_is_the_value() {
    assert_eq!(get(json(200, r#"{"name":"Rex"}"#)).await.ok(), Some(rex()));
    let no_type = answer(200, &[], r#"{"name":"Rex"}"#);
    assert_eq!(get(no_type).await.ok(), Some(rex()));
}

#[tokio::test]
async fn the_exact_status_comes_before_the_range_and_the_range_before_default() {
    let error = get(json(404, r#"{"name":"Rex"}"#)).await.expect_err("404");
    assert_eq!(error.api(), Some(&PetError::NotFound(rex())));
    let error = get(json(409, "ignored")).await.expect_err("409");
    assert_eq!(error.api(), Some(&PetError::Conflict));
    let error = get(answer(
        418,
        &[("content-type", "text/plain; charset=utf-8")],
        "<p>",
    ))
    .await
    .expect_err("418");
    assert_eq!(
        error.api(),
        Some(&PetError::ClientError(StatusCode::IM_A_TEAPOT, "<p>".into()))
    );
    for status in [500, 304, 202] {
        let error = get(json(status, r#"{"name":"Rex"}"#)).await.expect_err("default");
        let expected = PetError::Default(StatusCode::from_u16(status).expect("a status"), rex());
        assert_eq!(error.api(), Some(&expected));
    }
}

#[tokio::test]
async fn several_successes_are_an_enum() {
    assert_eq!(
        put(json(200, r#"{"name":"Rex"}"#)).await.ok(),
        Some(PutPetAnswer::Ok(rex()))
    );
    assert_eq!(
        put(answer(204, &[], "")).await.ok(),
        Some(PutPetAnswer::NoContent)
    );
    let successful = PutPetAnswer::Successful(StatusCode::ACCEPTED, "soon".into());
    assert_eq!(successful.status(), StatusCode::ACCEPTED);
    assert_eq!(
        put(answer(202, &[("content-type", "text/plain")], "soon"))
            .await
            .ok(),
        Some(successful)
    );
}

#[tokio::test]
async fn what_is_not_declared_is_unexpected_and_kept() {
    for status in [200, 304, 404, 500] {
        let recording = Recording::new([answer(status, &[("x-id", "7")], "body")]);
        let error = recording
            .client(|builder| builder)
            .adopt_pet()
            .await
            .expect_err("undeclared");
        let Error::UnexpectedStatus(response) = error else {
            panic!("{error:?}")
        };
        assert_eq!(response.status().as_u16(), status);
        assert_eq!(response.headers()["x-id"], "7");
        assert_eq!(response.body(), b"body");
    }
}

#[tokio::test]
async fn where_no_success_is_declared_any_2xx_is_one() {
    for (status, success) in [(200, true), (204, true), (304, false)] {
        let recording = Recording::new([answer(status, &[], "")]);
        let result = recording.client(|builder| builder).delete_pet().await;
        assert_eq!(result.is_ok(), success, "{status}");
    }
}

#[tokio::test]
async fn another_type_is_an_error_that_keeps_the_body() {
    let error = get(answer(200, &[("content-type", "text/html")], "<p>"))
        .await
        .expect_err("html");
    let Error::UnexpectedContentType { expected, response } = error else {
        panic!("{error:?}")
    };
    assert_eq!((expected, response.body()), ("application/json", &b"<p>"[..]));
}

/// What a gateway answers must not be read as the service's own failure.
#[tokio::test]
async fn a_failure_of_another_form_is_not_read_as_the_declared_one() {
    for (content_type, bodies) in [
        (
            "application/problem+json",
            [(404, r#"{"title":[]}"#), (500, r#"{"title":1}"#)],
        ),
        ("text/html", [(404, r#"{"name":"Rex"}"#), (500, "<p>")]),
    ] {
        for (status, body) in bodies {
            let error = get(answer(status, &[("content-type", content_type)], body))
                .await
                .expect_err("a failure");
            let Error::UnexpectedContentType { expected, response } = error else {
                panic!("{error:?}")
            };
            assert_eq!((expected, response.body()), ("application/json", body.as_bytes()));
            assert_eq!(response.content_type(), Some(content_type));
        }
    }
}

#[tokio::test]
async fn a_failure_without_a_type_or_with_a_charset_is_read() {
    let not_found = PetError::NotFound(rex());
    let with_charset = [("content-type", "application/json; charset=utf-8")];
    for headers in [&with_charset[..], &[]] {
        let error = get(answer(404, headers, r#"{"name":"Rex"}"#))
            .await
            .expect_err("404");
        assert_eq!(error.api(), Some(&not_found));
    }
}

#[tokio::test]
async fn a_failure_of_a_related_type_is_read_if_it_fits() {
    let problem = [("content-type", "application/problem+json")];
    let error = get(answer(404, &problem, r#"{"name":"Rex"}"#))
        .await
        .expect_err("404");
    assert_eq!(error.api(), Some(&PetError::NotFound(rex())));
}

#[tokio::test]
async fn a_success_of_a_related_type_is_read_if_it_fits() {
    let vendor = |body| answer(200, &[("content-type", "application/vnd.pets+json")], body);
    assert_eq!(get(vendor(r#"{"name":"Rex"}"#)).await.ok(), Some(rex()));
    let error = get(vendor(r#"{"name":1}"#)).await.expect_err("does not fit");
    let Error::UnexpectedContentType { response, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!(response.body(), br#"{"name":1}"#);
}

#[tokio::test]
async fn a_body_that_does_not_fit_is_a_decode_error_that_keeps_the_body() {
    for body in ["", "{", r#"{"name":1}"#, r#"{"name":"Rex"} x"#] {
        let error = get(json(200, body)).await.expect_err("does not fit");
        let Error::Decode { response, .. } = error else {
            panic!("{error:?}")
        };
        assert_eq!(response.body(), body.as_bytes());
    }
}

#[tokio::test]
async fn an_empty_body_where_one_is_declared_is_said_to_be_empty() {
    for step in [json(200, ""), answer(200, &[], "\r\n"), answer(404, &[], "")] {
        let error = get(step).await.expect_err("empty");
        let Error::Decode { error, .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(error.detail(), "expected a body, but it is empty");
    }
}

#[tokio::test]
async fn a_body_where_none_is_declared_is_left() {
    let page = [("content-type", "text/html")];
    for body in ["", "{", "<p>"] {
        assert_eq!(
            put(answer(204, &page, body)).await.ok(),
            Some(PutPetAnswer::NoContent)
        );
        let client = Recording::new([answer(204, &page, body)]).client(|builder| builder);
        assert!(client.adopt_pet().await.is_ok());
        let error = get(answer(409, &page, body)).await.expect_err("409");
        assert_eq!(error.api(), Some(&PetError::Conflict));
    }
}

/// The length is that of a body which a `GET` would have.
#[tokio::test]
async fn an_answer_to_head_has_a_length_and_no_body() {
    static HEAD_PET: Operation = Operation {
        method: "HEAD",
        success: &[Success::new(Status::Exact(200), &[])],
        ..PLAIN
    };
    let step = || answer(200, &[("content-length", "99999999999"), ("etag", "7")], "");
    let client = Recording::new([step(), step()]).client(|builder| builder);
    let answer: Result<(), Error<NoError>> = client.core.call(&HEAD_PET).send().await;
    assert!(answer.is_ok(), "{answer:?}");
    let response = client.core.call(&HEAD_PET).send_raw().await.expect("a head");
    assert_eq!(response.headers()["etag"], "7");
}

#[tokio::test]
async fn what_is_declared_is_asked_for_and_anything_else_if_need_be() {
    let recording = Recording::new([
        json(200, r#"{"name":"Rex"}"#),
        answer(204, &[], ""),
        answer(204, &[], ""),
    ]);
    let client = recording.client(|builder| builder);
    assert!(client.get_pet("1").await.is_ok());
    assert!(client.put_pet().await.is_ok());
    assert!(client.adopt_pet().await.is_ok());
    let accepted: Vec<_> = recording
        .asked()
        .iter()
        .map(|asked| asked.header("accept").map(str::to_owned))
        .collect();
    let expected = [
        "application/json, */*;q=0.1",
        "application/json, text/plain, */*;q=0.1",
        "*/*",
    ];
    assert_eq!(accepted, expected.map(|types| Some(types.to_owned())));
}

#[tokio::test]
async fn a_raw_answer_comes_whatever_its_status() {
    let recording = Recording::new([answer(500, &[("x-id", "7")], "no")]);
    let response = recording
        .client(|builder| builder)
        .get_pet("1")
        .send_raw()
        .await
        .expect("an answer");
    assert_eq!((response.status().as_u16(), response.body()), (500, &b"no"[..]));
    assert_eq!(response.into_body(), "no");
}

#[test]
fn errors_say_their_status_and_never_a_value() {
    let error = PetError::NotFound(rex());
    assert_eq!(
        (error.status().as_u16(), error.to_string()),
        (404, "404 Not Found".to_owned())
    );
    let error = PetError::ClientError(StatusCode::IM_A_TEAPOT, "secret".into());
    assert_eq!(
        (error.status().as_u16(), error.to_string()),
        (418, "418 I'm a teapot (ClientError)".to_owned())
    );
}

#[test]
fn answers_are_written_as_they_are_read() {
    let reply = PutPetAnswer::Ok(rex()).write(&PUT_PET).expect("a reply");
    let content = reply.content.expect("a body");
    assert_eq!(content.content_type, "application/json");
    assert_eq!(
        (
            reply.status.as_u16(),
            content.body.as_whole().map(|bytes| &bytes[..])
        ),
        (200, Some(&br#"{"name":"Rex"}"#[..]))
    );
    let reply = PutPetAnswer::NoContent.write(&PUT_PET).expect("a reply");
    assert_eq!((reply.status.as_u16(), reply.content.is_none()), (204, true));
    let reply = PetError::Default(StatusCode::BAD_GATEWAY, rex())
        .write(&PUT_PET)
        .expect("a reply");
    assert_eq!(reply.status.as_u16(), 502);
    let reply = rex().write(&PUT_PET).expect("a reply");
    assert_eq!(reply.status.as_u16(), 200);
    let declared = |status| PetError::declares(&PUT_PET, status);
    assert!(declared(StatusCode::NOT_FOUND) && declared(StatusCode::UNPROCESSABLE_ENTITY));
    assert!(declared(StatusCode::INTERNAL_SERVER_ERROR));
    assert!(!NoError::declares(&PUT_PET, StatusCode::UNPROCESSABLE_ENTITY));
}
