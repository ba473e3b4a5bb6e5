//! The client by hand: requests by http, bodies by serde_json, a time limit and a limit of the answer's length.

use std::error::Error;
use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use bindery_runtime::client::Transport;
use bindery_runtime::http::Body;
use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Limited};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Customer;

const TIMEOUT: Duration = Duration::from_secs(30);
const LIMIT: usize = 16 * 1024 * 1024;
const API_KEY: HeaderName = HeaderName::from_static("x-api-key");

/// Why a call failed.
pub type Failure = Box<dyn Error + Send + Sync>;

/// The client by hand.
pub struct Client {
    transport: Arc<dyn Transport>,
    base_url: String,
    key: HeaderValue,
}

/// What the server answers instead of a customer.
#[derive(Debug, Deserialize)]
pub struct Fault {
    message: String,
}

impl Client {
    /// A client of `base_url`.
    ///
    /// # Errors
    /// When the key cannot be sent.
    pub fn new(transport: impl Transport, base_url: &str, key: &str) -> Result<Self, Failure> {
        let mut key = HeaderValue::from_str(key)?;
        key.set_sensitive(true);
        Ok(Self {
            transport: Arc::new(transport),
            base_url: base_url.to_owned(),
            key,
        })
    }

    /// `GET /customers/{customerId}`
    ///
    /// # Errors
    /// When there is no such answer.
    pub async fn get_customer(&self, id: &str, expand: Option<&str>) -> Result<Customer, Failure> {
        let mut url = format!("{}/customers/", self.base_url);
        percent(&mut url, id)?;
        if let Some(expand) = expand {
            url.push_str("?expand=");
            percent(&mut url, expand)?;
        }
        let request = self.request(Method::GET, url, Body::empty())?;
        self.exchange(request, StatusCode::OK).await
    }

    /// `POST /customers`
    ///
    /// # Errors
    /// When there is no such answer.
    pub async fn create_customer(&self, customer: &Customer) -> Result<Customer, Failure> {
        let url = format!("{}/customers", self.base_url);
        let body = serde_json::to_vec(customer)?;
        let mut request = self.request(Method::POST, url, Body::from(body))?;
        let json = HeaderValue::from_static("application/json");
        request.headers_mut().insert(CONTENT_TYPE, json);
        self.exchange(request, StatusCode::CREATED).await
    }

    fn request(&self, method: Method, url: String, body: Body) -> Result<Request<Body>, Failure> {
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = url.try_into()?;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(USER_AGENT, HeaderValue::from_static("by-hand/1"));
        headers.insert(API_KEY, self.key.clone());
        Ok(request)
    }

    async fn exchange<T: DeserializeOwned>(
        &self,
        request: Request<Body>,
        expected: StatusCode,
    ) -> Result<T, Failure> {
        let exchange = async {
            let response = self.transport.send(request).await?;
            let status = response.status();
            check_json(&response)?;
            let body = Limited::new(response.into_body(), LIMIT)
                .collect()
                .await?
                .to_bytes();
            match status == expected {
                true => Ok(serde_json::from_slice(&body)?),
                false => Err(serde_json::from_slice::<Fault>(&body)?.message.into()),
            }
        };
        tokio::time::timeout(TIMEOUT, exchange).await?
    }
}

fn check_json(response: &Response<Body>) -> Result<(), Failure> {
    let value = response.headers().get(CONTENT_TYPE).ok_or("it has no type")?;
    let essence = value.to_str()?.split(';').next().unwrap_or_default().trim();
    match essence.eq_ignore_ascii_case("application/json") {
        true => Ok(()),
        false => Err("it is of another type".into()),
    }
}

fn percent(url: &mut String, text: &str) -> Result<(), std::fmt::Error> {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => url.push(char::from(byte)),
            _ => write!(url, "%{byte:02X}")?,
        }
    }
    Ok(())
}
