//! A transport for tests: it sends nothing, answers from a script, and keeps what was asked.
//!
//! ```
//! use bindery_runtime::client::testing::{TestReply, TestTransport};
//! # use bindery_runtime::client::Builder;
//! # use bindery_runtime::http::{Operation, Service};
//! # static SERVICE: Service = Service { title: "Pets", version: "1", base_url: Some("https://pets.example"), schemes: &[] };
//! # static GET_PET: Operation = Operation {
//! #     id: "getPet", method: "GET", path: "/pets/1", base_url: None, parameters: &[], body: None, success: &[],
//! #     security: &[], idempotency_key: None,
//! # };
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let transport = TestTransport::answering([
//!     TestReply::status(503).with_header("retry-after", "0"),
//!     TestReply::json(200, r#"{"name":"Rex"}"#),
//! ]);
//! # let mut builder = Builder::new(&SERVICE);
//! # builder.transport(transport.clone());
//! # let client = builder.build().unwrap();
//! // let client = Client::builder().transport(transport.clone()).build()?;
//! // client.get_pet("1").await?;
//! # client.call(&GET_PET).send_raw().await.unwrap();
//!
//! let requests = transport.requests();
//! assert_eq!(requests.len(), 2);
//! assert_eq!((requests[0].method().as_str(), requests[0].path()), ("GET", "/pets/1"));
//! # });
//! ```

mod reply;
mod request;
mod transport;

pub use self::reply::TestReply;
pub use self::request::TestRequest;
pub use self::transport::TestTransport;
