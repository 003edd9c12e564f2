import { type Kind, SHAPES, type Shape, type Sizes } from "./large-plan-bodies";

/** What a large plan is like. */
export type LargePlan = Sizes & {
  readonly objects: number;
  /** Kinds of objects, in turn. */
  readonly kinds: readonly Kind[];
  /** What happens to the objects of a kind, in turn. */
  readonly actions: readonly (readonly string[])[];
};

/**
 * Plans a review has to bear, about 100 MB each. `everyday`: a third changes, most of it by an argument. `hard`: four of five
 * change, and everything is a document to be read: values, manifests, policies, scripts.
 */
export const LARGE_PLANS = {
  everyday: {
    objects: 10_000,
    kinds: [
      "helm_release",
      "aws_iam_policy",
      "aws_security_group",
      "kubernetes_deployment_v1",
      "aws_sqs_queue",
      "aws_db_instance",
      "kubernetes_secret_v1",
      "aws_iam_role",
      "aws_cloudwatch_dashboard",
      "aws_s3_bucket",
    ],
    actions: [
      ...repeated(20, ["no-op"]),
      ...repeated(6, ["update"]),
      ["create"],
      ["create"],
      ["delete"],
      ["delete", "create"],
    ],
    valuesCharacters: 8000,
  },
  hard: {
    objects: 10_000,
    kinds: ["helm_release", "aws_iam_policy", "kubectl_manifest", "aws_launch_template"],
    actions: [
      ["no-op"],
      ...repeated(2, ["update"]),
      ["create"],
      ["delete"],
      ["update"],
      ["no-op"],
      ["delete", "create"],
      ["update"],
      ["update"],
    ],
    valuesCharacters: 3200,
  },
} as const satisfies Record<string, LargePlan>;

/** A plan as `terraform show -json` prints it. */
export function largePlan(plan: LargePlan): object {
  const changes: object[] = [];
  const planned: object[] = [];
  const prior: object[] = [];
  const configured: object[] = [];
  for (let index = 0; index < plan.objects; index++) {
    const type = plan.kinds[index % plan.kinds.length] ?? "aws_s3_bucket";
    const shape: Shape = SHAPES[type];
    const actions = plan.actions[Math.floor(index / plan.kinds.length) % plan.actions.length] ?? [];
    const [only] = actions;
    const before = only === "create" ? null : shape.body(index, 1, plan);
    const after =
      only === "delete" && actions.length === 1 ? null : shape.body(index, only === "no-op" ? 1 : 2, plan);
    const named = { address: `${type}.object_${index}`, mode: "managed", type, name: `object_${index}` };
    const provider = `registry.terraform.io/hashicorp/${type.startsWith("kube") ? "kubernetes" : type.split("_")[0]}`;
    const resource = { ...named, provider_name: provider, schema_version: 1 };
    const { id: _, ...given } = after ?? {};
    changes.push({
      ...resource,
      change: {
        actions,
        before,
        after: only === "create" || actions.length > 1 ? given : after,
        after_unknown: only === "create" || actions.length > 1 ? { id: true } : {},
        before_sensitive: shape.sensitive ?? {},
        after_sensitive: shape.sensitive ?? {},
        ...(actions.length > 1 && { replace_paths: [["name"]] }),
      },
      ...(actions.length > 1 && { action_reason: "replace_because_cannot_update" }),
    });
    if (after !== null) {
      planned.push({ ...resource, values: after, sensitive_values: shape.sensitive ?? {} });
      const references = Object.entries(shape.references?.(index) ?? {});
      configured.push({
        ...named,
        provider_config_key: type.split("_")[0],
        expressions: {
          name: { constant_value: `object ${index}` },
          ...Object.fromEntries(references.map(([name, names]) => [name, { references: names }])),
        },
      });
    }
    if (before !== null) {
      prior.push({ ...resource, values: before, sensitive_values: shape.sensitive ?? {} });
    }
  }
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources: planned } },
    resource_changes: changes,
    prior_state: { format_version: "1.0", values: { root_module: { resources: prior } } },
    configuration: { root_module: { resources: configured } },
    applyable: true,
    complete: true,
    errored: false,
  };
}

function repeated<T>(times: number, value: T): readonly T[] {
  return Array<T>(times).fill(value);
}
