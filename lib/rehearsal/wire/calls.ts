/** A value on the wire: msgpack from the provider and almost everywhere to it, JSON nowhere today. */
export type DynamicValue = { readonly msgpack?: Uint8Array; readonly json?: Uint8Array };

/** One step of a path to an attribute. Elements of a set have no step. */
export type PathStep =
  | { readonly attributeName: string }
  | { readonly elementKeyString: string }
  | { readonly elementKeyInt: number };

/** Where in a configuration something is. */
export type AttributePath = { readonly steps: readonly PathStep[] };

/** An error or a warning, as terraform prints it. */
export type Diagnostic = {
  readonly severity: "ERROR" | "WARNING";
  readonly summary: string;
  readonly detail: string;
  readonly attribute?: AttributePath;
};

/** State as it lies in the state file: JSON text. */
export type RawState = { readonly json?: Uint8Array };

export type AttributeMessage = {
  readonly name: string;
  readonly type?: Uint8Array;
  readonly nestedType?: { readonly attributes: readonly AttributeMessage[]; readonly nesting: string };
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
  readonly writeOnly: boolean;
};

export type BlockMessage = {
  readonly attributes: readonly AttributeMessage[];
  readonly blockTypes: readonly {
    readonly typeName: string;
    readonly block: BlockMessage;
    readonly nesting: string;
    readonly minItems: number;
    readonly maxItems: number;
  }[];
};

export type SchemaMessage = { readonly version: number; readonly block: BlockMessage };

/** Every call terraform makes to a provider: what it asks and what it gets. */
export type Calls = {
  GetProviderSchema: {
    request: object;
    response: {
      readonly provider: SchemaMessage;
      readonly resourceSchemas: Readonly<Record<string, SchemaMessage>>;
      readonly dataSourceSchemas: Readonly<Record<string, SchemaMessage>>;
      readonly serverCapabilities: {
        readonly planDestroy: boolean;
        readonly getProviderSchemaOptional: boolean;
        readonly moveResourceState: boolean;
      };
    };
  };
  ValidateProviderConfig: { request: { readonly config: DynamicValue }; response: Diagnostics };
  ValidateResourceConfig: { request: ValidateRequest; response: Diagnostics };
  ValidateDataResourceConfig: { request: ValidateRequest; response: Diagnostics };
  UpgradeResourceState: {
    request: { readonly typeName: string; readonly rawState: RawState };
    response: Diagnostics & { readonly upgradedState?: DynamicValue };
  };
  ConfigureProvider: { request: { readonly config: DynamicValue }; response: Diagnostics };
  ReadResource: {
    request: {
      readonly typeName: string;
      readonly currentState: DynamicValue;
      readonly private: Uint8Array;
    };
    response: Diagnostics & { readonly newState?: DynamicValue; readonly private?: Uint8Array };
  };
  PlanResourceChange: {
    request: {
      readonly typeName: string;
      readonly priorState: DynamicValue;
      readonly proposedNewState: DynamicValue;
      readonly config: DynamicValue;
      readonly priorPrivate: Uint8Array;
    };
    response: Diagnostics & {
      readonly plannedState?: DynamicValue;
      readonly requiresReplace?: readonly AttributePath[];
      readonly plannedPrivate?: Uint8Array;
      readonly legacyTypeSystem?: boolean;
    };
  };
  ApplyResourceChange: {
    request: {
      readonly typeName: string;
      readonly priorState: DynamicValue;
      readonly plannedState: DynamicValue;
      readonly config: DynamicValue;
      readonly plannedPrivate: Uint8Array;
    };
    response: Diagnostics & {
      readonly newState?: DynamicValue;
      readonly private?: Uint8Array;
      readonly legacyTypeSystem?: boolean;
    };
  };
  ImportResourceState: {
    request: { readonly typeName: string; readonly id: string };
    response: Diagnostics & {
      readonly importedResources?: readonly {
        readonly typeName: string;
        readonly state: DynamicValue;
        readonly private: Uint8Array;
      }[];
    };
  };
  MoveResourceState: {
    request: { readonly sourceTypeName: string; readonly targetTypeName: string };
    response: Diagnostics;
  };
  ReadDataSource: {
    request: { readonly typeName: string; readonly config: DynamicValue };
    response: Diagnostics & { readonly state?: DynamicValue };
  };
  GetFunctions: { request: object; response: object };
  StopProvider: { request: object; response: object };
};

/** What a provider answers, call by call. */
export type Handlers = {
  readonly [Call in keyof Calls]: (request: Calls[Call]["request"]) => Promise<Calls[Call]["response"]>;
};

type Diagnostics = { readonly diagnostics?: readonly Diagnostic[] };

type ValidateRequest = {
  readonly typeName: string;
  readonly config: DynamicValue;
  readonly clientCapabilities?: { readonly writeOnlyAttributesAllowed?: boolean } | null;
};
