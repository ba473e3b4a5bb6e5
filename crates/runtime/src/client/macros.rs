//! `client!` and `call!`: what generated clients and calls have in common.

/// Gives a generated client its builder, and the builder what all builders have.
///
/// The client has a field `core: Core`, the builder a field `builder: Builder`.
#[macro_export]
macro_rules! client {
    ($client:ident, $builder:ident, $service:expr) => {
        impl $client {
            /// A builder for clients.
            pub fn builder() -> $builder {
                $builder {
                    builder: $crate::client::Builder::new(&$service),
                }
            }
        }

        impl $builder {
            /// Sends requests to this URL instead of the document's servers.
            pub fn base_url(mut self, url: impl ::core::convert::Into<::std::string::String>) -> Self {
                self.builder.base_url(url);
                self
            }

            /// Sends requests to this server, one that the document names; `base_url` comes before it.
            pub fn server(mut self, server: impl ::core::convert::Into<$crate::client::ServerUrl>) -> Self {
                self.builder.server(server);
                self
            }

            /// Sets how long a call may take with all its attempts, up to the head of a streamed
            /// answer; `None`: as long as it likes. The default is a minute.
            pub fn timeout(
                mut self,
                timeout: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                self.builder.timeout(timeout);
                self
            }

            /// Sets how long an attempt may take, up to the head of a streamed answer; `None`: as long
            /// as it likes. The default is half a minute.
            pub fn attempt_timeout(
                mut self,
                timeout: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                self.builder.attempt_timeout(timeout);
                self
            }

            /// Sets how long a streamed answer may bring nothing; `None`: as long as it likes. The
            /// default is five minutes.
            pub fn idle_timeout(
                mut self,
                timeout: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                self.builder.idle_timeout(timeout);
                self
            }

            /// Sets how long connecting may take, where no transport is given. The default is ten
            /// seconds.
            pub fn connect_timeout(
                mut self,
                timeout: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                self.builder.connect_timeout(timeout);
                self
            }

            /// Sets which attempts are repeated, and how.
            pub fn retries(mut self, policy: $crate::client::RetryPolicy) -> Self {
                self.builder.retries(policy);
                self
            }

            /// Sets how large a response's body may be. The default is 16 MiB.
            pub fn response_limit(mut self, bytes: usize) -> Self {
                self.builder.response_limit(bytes);
                self
            }

            /// Sets `User-Agent`.
            pub fn user_agent(
                mut self,
                user_agent: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                self.builder.user_agent(user_agent);
                self
            }

            /// Sends requests through `transport`.
            pub fn transport(mut self, transport: impl $crate::client::Transport) -> Self {
                self.builder.transport(transport);
                self
            }

            /// Tells `hook` of every attempt, after those that were given before.
            pub fn hook(mut self, hook: impl $crate::client::Hook) -> Self {
                self.builder.hook(hook);
                self
            }

            /// Makes the client.
            ///
            /// # Errors
            /// When the base URL, a credential or the user agent cannot be used, or there is no
            /// transport.
            pub fn build(self) -> ::core::result::Result<$client, $crate::client::BuildError> {
                ::core::result::Result::Ok($client {
                    core: self.builder.build()?,
                })
            }
        }
    };
}

/// Makes a generated call awaitable, and gives it what all calls have.
///
/// The call has a field `call: Call`. Its success may be marked `as enum`, where the operation has
/// several. After a semicolon stand the headers of its only success, and in braces a method for each media
/// type that may be asked for: `headers LinkHeaders { as_csv => String as "text/csv" }`.
#[macro_export]
macro_rules! call {
    ($call:ident => $success:ty as enum, $error:ty $(; $($more:tt)+)?) => {
        $crate::call!($call => $success, $error $(; $($more)+)?);
    };
    ($call:ident => $success:ty, $error:ty; $(headers $headers:ty)? $({
        $($method:ident => $alternate:ty as $media:literal),+ $(,)?
    })?) => {
        $crate::call!($call => $success, $error);

        #[allow(deprecated, reason = "the document may deprecate the operation")]
        impl $call {
            $(
                /// Sends the call; what it answers with, and the headers that come with that.
                ///
                /// # Errors
                /// Like the call itself, and when the headers do not fit.
                pub fn send_with_headers(
                    self,
                ) -> $crate::client::CallFuture<$crate::http::WithHeaders<$success, $headers>, $error> {
                    self.call.send()
                }
            )?

            $($(
                #[doc = ::core::concat!("Sends the call, and asks for `", $media, "`.")]
                ///
                /// # Errors
                /// Like the call itself, and when the answer is of another type.
                pub fn $method(self) -> $crate::client::CallFuture<$alternate, $error> {
                    self.call.accept($media).send()
                }
            )+)?
        }
    };
    ($call:ident => $success:ty, $error:ty) => {
        #[allow(deprecated, reason = "the document may deprecate the operation")]
        impl $call {
            /// Sets how long the call may take with all its attempts; `None`: as long as it likes.
            pub fn timeout(
                mut self,
                timeout: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                self.call.set_timeout(timeout);
                self
            }

            /// Sets how long an attempt may take; `None`: as long as it likes.
            pub fn attempt_timeout(
                mut self,
                timeout: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                self.call.set_attempt_timeout(timeout);
                self
            }

            /// Sets how long a streamed answer may bring nothing; `None`: as long as it likes.
            pub fn idle_timeout(
                mut self,
                timeout: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                self.call.set_idle_timeout(timeout);
                self
            }

            /// Sends the call to this URL. It takes the client's credentials along.
            pub fn base_url(mut self, url: &str) -> Self {
                self.call.set_base_url(url);
                self
            }

            /// Sends this key or token for the scheme of this name in the document, instead of the
            /// client's: a user's own, for one. It goes with a set of schemes that has it, or the
            /// call is refused.
            pub fn credential(
                mut self,
                scheme: &str,
                token: impl ::core::convert::Into<$crate::client::TokenSource>,
            ) -> Self {
                self.call.set_credential(scheme, token);
                self
            }

            /// Sends the call once.
            pub fn without_retries(mut self) -> Self {
                self.call.set_no_retries();
                self
            }

            /// Sends the call; the answer as it came, whatever its status.
            ///
            /// # Errors
            /// When there is no answer.
            pub fn send_raw(self) -> $crate::client::CallFuture<$crate::client::Response, ::core::convert::Infallible> {
                self.call.send_raw()
            }

            /// Sends the call; the answer as it comes, whatever its status. Its body may be of any length.
            ///
            /// # Errors
            /// When there is no answer.
            pub fn send_raw_streamed(
                self,
            ) -> $crate::client::CallFuture<$crate::client::StreamedResponse, ::core::convert::Infallible> {
                self.call.send_raw_streamed()
            }
        }

        #[allow(deprecated, reason = "the document may deprecate the operation")]
        impl ::core::future::IntoFuture for $call {
            type Output = ::core::result::Result<$success, $crate::client::Error<$error>>;
            type IntoFuture = $crate::client::CallFuture<$success, $error>;

            fn into_future(self) -> Self::IntoFuture {
                self.call.send()
            }
        }
    };
}

/// Gives a call of an operation that goes through a list `pages()` and `items()`.
///
/// The call has a field `call: Call`.
#[macro_export]
macro_rules! pages {
    ($call:ident => $page:ty, $item:ty, $error:ty, $pagination:path) => {
        #[allow(deprecated, reason = "the document may deprecate the operation")]
        impl $call {
            /// The items of all pages, as a stream. Each page is asked for when it is needed.
            pub fn items(self) -> $crate::client::Items<$item, $error> {
                self.call.items::<$page, $item, $error>(&$pagination)
            }

            /// The pages, as a stream. Each is asked for when it is needed.
            pub fn pages(self) -> $crate::client::Pages<$page, $error> {
                self.call.pages(&$pagination)
            }
        }
    };
}
