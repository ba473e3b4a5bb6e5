//! Requests made up from an operation's description.

use http::Request;

use super::maker::Maker;
use crate::Json;
use crate::client::{Call, Core, Failure, Intake, Prepared};
use crate::http::{Body, Operation};

/// How often a request is made anew that cannot be sent so.
const ATTEMPTS: u32 = 30;

impl Maker {
    /// A request of `operation`; `None` where none was found.
    pub(super) async fn request(
        &mut self,
        core: &Core,
        operation: &'static Operation,
    ) -> Option<Request<Body>> {
        for _ in 0..ATTEMPTS {
            let Some(call) = self.call(core, operation) else {
                continue;
            };
            let mut prepared = Prepared::new(call, |_, _| Intake::Whole.into());
            if let Ok(request) = authorized(&mut prepared).await {
                return Some(request);
            }
        }
        None
    }

    fn call(&mut self, core: &Core, operation: &'static Operation) -> Option<Call> {
        let mut call = core.call(operation);
        for (index, parameter) in operation.parameters.iter().enumerate() {
            if parameter.required || self.random.is(50) {
                let value = self.parameter_value::<Json>(parameter.schema)?;
                call = call.with_parameter(index, &value);
            }
        }
        if let Some(body) = operation.body.filter(|body| body.required || self.random.is(70)) {
            let (media, schema) = self.random.pick(body.media)?;
            call.body = Some(self.content(*media, schema)?);
        }
        Some(call)
    }
}

async fn authorized(prepared: &mut Prepared) -> Result<Request<Body>, Failure> {
    prepared.check()?;
    let credentials = match prepared.takes_tokens() {
        true => prepared.fetch(&[]).await?,
        false => Vec::new(),
    };
    let mut request = prepared.request()?;
    prepared.authorize(&mut request, &credentials)?;
    Ok(request)
}
