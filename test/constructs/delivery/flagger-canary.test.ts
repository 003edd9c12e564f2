import { Analysis } from "../../../constructs/delivery/analysis/analysis";
import {
  type FlaggerContext,
  flaggerCanary,
  promotionGate,
  selectorLabelsOf,
  thresholdOf,
} from "../../../constructs/delivery/flagger-canary";
import { ReleaseAnalyses } from "../../../constructs/delivery/release-analyses";
import { crdProblems } from "../../support/crds";
import { FLAGGER, releaseContext } from "../../support/releases";
import { codes } from "../../support/synth";

function contextOf(overrides: Partial<FlaggerContext> = {}): FlaggerContext {
  return { ...releaseContext(), port: { name: "http", number: 3000 }, delivery: FLAGGER, ...overrides };
}

describe("flaggerCanary", () => {
  const canary = flaggerCanary(contextOf(), {
    provider: "kubernetes",
    service: { timeout: "5s" },
    analysis: { interval: "1m", iterations: 1, threshold: 1 },
    progressDeadlineSeconds: 60,
  });

  it("has the name of the workload and follows the definition", () => {
    expect(canary.metadata).toMatchObject({ name: "users", namespace: "shop" });
    expect(crdProblems(canary)).toEqual([]);
  });

  it("labels the Service of each version for monitors, and not the one that leads to either", () => {
    const labels = { "app.kubernetes.io/part-of": "shop", "app.kubernetes.io/name": "users" };
    const { service } = canary.spec as { service: object };
    expect(service).toMatchObject({ primary: { labels }, canary: { labels }, timeout: "5s" });
    expect(service).not.toHaveProperty("apex");
  });
});

describe("thresholdOf", () => {
  it("ends with the first bad answer too many for the strictest analysis", () => {
    const { problems, ...context } = releaseContext();
    const bound = new ReleaseAnalyses({ ...context, problems }, "flagger", undefined).bind(
      [Analysis.errorRate({ failureLimit: 3 }), Analysis.cpu({ failureLimit: 0 })],
      problems,
    );
    expect(thresholdOf(bound)).toBe(1);
    expect(thresholdOf(bound.slice(0, 1))).toBe(4);
    expect(thresholdOf([])).toBe(5);
  });
});

describe("selectorLabelsOf", () => {
  it("gives pods the label Flagger changes, where it has one", () => {
    expect(selectorLabelsOf(contextOf())).toEqual({ selectorLabels: { "slipway/release": "users" } });
    const delivery = { ...FLAGGER, selectorLabel: undefined };
    expect(selectorLabelsOf(contextOf({ delivery }))).toEqual({});
  });
});

describe("promotionGate", () => {
  it("names the gate, or says that it is missing", () => {
    const context = contextOf();
    expect(promotionGate("autoPromote", "confirm-promotion", context)).toEqual({
      name: "confirm-promotion",
      type: "confirm-promotion",
      url: FLAGGER.promotionGateUrl,
    });
    expect(codes(context.problems.all)).toEqual([]);
    promotionGate("autoPromote", "confirm-promotion", {
      ...context,
      delivery: { ...FLAGGER, promotionGateUrl: undefined },
    });
    expect(codes(context.problems.all)).toEqual(["autoPromote promotion-needs-gate"]);
  });
});
