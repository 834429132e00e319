//! DEFLATE streams (RFC 1951), made bit by bit: right ones, and wrong ones of every kind.

use crate::oracle::deflate::inflate;

/// A stream under way.
#[derive(Clone, Default)]
pub(super) struct Stream {
    bytes: Vec<u8>,
    bits: usize,
}

/// What compressed blocks are made of.
#[derive(Clone, Copy)]
pub(super) enum Symbol {
    Literal(u8),
    /// Bytes from so far back, by a symbol for the length and one for the distance, each with its extra bits.
    Copy {
        length: (u16, u32, u32),
        distance: (u16, u32, u32),
    },
    End,
}

/// Three bytes from one back.
const RUN_OF_3: Symbol = Symbol::Copy { length: (257, 0, 0), distance: (0, 0, 0) };
/// 258 bytes from one back.
const RUN_OF_258: Symbol = Symbol::Copy { length: (285, 0, 0), distance: (0, 0, 0) };

impl Stream {
    /// An integer, its least significant bit first.
    fn integer(mut self, value: u32, bits: u32) -> Stream {
        for at in 0..bits {
            if self.bits.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> at & 1) as u8) << (self.bits % 8);
            }
            self.bits += 1;
        }
        self
    }

    /// A prefix code, its most significant bit first.
    fn code(self, code: u32, bits: u32) -> Stream {
        self.integer(code.reverse_bits() >> (32 - bits), bits)
    }

    fn header(self, is_last: bool, kind: u32) -> Stream {
        self.integer(u32::from(is_last), 1).integer(kind, 2)
    }

    fn stored_as(self, is_last: bool, length: u16, complement: u16, bytes: &[u8]) -> Stream {
        let mut stream = self.header(is_last, 0);
        stream.bytes.extend(length.to_le_bytes());
        stream.bytes.extend(complement.to_le_bytes());
        stream.bytes.extend(bytes);
        stream.bits = 8 * stream.bytes.len();
        stream
    }

    pub fn stored(self, is_last: bool, bytes: &[u8]) -> Stream {
        let length = bytes.len() as u16;
        self.stored_as(is_last, length, !length, bytes)
    }

    /// A block of the fixed codes (§3.2.6).
    pub fn fixed(self, is_last: bool, symbols: &[Symbol]) -> Stream {
        let literal = |stream: Stream, symbol: u16| {
            let symbol = u32::from(symbol);
            match symbol {
                0..=143 => stream.code(0b0011_0000 + symbol, 8),
                144..=255 => stream.code(0b1_1001_0000 + symbol - 144, 9),
                256..=279 => stream.code(symbol - 256, 7),
                _ => stream.code(0b1100_0000 + symbol - 280, 8),
            }
        };
        let write = |stream: Stream, symbol: &Symbol| match *symbol {
            Symbol::Literal(byte) => literal(stream, u16::from(byte)),
            Symbol::End => literal(stream, 256),
            Symbol::Copy { length, distance } => {
                let stream = literal(stream, length.0).integer(length.1, length.2);
                stream.code(u32::from(distance.0), 5).integer(distance.1, distance.2)
            }
        };
        symbols.iter().fold(self.header(is_last, 1), write)
    }

    /// A block with codes of its own (§3.2.7).
    fn own(self, codes: &OwnCodes, symbols: &[Symbol]) -> Stream {
        const ORDER: [usize; 19] =
            [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
        let counts = [(codes.literals as u32 - 257, 5), (codes.distances as u32 - 1, 5), (15, 4)];
        let mut stream = self.header(true, 2);
        for (count, bits) in counts {
            stream = stream.integer(count, bits);
        }
        for symbol in ORDER {
            stream = stream.integer(u32::from(codes.of_lengths[symbol]), 3);
        }
        let of_lengths = prefix_codes(&codes.of_lengths);
        for (symbol, extra, bits) in &codes.tokens {
            let (code, length) = of_lengths[*symbol];
            stream = stream.code(code, length).integer(*extra, *bits);
        }
        let (literals, distances) = codes.lengths();
        let (literals, distances) = (prefix_codes(&literals), prefix_codes(&distances));
        let write = |stream: Stream, (code, length): (u32, u32)| stream.code(code, length);
        symbols.iter().fold(stream, |stream, symbol| match *symbol {
            Symbol::Literal(byte) => write(stream, literals[usize::from(byte)]),
            Symbol::End => write(stream, literals[256]),
            Symbol::Copy { length, distance } => {
                let stream = write(stream, literals[usize::from(length.0)]);
                let stream = stream.integer(length.1, length.2);
                write(stream, distances[usize::from(distance.0)]).integer(distance.1, distance.2)
            }
        })
    }

    pub fn bytes(self) -> Vec<u8> {
        self.bytes
    }
}

pub(super) fn literals(text: &[u8]) -> Vec<Symbol> {
    let literals = text.iter().map(|byte| Symbol::Literal(*byte));
    literals.chain([Symbol::End]).collect()
}

/// A stream, with a name and a sentence.
pub(super) struct Named {
    pub id: &'static str,
    pub about: &'static str,
    pub stream: Vec<u8>,
}

impl Named {
    /// What it decodes to; nothing where it is refused, for no trailer matters then.
    pub fn text(&self) -> Vec<u8> {
        inflate(&self.stream, None).map(|inflated| inflated.bytes).unwrap_or_default()
    }
}

fn named(id: &'static str, about: &'static str, stream: Stream) -> Named {
    Named { id, about, stream: stream.bytes() }
}

/// Streams that are to be decoded or refused.
pub(super) fn streams() -> Vec<Named> {
    [stored_blocks(), fixed_blocks(), own_codes(), broken()].into_iter().flatten().collect()
}

fn stored_blocks() -> Vec<Named> {
    let new = Stream::default;
    vec![
        named("stored", "a stored block", new().stored(true, b"abc")),
        named("stored-empty", "a stored block of no bytes", new().stored(true, b"")),
        named(
            "stored-several",
            "stored blocks, the second of no bytes",
            new().stored(false, b"a").stored(false, b"").stored(true, b"bc"),
        ),
        named(
            "stored-unaligned",
            "a stored block begins at the next byte behind another block",
            new().fixed(false, &literals(b"ab")).stored(true, b"cd"),
        ),
        named(
            "stored-complement",
            "the length of a stored block has a wrong complement",
            new().stored_as(true, 3, 0xfffd, b"abc"),
        ),
        named(
            "stored-cut",
            "a stored block is shorter than its length",
            new().stored_as(true, 4, !4, b"abc"),
        ),
    ]
}

fn fixed_blocks() -> Vec<Named> {
    let new = Stream::default;
    let run = |last: Symbol| [vec![Symbol::Literal(7)], vec![last], vec![Symbol::End]].concat();
    let all: Vec<u8> = (0..=255).collect();
    let copy = |length, distance| Symbol::Copy { length, distance };
    // 1 + 127 * 258 = 32767 bytes, then one more.
    let far = [
        vec![Symbol::Literal(1)],
        vec![RUN_OF_258; 127],
        vec![Symbol::Literal(2), copy((257, 0, 0), (29, 8191, 13)), Symbol::End],
    ];
    let lengths = [(265, 1, 1), (269, 3, 2), (273, 7, 3), (277, 15, 4), (284, 30, 5)];
    let mut of_lengths = vec![Symbol::Literal(3)];
    of_lengths.extend(lengths.map(|length| copy(length, (0, 0, 0))));
    of_lengths.push(Symbol::End);
    let overlap = [
        vec![Symbol::Literal(1), Symbol::Literal(2), Symbol::Literal(3)],
        vec![copy((262, 0, 0), (2, 0, 0)), Symbol::End],
    ];
    vec![
        named(
            "fixed-empty",
            "a block of the fixed codes without bytes",
            new().fixed(true, &[Symbol::End]),
        ),
        named(
            "fixed-literals",
            "every literal of the fixed codes",
            new().fixed(true, &literals(&all)),
        ),
        named("fixed-run", "a copy of the byte before", new().fixed(true, &run(RUN_OF_3))),
        named("fixed-longest", "the longest copy", new().fixed(true, &run(RUN_OF_258))),
        named(
            "fixed-lengths",
            "copies with every number of extra bits",
            new().fixed(true, &of_lengths),
        ),
        named("fixed-farthest", "a copy from 32768 back", new().fixed(true, &far.concat())),
        named(
            "fixed-overlap",
            "a copy of 8 bytes from 3 back",
            new().fixed(true, &overlap.concat()),
        ),
        named(
            "fixed-several",
            "a copy from the block before",
            new()
                .fixed(false, &literals(b"abc"))
                .fixed(true, &[copy((257, 0, 0), (2, 0, 0)), Symbol::End]),
        ),
        named(
            "distance-beyond",
            "a copy from before the first byte",
            new().fixed(true, &run(copy((257, 0, 0), (1, 0, 0)))),
        ),
        named(
            "distance-30",
            "the distance symbol 30",
            new().fixed(true, &run(copy((257, 0, 0), (30, 0, 0)))),
        ),
        named(
            "distance-31",
            "the distance symbol 31",
            new().fixed(true, &run(copy((257, 0, 0), (31, 0, 0)))),
        ),
        named(
            "length-286",
            "the length symbol 286",
            new().fixed(true, &run(copy((286, 0, 0), (0, 0, 0)))),
        ),
        named(
            "length-287",
            "the length symbol 287",
            new().fixed(true, &run(copy((287, 0, 0), (0, 0, 0)))),
        ),
    ]
}

/// The codes that a block begins with.
struct OwnCodes {
    literals: usize,
    distances: usize,
    /// The lengths of the codes for lengths.
    of_lengths: [u8; 19],
    /// Lengths and repetitions, each with its extra bits.
    tokens: Vec<(usize, u32, u32)>,
}

impl OwnCodes {
    /// Codes of such lengths by symbol, each of them written out, by codes of four bits for the lengths 0 to 15.
    fn of(
        literals: usize,
        distances: usize,
        used: &[(usize, u8)],
        far: &[(usize, u8)],
    ) -> OwnCodes {
        let mut of_lengths = [4; 19];
        of_lengths[16..].fill(0);
        let length = |used: &[(usize, u8)], symbol| {
            used.iter()
                .find(|(one, _)| *one == symbol)
                .map_or(0, |(_, length)| usize::from(*length))
        };
        let tokens = (0..literals).map(|symbol| length(used, symbol));
        let tokens = tokens.chain((0..distances).map(|symbol| length(far, symbol)));
        let tokens = tokens.map(|length| (length, 0, 0)).collect();
        OwnCodes { literals, distances, of_lengths, tokens }
    }

    /// The lengths that the tokens stand for, of literals and of distances.
    fn lengths(&self) -> (Vec<u8>, Vec<u8>) {
        let mut lengths = Vec::new();
        for (symbol, extra, _) in &self.tokens {
            let (length, times) = match symbol {
                16 => (lengths.last().copied().unwrap_or(0), 3 + extra),
                17 => (0, 3 + extra),
                18 => (0, 11 + extra),
                length => (*length as u8, 1),
            };
            lengths.extend((0..times).map(|_| length));
        }
        lengths.resize(lengths.len().max(self.literals + self.distances), 0);
        let distances = lengths.split_off(self.literals);
        (lengths, distances)
    }
}

/// By symbol, its code and how many bits that has (§3.2.2).
fn prefix_codes(lengths: &[u8]) -> Vec<(u32, u32)> {
    let mut codes = vec![(0, 1); lengths.len()];
    let mut code = 0;
    for length in 1..=15 {
        code <<= 1;
        for (symbol, _) in lengths.iter().enumerate().filter(|(_, one)| **one == length) {
            codes[symbol] = (code, u32::from(length));
            code += 1;
        }
    }
    codes
}

fn own_codes() -> Vec<Named> {
    let a = usize::from(b'a');
    let text = literals(b"aa");
    let copy = [Symbol::Literal(b'a'), RUN_OF_3, Symbol::End];
    let with_copy = [(a, 1), (256, 2), (257, 2)];
    let own = |id, about, codes: OwnCodes, symbols: &[Symbol]| {
        named(id, about, Stream::default().own(&codes, symbols))
    };
    let mut of_lengths = [0; 19];
    for (symbol, length) in [(0, 2), (1, 2), (16, 2), (18, 2)] {
        of_lengths[symbol] = length;
    }
    let repeated = |tokens: &[(usize, u32, u32)]| OwnCodes {
        literals: 257,
        distances: 4,
        of_lengths,
        tokens: tokens.to_vec(),
    };
    let head = [(18, 86, 7), (1, 0, 0), (18, 127, 7), (18, 9, 7), (1, 0, 0)];
    let behind = |tokens: &[(usize, u32, u32)]| repeated(&[&head[..], tokens].concat());
    let longest: Vec<(usize, u8)> = (1..=14)
        .map(|length| (a + usize::from(length), length))
        .chain([(a, 15), (256, 15)])
        .collect();
    let all: Vec<u8> = (a as u8..a as u8 + 15).collect();
    vec![
        own(
            "own",
            "a block with codes of its own, none of them for distances",
            OwnCodes::of(257, 1, &[(a, 1), (256, 1)], &[]),
            &text,
        ),
        own(
            "own-longest",
            "codes of 1 to 15 bits",
            OwnCodes::of(257, 1, &longest, &[]),
            &literals(&all),
        ),
        own(
            "own-distance",
            "a single distance code of one bit",
            OwnCodes::of(258, 1, &with_copy, &[(0, 1)]),
            &copy,
        ),
        own(
            "own-distance-unused",
            "the other bit where there is a single distance code",
            OwnCodes::of(258, 2, &with_copy, &[(0, 1)]),
            // The code of the second distance, which has none, is written as the bit that is not used.
            &[
                Symbol::Literal(b'a'),
                Symbol::Copy { length: (257, 0, 0), distance: (1, 1, 1) },
                Symbol::End,
            ],
        ),
        own(
            "own-no-distance",
            "a copy where no distance has a code",
            OwnCodes::of(258, 1, &with_copy, &[]),
            &copy,
        ),
        own(
            "own-end-only",
            "a block whose only code is that of its end",
            OwnCodes::of(257, 1, &[(256, 1)], &[]),
            &[Symbol::End],
        ),
        own(
            "own-no-end",
            "a block whose end has no code",
            OwnCodes::of(257, 1, &[(a, 1), (a + 1, 1)], &[]),
            &literals(b"aa")[..2],
        ),
        own(
            "own-repeated",
            "zeros that are repeated from literals into distances",
            behind(&[(0, 0, 0), (16, 0, 2)]),
            &text,
        ),
        own(
            "own-repeated-beyond",
            "a length that is repeated beyond the last code",
            behind(&[(0, 0, 0), (16, 1, 2)]),
            &text,
        ),
        own(
            "own-repeated-first",
            "the first length repeats the one before",
            repeated(&[(16, 0, 2), (18, 127, 7), (18, 109, 7)]),
            &text,
        ),
        own(
            "own-286",
            "286 literal and length codes",
            OwnCodes::of(286, 30, &[(a, 1), (256, 1)], &[]),
            &text,
        ),
        own(
            "own-287",
            "287 literal and length codes",
            OwnCodes::of(287, 1, &[(a, 1), (256, 1)], &[]),
            &text,
        ),
        own(
            "own-oversubscribed",
            "three codes of one bit",
            OwnCodes::of(257, 1, &[(a, 1), (a + 1, 1), (256, 1)], &[]),
            &text,
        ),
        own(
            "own-incomplete",
            "codes that leave bits without a meaning",
            OwnCodes::of(257, 1, &[(a, 2), (256, 2)], &[]),
            &text,
        ),
        own(
            "own-distances-incomplete",
            "distance codes that leave bits without a meaning",
            OwnCodes::of(258, 2, &with_copy, &[(0, 2), (1, 2)]),
            &copy,
        ),
        own(
            "own-lengths-incomplete",
            "codes for code lengths that leave bits without a meaning",
            {
                let mut codes = OwnCodes::of(257, 1, &[(a, 1), (256, 1)], &[]);
                codes.of_lengths[15] = 0;
                codes
            },
            &text,
        ),
    ]
}

fn broken() -> Vec<Named> {
    let new = Stream::default;
    vec![
        named("reserved", "a block of the reserved type", new().header(true, 3).integer(0, 13)),
        named("not-last", "no block is the last", new().fixed(false, &literals(b"abc"))),
        named("nothing", "no block", new()),
    ]
}
