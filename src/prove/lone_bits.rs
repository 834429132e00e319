//! Single bits beside the inputs at which steps begin and end.
//!
//! Who does not see one of the bits that are cut off is wrong where that bit alone is set, beyond a value
//! or a tie. A step begins at one of the two or ends there, and has the other in its middle. The last
//! two are its inputs with the most zeros at the end.

/// Inputs between the first and the last of a step with one bit beyond its ends or its middle: every bit
/// or, at a turn, one of them. As turns go, every bit is asked beyond even values and beyond odd ones.
pub fn of_step(first: u64, last: u64, turn: Option<u32>) -> Vec<u64> {
    let begins = roundest(first.saturating_sub(1), first);
    let ends = roundest(last, last.saturating_add(1));
    let middle = roundest(first + 1, last - 1);
    let bits = u64::BITS - (last - first).leading_zeros();
    let bits = match turn {
        None => 0..bits,
        // Neighbours are even and odd.
        Some(turn) => turn / 2 % bits..turn / 2 % bits + 1,
    };
    let moved = bits.flat_map(|bit| {
        let distance = 1 << bit;
        let up = [begins, middle].map(|anchor| anchor.checked_add(distance));
        let down = [middle, ends].map(|anchor| anchor.checked_sub(distance));
        up.into_iter().chain(down)
    });
    moved.flatten().filter(|input| (first..=last).contains(input)).collect()
}

/// The number with the most zeros at its end among some that follow each other.
pub fn roundest(first: u64, last: u64) -> u64 {
    let Some(before) = first.checked_sub(1) else { return 0 };
    let differing = u64::BITS - 1 - (before ^ last).leading_zeros();
    last >> differing << differing
}
