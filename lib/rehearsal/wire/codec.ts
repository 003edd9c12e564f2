import { decode, ExtensionCodec, encode } from "@msgpack/msgpack";
import type { BlockSchema, NestedBlockSchema, TfType } from "../schema/types";
import { UNKNOWN, type Value, type Values } from "../world/backend";
import type { DynamicValue } from "./calls";

/** Deeper than any schema: aws_wafv2_web_acl nests statements some 60 levels deep on the wire. */
const MAX_DEPTH = 500;

/**
 * A value of terraform's as plain data.
 *
 * Unknown values, refined or not, become UNKNOWN. Whole numbers JavaScript can hold are numbers; larger ones and
 * decimal fractions that are not exact in binary come as text, as terraform sends them, so that they go back
 * unchanged. A value of dynamic type is a pair: its type as JSON text, and the value.
 */
export function decodeValue(value: DynamicValue | null | undefined): Value {
  const bytes = value?.msgpack;
  if (bytes === undefined || bytes.length === 0) {
    return null;
  }
  return plain(decode(bytes, { extensionCodec: extensions(), useBigInt64: true }));
}

/** Like `decodeValue`, for a value that is an object or null. */
export function decodeObject(value: DynamicValue | null | undefined): Values | null {
  const decoded = decodeValue(value);
  return isObject(decoded) ? decoded : null;
}

/** A value as terraform reads it. */
export function encodeValue(value: Value): DynamicValue {
  return { msgpack: encode(value, { extensionCodec: extensions(), maxDepth: MAX_DEPTH }) };
}

/**
 * The JSON of a state file as a value of the block: absent attributes become null, absent blocks empty, and
 * what the block does not have is left out, which is how a state made by another version is read.
 */
export function decodeState(json: Uint8Array, block: BlockSchema): Values {
  return blockFromJson(parseExactly(Buffer.from(json).toString("utf8")), block);
}

/** Whether a value is an object or a map. */
export function isObject(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a list or a set. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Extension 0 is an unknown value, 12 one with refinements ("not null", "starts with"), which nothing here needs. */
function extensions(): ExtensionCodec {
  const codec = new ExtensionCodec();
  codec.register({
    type: 0,
    encode: (value) => (value === UNKNOWN ? new Uint8Array(1) : null),
    decode: () => UNKNOWN,
  });
  codec.register({ type: 12, encode: () => null, decode: () => UNKNOWN });
  return codec;
}

function plain(value: unknown): Value {
  if (typeof value === "bigint") {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  }
  if (ArrayBuffer.isView(value)) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("utf8");
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value as Value;
}

/** Parses JSON and keeps every number that is not a safe integer as text: `0.1` is not what a double holds. */
function parseExactly(text: string): Value {
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
  );
  return JSON.parse(quoted);
}

function blockFromJson(value: Value, block: BlockSchema): Values {
  const from = isObject(value) ? value : {};
  return Object.fromEntries([
    ...Object.entries(block.attributes).map(([name, { type }]): [string, Value] => [
      name,
      typedFromJson(from[name] ?? null, type),
    ]),
    ...Object.entries(block.blocks).map(([name, nested]): [string, Value] => [
      name,
      nestedFromJson(from[name] ?? null, nested),
    ]),
  ]);
}

function nestedFromJson(value: Value, { nesting, block }: NestedBlockSchema): Value {
  if (nesting === "single") {
    return value === null ? null : blockFromJson(value, block);
  }
  if (nesting === "map") {
    return mapValues(isObject(value) ? value : {}, (element) => blockFromJson(element, block));
  }
  return isList(value) ? value.map((element) => blockFromJson(element, block)) : [];
}

function typedFromJson(value: Value, type: TfType): Value {
  if (value === null) {
    return null;
  }
  if (type === "dynamic") {
    return isObject(value) ? [JSON.stringify(value.type ?? "dynamic"), value.value ?? null] : null;
  }
  if (typeof type === "string") {
    return value;
  }
  if (type[0] === "object") {
    const from = isObject(value) ? value : {};
    return Object.fromEntries(
      Object.entries(type[1]).map(([name, inner]) => [name, typedFromJson(from[name] ?? null, inner)]),
    );
  }
  const inner = type[1];
  if (isList(value)) {
    return value.map((element) => typedFromJson(element, inner));
  }
  return isObject(value) ? mapValues(value, (element) => typedFromJson(element, inner)) : value;
}

function mapValues(values: Values, change: (value: Value) => Value): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
