import { Root, type Type } from "protobufjs/light";
import type { Calls } from "./calls";

type Field = {
  readonly id: number;
  readonly type: string;
  readonly rule?: string;
  readonly keyType?: string;
};

const one = (id: number, type: string): Field => ({ id, type });
const many = (id: number, type: string): Field => ({ id, type, rule: "repeated" });
const mapOf = (id: number, type: string): Field => ({ id, type, keyType: "string" });

const NOTHING: Record<string, Field> = {};
const VALUE = "DynamicValue";

/**
 * The messages, by their names with the dots left out (names do not travel). Only fields that are read or
 * written here: protobuf skips the others, so terraform may send more.
 */
const MESSAGES: Readonly<Record<string, Record<string, Field>>> = {
  DynamicValue: { msgpack: one(1, "bytes"), json: one(2, "bytes") },
  Diagnostic: {
    severity: one(1, "Severity"),
    summary: one(2, "string"),
    detail: one(3, "string"),
    attribute: one(4, "AttributePath"),
  },
  AttributePath: { steps: many(1, "Step") },
  Step: {
    attributeName: one(1, "string"),
    elementKeyString: one(2, "string"),
    elementKeyInt: one(3, "int64"),
  },
  RawState: { json: one(1, "bytes") },
  Block: { attributes: many(2, "Attribute"), blockTypes: many(3, "NestedBlock") },
  Attribute: {
    name: one(1, "string"),
    type: one(2, "bytes"),
    nestedType: one(10, "NestedType"),
    required: one(4, "bool"),
    optional: one(5, "bool"),
    computed: one(6, "bool"),
    sensitive: one(7, "bool"),
    writeOnly: one(11, "bool"),
  },
  NestedBlock: {
    typeName: one(1, "string"),
    block: one(2, "Block"),
    nesting: one(3, "Nesting"),
    minItems: one(4, "int64"),
    maxItems: one(5, "int64"),
  },
  NestedType: { attributes: many(1, "Attribute"), nesting: one(3, "Nesting") },
  Schema: { version: one(1, "int64"), block: one(2, "Block") },
  ServerCapabilities: {
    planDestroy: one(1, "bool"),
    getProviderSchemaOptional: one(2, "bool"),
    moveResourceState: one(3, "bool"),
  },
  ClientCapabilities: { writeOnlyAttributesAllowed: one(2, "bool") },
  GetProviderSchemaRequest: NOTHING,
  GetProviderSchemaResponse: {
    provider: one(1, "Schema"),
    resourceSchemas: mapOf(2, "Schema"),
    dataSourceSchemas: mapOf(3, "Schema"),
    serverCapabilities: one(6, "ServerCapabilities"),
  },
  ValidateProviderConfigRequest: { config: one(1, VALUE) },
  ValidateProviderConfigResponse: { diagnostics: many(2, "Diagnostic") },
  ValidateResourceConfigRequest: {
    typeName: one(1, "string"),
    config: one(2, VALUE),
    clientCapabilities: one(3, "ClientCapabilities"),
  },
  ValidateResourceConfigResponse: { diagnostics: many(1, "Diagnostic") },
  ValidateDataResourceConfigRequest: { typeName: one(1, "string"), config: one(2, VALUE) },
  ValidateDataResourceConfigResponse: { diagnostics: many(1, "Diagnostic") },
  UpgradeResourceStateRequest: { typeName: one(1, "string"), rawState: one(3, "RawState") },
  UpgradeResourceStateResponse: { upgradedState: one(1, VALUE), diagnostics: many(2, "Diagnostic") },
  ConfigureProviderRequest: { config: one(2, VALUE) },
  ConfigureProviderResponse: { diagnostics: many(1, "Diagnostic") },
  ReadResourceRequest: { typeName: one(1, "string"), currentState: one(2, VALUE), private: one(3, "bytes") },
  ReadResourceResponse: {
    newState: one(1, VALUE),
    diagnostics: many(2, "Diagnostic"),
    private: one(3, "bytes"),
  },
  PlanResourceChangeRequest: {
    typeName: one(1, "string"),
    priorState: one(2, VALUE),
    proposedNewState: one(3, VALUE),
    config: one(4, VALUE),
    priorPrivate: one(5, "bytes"),
  },
  PlanResourceChangeResponse: {
    plannedState: one(1, VALUE),
    requiresReplace: many(2, "AttributePath"),
    plannedPrivate: one(3, "bytes"),
    diagnostics: many(4, "Diagnostic"),
    legacyTypeSystem: one(5, "bool"),
  },
  ApplyResourceChangeRequest: {
    typeName: one(1, "string"),
    priorState: one(2, VALUE),
    plannedState: one(3, VALUE),
    config: one(4, VALUE),
    plannedPrivate: one(5, "bytes"),
  },
  ApplyResourceChangeResponse: {
    newState: one(1, VALUE),
    private: one(2, "bytes"),
    diagnostics: many(3, "Diagnostic"),
    legacyTypeSystem: one(4, "bool"),
  },
  ImportResourceStateRequest: { typeName: one(1, "string"), id: one(2, "string") },
  ImportedResource: { typeName: one(1, "string"), state: one(2, VALUE), private: one(3, "bytes") },
  ImportResourceStateResponse: {
    importedResources: many(1, "ImportedResource"),
    diagnostics: many(2, "Diagnostic"),
  },
  MoveResourceStateRequest: { sourceTypeName: one(2, "string"), targetTypeName: one(5, "string") },
  MoveResourceStateResponse: { diagnostics: many(2, "Diagnostic") },
  ReadDataSourceRequest: { typeName: one(1, "string"), config: one(2, VALUE) },
  ReadDataSourceResponse: { state: one(1, VALUE), diagnostics: many(2, "Diagnostic") },
  GetFunctionsRequest: NOTHING,
  GetFunctionsResponse: NOTHING,
  StopProviderRequest: NOTHING,
  StopProviderResponse: NOTHING,
  Empty: NOTHING,
  HealthCheckResponse: { status: one(1, "int32") },
};

let root: Root | undefined;

/** Bytes of a message. `name` is the message's name without dots: `PlanResourceChangeResponse`. */
export function encodeMessage(name: string, message: object): Buffer {
  const type = messageType(name);
  return Buffer.from(type.encode(type.fromObject(message)).finish());
}

/** A message from its bytes. Absent messages are null, absent lists and strings empty. */
export function decodeMessage(name: string, bytes: Uint8Array): object {
  const type = messageType(name);
  return type.toObject(type.decode(bytes), { longs: Number, enums: String, defaults: true });
}

/** Names of the calls, in the order of the protocol. */
export function callNames(): (keyof Calls)[] {
  return Object.keys(MESSAGES)
    .filter((name) => name.endsWith("Request"))
    .map((name) => name.slice(0, -"Request".length) as keyof Calls);
}

function messageType(name: string): Type {
  root ??= Root.fromJSON({
    nested: {
      Severity: { values: { INVALID: 0, ERROR: 1, WARNING: 2 } },
      Nesting: { values: { INVALID: 0, SINGLE: 1, LIST: 2, SET: 3, MAP: 4 } },
      ...Object.fromEntries(Object.entries(MESSAGES).map(([key, fields]) => [key, { fields }])),
    },
  });
  return root.lookupType(name);
}
