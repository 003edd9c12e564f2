import { Construct } from "constructs";
import * as fc from "fast-check";
import {
  ACCESS_POLICIES,
  AccessEntry,
  type AccessEntryProps,
  type AccessPolicyName,
  grantsClusterAdmin,
  resolveAccessEntries,
} from "../../../constructs/eks/access-entry";
import { Problems } from "../../../lib/core/errors";
import { codes, synth } from "../../support/synth";

const ROLE = "arn:aws:iam::111122223333:role/team/deployer";

function resolve(entries: Record<string, AccessEntryProps>) {
  const problems = new Problems();
  const resolved = resolveAccessEntries(entries, problems.at("accessEntries"));
  return { resolved, codes: codes(problems.all) };
}

function entry(changes: Partial<AccessEntryProps>): Record<string, AccessEntryProps> {
  return { ops: { principalArn: ROLE, policies: [{ policy: "view" }], ...changes } };
}

function build(changes: Partial<AccessEntryProps>) {
  return synth((stack) => {
    for (const [key, config] of resolve(entry(changes)).resolved) {
      new AccessEntry(new Construct(stack, "AccessEntries"), key, {
        ...config,
        clusterName: "test",
        partition: "aws",
        tags: undefined,
      });
    }
  });
}

describe("AccessEntry", () => {
  it("makes an entry of type STANDARD", () => {
    expect(build({}).one("aws_eks_access_entry", "ops")).toMatchObject({
      cluster_name: "test",
      principal_arn: ROLE,
      type: "STANDARD",
    });
  });

  it.each(Object.entries(ACCESS_POLICIES))("grants %s through %s", (policy, name) => {
    const made = build({ policies: [{ policy: policy as AccessPolicyName }] });
    expect(made.one("aws_eks_access_policy_association", `ops_${policy}`)).toMatchObject({
      policy_arn: `arn:aws:eks::aws:cluster-access-policy/${name}`,
      access_scope: { type: "cluster" },
    });
  });

  it("limits a policy to namespaces", () => {
    const made = build({ policies: [{ policy: "edit", namespaces: ["shop", "dev-*"] }] });
    expect(made.one("aws_eks_access_policy_association").access_scope).toEqual({
      type: "namespace",
      namespaces: ["shop", "dev-*"],
    });
  });

  it("waits for the entry before it adds a policy", () => {
    const association = build({}).one("aws_eks_access_policy_association");
    expect(association.principal_arn).toMatch(/^\$\{aws_eks_access_entry\..*_ops_.*\.principal_arn\}$/);
  });

  it("puts the principal into Kubernetes groups", () => {
    const made = build({ policies: [], kubernetesGroups: ["readers"] });
    expect(made.one("aws_eks_access_entry").kubernetes_groups).toEqual(["readers"]);
    expect(made.all("aws_eks_access_policy_association")).toEqual({});
  });
});

describe("resolveAccessEntries", () => {
  it("accepts roles, users and what is known after apply", () => {
    const accepted = [ROLE, "arn:aws:iam::111122223333:user/anna", "arn:aws-cn:iam::111122223333:role/x"];
    for (const principalArn of [...accepted, "${TfToken[TOKEN.1]}"]) {
      expect(resolve(entry({ principalArn })).codes).toEqual([]);
    }
  });

  it("fails on an empty principal", () => {
    expect(resolve(entry({ principalArn: "" })).codes).toEqual([
      "accessEntries.ops.principalArn missing-principal",
    ]);
  });

  it.each([
    "deployer",
    "arn:aws:sts::111122223333:assumed-role/deployer/session",
    "arn:aws:iam::1111:role/deployer",
    "arn:aws:iam::111122223333:group/ops",
  ])("fails on %j, which is no role or user", (principalArn) => {
    expect(resolve(entry({ principalArn })).codes).toEqual([
      "accessEntries.ops.principalArn invalid-principal",
    ]);
  });

  it("fails on two entries about one principal", () => {
    const one = { principalArn: ROLE, policies: [] };
    expect(resolve({ one, other: one }).codes).toEqual([
      "accessEntries.other.principalArn duplicate-principal",
    ]);
  });

  it("fails on an unknown access policy", () => {
    expect(resolve(entry({ policies: [{ policy: "root" as "view" }] })).codes).toEqual([
      "accessEntries.ops.policies[0].policy unknown-access-policy",
    ]);
  });

  it("fails on a policy that is granted twice", () => {
    expect(
      resolve(entry({ policies: [{ policy: "view" }, { policy: "view", namespaces: ["a"] }] })).codes,
    ).toEqual(["accessEntries.ops.policies[1].policy duplicate-access-policy"]);
  });

  it("fails on an empty list of namespaces, which would mean all of them", () => {
    expect(resolve(entry({ policies: [{ policy: "view", namespaces: [] }] })).codes).toEqual([
      "accessEntries.ops.policies[0].namespaces no-namespaces",
    ]);
  });

  it("fails on a namespace that cannot exist", () => {
    expect(resolve(entry({ policies: [{ policy: "view", namespaces: ["shop", "Shop"] }] })).codes).toEqual([
      "accessEntries.ops.policies[0].namespaces[1] invalid-namespace",
    ]);
  });

  it("fails on any group that starts with system:", () => {
    fc.assert(
      fc.property(fc.string(), (rest) => {
        expect(resolve(entry({ kubernetesGroups: ["readers", `system:${rest}`] })).codes).toEqual([
          "accessEntries.ops.kubernetesGroups[1] reserved-group",
        ]);
      }),
    );
  });

  it("fails on a key that cannot be part of an address", () => {
    expect(resolve({ "a b": { principalArn: ROLE, policies: [] } }).codes).toEqual([
      'accessEntries["a b"] invalid-name',
    ]);
  });
});

describe("grantsClusterAdmin", () => {
  it("asks for cluster-admin in the whole cluster", () => {
    const admin = (namespaces?: string[]) =>
      grantsClusterAdmin(resolve(entry({ policies: [{ policy: "cluster-admin", namespaces }] })).resolved);
    expect(admin()).toBe(true);
    expect(admin(["shop"])).toBe(false);
    expect(grantsClusterAdmin(resolve(entry({})).resolved)).toBe(false);
  });
});
