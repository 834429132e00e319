//! Words that are not known, and the known ones that were probably meant.

/// The one of some names that a word is most like, if it is much like any.
///
/// ```
/// use zarrproof::spelling::nearest;
/// assert_eq!(nearest("Nearest_Evn", ["towards-zero", "nearest-even"]), Some("nearest-even"));
/// assert_eq!(nearest("up", ["towards-zero", "nearest-even"]), None);
/// ```
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace('_', "-");
    let word = plain(word);
    let length = word.chars().count();
    let few = length.div_ceil(4).min(3);
    // Names are as far apart as their lengths at least: of a word that is very long, nothing is reckoned.
    let alike = names.into_iter().filter(|name| name.chars().count().abs_diff(length) <= few);
    let distance = |name: &str| strsim::damerau_levenshtein(&word, &plain(name));
    let distances = alike.map(|name| (distance(name), name));
    // Of names that are equally like it the first.
    let (distance, name) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= few).then_some(name)
}

/// A question to stand after a word that is not known: ` (did you mean "tie"?)`, or nothing.
pub fn did_you_mean<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, names).map_or(String::new(), |name| format!(" (did you mean {name:?}?)"))
}
