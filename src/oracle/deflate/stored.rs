//! The plainest DEFLATE stream of some bytes.

/// A stream of stored blocks alone (RFC 1951 §3.2.4), each as long as a block can be but for the last.
pub fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut blocks: Vec<&[u8]> = bytes.chunks(usize::from(u16::MAX)).collect();
    if blocks.is_empty() {
        blocks.push(&[]);
    }
    let last = blocks.len() - 1;
    let mut stream = Vec::with_capacity(bytes.len() + 5 * blocks.len());
    for (at, block) in blocks.into_iter().enumerate() {
        let length = block.len() as u16;
        stream.push(u8::from(at == last));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    stream
}
