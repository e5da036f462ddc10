//! `tiendo check --external`: asks other sites whether what our links name is there.
//!
//! Content comes from many hands, and the check runs where secrets are (CI): a link must not make
//! it ask a machine of the own network. So addresses that are not of the public internet are
//! refused after a name was looked up, for each connection and each redirect.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ureq::Agent;
use ureq::config::Config;
use ureq::http::{StatusCode, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

use crate::diag::{Place, Problem, Problems};

/// This many are asked at a time.
const AT_ONCE: usize = 8;
/// A site that does not answer within this time is not there for readers either.
const PATIENCE: Duration = Duration::from_secs(15);

/// Why a link was not asked.
const PRIVATE: &str = "an address of this computer or of the own network, which is asked with \
                       --external-private only · địa chỉ trong mạng nội bộ, chỉ hỏi khi có \
                       --external-private";

/// Looks names up as usual, and leaves out addresses that are not public.
#[derive(Debug, Default)]
struct Public(DefaultResolver);

impl Resolver for Public {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        // One private address among public ones is enough: the system may choose it.
        if found.iter().any(|address| !is_public(address.ip())) {
            return Err(ureq::Error::Other(PRIVATE.into()));
        }
        Ok(found)
    }
}

/// Whether an address belongs to the public internet (IANA's special-purpose registries).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => public_v4(v4),
        IpAddr::V6(v6) => {
            let [first, second, ..] = v6.segments();
            match v6.to_ipv4_mapped() {
                Some(v4) => public_v4(v4),
                // 2000::/3 is all that is given out; 2001::/23 and 2002::/16 are for tunnels and
                // others, 2001:db8::/32 and 3fff::/20 for books.
                None => {
                    first & 0xe000 == 0x2000
                        && !(first == 0x2001 && (second < 0x200 || second == 0xdb8))
                        && first != 0x2002
                        && !(first == 0x3fff && second < 0x1000)
                }
            }
        }
    }
}

fn public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 0
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b))
        || a >= 224;
    !special
}

/// Tells the links that lead nowhere, each at every place where it is. Addresses that are not
/// public are asked only with `private`.
pub(super) fn check(links: Vec<(Place, String)>, private: bool) -> Problems {
    let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (place, url) in links {
        let url = url.split('#').next().unwrap_or_default().to_owned();
        places.entry(url).or_default().push(place);
    }
    let config = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .user_agent(concat!("tiendo/", env!("CARGO_PKG_VERSION"), " link check"))
        .http_status_as_error(false)
        .build();
    let agent = if private {
        Agent::new_with_config(config)
    } else {
        Agent::with_parts(config, DefaultConnector::new(), Public::default())
    };
    let urls: Vec<&String> = places.keys().collect();
    let (next, broken) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(urls.len()) {
            scope.spawn(|| {
                while let Some(url) = urls.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let (Err(why), Ok(mut broken)) = (ask(&agent, url), broken.lock()) {
                        broken.push((*url, why));
                    }
                }
            });
        }
    });
    let mut problems = Problems::default();
    for (url, why) in broken.into_inner().unwrap_or_default() {
        for place in &places[url] {
            problems.add(
                place.clone(),
                Problem::DeadLink {
                    url: url.clone(),
                    why: why.clone(),
                },
            );
        }
    }
    problems
}

/// Asks for the head of a page, and for the page where a server does not give heads.
fn ask(agent: &Agent, url: &str) -> Result<(), String> {
    match agent.head(url).call() {
        Ok(answer) if is_there(answer.status()) => return Ok(()),
        Err(error)
            if matches!(
                error,
                ureq::Error::HostNotFound | ureq::Error::BadUri(_) | ureq::Error::Other(_)
            ) =>
        {
            return Err(error.to_string());
        }
        _ => {}
    }
    match agent.get(url).call() {
        // Some pages are only for those who signed in: they are there.
        Ok(answer)
            if is_there(answer.status()) || matches!(answer.status().as_u16(), 401 | 403 | 429) =>
        {
            Ok(())
        }
        Ok(answer) => Err(answer.status().as_u16().to_string()),
        Err(error) => Err(error.to_string()),
    }
}

/// A page that was given, or one that moved.
fn is_there(status: StatusCode) -> bool {
    status.is_success() || status.is_redirection()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_not_public() {
        for private in [
            "127.0.0.1",
            "10.0.0.1",
            "172.16.3.4",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
            "ff02::1",
            "::127.0.0.1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in [
            "1.1.1.1",
            "203.162.4.191",
            "100.128.0.1",
            "2606:4700::1111",
            "2001:4860:4860::8888",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }
}
