import * as fc from "fast-check";

const type = fc.constantFrom(
  "aws_db_instance",
  "aws_eks_cluster",
  "aws_eks_node_group",
  "aws_iam_role",
  "aws_security_group",
  "helm_release",
  "kubernetes_manifest",
  "kubernetes_deployment_v1",
  "github_team",
  "terraform_data",
);
const argument = fc.constantFrom(
  "name",
  "version",
  "values",
  "policy",
  "assume_role_policy",
  "ingress",
  "deletion_protection",
  "storage_encrypted",
  "kms_key_id",
  "manifest",
  "spec",
  "chart",
);
const body = fc.oneof(
  fc.constant(null),
  fc.dictionary(argument, fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.json(), fc.boolean())),
  fc.jsonValue({ maxDepth: 3 }),
);
const actions = fc.constantFrom<readonly string[]>(
  ["no-op"],
  ["create"],
  ["update"],
  ["delete"],
  ["delete", "create"],
  ["create", "delete"],
  ["forget"],
  ["create", "forget"],
  ["read"],
  ["newer"],
);
/** Objects of a plan: known types and arguments with values of any shape, and any actions. */
export const someChanges = fc.uniqueArray(
  fc.record({
    type,
    name: fc.oneof(fc.constantFrom("a", "b", 'c["k"]', "d[0]"), fc.string()),
    actions,
    before: body,
    after: body,
    unknown: fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.dictionary(argument, fc.boolean())),
    deposed: fc.option(fc.constantFrom("1a2b", "3c4d"), { nil: undefined }),
  }),
  { maxLength: 8, selector: (one) => `${one.type}.${one.name} ${one.deposed}` },
);

/** The plan such objects make. */
export const planDocument = (
  specs: readonly { type: string; name: string; [member: string]: unknown }[],
) => ({
  format_version: "1.2",
  resource_changes: specs.map(({ type: of, name, actions: what, before, after, unknown, deposed }) => ({
    address: `${of}.${name}`,
    mode: "managed",
    type: of,
    name,
    provider_name: "registry.terraform.io/hashicorp/aws",
    deposed,
    change: { actions: what, before, after, after_unknown: unknown },
  })),
});
