//! What killed which mutants, for people and for machines.

use std::fmt::Write;

use serde_json::{Value, json};

use super::plain;
use super::words::{counted, grouped};
use crate::mutants::{Defect, Fate, Inputs, Judged, Lottery, Mutant, Score, Theme};
use crate::vectors::Manifest;

/// The version of the JSON.
const VERSION: u64 = 1;

/// How many mutants that survived are shown.
const SHOWN: usize = 50;

/// What a report on mutants says beside what became of them.
#[derive(Debug)]
pub struct MutantContext<'a> {
    pub manifest: &'a Manifest,
    pub inputs: &'a [Inputs],
    /// From how many places some were drawn.
    pub lotteries: &'a [Lottery],
    /// The seed by which they were drawn.
    pub seed: u64,
}

/// The defects of some mutants, by theme, with how many mutants each has.
pub fn list_defects(mutants: &[Mutant]) -> String {
    let mut text = String::new();
    for theme in Theme::ALL {
        let mut defects: Vec<(&'static Defect, u64)> = Vec::new();
        for mutant in mutants.iter().filter(|one| one.defect.theme == theme) {
            match defects.last_mut() {
                Some((defect, count)) if defect.name == mutant.defect.name => *count += 1,
                _ => defects.push((mutant.defect, 1)),
            }
        }
        if !defects.is_empty() {
            let _ = writeln!(text, "{theme}:");
        }
        for (defect, count) in defects {
            let _ = writeln!(text, "{:<33}{count:>5}  {}", defect.name, defect.about);
        }
    }
    let _ = writeln!(text, "{} in all", counted(mutants.len() as u64, "mutant"));
    text
}

/// What became of mutants, for people.
pub fn mutants_to_text(judged: &[Judged], context: &MutantContext) -> String {
    let mut text = String::new();
    let specification = &context.manifest.specification;
    let score = Score::of_vectors(judged);
    let _ = writeln!(
        text,
        "Vectors   format {}, oracle {}, {}@{}",
        context.manifest.format,
        context.manifest.oracle,
        specification.repository,
        specification.commit.get(..7).unwrap_or(&specification.commit),
    );
    let _ = writeln!(text, "Mutants   {}", counted(judged.len() as u64, "wrong implementation"));
    let left_out = |fate: fn(&Fate) -> bool| judged.iter().filter(|one| fate(&one.fate)).count();
    let equivalent = left_out(|fate| *fate == Fate::Equivalent);
    if equivalent > 0 {
        let _ = writeln!(
            text,
            "          {} of them differ from what is right on no input, and do not count",
            grouped(equivalent as u64)
        );
    }
    let not_found = left_out(|fate| matches!(fate, Fate::NotFound(_)));
    let tried = judged.iter().find_map(|one| match one.fate {
        Fate::NotFound(tried) => Some(tried as u64),
        _ => None,
    });
    if let Some(tried) = tried {
        let _ = writeln!(
            text,
            "          of {} no difference was found on {} inputs, and they do not count",
            grouped(not_found as u64),
            grouped(tried)
        );
    }
    drawn(&mut text, judged, context);
    for inputs in context.inputs {
        let _ = writeln!(
            text,
            "Inputs    {}: {} for {}",
            inputs.name,
            grouped(inputs.count() as u64),
            counted(inputs.pairs() as u64, "pair"),
        );
    }
    let _ = writeln!(text, "\n{}", table(judged, context));
    survivors(&mut text, judged);
    let (killed, asked) = (grouped(score.killed as u64), counted(score.asked as u64, "mutant"));
    let _ = writeln!(text, "killed {killed} of {asked} ({})", percent(score));
    text
}

/// Of how many enumerated places how many were drawn, count, and were killed.
fn drawn(text: &mut String, judged: &[Judged], context: &MutantContext) {
    for (at, lottery) in context.lotteries.iter().enumerate() {
        let Lottery { defect, places } = lottery;
        let drawn = judged.iter().filter(|one| one.mutant.defect.name == defect.name);
        let score = Score::of_vectors(drawn.clone());
        let head = if at == 0 { "Drawn" } else { "" };
        let _ = writeln!(
            text,
            "{head:<10}{}: {} of {} by seed {}, {} count, {} killed",
            defect.name,
            grouped(drawn.count() as u64),
            counted(*places, "place"),
            context.seed,
            grouped(score.asked as u64),
            grouped(score.killed as u64),
        );
    }
}

/// A row a theme: how many mutants the vectors killed, and of those that other inputs could be asked,
/// how many these did.
fn table(judged: &[Judged], context: &MutantContext) -> String {
    let mut heads = vec!["about".to_owned(), "defects".to_owned(), "vectors".to_owned()];
    heads.extend(context.inputs.iter().map(|inputs| inputs.name.clone()));
    let mut rows = vec![heads];
    for theme in Theme::ALL {
        let of_theme = || judged.iter().filter(|one| one.mutant.defect.theme == theme);
        if of_theme().next().is_some() {
            rows.push(cells(theme.name(), &of_theme, context));
        }
    }
    rows.push(cells("in all", &|| judged.iter(), context));
    let widths: Vec<_> = (0..rows[0].len())
        .map(|at| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or_default())
        .collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate();
        let cells = cells.map(|(at, (cell, width))| match at {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

fn cells<'a, I: Iterator<Item = &'a Judged>>(
    name: &str,
    judged: &dyn Fn() -> I,
    context: &MutantContext,
) -> Vec<String> {
    let mut cells = vec![name.to_owned(), defects(judged()).to_string()];
    cells.push(scored(Score::of_vectors(judged())));
    let columns = 0..context.inputs.len();
    cells.extend(columns.map(|at| scored(Score::of_inputs(judged(), at))));
    cells
}

fn defects<'a>(judged: impl Iterator<Item = &'a Judged>) -> usize {
    let mut names: Vec<_> = judged.map(|one| one.mutant.defect.name).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

fn scored(score: Score) -> String {
    let Score { killed, asked } = score;
    match asked {
        0 => "-".to_owned(),
        _ => format!("{}/{} {}", grouped(killed as u64), grouped(asked as u64), percent(score)),
    }
}

/// The share that was killed, never rounded up to all of them.
fn percent(Score { killed, asked }: Score) -> String {
    let permille = killed * 1000 / asked.max(1);
    format!("{}.{} %", permille / 10, permille % 10)
}

fn survivors(text: &mut String, judged: &[Judged]) {
    let survivors: Vec<_> =
        judged.iter().filter(|one| matches!(one.fate, Fate::Survived(_))).collect();
    for one in survivors.iter().take(SHOWN) {
        let _ = writeln!(text, "{} survives: {}", one.mutant.name(), one.mutant.defect.about);
        if let (Fate::Survived(Some(input)), Some((from, _))) = (&one.fate, one.mutant.place.pair())
        {
            let (pattern, value) = (from.pattern_to_text(*input), from.value_to_text(*input));
            let _ = writeln!(text, "  it is wrong about {value} ({pattern}), for one");
        }
    }
    match survivors.len() {
        0 => {}
        more if more > SHOWN => {
            let _ = writeln!(text, "and {} more (--format json has all)\n", more - SHOWN);
        }
        _ => text.push('\n'),
    }
}

/// What became of mutants, for machines.
pub fn mutants_to_json(judged: &[Judged], context: &MutantContext) -> String {
    let themes = Theme::ALL.map(|theme| {
        let of_theme = || judged.iter().filter(move |one| one.mutant.defect.theme == theme);
        json!({
            "theme": theme,
            "vectors": Score::of_vectors(of_theme()),
            "inputs": by_inputs(&of_theme, context),
        })
    });
    let inputs = context.inputs.iter().map(
        |inputs| json!({ "name": inputs.name, "pairs": inputs.pairs(), "inputs": inputs.count() }),
    );
    let value = json!({
        "mutants": VERSION,
        "vectors": {
            "format": context.manifest.format,
            "oracle": context.manifest.oracle,
            "specification": context.manifest.specification,
        },
        "inputs": inputs.collect::<Vec<_>>(),
        "seed": context.seed,
        "drawn": context.lotteries.iter().map(|one| lottery(one, judged)).collect::<Vec<_>>(),
        "score": {
            "vectors": Score::of_vectors(judged),
            "inputs": by_inputs(&|| judged.iter(), context),
        },
        "themes": themes,
        "judged": judged.iter().map(|one| mutant(one, context)).collect::<Vec<_>>(),
    });
    plain::json(&value)
}

fn lottery(lottery: &Lottery, judged: &[Judged]) -> Value {
    let drawn = judged.iter().filter(|one| one.mutant.defect.name == lottery.defect.name);
    json!({
        "defect": lottery.defect.name,
        "places": lottery.places,
        "drawn": drawn.clone().count(),
        "vectors": Score::of_vectors(drawn),
    })
}

fn by_inputs<'a, I: Iterator<Item = &'a Judged>>(
    judged: &dyn Fn() -> I,
    context: &MutantContext,
) -> Value {
    let score = |(at, inputs): (usize, &Inputs)| {
        let score = json!(Score::of_inputs(judged(), at));
        (inputs.name.clone(), score)
    };
    Value::Object(context.inputs.iter().enumerate().map(score).collect())
}

fn mutant(judged: &Judged, context: &MutantContext) -> Value {
    let Mutant { defect, place } = judged.mutant;
    let (fate, detail) = match &judged.fate {
        Fate::Killed(id) => ("killed", json!(id)),
        Fate::Survived(input) => {
            let pattern = |input: u64| Some(place.pair()?.0.pattern_to_text(input));
            ("survived", json!(input.and_then(pattern)))
        }
        Fate::Equivalent => ("equivalent", Value::Null),
        Fate::NotFound(tried) => ("no_difference_found", json!(tried)),
    };
    let inputs = context.inputs.iter().zip(&judged.by_inputs);
    let inputs = inputs.map(|(inputs, killed)| (inputs.name.clone(), json!(killed)));
    json!({
        "name": judged.mutant.name(),
        "defect": defect.name,
        "theme": defect.theme,
        "about": defect.about,
        "fate": fate,
        "by": detail,
        "inputs": inputs.collect::<serde_json::Map<_, _>>(),
    })
}
