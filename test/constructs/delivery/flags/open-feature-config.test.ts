import type { OpenFeatureProps } from "../../../../constructs/delivery/flags/open-feature";
import { resolveOpenFeature } from "../../../../constructs/delivery/flags/open-feature-config";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const PROPS = { certManager: "installed" } as OpenFeatureProps;

describe("resolveOpenFeature", () => {
  it("runs two of each, closed and validated, and lets pods start without flags", () => {
    expect(resolveOpenFeature(PROPS, new Problems())).toMatchObject({
      releaseName: "open-feature-operator",
      namespace: "open-feature-operator-system",
      replicas: 2,
      proxyReplicas: 2,
      whenUnreachable: "start-without-flags",
      flagValidation: true,
      networkPolicy: true,
    });
  });

  it("keeps the name of the second release within Helm's limit", () => {
    const { policiesReleaseName } = resolveOpenFeature(
      { ...PROPS, releaseName: "a".repeat(53) },
      new Problems(),
    );
    expect(policiesReleaseName.length).toBeLessThanOrEqual(53);
  });

  it.each<[string, object, string]>([
    ["a bad release name", { releaseName: "A" }, "releaseName invalid-name"],
    ["a bad namespace", { namespace: "a.b" }, "namespace invalid-name"],
    ["no replicas", { replicas: 0 }, "replicas out-of-range"],
    ["too many proxies", { proxyReplicas: 11 }, "proxyReplicas out-of-range"],
    ["an unknown policy", { whenUnreachable: "hope" }, "whenUnreachable unknown-policy"],
    [
      "bad resources",
      { resources: { requests: { cpu: "lots" } } },
      "resources.requests.cpu invalid-quantity",
    ],
  ])("refuses %s", (_, options, expected) => {
    const problems = new Problems();
    resolveOpenFeature({ ...PROPS, ...options } as OpenFeatureProps, problems);
    expect(codes(problems.all)).toEqual([expected]);
  });
});
