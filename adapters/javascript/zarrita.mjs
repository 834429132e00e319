// Zarrproof's protocol over zarrita, through stores such as its users have: a zarr.json, a chunk,
// `open` and `get`. What zarrita makes of them is passed on as it is.

import { readFile } from "node:fs/promises";
import * as zarr from "zarrita";

const DATA_TYPES = [
  "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
  "float16", "float32", "float64",
];

async function hello() {
  const home = new URL("../../package.json", import.meta.resolve("zarrita"));
  const { name, version, repository } = JSON.parse(await readFile(home, "utf8"));
  const operations = ["decode", "fill_value", "validate"];
  return {
    protocol: 1,
    implementation: { name, version, language: "javascript", homepage: repository },
    codecs: { cast_value: { data_types: DATA_TYPES, operations } },
    scalars: DATA_TYPES,
    layouts: ["F"],
  };
}

// The zarr.json of an array of one chunk. Its numbers are the text that the harness wrote: zarrita is
// the first to read 18446744073709551615, 1e400 or -0.
function metadata(line, shape, codecs) {
  const { codec, data_type, fill_value } = JSON.parse(line, (_, value, { source }) =>
    typeof value === "number" ? JSON.rawJSON(source) : value,
  );
  const chunk_shape = shape.map((length) => Math.max(length, 1));
  return JSON.stringify({
    zarr_format: 3,
    node_type: "array",
    shape,
    data_type,
    chunk_grid: { name: "regular", configuration: { chunk_shape } },
    chunk_key_encoding: { name: "default" },
    fill_value,
    codecs: [...codecs(codec), { name: "bytes", configuration: { endian: "little" } }],
  });
}

// Requests come in runs that differ in nothing but id and data: the last array stays open.
let last = {};

/** Reads all of an array, whose chunk is missing if there are no `bytes`. */
async function read({ line, id, data }, shape, codecs, bytes) {
  const same = line.replace(`"id":${id}`, "").replace(`"data":"${data}"`, "");
  if (last.same !== same) {
    const json = new TextEncoder().encode(metadata(line, shape, codecs));
    const store = new Map([["/zarr.json", json]]);
    last = { same, store, array: await zarr.open.v3(store, { kind: "array" }) };
  }
  const { store, array } = last;
  if (bytes) store.set(["/c", ...shape.map(() => 0)].join("/"), bytes);
  // Of an array without dimensions, `get` returns a bare value, and `getChunk` an array.
  const chunk = await (shape.length ? zarr.get(array) : array.getChunk([]));
  return inCOrder(chunk);
}

// Of an array behind `transpose`, `get` returns the elements with the strides of Fortran order, too. Others
// stay as they are, for a copy through JavaScript's numbers would lose the bits of NaN.
function inCOrder({ data, shape, stride }) {
  const inner = (dimension) => shape.slice(dimension + 1).reduce((one, other) => one * other, 1);
  if (stride.every((step, dimension) => step === inner(dimension))) return data;
  const output = new data.constructor(data.length);
  const index = shape.map(() => 0);
  for (let at = 0; at < output.length; at += 1) {
    output[at] = data[index.reduce((place, one, dimension) => place + one * stride[dimension], 0)];
    advance(index, shape);
  }
  return output;
}

/** The next index in C order. */
function advance(index, shape) {
  for (let dimension = shape.length - 1; dimension >= 0; dimension -= 1) {
    index[dimension] += 1;
    if (index[dimension] < shape[dimension]) return;
    index[dimension] = 0;
  }
}

// Between cast_value and the bytes, zarrita's transpose hands on a chunk whose strides are those of
// Fortran order.
function transpose(shape) {
  const order = shape.map((_, dimension) => shape.length - 1 - dimension);
  return { name: "transpose", configuration: { order } };
}

/** Bytes of elements in C order, with the first index varying fastest. */
function inFortranOrder(bytes, shape) {
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

// Codecs see their metadata when the first chunk is read, and every type has a zero.
const zeros = new Uint8Array(8);

// A codec such as users may register. Behind cast_value, it is told the fill value that cast_value
// made of the array's, which nothing else lets a user see.
const PROBE = { name: "zarrproof.probe", configuration: {} };
let probed;
zarr.registry.set(PROBE.name, () => ({
  fromConfig: (_, { fillValue }) => ({
    kind: "array_to_array",
    decode(chunk) {
      probed = new chunk.data.constructor(1).fill(fillValue);
      return chunk;
    },
  }),
}));

const OPERATIONS = {
  async decode(request) {
    const { shape, layout } = request;
    const bytes = new Uint8Array(Buffer.from(request.data, "base64"));
    if (layout === "F") {
      const codecs = (codec) => [codec, transpose(shape)];
      return elements(await read(request, shape, codecs, inFortranOrder(bytes, shape)));
    }
    return elements(await read(request, shape, (codec) => [codec], bytes));
  },
  async fill_value(request) {
    await read(request, [1], (codec) => [codec, PROBE], zeros);
    return elements(probed);
  },
  async validate(request) {
    try {
      await read(request, [1], (codec) => [codec], zeros);
      return { valid: true };
    } catch (error) {
      return { valid: false, message: describe(error) };
    }
  },
  async scalar(request) {
    return elements(await read(request, [1], () => []));
  },
};

function elements({ buffer, byteOffset, byteLength }) {
  return { data: Buffer.from(buffer, byteOffset, byteLength).toString("base64") };
}

function describe({ message, cause }) {
  return cause ? `${message}: ${describe(cause)}` : message;
}

async function answer(line) {
  const request = { ...JSON.parse(line), line };
  const { op, id } = request;
  if (op === "hello") return hello();
  if (!Object.hasOwn(OPERATIONS, op)) return { id, unsupported: `zarrita has no ${op}` };
  try {
    return { id, ...(await OPERATIONS[op](request)) };
  } catch (error) {
    return { id, error: { message: describe(error) } };
  }
}

let rest = "";
for await (const text of process.stdin.setEncoding("utf8")) {
  const lines = (rest + text).split("\n");
  rest = lines.pop();
  let answers = "";
  for (const line of lines) answers += `${JSON.stringify(await answer(line))}\n`;
  process.stdout.write(answers);
}
