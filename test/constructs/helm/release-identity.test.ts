import { HelmRelease } from "../../../constructs/helm/helm-release";
import { ReleaseIdentity } from "../../../constructs/helm/release-identity";
import type { PolicyStatement } from "../../../lib/core/policy";
import { GrantingCluster } from "../../support/granting-cluster";
import { codes, problemsOf, synth } from "../../support/synth";

const READ: PolicyStatement = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/*"] };
const WRITE: PolicyStatement = { actions: ["s3:PutObject"], resources: ["arn:aws:s3:::a/*"] };
const KUBECONFIG = { clusterName: "local", context: "kind-local" };

interface Made {
  readonly permissions?: readonly PolicyStatement[];
  readonly annotates?: boolean;
  /** Grants after the release was made, one after the other. */
  readonly later?: readonly (readonly PolicyStatement[])[];
}

function made({ permissions, annotates = false, later = [] }: Made) {
  let cluster: GrantingCluster | undefined;
  let annotations: Readonly<Record<string, string>> = {};
  const synthesized = synth((stack) => {
    cluster = new GrantingCluster(stack, "Cluster", KUBECONFIG, annotates);
    const identity = new ReleaseIdentity(stack, {
      cluster,
      namespace: "keda",
      serviceAccount: "operator",
      permissions,
      propsName: "OperatorProps",
      fix: "pass permissions",
    });
    annotations = identity.annotations;
    const { dependencies } = identity;
    const release = new HelmRelease(stack, "Operator", {
      cluster,
      chart: "keda",
      dependsOn: [...dependencies],
    });
    for (const statements of later) {
      identity.grant(release, statements);
    }
  });
  const { depends_on: waitsFor = [] } = synthesized.one("helm_release", "Operator");
  return { grants: cluster?.grants, annotations, waitsFor };
}

describe("ReleaseIdentity", () => {
  it("makes no role where nothing is ever allowed", () => {
    expect(made({ later: [[]] })).toEqual({ grants: {}, annotations: {}, waitsFor: [] });
  });

  it("makes the role before the release, with the annotations its service account needs", () => {
    const { grants, annotations, waitsFor } = made({ permissions: [READ], annotates: true });
    expect(Object.keys(grants ?? {})).toEqual(["keda-operator"]);
    expect(annotations).toEqual({ "example.com/role": "role-of-operator" });
    expect(waitsFor).toHaveLength(1);
  });

  it("makes it with the first grant, lets the release wait, and puts all grants into one", () => {
    const { grants, waitsFor } = made({ later: [[READ], [WRITE]] });
    expect(grants).toEqual({
      "keda-operator": { namespace: "keda", serviceAccount: "operator", statements: [READ, WRITE] },
    });
    expect(waitsFor).toHaveLength(1);
  });

  it("refuses a first grant behind a release that should have had annotations", () => {
    const problems = problemsOf(() => made({ annotates: true, later: [[READ]] }));
    expect(codes(problems)).toEqual(["permissions annotations-come-late"]);
    expect(problems[0]?.fix).toBe("pass permissions");
  });

  it("takes further grants there once it has a role", () => {
    const { grants } = made({ annotates: true, permissions: [READ], later: [[WRITE]] });
    expect(grants?.["keda-operator"]?.statements).toEqual([READ, WRITE]);
  });
});
