import { DataResource, type TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { FeatureFlags, type FeatureFlagsProps } from "../../../../constructs/delivery/flags/feature-flags";
import { Flag } from "../../../../constructs/delivery/flags/flag";
import { OpenFeature } from "../../../../constructs/delivery/flags/open-feature";
import type { WorkloadContext } from "../../../../constructs/workload/extension";
import { Problems } from "../../../../lib/core/errors";
import { objectsOf } from "../../../support/fake-keda";
import { codes, problemsOf, synth } from "../../../support/synth";

type Options = Partial<FeatureFlagsProps>;

function make(stack: TerraformStack, options: Options = {}) {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  const openFeature = new OpenFeature(stack, "OpenFeature", { cluster, certManager: "installed" });
  const flags = new FeatureFlags(stack, "Flags", {
    openFeature,
    name: "shop",
    namespace: "shop",
    flags: { "new-checkout": Flag.boolean() },
    ...options,
  });
  return { cluster, openFeature, flags };
}

function contextOf(cluster: WorkloadContext["cluster"], problems = new Problems()): WorkloadContext {
  return {
    name: "users",
    namespace: "shop",
    cluster,
    selector: {},
    labels: {},
    serviceAccount: "users",
    problems: problems.at("extensions").at(0),
  };
}

describe("FeatureFlags", () => {
  it("makes one release behind the operator, with the flags and their source", () => {
    const made = synth((stack) => make(stack));
    expect(made.one("helm_release", "Flags_Manifests_Release")).toMatchObject({
      name: "flags-shop",
      namespace: "shop",
      create_namespace: false,
      depends_on: [expect.stringMatching(/^helm_release\.OpenFeature_Release/)],
    });
    expect(Object.keys(objectsOf(made, "Flags_Manifests_Release"))).toEqual([
      "FeatureFlag/shop",
      "FeatureFlagSource/shop",
    ]);
  });

  it("has flagd put beside a workload, which may reach flagd's proxy and nothing else", () => {
    synth((stack) => {
      const { cluster, flags } = make(stack);
      expect(flags.bind(contextOf(cluster))).toEqual({
        podAnnotations: {
          "openfeature.dev/enabled": "true",
          "openfeature.dev/featureflagsource": "shop/shop",
        },
        podLabels: { "slipway.dev/feature-flags": "true" },
        egress: [
          {
            to: [
              {
                namespaceSelector: {
                  matchLabels: { "kubernetes.io/metadata.name": "open-feature-operator-system" },
                },
                podSelector: { matchLabels: { app: "flagd-proxy" } },
              },
            ],
            ports: [{ protocol: "TCP", port: 8015 }],
          },
        ],
        dependsOn: [flags.manifests],
      });
    });
  });

  it("refuses workloads of another cluster", () => {
    synth((stack) => {
      const { flags } = make(stack);
      const other = new KubeconfigCluster(stack, "Other", {
        clusterName: "other",
        context: "kind-other",
        providerAlias: "other",
      });
      const problems = new Problems();
      flags.bind(contextOf(other, problems));
      expect(codes(problems.all)).toEqual(["extensions[0] other-cluster"]);
    });
  });

  it("takes in flags of another set, and waits for them", () => {
    const made = synth((stack) => {
      const { openFeature } = make(stack);
      const shared = new FeatureFlags(stack, "Shared", {
        openFeature,
        name: "base",
        namespace: "platform",
        flags: { dark: Flag.boolean() },
      });
      new FeatureFlags(stack, "More", {
        openFeature,
        name: "more",
        namespace: "shop",
        flags: { light: Flag.boolean() },
        shared: [shared],
        dependsOn: [new DataResource(stack, "Before")],
      });
    });
    expect(made.one("helm_release", "More_Manifests_Release").depends_on).toEqual([
      expect.stringMatching(/^helm_release\.OpenFeature_Release/),
      expect.stringMatching(/^helm_release\.Shared_Manifests_Release/),
      "terraform_data.Before",
    ]);
    expect(objectsOf(made, "More_Manifests_Release")["FeatureFlagSource/more"]).toHaveProperty(
      "spec.sources.0.source",
      "platform/base",
    );
  });

  it("says all that is wrong at once", () => {
    const found = problemsOf((stack) =>
      make(stack, { name: "A", flags: { x: Flag.number({ variants: { a: 1 }, default: "b" }) } }),
    );
    expect(codes(found)).toEqual(["name invalid-name", "flags.x.default unknown-variant"]);
  });
});
