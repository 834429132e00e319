//! The ambiguities of the specification, as numbered notes with lettered readings.
//!
//! A note's number never changes its meaning. Reading `A` is the suite's stand. The oracle takes the
//! reading of every note as a parameter, so that what another reading would give can be computed
//! rather than argued about.

/// Whether the text decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// The text decides: only reading `A` conforms.
    Strict,
    /// The text leaves room: another reading is accepted, and reported as such.
    Advisory,
}

/// One note.
#[derive(Debug)]
pub struct Note {
    pub number: u8,
    /// The section of the `cast_value` specification that it is about.
    pub clause: &'static str,
    pub grade: Grade,
    pub title: &'static str,
    /// What each reading says, from `A` on.
    pub readings: &'static [&'static str],
}

impl Note {
    /// `SN-07`.
    pub fn id(&self) -> String {
        format!("SN-{:02}", self.number)
    }

    /// The letter and text of every reading.
    pub fn lettered(&self) -> impl Iterator<Item = (Letter, &'static str)> {
        self.readings.iter().enumerate().map(|(index, text)| (Letter(index as u8), *text))
    }
}

/// The letter of a reading: `A` is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letter(pub u8);

impl Letter {
    pub const A: Letter = Letter(0);
    pub const B: Letter = Letter(1);
    pub const C: Letter = Letter(2);
    pub const D: Letter = Letter(3);

    pub fn from_char(letter: char) -> Option<Letter> {
        letter.is_ascii_uppercase().then(|| Letter(letter as u8 - b'A'))
    }

    pub fn to_char(self) -> char {
        char::from(b'A' + self.0)
    }
}

/// A text that names no note, or a reading that the note does not have.
#[derive(Debug, thiserror::Error)]
pub enum NoteError {
    #[error("unknown note {id:?}; expected SN-01 to SN-{last:02}", last = NOTES.len())]
    UnknownNote { id: String },
    #[error("{note} has no reading {letter:?}; its readings are A to {last}")]
    UnknownReading { note: String, letter: String, last: char },
}

/// The note with an id such as `SN-07`.
pub fn find(id: &str) -> Result<&'static Note, NoteError> {
    NOTES
        .iter()
        .find(|note| note.id() == id)
        .ok_or_else(|| NoteError::UnknownNote { id: id.to_owned() })
}

/// Which reading of each note is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readings([u8; NOTES.len()]);

impl Readings {
    /// The suite's stand on every note.
    pub fn stand() -> Readings {
        Readings::default()
    }

    /// The same readings, but for one note.
    pub fn with(mut self, note: &Note, letter: Letter) -> Result<Readings, NoteError> {
        if usize::from(letter.0) >= note.readings.len() {
            return Err(NoteError::UnknownReading {
                note: note.id(),
                letter: letter.to_char().to_string(),
                last: Letter(note.readings.len() as u8 - 1).to_char(),
            });
        }
        self.0[usize::from(note.number) - 1] = letter.0;
        Ok(self)
    }

    /// The reading followed for the note of this number.
    pub fn of(&self, number: u8) -> Letter {
        Letter(self.0[usize::from(number) - 1])
    }
}

const fn strict(
    number: u8,
    clause: &'static str,
    title: &'static str,
    readings: &'static [&'static str],
) -> Note {
    Note { number, clause, grade: Grade::Strict, title, readings }
}

const fn advisory(
    number: u8,
    clause: &'static str,
    title: &'static str,
    readings: &'static [&'static str],
) -> Note {
    Note { number, clause, grade: Grade::Advisory, title, readings }
}

/// The notes on how an element is cast, by number. Each has at least one reading beside `A` that
/// the oracle can follow, but for SN-14 (how NaNs are compared) and SN-17 (which configurations are
/// valid), which are not about the value of a cast.
pub const NOTES: [Note; 19] = [
    strict(
        1,
        "rounding",
        "Is a value beyond the largest one rounded to it, or out of range?",
        &[
            "a value is rounded as if the exponent had no upper bound, and out of range if the result is",
            "the nearest modes round a value beyond the largest one to it, so that it is never out of range",
            "a float target's range is compared with the value before it is rounded",
        ],
    ),
    advisory(
        2,
        "rounding",
        "Can a float target overflow in a mode that rounds towards zero?",
        &[
            "yes, from the power of two above the largest finite value on",
            "no: the mode gives the largest finite value, as IEEE 754 has it",
        ],
    ),
    strict(
        3,
        "rounding",
        "The value halfway between the largest finite one and the next step",
        &[
            "out of range in both nearest modes, for the largest significand is odd",
            "rounded down to the largest finite value",
        ],
    ),
    strict(
        4,
        "rounding",
        "Is a value rounded once?",
        &["once, from the exact value to the target", "first to float32, then to the target"],
    ),
    strict(
        5,
        "rounding",
        "Do the directed modes and nearest-away apply to float targets?",
        &[
            "yes: the mode chooses among the target's adjacent values",
            "no: float targets are always rounded nearest-even",
        ],
    ),
    advisory(
        6,
        "rounding",
        "What is even in float8_e8m0fnu, which has no digit to be so?",
        &[
            "a tie goes to the larger magnitude, whose significand would be even (IEEE 754-2019 §4.3.1)",
            "a tie goes to the value whose exponent code is even",
        ],
    ),
    advisory(
        7,
        "out_of_range",
        "float8_e8m0fnu and what lies below 2^-127: zero, negative values, smaller ones",
        &[
            "out of range: an error if unset, 2^-127 if clamped",
            "an error, whatever out_of_range says",
            "2^-127, whatever out_of_range says",
            "NaN, whatever out_of_range says",
        ],
    ),
    strict(
        8,
        "rounding",
        "Subnormal results",
        &["gradual underflow: subnormal values are results", "flushed to zero"],
    ),
    strict(
        9,
        "out_of_range",
        "An integer target's range and values that round into it",
        &[
            "the range is compared with the rounded value",
            "the range is compared with the value before it is rounded",
        ],
    ),
    strict(
        10,
        "out_of_range",
        "The minimum value of a float target without infinities",
        &["the most negative finite value", "the smallest positive value"],
    ),
    strict(
        11,
        "Special values",
        "Infinities clamped to a target without them",
        &["an error", "clamped to the largest or smallest value"],
    ),
    strict(
        12,
        "Special values",
        "Infinities and a target that has NaN but no infinity",
        &["an error: NaN and infinity are judged each for itself", "NaN"],
    ),
    strict(
        13,
        "Special values",
        "NaN and a target that is not an IEEE 754 format but has NaN",
        &["NaN is propagated", "an error"],
    ),
    strict(
        14,
        "Special values",
        "The sign and payload of a NaN",
        &["need not survive: any NaN matches any other"],
    ),
    strict(
        15,
        "Special values",
        "Negative zero and a target that has none",
        &["becomes zero", "an error, for its sign cannot be preserved"],
    ),
    advisory(
        16,
        "out_of_range",
        "Decoding to a float array while out_of_range is wrap",
        &[
            "as if unset: an out-of-range value is an error",
            "as IEEE 754 overflows: infinity, or the largest finite value in a mode towards it",
            "as clamp",
        ],
    ),
    strict(
        17,
        "out_of_range",
        "wrap with a float data_type and an integer array",
        &["the configuration is not valid: only data_type counts"],
    ),
    strict(
        18,
        "out_of_range",
        "wrap to unsigned targets",
        &["wraps modulo 2^N like signed ones", "an error: there is no two's complement to wrap in"],
    ),
    strict(
        19,
        "out_of_range",
        "Infinities and NaN under wrap",
        &["an error: they are congruent to no integer", "0"],
    ),
];
