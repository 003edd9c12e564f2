import type { BlockSchema, ProviderSchema, ResourceSchema } from "../schema/types";
import type { Calls, Diagnostic, Handlers } from "../wire/calls";
import { decodeObject, decodeState, encodeValue } from "../wire/codec";
import { schemaMessage } from "../wire/schema-message";
import { type Backend, type Call, Refusal, type Value, type Values } from "../world/backend";
import { applyChange, settle } from "./apply";
import { errorAt } from "./place";
import { hasComputedBlocks, planChange, withUnknowns } from "./plan";
import { validateBlock, validateResource } from "./validate";
import { conform } from "./values";

/** A provider that knows its types from their schema and keeps its objects in a simulated world. */
export class SimulatedProvider {
  private message: Calls["GetProviderSchema"]["response"] | undefined;

  constructor(
    readonly schema: ProviderSchema,
    private readonly backend: Backend,
  ) {}

  /** Handlers for one connection: one configuration of the provider, so that aliases do not mix. */
  connect(): Handlers {
    return new Session(this, this.schema, this.backend);
  }

  /** The schema as terraform asks for it: the same object every time, since every run of terraform asks. */
  get schemaMessage(): Calls["GetProviderSchema"]["response"] {
    this.message ??= schemaMessage(this.schema);
    return this.message;
  }
}

type Of<Name extends keyof Calls> = Promise<Calls[Name]["response"]>;

class Session implements Handlers {
  private config: Values = {};

  constructor(
    private readonly provider: SimulatedProvider,
    private readonly schema: ProviderSchema,
    private readonly backend: Backend,
  ) {}

  GetProviderSchema = async (): Of<"GetProviderSchema"> => this.provider.schemaMessage;

  GetFunctions = async (): Of<"GetFunctions"> => ({});

  StopProvider = async (): Of<"StopProvider"> => ({});

  ValidateProviderConfig = (request: Calls["ValidateProviderConfig"]["request"]) =>
    reported(async () => ({
      diagnostics: validateBlock(this.schema.config, decodeObject(request.config) ?? {}),
    }));

  ConfigureProvider = (request: Calls["ConfigureProvider"]["request"]) =>
    reported(async () => {
      this.config = conform(this.schema.config, decodeObject(request.config) ?? {});
      await this.backend.configure(this.schema.name, this.config);
      return {};
    });

  ValidateResourceConfig = (request: Calls["ValidateResourceConfig"]["request"]) =>
    reported(async () => ({
      diagnostics: validateResource(
        this.resource(request.typeName),
        decodeObject(request.config) ?? {},
        request.clientCapabilities?.writeOnlyAttributesAllowed ?? false,
      ),
    }));

  ValidateDataResourceConfig = (request: Calls["ValidateDataResourceConfig"]["request"]) =>
    reported(async () => ({
      diagnostics: validateResource(this.dataSource(request.typeName), decodeObject(request.config) ?? {}),
    }));

  UpgradeResourceState = ({ typeName, rawState }: Calls["UpgradeResourceState"]["request"]) =>
    reported(async () => ({
      upgradedState: encodeValue(
        decodeState(rawState.json ?? Buffer.from("{}"), this.resource(typeName).block),
      ),
    }));

  ReadResource = (request: Calls["ReadResource"]["request"]): Of<"ReadResource"> =>
    reported(async () => {
      const call = this.call(request.typeName, this.resource(request.typeName));
      const current = decodeObject(request.currentState);
      const key = keyIn(request.private) ?? (await this.lookUp(call, current));
      const values = key === undefined ? undefined : await this.backend.read({ ...call, key });
      return {
        newState: encoded(call.schema.block, values),
        private: key === undefined ? request.private : privateOf(key),
      };
    });

  PlanResourceChange = (request: Calls["PlanResourceChange"]["request"]): Of<"PlanResourceChange"> =>
    reported(async () => {
      const schema = this.resource(request.typeName);
      const prior = decodeObject(request.priorState);
      const plan = planChange(schema, prior, decodeObject(request.proposedNewState));
      return {
        // The very bytes of the prior state: encoding again might write a number in another way.
        plannedState: plan.unchanged ? request.priorState : encodeValue(plan.planned),
        requiresReplace: plan.requiresReplace,
        // terraform hands the private data of the old object to the plan of its replacement, too.
        plannedPrivate: prior === null ? Buffer.alloc(0) : request.priorPrivate,
        legacyTypeSystem: hasComputedBlocks(schema.block),
      };
    });

  ApplyResourceChange = async (
    request: Calls["ApplyResourceChange"]["request"],
  ): Of<"ApplyResourceChange"> => {
    const answer = await reported<Calls["ApplyResourceChange"]["response"]>(async () => {
      const call = this.call(request.typeName, this.resource(request.typeName));
      const { values, key } = await applyChange(this.backend, call, {
        prior: decodeObject(request.priorState),
        planned: decodeObject(request.plannedState),
        key: keyIn(request.plannedPrivate),
      });
      return {
        newState: encodeValue(values),
        private: key === undefined ? Buffer.alloc(0) : privateOf(key),
        legacyTypeSystem: hasComputedBlocks(call.schema.block),
      };
    });
    // After a refusal the object is as it was: not there after a create, unchanged after the others.
    return { newState: request.priorState, private: request.plannedPrivate, ...answer };
  };

  ImportResourceState = ({ typeName, id }: Calls["ImportResourceState"]["request"]) =>
    reported<Calls["ImportResourceState"]["response"]>(async () => {
      const call = this.call(typeName, this.resource(typeName));
      const found = await this.backend.find({ ...call, id });
      if (found === undefined) {
        throw new Refusal(
          "Cannot import an object that does not exist",
          `The rehearsal's world has no ${typeName} with the id ${JSON.stringify(id)}.`,
        );
      }
      const state = encoded(call.schema.block, found.values);
      return { importedResources: [{ typeName, state, private: privateOf(found.key) }] };
    });

  /** Bindings do not say which types a provider lets turn into which. */
  MoveResourceState = ({ sourceTypeName, targetTypeName }: Calls["MoveResourceState"]["request"]) =>
    reported<Calls["MoveResourceState"]["response"]>(async () => {
      throw new Refusal(
        "Move between types cannot be rehearsed",
        `Whether ${sourceTypeName} may become ${targetTypeName} is known to the real provider only. Remove the moved block for the rehearsal.`,
      );
    });

  ReadDataSource = (request: Calls["ReadDataSource"]["request"]): Of<"ReadDataSource"> =>
    reported(async () => {
      const call = this.call(request.typeName, this.dataSource(request.typeName));
      const { block } = call.schema;
      const config = withUnknowns(block, conform(block, decodeObject(request.config) ?? {}));
      const values = await this.backend.readData({ ...call, config });
      return { state: encodeValue(settle(block, config, values)) };
    });

  private resource(type: string): ResourceSchema {
    return known(this.schema.resources, type, `the resource type ${type}`);
  }

  private dataSource(type: string): ResourceSchema {
    return known(this.schema.dataSources, type, `the data source ${type}`);
  }

  private call(type: string, schema: ResourceSchema): Call {
    return { provider: this.schema.name, providerConfig: this.config, type, schema };
  }

  private async lookUp(call: Call, current: Values | null): Promise<string | undefined> {
    const id = current?.id;
    return typeof id === "string" ? (await this.backend.find({ ...call, id }))?.key : undefined;
  }
}

/** Runs a call and turns what goes wrong into an error terraform prints at the resource. */
async function reported<T extends object>(
  run: () => Promise<T>,
): Promise<T | { readonly diagnostics: Diagnostic[] }> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refusal) {
      return { diagnostics: [errorAt(error.summary, error.detail)] };
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { diagnostics: [errorAt(INTERNAL_ERROR, detail)] };
  }
}

/** Summary of an error that is the rehearsal's own and says nothing about the stack. */
export const INTERNAL_ERROR = "The rehearsal itself failed";

function known(types: Readonly<Record<string, ResourceSchema>>, type: string, what: string): ResourceSchema {
  const schema = types[type];
  if (schema === undefined) {
    throw new Refusal(
      `The simulated provider does not have ${what}`,
      "It was started for other types: name every type of the configuration and of the state.",
    );
  }
  return schema;
}

function encoded(block: BlockSchema, values: Values | undefined): ReturnType<typeof encodeValue> {
  const state: Value = values === undefined ? null : conform(block, values);
  return encodeValue(state);
}

function privateOf(key: string): Buffer {
  return Buffer.from(JSON.stringify({ key }));
}

/** The key in private data; undefined where the data is empty or a real provider's. */
function keyIn(data: Uint8Array): string | undefined {
  try {
    const { key } = JSON.parse(Buffer.from(data).toString("utf8"));
    return typeof key === "string" ? key : undefined;
  } catch {
    return undefined;
  }
}
