//! The requests that a program fails at, those that it answers, and the groups that follow.
//!
//! A group is as narrow as the culprits in it allow: a facet counts until a culprit has another word
//! for it. A request that was answered keeps a group from growing over it, and takes one apart that
//! has grown over it before.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Foresight;
use super::element::{Bytes, Likeness};
use super::facets::{Profile, Profiles, Word, elements};
use super::rule::{ElementRule, Rule};
use crate::data_type::Real;
use crate::subject::external::query::Query;
use crate::subject::{LeftOut, Reply, Trouble};

/// How many culprits make a group that is left out, of which one at least has cost a silence.
const FEW: usize = 3;

/// The same where all of them have failed at once: each costs little, and is worth its own verdict.
const SEVERAL: usize = 24;

/// How many culprits that have nothing in common make everything suspicious.
const MANY: usize = 8;

/// How many members of a group that was left out are asked after all.
const PROBES: usize = 8;

/// How many elements of an answered request are looked at, and how many of one profile are kept
/// whatever they are. Those that have traits which no other has are kept beyond that.
const LOOKED_AT: usize = 256;
const KEPT: usize = 32;

/// How many culprits are compared with one another.
const MOST_CULPRITS: usize = 300;

#[derive(Default)]
pub(in crate::subject::external) struct Memory {
    profiles: Profiles,
    answered: HashMap<usize, Answered>,
    culprits: Vec<Culprit>,
    groups: Vec<Group>,
    /// By request: how it has failed.
    replies: HashMap<u64, Reply>,
    rules: u64,
    /// Whether all that resembles a culprit is left out.
    is_hasty: bool,
}

/// The rule that leaves out whatever resembles a culprit.
const HASTE: u64 = 0;

/// The requests of one profile that were answered.
#[derive(Default)]
struct Answered {
    elements: Vec<Likeness>,
    traits: HashSet<u32>,
    longest: u64,
}

/// A request that fails alone.
struct Culprit {
    profile: usize,
    element: Option<Likeness>,
    /// Of an array that fails as a whole only.
    length: Option<u64>,
    trouble: Arc<Trouble>,
    is_silence: bool,
}

struct Group {
    id: u64,
    rule: Rule,
    culprits: Vec<usize>,
    /// The words of culprits and samples, by facet.
    seen: HashSet<(usize, Word)>,
    /// Members that were not asked, each of which has a word that no other has.
    samples: Vec<Query<'static>>,
    probes: usize,
    has_silence: bool,
}

impl Group {
    fn is_left_out(&self) -> bool {
        self.culprits.len() >= if self.has_silence { FEW } else { SEVERAL }
    }

    fn has_probes(&self) -> bool {
        self.is_left_out() && self.probes < PROBES && !self.samples.is_empty()
    }
}

impl Memory {
    /// Whether it has failed at some request.
    pub fn has_culprits(&self) -> bool {
        !self.replies.is_empty()
    }

    /// Takes note of requests that were answered.
    pub fn note_answered<'r>(&mut self, requests: impl Iterator<Item = &'r Query<'r>>) {
        requests.for_each(|request| self.digest(request));
    }

    fn digest(&mut self, request: &Query) {
        let at = self.profiles.of(request);
        let profile = self.profiles.get(at);
        let patterns = elements(profile, request);
        let answered = self.answered.entry(at).or_default();
        answered.longest = answered.longest.max(patterns.len() as u64);
        let mut fresh = Vec::new();
        if let Some(input_type) = profile.input_type {
            let step = patterns.len().div_ceil(LOOKED_AT).max(1);
            for pattern in patterns.into_iter().step_by(step) {
                let element = Likeness::of(input_type, pattern);
                if answered.traits.insert(element.traits) || answered.elements.len() < KEPT {
                    answered.elements.push(element);
                }
                fresh.push(element);
            }
        }
        let longest = answered.longest;
        let is_wrong = |group: &Group| {
            group.rule.has_profile(profile)
                && match (&group.rule.element, group.rule.length) {
                    (_, Some(length)) => longest >= length,
                    (ElementRule::Any, None) => true,
                    (rule, None) => fresh.iter().any(|one| rule.has(one)),
                }
        };
        let (wrong, groups): (Vec<_>, _) =
            std::mem::take(&mut self.groups).into_iter().partition(is_wrong);
        self.groups = groups;
        for culprit in wrong.into_iter().flat_map(|group: Group| group.culprits) {
            self.place(culprit);
        }
    }

    /// Takes note of a failure, whatever it says of other requests.
    pub fn remember(&mut self, request: &Query, reply: &Reply) {
        self.replies.insert(request.key(), reply.clone());
    }

    /// How a request has failed, if it has.
    fn reply(&self, request: &Query) -> Option<&Reply> {
        if self.replies.is_empty() { None } else { self.replies.get(&request.key()) }
    }

    /// What is known of a request before it is asked.
    pub fn foresee(&mut self, request: &Query) -> Foresight {
        if self.replies.is_empty() {
            return Foresight::Nothing;
        }
        if let Some(reply) = self.reply(request) {
            return Foresight::Known(reply.clone());
        }
        let at = self.profiles.of(request);
        let profile = self.profiles.get(at);
        let patterns = elements(profile, request);
        let (length, is_single) = (patterns.len() as u64, patterns.len() <= 1);
        let likenesses: Vec<Likeness> = match profile.input_type {
            Some(input_type) => {
                let whole = patterns.iter().map(|one| Likeness::of(input_type, *one));
                // A program may look at a whole byte where only its low bits count.
                let wide = patterns.iter().filter(|one| **one & !input_type.mask() != 0);
                whole.chain(wide.map(|one| Likeness::of(Real::UINT8, *one))).collect()
            }
            None => Vec::new(),
        };
        let has_element = |rule: &ElementRule| match rule {
            ElementRule::Any => true,
            rule => likenesses.iter().any(|one| rule.has(one)),
        };
        let mut suspicion = Foresight::Nothing;
        for group in &mut self.groups {
            let Rule { element, length: shortest, .. } = &group.rule;
            if shortest.is_some_and(|shortest| length < shortest) || !has_element(element) {
                continue;
            }
            if group.is_left_out() && group.rule.has_profile(profile) {
                if is_single {
                    group.keep_sample(profile, request);
                }
                return Foresight::Known(Reply::LeftOut(group.id));
            }
            if !(is_single || self.is_hasty) || suspicion == Foresight::SuspectElement {
                continue;
            }
            let differences = group.differences(profile);
            match element {
                ElementRule::Any if self.is_hasty && !group.rule.resembles(profile) => {}
                ElementRule::Any if differences <= 2 => suspicion = Foresight::SuspectMetadata,
                ElementRule::Any => {}
                _ => suspicion = Foresight::SuspectElement,
            }
        }
        match suspicion {
            Foresight::Nothing => Foresight::Nothing,
            _ if self.is_hasty => Foresight::Known(Reply::LeftOut(HASTE)),
            suspicion => suspicion,
        }
    }

    /// Takes note of a request that fails alone. One that cannot be taken apart says something of
    /// others like it.
    pub fn convict(&mut self, request: &Query, reply: &Reply, is_whole: bool) {
        let trouble = match reply {
            Reply::Crash(trouble) | Reply::BreaksProtocol(trouble) | Reply::Timeout(trouble) => {
                Arc::clone(trouble)
            }
            _ => return,
        };
        let is_first = self.replies.insert(request.key(), reply.clone()).is_none();
        let profile = self.profiles.of(request);
        let patterns = elements(self.profiles.get(profile), request);
        if !(is_whole || is_first && patterns.len() <= 1) || self.culprits.len() >= MOST_CULPRITS {
            return;
        }
        let input_type = self.profiles.get(profile).input_type;
        let element = match (input_type, patterns.as_slice()) {
            (Some(input_type), [pattern]) => Some(Likeness::of(input_type, *pattern)),
            _ => None,
        };
        let length = is_whole.then_some(patterns.len() as u64);
        let is_silence = matches!(reply, Reply::Timeout(_));
        self.culprits.push(Culprit { profile, element, length, trouble, is_silence });
        self.place(self.culprits.len() - 1);
    }

    /// Puts a culprit into the first group that can grow over it, or into a new one.
    fn place(&mut self, culprit: usize) {
        for at in 0..self.groups.len() {
            let mut culprits = self.groups[at].culprits.clone();
            culprits.push(culprit);
            if let Some(rule) = self.common(&culprits) {
                let words = &self.profiles.get(self.culprits[culprit].profile).words;
                let group = &mut self.groups[at];
                group.seen.extend(words.iter().copied().enumerate());
                group.culprits = culprits;
                group.rule = rule;
                group.has_silence |= self.culprits[culprit].is_silence;
                return;
            }
        }
        let words = &self.profiles.get(self.culprits[culprit].profile).words;
        let seen = words.iter().copied().enumerate().collect();
        let Some(rule) = self.common(&[culprit]) else { return };
        self.rules += 1;
        self.groups.push(Group {
            id: self.rules,
            rule,
            culprits: vec![culprit],
            seen,
            samples: Vec::new(),
            probes: 0,
            has_silence: self.culprits[culprit].is_silence,
        });
    }

    /// What culprits have in common, and no answered request has.
    fn common(&self, culprits: &[usize]) -> Option<Rule> {
        let all = || culprits.iter().map(|at| &self.culprits[*at]);
        let first = all().next()?;
        let facets = self.profiles.get(first.profile).facets;
        let is_like_first = |one: &Culprit| {
            self.profiles.get(one.profile).is_of(facets)
                && one.length.is_some() == first.length.is_some()
                && one.element.is_some() == first.element.is_some()
        };
        if !all().all(is_like_first) {
            return None;
        }
        let first_words = &self.profiles.get(first.profile).words;
        let mut words: Vec<_> = first_words.iter().copied().map(Some).collect();
        for culprit in all() {
            let other = &self.profiles.get(culprit.profile).words;
            for (word, other) in words.iter_mut().zip(other) {
                *word = word.filter(|word| word == other);
            }
        }
        let mut types = self.profiles.get(first.profile).types.clone();
        types.retain(|name| all().all(|one| self.profiles.get(one.profile).types.contains(name)));
        let length = all().filter_map(|one| one.length).min();
        let elements: Vec<Likeness> = all().filter_map(|one| one.element).collect();
        let mut rule = element_rules(&elements).into_iter().find_map(|element| {
            let types = types.clone();
            let rule = Rule { facets, words: words.clone(), types, element, length };
            (!self.is_contradicted(&rule)).then_some(rule)
        })?;
        let is_wide = matches!(rule.element, ElementRule::Any)
            && words[..facets.independent].iter().all(Option::is_none);
        if is_wide && types.is_empty() && culprits.len() < MANY && culprits.len() > 1 {
            return None;
        }
        // An element that fails is likely to fail wherever it stands.
        let is_about_element = !matches!(rule.element, ElementRule::Any) && culprits.len() > 1;
        if is_about_element {
            let types = std::mem::take(&mut rule.types);
            if self.is_contradicted(&rule) {
                rule.types = types;
            }
        }
        let is_minor = |facet: &usize| {
            facets.names[*facet].1 || is_about_element && *facet >= facets.independent
        };
        for facet in (0..facets.count()).rev().filter(is_minor) {
            let word = rule.words[facet].take();
            if word.is_some() && (rule.is_about_all() || self.is_contradicted(&rule)) {
                rule.words[facet] = word;
            }
        }
        Some(rule)
    }

    /// Whether some request of a group was answered.
    fn is_contradicted(&self, rule: &Rule) -> bool {
        self.answered.iter().any(|(at, answered)| {
            rule.has_profile(self.profiles.get(*at))
                && match (&rule.element, rule.length) {
                    (_, Some(length)) => answered.longest >= length,
                    (ElementRule::Any, None) => true,
                    (element, None) => answered.elements.iter().any(|one| element.has(one)),
                }
        })
    }

    /// Has all that resembles a culprit left out from now on.
    pub fn hasten(&mut self) {
        self.is_hasty = true;
    }

    /// Whether there is something to probe.
    pub fn has_probes(&self) -> bool {
        !self.is_hasty && self.groups.iter().any(Group::has_probes)
    }

    /// A request that was left out, as unlike as possible to those that failed, to be asked after all.
    pub fn probe(&mut self) -> Option<Query<'static>> {
        if self.is_hasty {
            return None;
        }
        let group = self.groups.iter_mut().find(|group| group.has_probes())?;
        group.probes += 1;
        group.samples.pop()
    }

    /// Whether a group with this number is left out still.
    pub fn has_rule(&self, id: u64) -> bool {
        let is_left_out = |group: &Group| group.id == id && group.is_left_out();
        (id == HASTE && self.is_hasty) || self.groups.iter().any(is_left_out)
    }

    /// The groups that are left out.
    pub fn left_out(&self) -> Vec<LeftOut> {
        let groups = self.groups.iter().filter(|group| group.is_left_out());
        let left_out = |group: &Group| LeftOut {
            rule: group.id,
            requests: group.rule.describe(&self.profiles),
            failures: group.culprits.len() as u64,
            example: Arc::clone(&self.culprits[group.culprits[group.culprits.len() - 1]].trouble),
            expectations: 0,
        };
        let haste = self.culprits.last().filter(|_| self.is_hasty).map(|last| LeftOut {
            rule: HASTE,
            requests: "whatever resembles a request that failed, as --patience was over".to_owned(),
            failures: self.culprits.len() as u64,
            example: Arc::clone(&last.trouble),
            expectations: 0,
        });
        groups.map(left_out).chain(haste).collect()
    }
}

impl Group {
    /// How many things a request asks in other words than all culprits.
    fn differences(&self, profile: &Profile) -> usize {
        if !profile.is_of(self.rule.facets) {
            return usize::MAX;
        }
        let pairs = self.rule.words.iter().zip(&profile.words);
        pairs
            .take(profile.facets.independent)
            .filter(|(one, word)| one.is_some_and(|one| one != **word))
            .count()
    }

    /// Keeps a request that has words which no culprit and no sample has.
    fn keep_sample(&mut self, profile: &Profile, request: &Query) {
        let words =
            || profile.words.iter().copied().enumerate().take(profile.facets.independent + 4);
        if words().any(|word| !self.seen.contains(&word)) {
            self.seen.extend(words());
            self.samples.push(request.to_owned());
        }
    }
}

/// What elements may have in common, the widest first.
fn element_rules(elements: &[Likeness]) -> Vec<ElementRule> {
    let Some((first, others)) = elements.split_first() else { return vec![ElementRule::Any] };
    if others.iter().all(|one| one.is_value_of(first)) {
        return vec![ElementRule::Value(*first)];
    }
    let traits = others.iter().fold(first.traits, |traits, one| traits & one.traits);
    let bytes = others.iter().fold(first.bytes, |bytes, one| bytes.and(&one.bytes));
    let mut rules = vec![ElementRule::Any];
    if traits != 0 {
        rules.push(ElementRule::Like(traits, Bytes::NONE));
    }
    if bytes != Bytes::NONE {
        rules.extend([ElementRule::Like(0, bytes), ElementRule::Like(traits, bytes)]);
    }
    rules
}
