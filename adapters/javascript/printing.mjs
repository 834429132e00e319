// Elements as fill values in JSON, exactly as they lie in memory: NaN keeps its bits, and -0 its sign.

// What "NaN" denotes; all other NaNs are patterns.
const NAN = { 2: 0x7e00n, 4: 0x7fc00000n, 8: 0x7ff8000000000000n };

/** The JSON of each element of a chunk's data, which is a typed array or something like one. */
export function elements(data) {
  return Array.from({ length: data.length }, (_, at) => element(data, at));
}

function element(data, at) {
  const value = data.get ? data.get(at) : data[at];
  if (typeof value === "bigint") return String(value);
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString("base64"));
  if (typeof value !== "number") return JSON.stringify(value);
  if (Number.isNaN(value)) return nan(data, at);
  if (Object.is(value, -0)) return "-0.0";
  if (!Number.isFinite(value)) return value > 0 ? '"Infinity"' : '"-Infinity"';
  return String(shortest(value, data.constructor));
}

function nan({ buffer, byteOffset, BYTES_PER_ELEMENT: width }, at) {
  const bytes = new Uint8Array(buffer, byteOffset + at * width, width).toReversed();
  const pattern = Buffer.from(bytes).toString("hex");
  return BigInt(`0x${pattern}`) === NAN[width] ? '"NaN"' : `"0x${pattern}"`;
}

/** The number of the fewest digits that the type reads as the same. */
function shortest(value, Type) {
  if (Type !== Float32Array && Type !== globalThis.Float16Array) return value;
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Type.of(short)[0] === value) return short;
  }
  return value;
}
