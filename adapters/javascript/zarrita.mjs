// Zarrproof's protocol over zarrita, through stores such as its users have: a zarr.json, a chunk,
// `open`, `get` and `set`. What zarrita makes of them is passed on as it is.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import FileSystemStore from "@zarrita/storage/fs";
import * as zarr from "zarrita";
import { advance, inC, inFortranOrder } from "./order.mjs";
import { elements as printed } from "./printing.mjs";

// The bytes of an element of each data type.
const WIDTHS = {
  int8: 1, int16: 2, int32: 4, int64: 8, uint8: 1, uint16: 2, uint32: 4, uint64: 8,
  float16: 2, float32: 4, float64: 8,
};
const DATA_TYPES = Object.keys(WIDTHS);

async function hello() {
  const home = new URL("../../package.json", import.meta.resolve("zarrita"));
  const { name, version, repository } = JSON.parse(await readFile(home, "utf8"));
  const operations = ["decode", "fill_value", "validate"];
  return {
    protocol: 1,
    implementation: { name, version, language: "javascript", homepage: repository },
    codecs: { ...OTHERS, cast_value: { data_types: DATA_TYPES, operations } },
    scalars: [...DATA_TYPES, "bool", "string"],
    layouts: ["F"],
    chains: true,
    stores: { read: [2, 3], write: [3] },
  };
}

// The zarr.json of an array of one chunk. Its numbers are the text that the harness wrote: zarrita is
// the first to read 18446744073709551615, 1e400 or -0.
function metadata(line, shape, codecs) {
  const request = JSON.parse(line, (_, value, { source }) =>
    typeof value === "number" ? JSON.rawJSON(source) : value,
  );
  const { data_type, fill_value } = request;
  const chunk_shape = shape.map((length) => Math.max(length, 1));
  return JSON.stringify({
    zarr_format: 3,
    node_type: "array",
    shape,
    data_type,
    chunk_grid: { name: "regular", configuration: { chunk_shape } },
    chunk_key_encoding: { name: "default" },
    fill_value,
    codecs: codecs(request),
  });
}

// Requests come in runs that differ in nothing but id and data: the last array stays open.
let last = {};

/** Opens the array of a request, and says where its chunk is. */
async function open({ line, id, data }, shape, codecs) {
  const same = line.replace(`"id":${id}`, "").replace(`"data":"${data}"`, "");
  if (last.same !== same) {
    const json = new TextEncoder().encode(metadata(line, shape, codecs));
    const store = new Map([["/zarr.json", json]]);
    const key = ["/c", ...shape.map(() => 0)].join("/");
    last = { same, store, key, array: await zarr.open.v3(store, { kind: "array" }) };
  }
  return last;
}

/** Writes all elements of an array that has no chunks. Without dimensions that is a bare value. */
async function setAll(array, shape, data) {
  const { data: blank } = await array.getChunk(shape.map(() => 0));
  const { buffer } = new Uint8Array(Buffer.from(data, "base64"));
  const length = shape.reduce((one, other) => one * other, 1);
  const input = new blank.constructor(buffer, 0, length);
  const [first] = input;
  await zarr.set(array, null, shape.length ? { data: input, shape, stride: inC(shape) } : first);
}

/** Reads all of an array, whose chunk is missing if there are no `bytes`. */
async function read(request, shape, codecs, bytes) {
  const { store, key, array } = await open(request, shape, codecs);
  if (bytes) store.set(key, bytes);
  // Of an array without dimensions, `get` returns a bare value, and `getChunk` an array.
  const chunk = await (shape.length ? zarr.get(array) : array.getChunk([]));
  return inCOrder(chunk);
}

// Of an array behind `transpose`, `get` returns the elements with the strides of Fortran order, too. Others
// stay as they are, for a copy through JavaScript's numbers would lose the bits of NaN.
function inCOrder({ data, shape, stride }) {
  if (stride.every((step, dimension) => step === inC(shape)[dimension])) return data;
  const input = data instanceof zarr.BoolArray ? new Uint8Array(data.buffer) : data;
  const output = new input.constructor(input.length);
  const index = shape.map(() => 0);
  for (let at = 0; at < output.length; at += 1) {
    output[at] = input[index.reduce((place, one, dimension) => place + one * stride[dimension], 0)];
    advance(index, shape);
  }
  return output;
}

// Between cast_value and the bytes, zarrita's transpose hands on a chunk whose strides are those of
// Fortran order.
function transpose(shape) {
  const order = shape.map((_, dimension) => shape.length - 1 - dimension);
  return { name: "transpose", configuration: { order } };
}

const BYTES = { name: "bytes", configuration: { endian: "little" } };
const STRINGS = { name: "vlen-utf8" };

/** All of an array on disk, in C order. */
async function readFromDisk(path) {
  const open = existsSync(join(path, "zarr.json")) ? zarr.open.v3 : zarr.open.v2;
  const array = await open(new FileSystemStore(resolve(path)), { kind: "array" });
  const { shape, dtype } = array;
  const chunk = await (shape.length ? zarr.get(array) : array.getChunk([]));
  return { shape, dtype, data: inCOrder(chunk) };
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
      const codecs = ({ codec }) => [codec, transpose(shape), BYTES];
      return elements(await read(request, shape, codecs, inFortranOrder(bytes, shape)));
    }
    return elements(await read(request, shape, ({ codec }) => [codec, BYTES], bytes));
  },
  async fill_value(request) {
    await read(request, [1], ({ codec }) => [codec, PROBE, BYTES], zeros);
    return elements(probed);
  },
  async validate(request) {
    const name = nameOf(request.codec);
    try {
      if (kinds[name] === "array_to_bytes") await encodeZero(request);
      else await read(request, [1], ({ codec }) => [codec, BYTES], zeros);
      return { valid: true };
    } catch (error) {
      if (Object.hasOwn(OTHERS, name) && isLacking(error)) throw error;
      return { valid: false, message: describe(error) };
    }
  },
  async scalar(request) {
    const isText = request.data_type === "string";
    const data = await read(request, [1], () => [isText ? STRINGS : BYTES]);
    return elements(isText ? new TextEncoder().encode(data[0]) : data);
  },
};

// An entry of each codec that there may be, for an array of one element in one dimension.
const ENTRIES = [
  { name: "bitround", configuration: { keepbits: 1 } },
  { name: "blosc", configuration: { cname: "lz4", clevel: 1, shuffle: 0, blocksize: 0 } },
  BYTES,
  { name: "crc32c" },
  { name: "gzip", configuration: { level: 1 } },
  { name: "numcodecs.bitround", configuration: { keepbits: 1 } },
  { name: "numcodecs.shuffle", configuration: { elementsize: 1 } },
  { name: "packbits" },
  { name: "scale_offset", configuration: {} },
  { name: "transpose", configuration: { order: [0] } },
  { name: "zstd", configuration: { level: 1 } },
];

/** A codec as zarrita makes it for an array of bytes. */
async function codecOf({ name, configuration }) {
  const Codec = await zarr.registry.get(name)?.();
  if (!Codec) throw new zarr.UnknownCodecError(name);
  return Codec.fromConfig(configuration, { dataType: "uint8", shape: [1], fillValue: 0, codecs: [] });
}

const isOfBytes = ({ kind }) => !kind?.startsWith("array_");

// The kind of each codec, by name.
const kinds = {};

/** The operations and data types of each codec, by trying. */
async function abilities() {
  const codecs = {};
  for (const codec of ENTRIES) {
    const one = await codecOf(codec).catch(() => undefined);
    if (!one) continue;
    kinds[codec.name] = one.kind;
    const arrays = [...DATA_TYPES, "bool"].map((data_type) => {
      const data = Buffer.from(zeros.slice(0, WIDTHS[data_type] ?? 1)).toString("base64");
      return { codec, data_type, fill_value: data_type === "bool" ? false : 0, shape: [1], data };
    });
    const bytes = [{ codec, data: "AAAAAA==" }];
    const requests = isOfBytes(one) ? bytes : arrays;
    const operations = [], data_types = new Set();
    for (const op of ["encode", "decode"]) {
      for (const request of requests) {
        if (await isThere({ op, ...request })) {
          if (!operations.includes(op)) operations.push(op);
          if (request.data_type) data_types.add(request.data_type);
        }
      }
    }
    if (operations.length && !isOfBytes(one)) {
      operations.push(...(one.kind === "array_to_array" ? ["fill_value"] : []), "validate");
    }
    codecs[codec.name] = { ...(data_types.size && { data_types: [...data_types] }), operations };
  }
  return codecs;
}

/** Whether there is an answer to a request, or bytes that are not what a codec decodes. */
async function isThere(request) {
  try {
    await CHAINS[request.op]({ ...request, line: JSON.stringify(request) });
    return true;
  } catch (error) {
    return !request.shape && !isLacking(error);
  }
}

// What zarrita says of data types that it does not have.
const LACKING =
  /^(Unknown or unsupported dataType|Unsupported or unknown dtype)|does not support (en|de)coded data type/;

/** Whether an error is about what zarrita does not have. */
function isLacking(error) {
  if (error instanceof zarr.UnsupportedError) return true;
  if (error instanceof zarr.UnknownCodecError) return error.codec !== undefined;
  if (LACKING.test(error.message)) return true;
  return error.cause ? isLacking(error.cause) : false;
}

/** The codecs of a chain, or a codec by itself, which makes bytes of an array or needs them made. */
function codecsOf({ codecs, codec }) {
  if (codecs) return ({ codecs }) => codecs;
  return ({ codec }) => (kinds[codec.name] === "array_to_bytes" ? [codec] : [codec, BYTES]);
}

/** The name of an entry, if it has one. */
function nameOf(codec) {
  return typeof codec === "string" ? codec : codec?.name;
}

/** Writes a zero. Codecs that make bytes of an array read no chunk of any length. */
async function encodeZero(request) {
  const zero = zeros.slice(0, WIDTHS[request.data_type] ?? 1);
  const data = Buffer.from(zero).toString("base64");
  return CHAINS.encode({ ...request, shape: [1], data });
}

/** Bytes through the codecs of a request without an array. */
async function throughBytes({ op, codecs, codec, data }) {
  const all = await Promise.all((codecs ?? [codec]).map(codecOf));
  if (!all.every(isOfBytes)) throw new TypeError("a codec takes an array, and bytes come in");
  let bytes = new Uint8Array(Buffer.from(data, "base64"));
  for (const one of op === "encode" ? all : all.reverse()) bytes = await one[op](bytes);
  return elements(bytes);
}

const CHAINS = {
  async encode(request) {
    const { shape, data } = request;
    if (!shape) return throughBytes(request);
    if (shape.includes(0)) throw new zarr.UnsupportedError("an array without elements has no chunk");
    const { store, key, array } = await open(request, shape, codecsOf(request));
    store.delete(key);
    await setAll(array, shape, data);
    return elements(store.get(key));
  },
  async decode(request) {
    const { shape, data } = request;
    if (!shape) return throughBytes(request);
    const bytes = new Uint8Array(Buffer.from(data, "base64"));
    return elements(await read(request, shape, codecsOf(request), bytes));
  },
};

/** An array on disk, which the operation `read` asks for. */
async function readArray({ path }) {
  const { shape, dtype, data } = await readFromDisk(path);
  return { data_type: dtype, shape, elements: printed(data).map(JSON.rawJSON) };
}

// What `create` has an option for. Of a `chunk_key_encoding` that is the separator of `default`.
const CREATED = [
  "zarr_format", "node_type", "shape", "data_type", "chunk_grid", "chunk_key_encoding", "fill_value", "codecs",
  "dimension_names", "attributes",
];

/** The options by which `create` makes an array of this zarr.json. */
function created({ shape, data_type, chunk_grid, chunk_key_encoding, fill_value, codecs, ...others }) {
  const { dimension_names, attributes } = others;
  const other = Object.keys(others).find((name) => !CREATED.includes(name));
  if (other) throw new zarr.UnsupportedError(`create has no option for ${other}`);
  const name = chunk_key_encoding.name ?? chunk_key_encoding;
  if (name !== "default") throw new zarr.UnsupportedError("create has no option for other chunk keys");
  return {
    shape,
    dtype: data_type,
    chunkShape: chunk_grid.configuration.chunk_shape,
    chunkSeparator: chunk_key_encoding.configuration?.separator,
    fillValue: scalar(data_type, fill_value),
    codecs: codecs.map((one) => (typeof one === "string" ? { name: one, configuration: {} } : one)),
    dimensionNames: dimension_names,
    attributes,
  };
}

const NUMBERS = { NaN, Infinity, "-Infinity": -Infinity };

/** A fill value as `create` takes it: a bigint, a number or a boolean. `json` has integers as they are written. */
function scalar(dtype, json) {
  if (dtype === "int64" || dtype === "uint64") return BigInt(json.rawJSON);
  if (json?.rawJSON) return Number(json.rawJSON);
  if (!dtype.startsWith?.("float")) return json;
  if (!Object.hasOwn(NUMBERS, json)) throw new zarr.UnsupportedError(`no number is ${json}`);
  return NUMBERS[json];
}

/** Creates an array on disk and writes its elements, which the operation `write` asks for. */
async function writeArray({ line, path, data }) {
  const { metadata } = JSON.parse(line);
  if (metadata.zarr_format !== 3) throw new zarr.UnsupportedError("create makes arrays of Zarr v3 alone");
  const exact = JSON.parse(line, (_, value, { source }) =>
    typeof value === "number" ? JSON.rawJSON(source) : value,
  );
  const options = created({ ...metadata, fill_value: exact.metadata.fill_value });
  const array = await zarr.create(new FileSystemStore(resolve(path)), options);
  await setAll(array, metadata.shape, data);
  return { written: true };
}

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
  if (op === "read") return answered(id, readArray, request, true);
  if (op === "write") return answered(id, writeArray, request, true);
  const isChain = request.codecs || Object.hasOwn(OTHERS, request.codec?.name);
  const operations = isChain && Object.hasOwn(CHAINS, op) ? CHAINS : OPERATIONS;
  if (!Object.hasOwn(operations, op)) return { id, unsupported: `zarrita has no ${op}` };
  return answered(id, operations[op], request, isChain);
}

async function answered(id, operation, request, mayLack) {
  try {
    return { id, ...(await operation(request)) };
  } catch (error) {
    if (mayLack && isLacking(error)) return { id, unsupported: describe(error) };
    return { id, error: { message: describe(error) } };
  }
}

// zarrita loads all codecs of an array at once, and reports the first that fails. A second one that fails is nobody's.
process.on("unhandledRejection", () => {});

// A program of the reader contract is started for one array. What zarrita lacks has a status of its own.
const UNAVAILABLE = 69;
const asked = process.argv[2]?.match(/^--array_path=(.*)$/s)?.[1];

async function print(path) {
  try {
    const { data } = await readFromDisk(path);
    process.stdout.write(printed(data).map((line) => `${line}\n`).join(""));
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = isLacking(error) ? UNAVAILABLE : 1;
  }
}

// Casts are asked of by themselves.
const OTHERS = asked === undefined ? await abilities() : {};

async function serve() {
  let rest = "";
  for await (const text of process.stdin.setEncoding("utf8")) {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    let answers = "";
    for (const line of lines) answers += `${JSON.stringify(await answer(line))}\n`;
    process.stdout.write(answers);
  }
}

await (asked === undefined ? serve() : print(asked));
