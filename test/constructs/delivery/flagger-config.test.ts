import type { ICluster } from "../../../constructs/cluster";
import type { FlaggerProps } from "../../../constructs/delivery/flagger";
import {
  checkFlaggerAttributes,
  type FlaggerAttributes,
  resolveFlagger,
  SELECTOR_LABEL,
} from "../../../constructs/delivery/flagger-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const cluster = { clusterName: "local" } as unknown as ICluster;
const prometheusUrl = "http://prometheus.monitoring:9090";

function resolved(options: Partial<FlaggerProps> = {}) {
  const problems = new Problems();
  const config = resolveFlagger({ cluster, prometheusUrl, ...options }, problems);
  return { config, problems: codes(problems.all) };
}

describe("resolveFlagger", () => {
  it("fills defaults", () => {
    expect(resolved()).toMatchObject({
      config: {
        namespace: "flagger-system",
        provider: "kubernetes",
        replicas: 2,
        crossNamespaceReferences: false,
        selectorLabel: SELECTOR_LABEL,
      },
      problems: [],
    });
  });

  it.each<[Partial<FlaggerProps>, string[]]>([
    [{ replicas: 11 }, ["replicas out-of-range"]],
    [{ provider: "linkerd" as never }, ["provider unknown-provider"]],
    [{ prometheusUrl: "prometheus:9090" }, ["prometheusUrl invalid-url"]],
    [{ promotionGateUrl: "gate" }, ["promotionGateUrl invalid-url"]],
    [{ watchNamespace: "a,b" }, ["watchNamespace invalid-name"]],
    [{ namespace: "A", releaseName: "_" }, ["releaseName invalid-name", "namespace invalid-name"]],
    [{ logLevel: "trace" as never }, ["logLevel unknown-log-level"]],
    [{ resources: { limits: { memory: "100m" } } }, ["resources.limits.memory invalid-quantity"]],
  ])("refuses %j", (options, problems) => {
    expect(resolved(options).problems).toEqual(problems);
  });
});

describe("checkFlaggerAttributes", () => {
  function problemsOf(attributes: FlaggerAttributes): string[] {
    const problems = new Problems();
    checkFlaggerAttributes(attributes, problems);
    return codes(problems.all);
  }

  it("refuses the label everybody selects by", () => {
    expect(problemsOf({ selectorLabel: "app.kubernetes.io/name" })).toEqual([
      "selectorLabel selector-label-taken",
    ]);
    expect(problemsOf({ selectorLabel: "app" })).toEqual([]);
  });

  it("refuses what is no label, provider or address", () => {
    const attributes = {
      selectorLabel: "no label",
      provider: "nginx" as never,
      promotionGateUrl: "ftp://gate",
    };
    expect(problemsOf(attributes)).toEqual([
      "provider unknown-provider",
      "promotionGateUrl invalid-url",
      "selectorLabel invalid-label-key",
    ]);
  });
});
