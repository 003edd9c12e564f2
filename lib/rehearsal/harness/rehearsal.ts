import type { Values } from "../world/backend";
import type { World } from "../world/world";
import type { StateObject } from "./state";
import type { Action, Diagnostic, TerraformEvent } from "./terraform-output";

/** The steps of a rehearsal, in the order they come. Those with a condition behind them are only taken if it holds. */
export type StepName =
  /** Stacks whose outputs this one reads are applied to the same world. */
  | "dependencies"
  | "init"
  | "validate"
  | "plan"
  | "apply"
  /** After a refused create: must make what is missing. */
  | "apply again"
  /** After an object was changed or removed behind terraform's back: must notice and mend it. */
  | "mend drift"
  /** Must find nothing to do. */
  | "second plan"
  | "destroy"
  /** After a refused delete: must remove what is left. */
  | "destroy again"
  /** World and state must both be empty. */
  | "empty world";

/** What happened to one object in a step. */
export type Change = {
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** Seconds from the start of the step. */
  readonly startedAt: number;
  /** Seconds from the start of the step; undefined for what never ended. */
  readonly endedAt?: number;
  readonly ok: boolean;
};

/** A change terraform means to make. */
export type PlannedChange = { readonly address: string; readonly type: string; readonly action: Action };

/** One step of a rehearsal. */
export type Step = {
  readonly name: StepName;
  /** Whether the step came out as it must; a refusal that was asked for is no failure. */
  readonly ok: boolean;
  readonly seconds: number;
  /** Errors and warnings, of terraform and of the rehearsal itself. */
  readonly diagnostics: readonly Diagnostic[];
  /** In the order they began. */
  readonly changes: readonly Change[];
  readonly planned: readonly PlannedChange[];
  /** Most memory terraform held, in MiB; undefined where the system does not tell. */
  readonly peakMib?: number;
};

/** What world and state do not agree on. */
export type Disagreement = {
  /** Live objects terraform knows nothing of, as `type id`: what a killed terraform leaves behind. */
  readonly orphans: readonly string[];
  /** Addresses in the state whose object is gone. */
  readonly ghosts: readonly string[];
};

/** What a rehearsal came to. */
export type Rehearsal = {
  /** Name of the stack. */
  readonly stack: string;
  /** Every step came out as it must. */
  readonly ok: boolean;
  /** Steps that were taken; after a failure only those that still tell something. */
  readonly steps: readonly Step[];
  readonly seconds: number;
  /** Program that was run: `terraform 1.11.4`. */
  readonly program: string;
  /** Plan of the first apply in terraform's JSON format; undefined if planning failed. */
  readonly plan?: Readonly<Record<string, unknown>>;
  /** Objects in terraform's state after the last apply. */
  readonly state: readonly StateObject[];
  /** Addresses of the longest chain of objects that wait for each other, from first to last. */
  readonly longestChain: readonly string[];
  /** Addresses by construct path, `staging/Foundation/Network/Resource`. */
  readonly addresses: ReadonlyMap<string, string>;
  /** The simulated world as the rehearsal left it. */
  readonly world: World;
  /** Calls to the world in order: `world.events()` at the end. */
  readonly events: ReturnType<World["events"]>;
  /** Most memory terraform held in any step, in MiB; undefined where the system does not tell. */
  readonly peakMib?: number;
};

/** Something that happened while a rehearsal ran, for whoever shows it. */
export type Progress =
  | { readonly kind: "step started"; readonly stack: string; readonly step: StepName }
  | { readonly kind: "step ended"; readonly stack: string; readonly step: Step }
  /** `total` is the number of changes the step will make, as far as it is known. */
  | {
      readonly kind: "change";
      readonly stack: string;
      readonly step: StepName;
      readonly event: TerraformEvent;
      readonly done: number;
      readonly total: number | undefined;
    };

/** An object that changes, or goes, while terraform does not look. */
export type Drift = {
  /** Address of the object. */
  readonly address: string;
  /** Attributes with their new values; left out, the object is removed. */
  readonly change?: Values;
};

/** How to rehearse. */
export type RehearseOptions = {
  /** Name of the stack, where the target holds several. */
  readonly stack?: string;
  /**
   * Refuses the k-th create or delete of the whole rehearsal, counted from 1; the next apply or destroy must finish.
   *
   * @default nothing is refused
   */
  readonly failAt?: number;
  /**
   * What changes behind terraform's back after the first apply; an address alone means that the object is removed.
   *
   * @default nothing
   */
  readonly drift?: string | Drift;
  /**
   * Folder to keep the plan as JSON, the state, the world and the summary in. Made if it is not there.
   *
   * @default nothing is kept
   */
  readonly keep?: string;
  /**
   * Local names of providers that are not simulated but left to terraform, with the user's own terraform configuration
   * and credentials. The rehearsal then ends with the plan: nothing is applied.
   *
   * @default every provider is simulated
   */
  readonly real?: readonly string[];
  /**
   * Where terraform keeps the state meanwhile: in `memory`, saved at the end and every 20 seconds as remote backends do,
   * or in a `file`, written after each object as the local backend does. @default memory
   */
  readonly state?: "memory" | "file";
  /** Objects terraform works on at once. @default terraform's own, 10 */
  readonly parallelism?: number;
  /** Ends the rehearsal early: terraform is interrupted, everything temporary is removed. */
  readonly signal?: AbortSignal;
  /** Values of input variables that have no default. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** A world with objects, failures or delays in it. @default an empty one in which nothing fails */
  readonly world?: World;
  /** Program to run. @default `terraform`, or `tofu` where there is none */
  readonly terraform?: string;
  /** Folder from which provider bindings are found, as Node finds packages. @default the working directory */
  readonly packagesFrom?: string;
  readonly onProgress?: (progress: Progress) => void;
};
