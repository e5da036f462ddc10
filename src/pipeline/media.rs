//! Photos and documents: looked at before pages name them, drawn and copied after.

use std::collections::BTreeSet;

use anyhow::Result;
use arcstr::ArcStr;
use rayon::prelude::*;

use crate::base::Artifact;
use crate::diag::{self, Place, Problem, Problems, Severity, Traces};
use crate::document::{self, Clean};
use crate::page::plan::media_url;
use crate::page::present::Photos;
use crate::photo::{File, Photo, PictureError};
use crate::publish::{Receipt, Stage};
use crate::source::{self, Source, is_picture};

/// What the heads of all pictures say; what cannot be shown is reported.
pub(super) fn look(media: &[&Source], problems: &mut Problems) -> Photos {
    let pictures: Vec<&Source> = media
        .iter()
        .copied()
        .filter(|s| is_picture(&s.path))
        .collect();
    let looked: Vec<_> = pictures
        .par_iter()
        .map(|source| {
            let bytes = source::read(source)?;
            Photo::look(&media_url(&source.path), &bytes).map_err(problem)
        })
        .collect();
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
fn cleaned(path: &ArcStr, removed: &[String], problems: &mut Problems) {
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

/// The files that were made from one, and what is wrong with it.
type Made = (Vec<Receipt>, Vec<Problem>);

/// Makes the files of pictures that the last build has not made, and copies documents without the
/// names of people; names that stay in them are reported.
pub(super) fn files(
    media: &[&Source],
    photos: &Photos,
    stage: Option<&Stage>,
    problems: &mut Problems,
) -> Result<Vec<Receipt>> {
    let made = media
        .par_iter()
        .with_max_len(1)
        .map(|source| match photos.get(&*source.path) {
            Some(photo) => pictures(source, photo, stage),
            // A picture that could not be looked at was reported.
            None if is_picture(&source.path) => Ok((Vec::new(), Vec::new())),
            None => document(source, stage),
        })
        .collect::<Result<Vec<Made>>>()?;
    let mut receipts = Vec::new();
    for (source, (made, found)) in media.iter().zip(made) {
        receipts.extend(made);
        for problem in found {
            problems.add(Place::File(source.path.clone()), problem);
        }
    }
    Ok(receipts)
}

/// Copies a document.
fn document(source: &Source, stage: Option<&Stage>) -> Result<Made> {
    let bytes = match source::read(source) {
        Ok(bytes) => bytes,
        Err(problem) => return Ok((Vec::new(), vec![problem])),
    };
    let mut problems = Vec::new();
    if let Err(problem) = document::check(&source.path, &bytes) {
        let is_refused = problem.severity() == Severity::Error;
        problems.push(problem);
        if is_refused {
            return Ok((Vec::new(), problems));
        }
    }
    let Clean { bytes, traces } = document::clean(&source.path, bytes);
    if let Some((traces, names)) = traces {
        problems.push(Problem::NamesInside {
            traces,
            names: initials(traces, &names),
        });
    }
    let receipt = Stage::put_if(stage, &Artifact::new(media_url(&source.path), bytes))?;
    Ok((receipt.into_iter().collect(), problems))
}

/// The initials of names; none of a film, which names its place.
fn initials(traces: Traces, names: &[String]) -> String {
    if traces == Traces::Film {
        return String::new();
    }
    // Two people may have the same letters.
    let mut initials: BTreeSet<String> = names.iter().map(|name| diag::initials(name)).collect();
    initials.remove("");
    initials.into_iter().collect::<Vec<_>>().join(", ")
}

/// Makes the files of a picture; without a stage the picture is only looked at.
fn pictures(source: &Source, photo: &Photo, stage: Option<&Stage>) -> Result<Made> {
    let kept = |file: &File| stage.and_then(|stage| stage.kept(&file.url, &Photo::key()));
    let mut receipts: Vec<Receipt> = photo.files.iter().filter_map(kept).collect();
    let wanted: Vec<&File> = photo
        .files
        .iter()
        .filter(|file| receipts.iter().all(|receipt| receipt.path() != file.url))
        .collect();
    if wanted.is_empty() {
        return Ok((receipts, Vec::new()));
    }
    let bytes = match source::read(source) {
        Ok(bytes) => bytes,
        Err(problem) => return Ok((Vec::new(), vec![problem])),
    };
    let Some(stage) = stage else {
        let broken = photo.verify(&bytes).err().map(problem);
        return Ok((Vec::new(), broken.into_iter().collect()));
    };
    let drawn = match photo.draw(&bytes, &wanted) {
        Ok(drawn) => drawn,
        Err(error) => return Ok((Vec::new(), vec![problem(error)])),
    };
    for (file, bytes) in wanted.into_iter().zip(drawn) {
        let artifact = Artifact::new(file.url.clone(), bytes);
        receipts.push(stage.put_as(&artifact, &Photo::key(), "")?);
    }
    Ok((receipts, Vec::new()))
}

pub(super) fn problem(error: PictureError) -> Problem {
    match error {
        PictureError::Broken(why) => Problem::BrokenPicture { why },
        PictureError::TooLarge(width, height) => Problem::HugePicture { width, height },
    }
}
