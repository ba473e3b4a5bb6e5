//! The server itself.

use std::io;
use std::net::SocketAddr;

use bindery_runtime::server::Router;
use tokio::net::TcpListener;

/// A place to listen at, taken already.
#[derive(Debug)]
pub struct Listening {
    runtime: tokio::runtime::Runtime,
    listener: TcpListener,
    address: SocketAddr,
}

impl Listening {
    /// Takes `port` of `host`, an address or a name; any free port where it is 0.
    ///
    /// # Errors
    /// When the host is not known, or the port is taken.
    pub fn at(host: &str, port: u16) -> io::Result<Self> {
        let runtime = tokio::runtime::Runtime::new()?;
        let listener = runtime.block_on(TcpListener::bind((host, port)))?;
        let address = listener.local_addr()?;
        Ok(Self {
            runtime,
            listener,
            address,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until Ctrl-C, and then to the end of the answers that were begun.
    ///
    /// # Errors
    /// When the process cannot be told of Ctrl-C.
    pub fn serve(self, router: Router) -> io::Result<()> {
        self.runtime.block_on(async {
            let stopped = tokio::signal::ctrl_c();
            let served = axum::serve(self.listener, router);
            let stop = async {
                // Where the signal cannot be had, the process ends by it as it always did.
                if stopped.await.is_err() {
                    std::future::pending::<()>().await;
                }
            };
            served.with_graceful_shutdown(stop).await
        })
    }
}
