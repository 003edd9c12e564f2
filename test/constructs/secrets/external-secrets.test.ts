import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { ExternalSecrets, type ExternalSecretsProps } from "../../../constructs/secrets";
import { GrantingCluster } from "../../support/granting-cluster";
import { codes, problemsOf, synth } from "../../support/synth";

const CLUSTER = { clusterName: "local", context: "kind-local" };
const read = (name: string) => ({
  actions: ["secretsmanager:GetSecretValue"],
  resources: [`arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}`],
});

function operatorIn(stack: TerraformStack, options: Partial<ExternalSecretsProps> = {}) {
  const cluster = options.cluster ?? new KubeconfigCluster(stack, "Cluster", CLUSTER);
  return new ExternalSecrets(stack, "ExternalSecrets", { ...options, cluster });
}

describe("ExternalSecrets", () => {
  it("installs the catalog's chart with two replicas of everything and no permissions", () => {
    const made = synth((stack) => operatorIn(stack));
    const release = made.one("helm_release", "ExternalSecrets_Release");
    expect(release).toMatchObject({ chart: "external-secrets", namespace: "external-secrets" });
    expect(parse(release.values[0])).toMatchObject({
      replicaCount: 2,
      installCRDs: true,
      serviceAccount: { name: "external-secrets" },
      networkPolicy: { enabled: true },
    });
    expect(made.addresses()).toHaveLength(1);
  });

  it("passes on what was switched, and lets the user's values win", () => {
    const made = synth((stack) =>
      operatorIn(stack, { networkPolicy: false, replicas: 1, values: { concurrent: 5, replicaCount: 4 } }),
    );
    const values = parse(made.one("helm_release").values[0]);
    expect(values).toMatchObject({ concurrent: 5, replicaCount: 4, webhook: { replicaCount: 1 } });
    expect(values).not.toHaveProperty("networkPolicy");
  });

  it("grants its service account what it is told to, and waits for the grant", () => {
    const made = synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", CLUSTER);
      operatorIn(stack, { cluster, permissions: [read("a")] });
      expect(cluster.grants).toEqual({
        "external-secrets-external-secrets": {
          namespace: "external-secrets",
          serviceAccount: "external-secrets",
          statements: [read("a")],
        },
      });
    });
    const release = made.one("helm_release");
    expect(release.depends_on).toEqual([expect.stringMatching(/^terraform_data\.Cluster_Identity/)]);
    expect(parse(release.values[0]).serviceAccount.annotations).toEqual({
      "example.com/role": "role-of-external-secrets",
    });
  });

  it("puts later grants into one identity, which its release waits for", () => {
    const made = synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", CLUSTER, false);
      const operator = operatorIn(stack, { cluster });
      operator.grant([]);
      expect(cluster.grants).toEqual({});
      operator.grant([read("a")]);
      operator.grant([read("b")]);
      expect(Object.values(cluster.grants).map(({ statements }) => statements)).toEqual([
        [read("a"), read("b")],
      ]);
    });
    expect(made.one("helm_release").depends_on).toHaveLength(1);
  });

  it("refuses grants that come too late for annotations, and clusters that cannot grant", () => {
    expect(
      codes(
        problemsOf((stack) => {
          operatorIn(stack, { cluster: new GrantingCluster(stack, "Cluster", CLUSTER) }).grant([read("a")]);
        }),
      ),
    ).toEqual(["permissions annotations-come-late"]);
    expect(codes(problemsOf((stack) => operatorIn(stack).grant([read("a")])))).toEqual([
      " no-workload-identity",
    ]);
  });

  it("can stand in dependsOn of another release", () => {
    synth((stack) => {
      const operator = operatorIn(stack);
      expect(operator.dependencies).toEqual([operator.release]);
      expect(operator.fqn).toBe(operator.release.fqn);
    });
  });
});
