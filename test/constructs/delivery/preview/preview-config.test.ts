import { Fn, Token } from "cdktf";
import { resolvePreview } from "../../../../constructs/delivery/preview/preview-config";
import type { ISecretStore } from "../../../../constructs/secrets/secret-store-interface";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

type Input = Parameters<typeof resolvePreview>[0];

const TAG = "0123456789abcdef0123456789abcdef01234567";

function resolve(props: Partial<Input>) {
  const problems = new Problems();
  const given = { number: 7, imageTag: TAG, domain: "previews.example.com", ttlHours: 72, ...props };
  return { config: resolvePreview(given, problems), codes: codes(problems.all) };
}

function store(parts: Partial<ISecretStore>): ISecretStore {
  return {
    kind: "ClusterSecretStore",
    name: "previews",
    namespaces: ["preview-7"],
    readable: ["preview/*"],
    dependencies: [],
    ...parts,
  };
}

describe("resolvePreview", () => {
  it("is small, and runs single pods that nobody scales", () => {
    expect(resolve({})).toEqual({
      config: {
        name: "preview-7",
        hostname: "pr-7.previews.example.com",
        replicas: 1,
        resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
        scaling: "none",
        strategies: "rolling",
        quota: {
          resources: { requests: { cpu: "2", memory: "4Gi" }, limits: { cpu: "10", memory: "10Gi" } },
          pods: 30,
          volumeClaims: 5,
          volumeStorage: "20Gi",
        },
        containerLimits: {
          defaults: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
          max: { cpu: "2", memory: "2Gi" },
        },
        cpuLimits: "required",
        labels: {
          "slipway.dev/preview": "7",
          "slipway.dev/preview-stack": "preview-7",
          "slipway.dev/ttl-hours": "72",
        },
      },
      codes: [],
    });
  });

  it("knows no CPU limits of its own where they are optional", () => {
    const { config, codes } = resolve({ cpuLimits: "optional" });
    expect(codes).toEqual([]);
    expect(config).toMatchObject({
      cpuLimits: "optional",
      resources: { limits: { cpu: "500m" } },
      quota: { resources: { requests: { cpu: "2" }, limits: { memory: "10Gi" } } },
    });
    expect(config.quota.resources).not.toHaveProperty("limits.cpu");
    expect(config.containerLimits).toMatchObject({
      defaults: { requests: { cpu: "50m" }, limits: { memory: "512Mi" } },
      max: { memory: "2Gi" },
    });
    expect(config.containerLimits).not.toHaveProperty("defaults.limits.cpu");
    expect(config.containerLimits).not.toHaveProperty("max.cpu");
  });

  it("takes what the settings say, amount by amount", () => {
    const scaling = { default: { minReplicas: 1, maxReplicas: 2 }, workloads: {} };
    const { config } = resolve({
      namePrefix: "shop",
      replicas: 2,
      resources: { limits: { memory: "1Gi" } },
      scaling,
      strategies: "as-declared",
      quota: { resources: { limits: { cpu: "20" } }, pods: 60 },
      containerLimits: { max: "unlimited" },
    });
    expect(config).toMatchObject({
      name: "shop-7",
      replicas: 2,
      resources: { requests: { cpu: "50m" }, limits: { cpu: "500m", memory: "1Gi" } },
      scaling,
      strategies: "as-declared",
      quota: { resources: { requests: { cpu: "2" }, limits: { cpu: "20", memory: "10Gi" } }, pods: 60 },
      containerLimits: { defaults: { limits: { memory: "1Gi" } }, max: "unlimited" },
    });
    expect(resolve({ quota: { resources: "unlimited" } }).config.quota.resources).toBe("unlimited");
  });

  it.each<[string, Partial<Input>, string[]]>([
    ["no time to live", { ttlHours: undefined as never }, ["ttlHours preview-without-ttl"]],
    ["no time to live in data", { ttlHours: null as never }, ["ttlHours preview-without-ttl"]],
    ["a time to live of nothing", { ttlHours: 0 }, ["ttlHours out-of-range"]],
    ["a time to live of for ever", { ttlHours: 721 }, ["ttlHours out-of-range"]],
    ["a pull request that is none", { number: 0 }, ["number invalid-preview-number"]],
    ["half a pull request", { number: 1.5 }, ["number invalid-preview-number"]],
    [
      "a number known later, of which no namespace could be named",
      { number: Token.asNumber(Fn.tonumber("7")) },
      ["number invalid-preview-number"],
    ],
    ["a domain that is none", { domain: "https://x" }, ["domain invalid-name"]],
    ["no image", { imageTag: " " }, ["imageTag missing-image-tag"]],
    ["a prefix that is none", { namePrefix: "-" }, ["namePrefix invalid-name"]],
    ["a prefix of Kubernetes", { namePrefix: "kube-pr" }, ["namePrefix reserved-namespace"]],
    ["half a pod", { replicas: 0.5 }, ["replicas out-of-range"]],
    [
      "requests above limits",
      { resources: { requests: { cpu: "1" } } },
      ["resources.requests.cpu request-above-limit"],
    ],
  ])("fails on %s", (_, props, expected) => {
    expect(resolve(props).codes).toEqual(expected);
  });

  it("takes a store that is limited and serves the preview", () => {
    expect(resolve({ secretStore: store({}) }).codes).toEqual([]);
    expect(resolve({ secretStore: store({ namespaces: ["preview-7"] }) }).codes).toEqual([]);
    expect(resolve({ secretStore: store({ namespaces: undefined }) }).codes).toEqual([]);
  });

  it("fails on a store that reads everything, or serves others", () => {
    for (const readable of [undefined, ["*"], ["preview/*", "**"], ["/*"]]) {
      expect(resolve({ secretStore: store({ readable }) }).codes).toEqual([
        "secretStore secret-store-not-limited",
      ]);
    }
    expect(resolve({ secretStore: store({ namespaces: ["production"] }) }).codes).toEqual([
      "secretStore namespace-not-served",
    ]);
  });

  it("looks into no tag that is known later", () => {
    expect(resolve({ imageTag: Fn.lower("X") }).codes).toEqual([]);
  });
});
