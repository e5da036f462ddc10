//! Photos and documents: looked at before pages name them, drawn and copied after.

use anyhow::Result;
use rayon::prelude::*;

use super::put;
use crate::base::Artifact;
use crate::diag::{Place, Problem, Problems};
use crate::page::plan::media_url;
use crate::page::present::Photos;
use crate::photo::{Fault, File, Photo};
use crate::publish::{Receipt, Stage};
use crate::source::{self, Source, is_picture};

/// What the heads of all pictures say; what cannot be shown is told.
pub(super) fn look(media: &[&Source], problems: &mut Problems) -> Photos {
    let look = |source: &&Source| {
        source::read(source)
            .and_then(|bytes| Photo::look(&media_url(&source.path), &bytes).map_err(problem))
    };
    let pictures: Vec<&Source> = media
        .iter()
        .copied()
        .filter(|s| is_picture(&s.path))
        .collect();
    let looked: Vec<_> = pictures.par_iter().map(look).collect();
    let mut photos = Photos::new();
    for (source, photo) in pictures.into_iter().zip(looked) {
        match photo {
            Ok(photo) => {
                cleaned(&source.path, &photo.removed, problems);
                photos.insert(source.path.to_string(), photo);
            }
            Err(problem) => problems.add(Place::File(source.path.clone()), problem),
        }
    }
    photos
}

/// Reports what was taken out of a drawing.
fn cleaned(path: &std::sync::Arc<str>, removed: &[String], problems: &mut Problems) {
    if !removed.is_empty() {
        let removed = removed.join(", ");
        problems.add(
            Place::File(path.clone()),
            Problem::DrawingCleaned { removed },
        );
    }
}

/// What is wrong with a picture behind its head, where it will not be drawn.
pub(super) fn broken(source: &Source, photo: &Photo) -> Option<Problem> {
    source::read(source)
        .and_then(|bytes| photo.verify(&bytes).map_err(problem))
        .err()
}

/// Makes the files of pictures that the last build has not made, and copies documents.
pub(super) fn files(
    media: &[&Source],
    photos: &Photos,
    stage: Option<&Stage>,
    problems: &mut Problems,
) -> Result<Vec<Receipt>> {
    let make = |source: &&Source| -> Result<Result<Vec<Receipt>, (Place, Problem)>> {
        let place = || Place::File(source.path.clone());
        let read = || source::read(source).map_err(|problem| (place(), problem));
        let Some(photo) = photos.get(&*source.path) else {
            // A picture that could not be looked at was told.
            let bytes = if is_picture(&source.path) {
                return Ok(Ok(Vec::new()));
            } else {
                read()
            };
            return Ok(match bytes {
                Ok(bytes) => Ok(put(stage, &Artifact::new(media_url(&source.path), bytes))?
                    .into_iter()
                    .collect()),
                Err(fault) => Err(fault),
            });
        };
        let kept = |file: &&File| stage.and_then(|stage| stage.kept(&file.url, &Photo::key()));
        let mut receipts: Vec<Receipt> =
            photo.files.iter().filter_map(|file| kept(&file)).collect();
        let wanted: Vec<&File> = photo
            .files
            .iter()
            .filter(|f| receipts.iter().all(|r| r.path() != f.url))
            .collect();
        if wanted.is_empty() {
            return Ok(Ok(receipts));
        }
        let bytes = match read() {
            Ok(bytes) => bytes,
            Err(fault) => return Ok(Err(fault)),
        };
        let Some(stage) = stage else {
            return Ok(photo
                .verify(&bytes)
                .map(|()| Vec::new())
                .map_err(|fault| (place(), problem(fault))));
        };
        match photo.draw(&bytes, &wanted) {
            Ok(drawn) => {
                for (file, bytes) in wanted.into_iter().zip(drawn) {
                    receipts.push(stage.put_as(
                        &Artifact::new(file.url.clone(), bytes),
                        &Photo::key(),
                        "",
                    )?);
                }
                Ok(Ok(receipts))
            }
            Err(fault) => Ok(Err((place(), problem(fault)))),
        }
    };
    let made = media
        .par_iter()
        .with_max_len(1)
        .map(make)
        .collect::<Result<Vec<_>>>()?;
    let mut receipts = Vec::new();
    for made in made {
        match made {
            Ok(made) => receipts.extend(made),
            Err((place, problem)) => problems.add(place, problem),
        }
    }
    Ok(receipts)
}

pub(super) fn problem(fault: Fault) -> Problem {
    match fault {
        Fault::Broken(why) => Problem::BrokenPicture { why },
        Fault::TooLarge(width, height) => Problem::HugePicture { width, height },
    }
}
