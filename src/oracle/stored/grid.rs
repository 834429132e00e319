//! A regular grid of chunks, walked through in the order of the elements.

/// Part of a row of elements along the last dimension, all of it in one chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The position of the chunk in the grid.
    pub chunk: Vec<u64>,
    /// Where the run begins in its chunk.
    pub within: Vec<u64>,
    /// How many elements it has.
    pub length: u64,
}

/// The runs of an array in C order.
pub(super) struct Runs<'a> {
    shape: &'a [u64],
    chunk_shape: &'a [u64],
    /// Where the next run begins, if there is one.
    at: Option<Vec<u64>>,
}

impl<'a> Runs<'a> {
    /// Lengths of chunks are greater than zero, and as many as the shape has.
    pub fn new(shape: &'a [u64], chunk_shape: &'a [u64]) -> Runs<'a> {
        let at = (!shape.contains(&0)).then(|| vec![0; shape.len()]);
        Runs { shape, chunk_shape, at }
    }
}

impl Iterator for Runs<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        let at = self.at.as_mut()?;
        let lengths = || at.iter().zip(self.chunk_shape);
        let chunk: Vec<u64> = lengths().map(|(at, length)| at / length).collect();
        let within: Vec<u64> = lengths().map(|(at, length)| at % length).collect();
        let Some(last) = at.len().checked_sub(1) else {
            self.at = None;
            return Some(Run { chunk, within, length: 1 });
        };
        let in_chunk = self.chunk_shape[last] - within[last];
        let length = in_chunk.min(self.shape[last] - at[last]);
        at[last] += length;
        let mut dimension = last;
        while at[dimension] == self.shape[dimension] {
            at[dimension] = 0;
            match dimension.checked_sub(1) {
                Some(outer) => dimension = outer,
                None => {
                    self.at = None;
                    return Some(Run { chunk, within, length });
                }
            }
            at[dimension] += 1;
        }
        Some(Run { chunk, within, length })
    }
}

/// The positions of the chunks of an array, in C order.
pub fn chunk_positions(shape: &[u64], chunk_shape: &[u64]) -> impl Iterator<Item = Vec<u64>> {
    // An array without elements has no chunk, whatever the lengths of chunks are.
    let chunks: Vec<u64> = match shape.contains(&0) {
        true => vec![0],
        false => {
            shape.iter().zip(chunk_shape).map(|(length, chunk)| length.div_ceil(*chunk)).collect()
        }
    };
    positions(chunks)
}

/// Of each element of a chunk, in C order, its index in the array; `None` beyond the edge.
pub(super) fn indices(
    shape: &[u64],
    chunk_shape: &[u64],
    chunk: &[u64],
) -> impl Iterator<Item = Option<usize>> {
    positions(chunk_shape.to_vec()).map(move |within| {
        let lengths = chunk.iter().zip(chunk_shape);
        let at = lengths.zip(&within).map(|((chunk, length), within)| chunk * length + within);
        let mut at = at.zip(shape);
        at.try_fold(0, |index, (at, length)| (at < *length).then(|| index * length + at))
            .map(|index| index as usize)
    })
}

/// The positions in a shape, in C order.
fn positions(shape: Vec<u64>) -> impl Iterator<Item = Vec<u64>> {
    let count: u64 = shape.iter().product();
    let of_index = move |mut index: u64| {
        let mut at = vec![0; shape.len()];
        for (place, length) in at.iter_mut().zip(&shape).rev() {
            (*place, index) = (index % length, index / length);
        }
        at
    };
    (0..count).map(of_index)
}
