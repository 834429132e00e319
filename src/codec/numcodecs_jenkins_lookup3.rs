//! `numcodecs.jenkins_lookup3`: Jenkins' hash lookup3 behind the bytes.

use super::clause::{Clause, states};
use super::definition::{Definition, Stage};
use super::note::Note;

pub const DEFINITION: Definition = Definition {
    name: "numcodecs.jenkins_lookup3",
    aliases: &[],
    stage: Stage::BytesToBytes,
    page: "numcodecs 0.17.1 src/numcodecs/checksum32.py",
    axes: &[],
    elements: None,
    clauses: &CLAUSES,
    notes: &NOTES,
};

const CLAUSES: [Clause; 5] = [
    states(
        "numcodecs.jenkins_lookup3/initval",
        "JenkinsLookup3.__init__",
        "initval is an integer of 32 bits without a sign, and 0 where it is absent",
    ),
    states(
        "numcodecs.jenkins_lookup3/prefix",
        "JenkinsLookup3.__init__",
        "prefix is bytes that the hash begins with, and null where there are none; JSON has no bytes",
    ),
    states(
        "numcodecs.jenkins_lookup3/checksum",
        "jenkins_lookup3",
        "the checksum is hashlittle of lookup3 (B. Jenkins, 2006) of the bytes, from initval on",
    ),
    states(
        "numcodecs.jenkins_lookup3/appended",
        "JenkinsLookup3.encode",
        "the bytes stay unchanged, and the checksum follows them as a 32-bit little-endian integer",
    ),
    states(
        "numcodecs.jenkins_lookup3/compared",
        "JenkinsLookup3.decode",
        "decoding fails where the checksum is another, or there are fewer than 4 bytes",
    ),
];

const NOTES: [Note; 0] = [];
