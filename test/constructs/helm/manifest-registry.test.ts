import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { Manifests } from "../../../constructs/helm";
import { holdsManifest, registerManifest } from "../../../constructs/helm/manifest-registry";

const ORDERS = { kind: "Deployment", namespace: "shop", name: "orders" };

function clusterIn(scope: Construct, id = "Cluster"): KubeconfigCluster {
  return new KubeconfigCluster(scope, id, { clusterName: "local", context: "kind-local" });
}

describe("holdsManifest", () => {
  it("knows an object from every other by kind, namespace, name and cluster", () => {
    const stack = new TerraformStack(new App(), "test");
    const cluster = clusterIn(stack);
    registerManifest(stack, cluster, ORDERS);
    expect(holdsManifest(stack, cluster, ORDERS)).toBe(true);
    expect(holdsManifest(stack, cluster, { ...ORDERS, kind: "StatefulSet" })).toBe(false);
    expect(holdsManifest(stack, cluster, { ...ORDERS, namespace: "till" })).toBe(false);
    expect(holdsManifest(stack, cluster, { ...ORDERS, name: "returns" })).toBe(false);
    expect(holdsManifest(stack, clusterIn(stack, "Other"), ORDERS)).toBe(false);
  });

  it("fails on an object that other Manifests of the stack make already", () => {
    const stack = new TerraformStack(new App(), "test");
    const cluster = clusterIn(stack);
    const manifests = [{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "orders" } }];
    new Manifests(stack, "One", { cluster, releaseName: "one", namespace: "shop", manifests });
    const again = () =>
      new Manifests(stack, "Two", { cluster, releaseName: "two", namespace: "shop", manifests });
    expect(again).toThrow(
      '[duplicate-object]: test/One makes this object already, got "Deployment/shop/orders"',
    );
  });

  it("keeps stacks apart", () => {
    const app = new App();
    const [one, two] = [new TerraformStack(app, "one"), new TerraformStack(app, "two")];
    const cluster = clusterIn(one);
    registerManifest(one, cluster, ORDERS);
    expect(holdsManifest(two, cluster, ORDERS)).toBe(false);
  });

  it("holds nothing in a stack without Manifests", () => {
    const stack = new TerraformStack(new App(), "test");
    expect(holdsManifest(stack, clusterIn(stack), ORDERS)).toBe(false);
  });

  it("holds every object of Manifests, those without a namespace in that of the release", () => {
    const stack = new TerraformStack(new App(), "test");
    const cluster = clusterIn(stack);
    new Manifests(stack, "Shop", {
      cluster,
      releaseName: "shop",
      namespace: "shop",
      manifests: [
        { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "orders" } },
        { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "till", namespace: "desk" } },
      ],
    });
    expect(holdsManifest(stack, cluster, ORDERS)).toBe(true);
    expect(holdsManifest(stack, cluster, { kind: "Deployment", namespace: "desk", name: "till" })).toBe(true);
    expect(holdsManifest(stack, cluster, { kind: "Deployment", namespace: "shop", name: "till" })).toBe(
      false,
    );
  });
});
