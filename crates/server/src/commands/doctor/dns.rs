//! Questions to the DNS, for `doctor` alone: the texts published under a name, asked of the servers of this machine or
//! of the one the operator names.

use std::{net::SocketAddr, time::Duration};

use hickory_resolver::{
    TokioResolver,
    config::{ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig},
    net::{NetError, runtime::TokioRuntimeProvider},
    proto::rr::RData,
};

/// Somebody waits for the answer: one slow server is not asked for long.
const PATIENCE: Duration = Duration::from_secs(3);

pub struct Dns(TokioResolver);

impl Dns {
    /// `server`: whom to ask; without it, those of this machine.
    pub fn new(server: Option<SocketAddr>) -> Result<Self, NetError> {
        let mut builder = match server {
            Some(server) => {
                let both = [ConnectionConfig::udp(), ConnectionConfig::tcp()];
                let both = both.map(|mut way| {
                    way.port = server.port();
                    way
                });
                let server = NameServerConfig::new(server.ip(), true, both.into());
                let config = ResolverConfig::from_name_servers(vec![server]);
                TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
            }
            None => TokioResolver::builder_tokio()?,
        };
        let options = builder.options_mut();
        options.timeout = PATIENCE;
        options.attempts = 1;
        options.use_hosts_file = ResolveHosts::Never;
        builder.build().map(Self)
    }

    /// Every text under a name, each put together from its pieces; none where there is no such name.
    pub async fn texts(&self, name: &str) -> Result<Vec<String>, NetError> {
        // The dot at the end: this name, and not one below the domain of this machine.
        let found = match self.0.txt_lookup(format!("{name}.")).await {
            Ok(found) => found,
            Err(error) if error.is_no_records_found() => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let texts = found.answers().iter().filter_map(|record| match &record.data {
            RData::TXT(text) => Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned()),
            _ => None,
        });
        Ok(texts.collect())
    }
}
