//! Which readings of the notes a subject follows: what it does on the cases that tell them apart.

use std::collections::BTreeSet;

use super::request::{self, ask_all};
use super::{Asked, CheckError, Got, Target, Verdict, Wanted, reply, ruled_out};
use crate::codec::notes::{self, Grade, Letter, Note, ReadingChoice};
use crate::data_type::Real;
use crate::protocol::Implementation;
use crate::subject::Subject;
use crate::vectors::{
    Accepted, Ask, DecidingCase, Expected, Located, NOTES_PATH, NoteCases, OtherReading, Outcome,
    Store, VectorError,
};

/// What a subject makes of a note.
#[derive(Clone, Debug)]
pub struct NoteProfile {
    pub note: &'static Note,
    pub cases: Vec<CaseProfile>,
    /// The readings that the subject seems to follow: they agree with every case that could be asked, no
    /// deciding case of another note speaks against them, and no reading of another note explains all that
    /// they explain and more.
    pub follows: Vec<Letter>,
}

/// What a subject makes of a deciding case.
#[derive(Clone, Debug)]
pub struct CaseProfile {
    pub id: String,
    /// What becomes of it under each reading.
    pub outcomes: Vec<(Letter, String)>,
    /// The readings of other notes under which something else becomes of it than under the stand, each with
    /// whether that is what the subject did.
    pub others: Vec<(OtherReading, bool)>,
    /// What the subject did, in the same words where it followed a reading.
    pub did: String,
    /// Whether it could be asked: the subject does what it takes, or does not say that it does not.
    pub asked: bool,
    /// The readings that it followed; `None` if it was not asked, or did not answer.
    pub fits: Option<Vec<Letter>>,
}

impl NoteProfile {
    /// How many cases the subject answered.
    pub fn answered(&self) -> usize {
        self.cases.iter().filter(|case| case.fits.is_some()).count()
    }

    /// How many cases could be asked.
    pub fn asked(&self) -> usize {
        self.cases.iter().filter(|case| case.asked).count()
    }

    /// The readings that agree with every case that was answered; `None` if none was.
    pub fn fits(&self) -> Option<Vec<Letter>> {
        let mut answered = self.cases.iter().filter_map(|case| case.fits.as_ref());
        let mut fits = answered.next()?.clone();
        for letters in answered {
            fits.retain(|letter| letters.contains(letter));
        }
        Some(fits)
    }
}

/// A reading that agrees with every deciding case of its note that could be asked.
struct Candidate {
    reading: OtherReading,
    /// The deciding cases of all notes, by position, in which the subject departs from the stand as the
    /// reading does.
    explains: BTreeSet<usize>,
    /// Whether a deciding case of another note, in which the subject does as the stand says, would be another
    /// under the reading.
    is_contradicted: bool,
}

/// The readings that a subject seems to follow.
fn followed(profiles: &[NoteProfile]) -> Vec<OtherReading> {
    let candidates: Vec<_> = profiles.iter().flat_map(|one| candidates(one, profiles)).collect();
    let standing = || candidates.iter().filter(|one| !one.is_contradicted);
    let is_explained_away = |one: &Candidate| {
        standing().any(|other| {
            other.reading.0 != one.reading.0
                && other.explains.len() > one.explains.len()
                && other.explains.is_superset(&one.explains)
        })
    };
    let is_left = |one: &&Candidate| one.explains.is_empty() || !is_explained_away(one);
    standing().filter(is_left).map(|one| one.reading).collect()
}

fn candidates(profile: &NoteProfile, all: &[NoteProfile]) -> Vec<Candidate> {
    if profile.answered() < profile.asked() {
        return Vec::new();
    }
    let number = profile.note.number;
    let candidate = |letter| {
        let reading = (number, letter);
        let mut candidate =
            Candidate { reading, explains: BTreeSet::new(), is_contradicted: false };
        let cases = all.iter().flat_map(|one| one.cases.iter().map(|case| (one.note.number, case)));
        for (at, (note, case)) in cases.enumerate() {
            let Some(fits) = &case.fits else { continue };
            let other = case.others.iter().find(|(other, _)| *other == reading);
            let is_as_stand = fits.contains(&Letter::A);
            let agrees = match other {
                _ if note == number => fits.contains(&letter),
                other => other.is_some_and(|(_, agrees)| *agrees),
            };
            if agrees && !is_as_stand {
                candidate.explains.insert(at);
            }
            candidate.is_contradicted |= note != number && is_as_stand && other.is_some();
        }
        candidate
    };
    profile.fits().unwrap_or_default().into_iter().map(candidate).collect()
}

/// Asks a subject for the deciding cases of some notes, or of all, and who it is.
pub fn profile(
    target: &Target,
    store: &Store,
    ids: Option<&[&str]>,
) -> Result<(Implementation, Vec<NoteProfile>), CheckError> {
    let wanted: Vec<&Note> = match ids {
        None => notes::all().collect(),
        Some(ids) => ids.iter().map(|id| notes::find(id)).collect::<Result<_, _>>()?,
    };
    let mut decided = store.deciding()?;
    let notes = wanted.into_iter().map(|note| {
        let at = decided.iter().position(|one| one.note.number == note.number);
        at.map_or(NoteCases { note, cases: Vec::new() }, |at| decided.swap_remove(at))
    });
    let mut subject = target.start()?;
    let notes = ask(subject.as_mut(), store, notes.collect())?;
    Ok((subject.hello().implementation.clone(), notes))
}

/// One deciding case on its way to a subject.
struct Pending {
    case: DecidingCase,
    /// What is wanted under each reading; `None` if the vectors have no such case.
    asked: Option<(Asked, Vec<(Letter, Wanted)>)>,
    /// What is wanted under the readings of other notes that matter.
    others: Vec<(OtherReading, Wanted)>,
    /// What the subject came to, by operation.
    got: Vec<(&'static str, Got)>,
}

/// The strict notes of which a subject seems to follow another reading than `A`, but for those of
/// which a reading is chosen.
pub(super) fn follows(
    subject: &mut dyn Subject,
    store: &Store,
    choices: &[ReadingChoice],
) -> Result<Vec<NoteProfile>, CheckError> {
    let hello = subject.hello();
    let is_asked =
        |note: &NoteCases| note.cases.iter().any(|case| ruled_out(&case.id, hello).is_none());
    // What an introduction rules out is not read, for reading takes longer than asking.
    let notes = store.deciding()?.into_iter().filter(is_asked).collect();
    let profiles = ask(subject, store, notes)?;
    let is_candidate = |profile: &&NoteProfile| {
        let note = profile.note;
        let is_chosen = choices.iter().any(|choice| choice.note.number == note.number);
        note.grade == Grade::Strict && !is_chosen
    };
    let is_other = |profile: &&NoteProfile| {
        !profile.follows.is_empty() && !profile.follows.contains(&Letter::A)
    };
    Ok(profiles.iter().filter(is_candidate).filter(is_other).cloned().collect())
}

/// Asks for every case alone, all requests at once.
fn ask(
    subject: &mut dyn Subject,
    store: &Store,
    notes: Vec<NoteCases>,
) -> Result<Vec<NoteProfile>, CheckError> {
    let ids = notes.iter().flat_map(|one| &one.cases).map(|case| case.id.as_str());
    let mut located = store.locate_all(&ids.collect::<Vec<_>>())?.into_iter();
    let pending = |NoteCases { note, cases }: NoteCases| {
        let cases = cases.into_iter().zip(&mut located);
        let cases = cases.map(|(case, located)| Pending::new(case, located));
        Ok((note, cases.collect::<Result<Vec<_>, VectorError>>()?))
    };
    let mut pending: Vec<_> = notes.into_iter().map(pending).collect::<Result<_, VectorError>>()?;
    let mut requests = Vec::new();
    let mut places = Vec::new();
    for (note, (_, cases)) in pending.iter().enumerate() {
        for (case, one) in cases.iter().enumerate() {
            let Some((asked, _)) = &one.asked else { continue };
            for mut request in request::alone(subject.hello(), asked) {
                request.id = requests.len() as u64 + 1;
                places.push((note, case, request.question.name()));
                requests.push(request);
            }
        }
    }
    for ((note, case, operation), reply) in places.into_iter().zip(ask_all(subject, &requests)) {
        let one = &mut pending[note].1[case];
        if let Some((asked, _)) = &one.asked {
            let got = reply::alone(asked, reply);
            one.got.push((operation, got));
        }
    }
    let profile = |(note, cases): (_, Vec<Pending>)| NoteProfile {
        note,
        cases: cases.into_iter().map(Pending::profile).collect(),
        follows: Vec::new(),
    };
    let mut profiles: Vec<_> = pending.into_iter().map(profile).collect();
    for (number, letter) in followed(&profiles) {
        let of_note = profiles.iter_mut().filter(|profile| profile.note.number == number);
        of_note.for_each(|profile| profile.follows.push(letter));
    }
    Ok(profiles)
}

impl Pending {
    fn new(case: DecidingCase, located: Option<Located>) -> Result<Pending, VectorError> {
        let Some(asked) = located.map(Asked::from) else {
            return Ok(Pending { case, asked: None, others: Vec::new(), got: Vec::new() });
        };
        let read = |text: &str| {
            wanted(&asked, text).map_err(|reason| VectorError::Case {
                path: NOTES_PATH.to_owned(),
                input: case.id.clone(),
                reason,
            })
        };
        let wanted = case.outcomes.iter().map(|(letter, text)| Ok((*letter, read(text)?)));
        let wanted = wanted.collect::<Result<_, VectorError>>()?;
        let others = case.others.iter().map(|(reading, text)| Ok((*reading, read(text)?)));
        let others = others.collect::<Result<_, VectorError>>()?;
        Ok(Pending { case, asked: Some((asked, wanted)), others, got: Vec::new() })
    }

    fn profile(self) -> CaseProfile {
        let Pending { case: DecidingCase { id, outcomes, .. }, asked, others, got } = self;
        let Some((asked, wanted)) = asked else {
            let did = "not among these vectors".to_owned();
            let others = Vec::new();
            return CaseProfile { id, outcomes, others, did, asked: false, fits: None };
        };
        let data_type = asked.output_type();
        let is_answer = |got: &Got| matches!(got, Got::Outcome(_) | Got::Array(_) | Got::Data(_));
        let answers: Vec<_> = got.iter().filter(|(_, got)| is_answer(got)).collect();
        let agrees = |wanted: &Wanted| {
            answers.iter().all(|(_, got)| wanted.judge(data_type, got) == Verdict::Pass)
        };
        let others = others.iter().map(|(reading, wanted)| (*reading, agrees(wanted))).collect();
        let fits = (!answers.is_empty()).then(|| {
            let letters = wanted.iter().filter(|(_, wanted)| agrees(wanted));
            letters.map(|(letter, _)| *letter).collect::<Vec<_>>()
        });
        let followed = fits.iter().flatten().next();
        let followed = followed.and_then(|letter| outcomes.iter().find(|(one, _)| one == letter));
        let did = match followed {
            Some((_, text)) => text.clone(),
            None => describe(data_type, &got),
        };
        let asked = got.iter().any(|(_, got)| *got != Got::Unsupported);
        CaseProfile { id, outcomes, others, did, asked, fits }
    }
}

/// What came of asking through each operation, which is told apart where it differs.
fn describe(data_type: Real, got: &[(&'static str, Got)]) -> String {
    let Some(((_, first), others)) = got.split_first() else {
        return Got::Unsupported.to_text(data_type);
    };
    if others.iter().all(|(_, other)| other == first) {
        return first.to_text(data_type);
    }
    let each = got.iter().map(|(name, got)| format!("{} ({name})", got.to_text(data_type)));
    each.collect::<Vec<_>>().join(", ")
}

/// What is wanted where the outcome is `text`.
fn wanted(asked: &Asked, text: &str) -> Result<Wanted, String> {
    let data_type = asked.output_type();
    let one = |data_type| {
        Outcome::from_text(text, data_type).map(|outcome| Wanted::One(Expected::Only(outcome)))
    };
    match asked.ask() {
        Some(Ask::Validity { .. }) => one(None),
        Some(Ask::Data { .. } | Ask::Element { .. } | Ask::FillElement { .. }) => {
            let free = asked.free_bits();
            let outcome = if text == "error" { None } else { Some(text.parse()?) };
            Ok(Wanted::Data(Accepted::only(outcome), free))
        }
        Some(Ask::Array { input, .. }) if text != "error" => {
            let pattern =
                |text: &str| data_type.pattern_from_text(text).map_err(|error| error.to_string());
            let patterns = text.split(' ').map(pattern).collect::<Result<Vec<_>, _>>()?;
            if patterns.len() != input.len() {
                return Err(format!("{} elements become {}", input.len(), patterns.len()));
            }
            Ok(Wanted::Array(patterns))
        }
        _ => one(Some(data_type)),
    }
}
