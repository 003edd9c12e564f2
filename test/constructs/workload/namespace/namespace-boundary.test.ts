import { App, DataResource, LocalBackend, TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster/kubeconfig-cluster";
import { Manifests } from "../../../../constructs/helm/manifests";
import { NamespaceBoundary } from "../../../../constructs/workload/namespace/namespace-boundary";
import type { NamespaceBoundaryProps } from "../../../../constructs/workload/namespace/namespace-boundary-props";
import { expectRehearsal, rehearse } from "../../../../lib/rehearsal";
import { removeTemporaryFolders, temporaryFolder } from "../../../support/rehearsals";
import { codes, problemsOf, synth } from "../../../support/synth";
import { describeWithTerraform } from "../../../support/terraform";

const TEAMS = { shop: { view: ["shop-viewers"], deploy: ["shop-deployers"], admin: ["shop-admins"] } };

function make(stack: TerraformStack, options: Partial<NamespaceBoundaryProps> = {}) {
  const cluster = new KubeconfigCluster(stack, "Cluster", {
    clusterName: "kind",
    context: "kind",
    kubernetesVersion: "1.36",
  });
  return new NamespaceBoundary(stack, "Shop", { cluster, name: "shop", ...options });
}

const OPEN: Partial<NamespaceBoundaryProps> = {
  podSecurity: "none",
  quota: "none",
  containerLimits: "none",
  network: "open",
  defaultServiceAccountToken: "mounted",
  deletionProtection: false,
};

describe("NamespaceBoundary", () => {
  it("makes a namespace with everything that keeps it apart", () => {
    const made = synth((stack) => make(stack, { teams: TEAMS, labels: { team: "shop" } }));
    expect(made.addresses().map((address) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "kubernetes_default_service_account_v1.Shop_DefaultServiceAccount",
      "kubernetes_limit_range_v1.Shop_ContainerLimits",
      "kubernetes_namespace_v1.Shop",
      "kubernetes_network_policy_v1.Shop_Policies_allow-dns",
      "kubernetes_network_policy_v1.Shop_Policies_default-deny",
      "kubernetes_resource_quota_v1.Shop_Quota",
      "kubernetes_role_binding_v1.Shop_Teams_admin_shop",
      "kubernetes_role_binding_v1.Shop_Teams_deploy_shop",
      "kubernetes_role_binding_v1.Shop_Teams_view_shop",
      "kubernetes_role_v1.Shop_Teams_admin_Role",
      "kubernetes_role_v1.Shop_Teams_deploy_Role",
      "kubernetes_role_v1.Shop_Teams_view_Role",
    ]);
    expect(made.one("kubernetes_namespace_v1")).toMatchObject({
      metadata: {
        name: "shop",
        labels: { team: "shop", "pod-security.kubernetes.io/enforce-version": "v1.36" },
      },
      lifecycle: { prevent_destroy: true },
      timeouts: { delete: "600s" },
    });
    expect(made.one("kubernetes_network_policy_v1", "default-deny").spec).toEqual({
      pod_selector: {},
      policy_types: ["Ingress", "Egress"],
    });
    expect(made.one("kubernetes_default_service_account_v1").automount_service_account_token).toBe(false);
  });

  it("is a plain namespace when everything is switched off", () => {
    const made = synth((stack) => make(stack, OPEN));
    expect(made.addresses()).toEqual([expect.stringMatching(/^kubernetes_namespace_v1\.Shop/)]);
    expect(made.one("kubernetes_namespace_v1")).not.toHaveProperty("lifecycle");
  });

  it("waits for what it is told to, and all in it for the namespace", () => {
    const made = synth((stack) => {
      make(stack, { dependsOn: [new DataResource(stack, "Before", {})] });
    });
    expect(made.one("kubernetes_namespace_v1").depends_on).toEqual(["terraform_data.Before"]);
    for (const type of ["resource_quota_v1", "limit_range_v1", "default_service_account_v1"]) {
      expect(made.one(`kubernetes_${type}`).depends_on).toEqual([
        expect.stringMatching(/^kubernetes_namespace_v1\.Shop/),
      ]);
    }
  });

  it("is what workloads wait for, and names the groups of its teams", () => {
    synth((stack) => {
      const boundary = make(stack, { teams: TEAMS });
      expect(boundary.name).toBe("shop");
      expect(boundary.cpuLimits).toBe("required");
      expect(boundary.dependencies).toHaveLength(6);
      expect(boundary.fqn).toBe(boundary.resource.fqn);
      expect(boundary.groups).toEqual({
        view: ["shop-viewers"],
        deploy: ["shop-deployers"],
        admin: ["shop-admins"],
      });
    });
  });

  it("gives the same bytes for the same input", () => {
    const options = { teams: TEAMS, labels: { b: "1", a: "2" } };
    const [one, two] = [0, 1].map(() => JSON.stringify(synth((stack) => make(stack, options)).json));
    expect(one).toBe(two);
  });

  it("fails with the problems of its props", () => {
    const problems = problemsOf((stack) => make(stack, { name: "kube-shop", quota: { pods: -1 } }));
    expect(codes(problems)).toEqual(["name reserved-namespace", "quota.pods out-of-range"]);
  });

  it("fails where the stack makes the namespace already", () => {
    const problems = problemsOf((stack) => {
      const boundary = make(stack);
      const cluster = stack.node.findChild("Cluster") as KubeconfigCluster;
      new NamespaceBoundary(stack, "Again", { cluster, name: boundary.name });
    });
    expect(codes(problems)).toEqual(["name duplicate-namespace"]);
  });
});

describeWithTerraform("NamespaceBoundary, rehearsed", () => {
  afterEach(removeTemporaryFolders);

  it("is made before its workloads and goes after them", async () => {
    const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), "shop");
    new LocalBackend(stack, {});
    const boundary = make(stack, { teams: TEAMS });
    const cluster = stack.node.findChild("Cluster") as KubeconfigCluster;
    new Manifests(stack, "Users", {
      cluster,
      releaseName: "users",
      namespace: boundary.name,
      createNamespace: false,
      manifests: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "users" }, data: { a: "1" } }],
      dependsOn: boundary.dependencies,
    });
    expectRehearsal(await rehearse(stack))
      .toSucceed()
      .toBeIdempotent()
      .toCreateInOrder("kubernetes_namespace_v1", "kubernetes_network_policy_v1")
      .toCreateInOrder("kubernetes_network_policy_v1", "helm_release")
      .toCreateInOrder("kubernetes_limit_range_v1", "helm_release")
      .toDestroyInOrder("helm_release", "kubernetes_network_policy_v1")
      .toDestroyInOrder("kubernetes_network_policy_v1", "kubernetes_namespace_v1")
      .toBeDestroyedClean();
  });
});
