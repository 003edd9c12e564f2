import type { Json } from "../core/render";

/** What terraform does to an object, as its plan says; a replacement is a delete and a create. */
export type PlanAction = "no-op" | "create" | "read" | "update" | "delete" | "forget";

/** What happens to an object, in one word. */
export type ChangeKind =
  | "create"
  | "update"
  | "replace"
  | "delete"
  | "forget"
  | "replace-and-forget"
  | "read"
  | "move"
  | "import"
  | "no-op";

/** Member names and list indices that lead to a value. */
export type ValuePath = readonly (string | number)[];

/** An object of the plan. Keys are the address and, for what a failed replacement left behind, the deposed key. */
export interface PlannedObject {
  readonly address: string;
  /** Where the object was before it moved. */
  readonly previousAddress?: string;
  /** `module.a[0].module.b`; undefined in the root module. */
  readonly moduleAddress?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  /** `registry.terraform.io/hashicorp/aws`. */
  readonly provider: string;
  readonly deposed?: string;
  /** In the order terraform names them. */
  readonly actions: readonly PlanAction[];
  readonly kind: ChangeKind;
  /** Whether the new object comes first; undefined where nothing is replaced. */
  readonly replacement?: "create-first" | "delete-first";
  /** Why, as terraform names it: `replace_because_cannot_update`. */
  readonly actionReason?: string;
  /** Arguments that force the replacement. */
  readonly replacePaths: readonly ValuePath[];
  /** Id the object is imported by; `(known after apply)` where it is not known. */
  readonly importId?: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** `true` where a value is known after apply, in the shape of `after`. */
  readonly afterUnknown: Json;
  /** `true` where a value is sensitive, in the shape of the value; may be `true` or `false` as a whole. */
  readonly beforeSensitive: Json;
  readonly afterSensitive: Json;
}

export interface PlannedOutput {
  readonly name: string;
  readonly actions: readonly PlanAction[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly afterUnknown: Json;
  readonly sensitive: boolean;
}

/** A variable of the root module. */
export interface PlannedVariable {
  readonly value: Json;
  /** Whether its declaration says so: terraform does not say it beside the value. */
  readonly sensitive: boolean;
}

/** A precondition, postcondition or check block, with what it said. */
export interface PlannedCheck {
  readonly address: string;
  readonly kind: string;
  readonly status: "pass" | "fail" | "error" | "unknown";
  readonly messages: readonly string[];
}

/** Something a plan puts off to another round. */
export interface DeferredObject {
  readonly reason: string;
  readonly object: PlannedObject;
}

/** An action of a provider that an apply invokes (Terraform 1.14 and later). */
export interface ActionInvocation {
  readonly address: string;
  readonly type: string;
  readonly trigger: string;
}

/** A reference from one block of the configuration to another: `from` needs `to`. */
export interface PlanEdge {
  readonly from: string;
  readonly to: string;
}

/**
 * A plan as `terraform show -json` tells it, whatever minor version and program wrote it. It holds secrets in the clear:
 * nothing but `maskPlan` may read it.
 */
export interface Plan {
  readonly formatVersion: string;
  readonly terraformVersion: string | undefined;
  readonly objects: readonly PlannedObject[];
  readonly drift: readonly PlannedObject[];
  readonly deferred: readonly DeferredObject[];
  readonly invocations: readonly ActionInvocation[];
  readonly outputs: readonly PlannedOutput[];
  readonly checks: readonly PlannedCheck[];
  readonly variables: { readonly [name: string]: PlannedVariable };
  /** Attributes whose drift fed a change: address and path. */
  readonly relevant: readonly { readonly address: string; readonly path: ValuePath }[];
  /** References of the configuration, by addresses without index. */
  readonly edges: readonly PlanEdge[];
  /** References an argument is made of: `aws_iam_role.app` -> `policy` -> the addresses it names. */
  readonly references: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /**
   * What an object needed, directly or through others, when it was last applied, by addresses without index: of what
   * left the configuration nothing else tells who used it.
   */
  readonly formerDependencies?: ReadonlyMap<string, readonly string[]>;
  /** Whether it makes sense to apply it; undefined where the program does not say. */
  readonly applyable: boolean | undefined;
  /** False: another round of plan and apply is needed. */
  readonly complete: boolean | undefined;
  /** The plan ended in an error and holds only a part. */
  readonly errored: boolean;
}
