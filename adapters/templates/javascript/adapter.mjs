// A Zarrproof adapter to copy: fill in `cast`, say in HELLO who the implementation is and what it does,
// and run `zarrproof check -- node adapter.mjs`. The protocol is in `zarrproof check --help`. As it
// stands, it widens int8 to int16.

const TYPES = { int8: Int8Array, int16: Int16Array };

const HELLO = {
  protocol: 1,
  implementation: { name: "template", version: "0.1.0", language: "JavaScript" },
  // What takes arrays with strides lists "layouts" too: docs/adapters.md, "Memory layouts".
  codecs: { cast_value: { data_types: Object.keys(TYPES), operations: ["encode", "decode"] } },
};

class Unsupported extends Error {}

// The one function to fill in. It takes a typed array and returns one of the type named `output`, or
// throws if an element has no result. The configuration is the codec's, as in a zarr.json.
function cast(elements, output, { rounding, out_of_range, scalar_map }) {
  if (scalar_map) throw new Unsupported("scalar_map");
  const Output = TYPES[output];
  if (Output.BYTES_PER_ELEMENT < elements.BYTES_PER_ELEMENT) throw new Unsupported("narrowing");
  return Output.from(elements);
}

// Elements travel as base64 of their little-endian bytes.
function fromBase64(type, data) {
  return new TYPES[type](new Uint8Array(Buffer.from(data, "base64")).buffer);
}

function toBase64({ buffer, byteOffset, byteLength }) {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}

function answer(request) {
  const { op, id, codec, data_type, data } = request;
  if (op === "hello") return HELLO;
  try {
    // Encoding leads from the array's data type to the codec's, decoding back.
    const encoded = codec.configuration.data_type;
    const [input, output] = op === "encode" ? [data_type, encoded] : [encoded, data_type];
    return { id, data: toBase64(cast(fromBase64(input, data), output, codec.configuration)) };
  } catch (error) {
    if (error instanceof Unsupported) return { id, unsupported: error.message };
    return { id, error: { message: error.message } };
  }
}

let rest = "";
for await (const text of process.stdin.setEncoding("utf8")) {
  const lines = (rest + text).split("\n");
  rest = lines.pop();
  for (const line of lines) process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
