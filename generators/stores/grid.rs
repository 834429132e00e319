//! An array cut into chunks.

/// The positions in a shape, in C order.
pub(super) fn positions(shape: Vec<u64>) -> impl Iterator<Item = Vec<u64>> {
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

/// How many chunks there are in each dimension.
pub(super) fn chunks(shape: &[u64], chunk_shape: &[u64]) -> Vec<u64> {
    shape.iter().zip(chunk_shape).map(|(length, chunk)| length.div_ceil(*chunk)).collect()
}

/// The elements of a chunk: those of the array, and `padding` beyond its edge.
pub(super) fn cut(
    elements: &[u8],
    shape: &[u64],
    chunk_shape: &[u64],
    chunk: &[u64],
    padding: &[u8],
) -> Vec<u8> {
    let width = padding.len();
    let element = |within: Vec<u64>| {
        let lengths = chunk.iter().zip(chunk_shape);
        let at = lengths.zip(&within).map(|((chunk, length), within)| chunk * length + within);
        let at: Vec<u64> = at.collect();
        if at.iter().zip(shape).any(|(at, length)| at >= length) {
            return padding;
        }
        let index = at.iter().zip(shape).fold(0, |index, (at, length)| index * length + at);
        &elements[index as usize * width..][..width]
    };
    positions(chunk_shape.to_vec()).flat_map(|within| element(within).to_vec()).collect()
}
