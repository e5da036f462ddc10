//! `tiendo check --external`: asks other sites whether what our links name is there.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ureq::Agent;

use crate::diag::{Place, Problem, Problems};

/// So many are asked at a time.
const AT_ONCE: usize = 8;
/// A site that does not answer within this time is not there for readers either.
const PATIENCE: Duration = Duration::from_secs(15);

/// Tells the links that lead nowhere, each at every place where it stands.
pub(super) fn check(links: Vec<(Place, String)>) -> Problems {
    let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (place, url) in links {
        let url = url.split('#').next().unwrap_or_default().to_owned();
        places.entry(url).or_default().push(place);
    }
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .user_agent(concat!("tiendo/", env!("CARGO_PKG_VERSION"), " link check"))
        .http_status_as_error(false)
        .build()
        .into();
    let urls: Vec<&String> = places.keys().collect();
    let (next, faults) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(urls.len()) {
            scope.spawn(|| {
                while let Some(url) = urls.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let (Err(why), Ok(mut faults)) = (ask(&agent, url), faults.lock()) {
                        faults.push((*url, why));
                    }
                }
            });
        }
    });
    let mut problems = Problems::default();
    for (url, why) in faults.into_inner().unwrap_or_default() {
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
    let good = |status: u16| (200..400).contains(&status);
    match agent.head(url).call() {
        Ok(answer) if good(answer.status().as_u16()) => return Ok(()),
        Err(error) if matches!(error, ureq::Error::HostNotFound | ureq::Error::BadUri(_)) => {
            return Err(error.to_string());
        }
        _ => {}
    }
    match agent.get(url).call() {
        // Some pages are only for those who signed in: they are there.
        Ok(answer)
            if good(answer.status().as_u16())
                || matches!(answer.status().as_u16(), 401 | 403 | 429) =>
        {
            Ok(())
        }
        Ok(answer) => Err(answer.status().to_string()),
        Err(error) => Err(error.to_string()),
    }
}
