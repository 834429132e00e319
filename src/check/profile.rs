//! Which readings of the notes a subject follows: what it does on the cases that tell them apart.

use super::request::{self, ask_all};
use super::{Asked, CheckError, Got, Target, Verdict, Wanted, reply};
use crate::codec::notes::{self, Grade, Letter, Note, ReadingChoice};
use crate::data_type::DataType;
use crate::protocol::Implementation;
use crate::subject::Subject;
use crate::vectors::{
    Ask, DecidingCase, Expected, Located, NOTES_PATH, NoteCases, Outcome, Store, VectorError,
};

/// What a subject makes of a note.
#[derive(Clone, Debug)]
pub struct NoteProfile {
    pub note: &'static Note,
    pub cases: Vec<CaseProfile>,
}

/// What a subject makes of a deciding case.
#[derive(Clone, Debug)]
pub struct CaseProfile {
    pub id: String,
    /// What becomes of it under each reading.
    pub outcomes: Vec<(Letter, String)>,
    /// What the subject did, in the same words where it followed a reading.
    pub did: String,
    /// The readings that it followed; `None` if it was not asked, or did not answer.
    pub fits: Option<Vec<Letter>>,
}

impl NoteProfile {
    /// How many cases the subject answered.
    pub fn answered(&self) -> usize {
        self.cases.iter().filter(|case| case.fits.is_some()).count()
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
    let mut notes = store.deciding()?;
    notes.retain(|NoteCases { note, .. }| {
        let is_chosen = choices.iter().any(|choice| choice.note.number == note.number);
        note.grade == Grade::Strict && !is_chosen
    });
    let mut profiles = ask(subject, store, notes)?;
    let is_other = |fits: Vec<Letter>| !fits.is_empty() && !fits.contains(&Letter::A);
    profiles.retain(|profile| profile.fits().is_some_and(is_other));
    Ok(profiles)
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
    };
    Ok(pending.into_iter().map(profile).collect())
}

impl Pending {
    fn new(case: DecidingCase, located: Option<Located>) -> Result<Pending, VectorError> {
        let Some(asked) = located.map(Asked::from) else {
            return Ok(Pending { case, asked: None, got: Vec::new() });
        };
        let wanted = case.outcomes.iter().map(|(letter, text)| {
            let wanted = wanted(&asked, text).map_err(|reason| VectorError::Case {
                path: NOTES_PATH.to_owned(),
                input: case.id.clone(),
                reason,
            })?;
            Ok((*letter, wanted))
        });
        let wanted = wanted.collect::<Result<_, VectorError>>()?;
        Ok(Pending { case, asked: Some((asked, wanted)), got: Vec::new() })
    }

    fn profile(self) -> CaseProfile {
        let Pending { case: DecidingCase { id, outcomes }, asked, got } = self;
        let Some((asked, wanted)) = asked else {
            let did = "not among these vectors".to_owned();
            return CaseProfile { id, outcomes, did, fits: None };
        };
        let data_type = asked.output_type();
        let is_answer = |got: &Got| matches!(got, Got::Outcome(_) | Got::Array(_));
        let answers: Vec<_> = got.iter().filter(|(_, got)| is_answer(got)).collect();
        let fits = (!answers.is_empty()).then(|| {
            let agrees = |wanted: &Wanted| {
                answers.iter().all(|(_, got)| wanted.judge(data_type, got) == Verdict::Pass)
            };
            let letters = wanted.iter().filter(|(_, wanted)| agrees(wanted));
            letters.map(|(letter, _)| *letter).collect::<Vec<_>>()
        });
        let followed = fits.iter().flatten().next();
        let followed = followed.and_then(|letter| outcomes.iter().find(|(one, _)| one == letter));
        let did = match followed {
            Some((_, text)) => text.clone(),
            None => describe(data_type, &got),
        };
        CaseProfile { id, outcomes, did, fits }
    }
}

/// What came of asking through each operation, which is told apart where it differs.
fn describe(data_type: DataType, got: &[(&'static str, Got)]) -> String {
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
