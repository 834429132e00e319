// Elements in C order and in others. Indices and strides are counted in elements.

/** The strides of C order. */
export function inC(shape) {
  return shape.map((_, at) => shape.slice(at + 1).reduce((one, other) => one * other, 1));
}

/** The next index in C order. */
export function advance(index, shape) {
  for (let dimension = shape.length - 1; dimension >= 0; dimension -= 1) {
    index[dimension] += 1;
    if (index[dimension] < shape[dimension]) return;
    index[dimension] = 0;
  }
}

/** Bytes of elements in C order, with the first index varying fastest. */
export function inFortranOrder(bytes, shape) {
  const width = bytes.length / shape.reduce((product, length) => product * length, 1);
  const output = new Uint8Array(bytes.length);
  const index = shape.map(() => 0);
  for (let at = 0; at < bytes.length; at += width) {
    const place = index.reduceRight((place, one, dimension) => place * shape[dimension] + one, 0);
    output.set(bytes.subarray(at, at + width), place * width);
    advance(index, shape);
  }
  return output;
}
