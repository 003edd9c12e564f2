import { App, type TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster/kubeconfig-cluster";
import {
  PreviewEnvironment,
  type PreviewEnvironmentProps,
} from "../../../../constructs/delivery/preview/preview-environment";
import { PreviewStack } from "../../../../constructs/delivery/preview/preview-stack";
import { Manifests } from "../../../../constructs/helm/manifests";
import { expectRehearsal, rehearse } from "../../../../lib/rehearsal";
import { removeTemporaryFolders, temporaryFolder } from "../../../support/rehearsals";
import { codes, problemsOf, synth } from "../../../support/synth";
import { describeWithTerraform } from "../../../support/terraform";

const TAG = "0123456789abcdef0123456789abcdef01234567";

function make(stack: TerraformStack, options: Partial<PreviewEnvironmentProps> = {}) {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "kind", context: "kind" });
  return new PreviewEnvironment(stack, "Preview", {
    cluster,
    number: 7,
    imageTag: TAG,
    domain: "previews.example.com",
    ttlHours: 72,
    ...options,
  });
}

describe("PreviewEnvironment", () => {
  it("makes a namespace that may go, labelled with its time to live", () => {
    const made = synth((stack) => make(stack));
    const namespace = made.one("kubernetes_namespace_v1");
    expect(namespace).toMatchObject({
      metadata: {
        name: "preview-7",
        labels: {
          "slipway.dev/preview": "7",
          "slipway.dev/preview-stack": "preview-7",
          "slipway.dev/ttl-hours": "72",
          "pod-security.kubernetes.io/enforce": "restricted",
        },
        annotations: { "slipway.dev/hostname": "pr-7.previews.example.com" },
      },
    });
    expect(namespace).not.toHaveProperty("lifecycle");
    expect(made.one("kubernetes_resource_quota_v1").spec.hard).toMatchObject({
      "requests.cpu": "2",
      "limits.memory": "10Gi",
      pods: "30",
      "services.loadbalancers": "0",
    });
    expect(made.one("kubernetes_limit_range_v1").spec.limit).toMatchObject([{ max: { cpu: "2" } }]);
    expect(Object.keys(made.all("kubernetes_network_policy_v1"))).toHaveLength(2);
  });

  it("labels its namespace as asked, but for the labels it is found by", () => {
    const labels = { "example.com/routes": "previews", "slipway.dev/ttl-hours": "9999" };
    const { metadata } = synth((stack) => make(stack, { labels })).one("kubernetes_namespace_v1");
    expect(metadata.labels).toMatchObject({
      "example.com/routes": "previews",
      "slipway.dev/ttl-hours": "72",
    });
  });

  it("hands out a platform on which the same workloads run small, in silence and unscaled", () => {
    synth((stack) => {
      const gateway = { name: "edge", namespace: "edge", proxyNamespace: "edge", dependencies: [] };
      const preview = make(stack, { platform: { gateway, labels: { team: "shop" } } });
      expect(preview.platform).toMatchObject({
        namespace: preview.boundary,
        replicas: 1,
        resources: { requests: { cpu: "50m" } },
        scaling: "none",
        strategies: "rolling",
        monitoring: { objectives: "none" },
        gateway,
        labels: { team: "shop", "slipway.dev/preview": "7" },
      });
      expect(preview.platform.labels).not.toHaveProperty("slipway.dev/ttl-hours");
      expect(preview).toMatchObject({ number: 7, imageTag: TAG, hostname: "pr-7.previews.example.com" });
    });
  });

  it("watches a preview when told", () => {
    synth((stack) => {
      const monitoring = { objectives: { errorRatio: 0.5 } } as never;
      expect(make(stack, { platform: { monitoring } }).platform.monitoring).toEqual(monitoring);
    });
  });

  it("names a host of each service that one wildcard certificate fits", () => {
    synth((stack) => {
      const preview = make(stack);
      expect(preview.hostnameOf("users")).toBe("pr-7-users.previews.example.com");
    });
    const problems = problemsOf((stack) => make(stack).hostnameOf("u".repeat(60)));
    expect(codes(problems)).toEqual(["service invalid-name"]);
  });

  it("lets teams in and segments as told", () => {
    const made = synth((stack) =>
      make(stack, {
        teams: { shop: { deploy: ["shop-developers"] } },
        network: { allowFromNamespaces: ["edge"] },
      }),
    );
    expect(made.one("kubernetes_role_binding_v1").subject).toMatchObject([{ name: "shop-developers" }]);
    expect(made.one("kubernetes_network_policy_v1", "allow-from-namespaces")).toBeDefined();
  });

  it("keeps the store its secrets come from", () => {
    const secretStore = {
      kind: "SecretStore",
      name: "previews",
      namespaces: ["preview-7"],
      readable: ["preview/*"],
      dependencies: [],
    } as const;
    synth((stack) => expect(make(stack, { secretStore }).secretStore).toBe(secretStore));
    synth((stack) => expect(make(stack).secretStore).toBeUndefined());
  });

  it("fails without a time to live, and tells everything else that is wrong", () => {
    const options = { ttlHours: undefined as never, number: -1 };
    expect(codes(problemsOf((stack) => make(stack, options)))).toEqual([
      "number invalid-preview-number",
      "ttlHours preview-without-ttl",
    ]);
    expect(codes(problemsOf((stack) => make(stack, { quota: { pods: -1 } })))).toEqual([
      "quota.pods out-of-range",
    ]);
  });
});

describeWithTerraform("PreviewEnvironment, rehearsed", () => {
  afterEach(removeTemporaryFolders);

  it("comes with its workloads, and goes without a trace", async () => {
    const app = new App({ outdir: temporaryFolder() });
    const stack = new PreviewStack(app, { number: 7, state: { type: "local" } });
    const { boundary, platform } = make(stack);
    new Manifests(stack, "Users", {
      cluster: platform.cluster,
      releaseName: "users",
      namespace: boundary.name,
      createNamespace: false,
      manifests: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "users" }, data: { a: "1" } }],
      dependsOn: boundary.dependencies,
    });
    const rehearsal = await rehearse(stack);
    expect(rehearsal.stack).toBe("preview-7");
    expectRehearsal(rehearsal)
      .toSucceed()
      .toBeIdempotent()
      .toDestroyInOrder("helm_release", "kubernetes_namespace_v1")
      .toBeDestroyedClean();
  });
});
