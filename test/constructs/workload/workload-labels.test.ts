import { Token } from "cdktf";
import * as fc from "fast-check";
import { isLabelValue } from "../../../constructs/eks/kubernetes-labels";
import { type WorkloadLabelsInput, workloadLabels } from "../../../constructs/workload/workload-labels";
import { reported } from "../../support/workloads";

const INPUT: WorkloadLabelsInput = {
  name: "users",
  partOf: "shop",
  component: "service",
  version: "1.4.2",
  platform: undefined,
  own: undefined,
};

function labels(input: Partial<WorkloadLabelsInput> = {}) {
  const { result, codes } = reported((problems) => workloadLabels({ ...INPUT, ...input }, problems));
  return { ...result, codes };
}

describe("workloadLabels", () => {
  it("names the workload, and selects by the name alone", () => {
    expect(labels()).toEqual({
      selector: { "app.kubernetes.io/name": "users" },
      labels: {
        "app.kubernetes.io/name": "users",
        "app.kubernetes.io/component": "service",
        "app.kubernetes.io/part-of": "shop",
        "app.kubernetes.io/version": "1.4.2",
        "app.kubernetes.io/managed-by": "slipway",
      },
      codes: [],
    });
  });

  it("lets the workload win over the platform, and both over what is worked out", () => {
    const { labels: all } = labels({
      platform: { team: "shop", tier: "gold", "app.kubernetes.io/part-of": "suite" },
      own: { team: "users" },
    });
    expect(all).toMatchObject({ team: "users", tier: "gold", "app.kubernetes.io/part-of": "suite" });
  });

  it("refuses labels that others act upon, and what is none", () => {
    const own = {
      "app.kubernetes.io/name": "other",
      "app.kubernetes.io/instance": "one",
      "app.kubernetes.io/managed-by": "hand",
      "bad key": "x",
      team: "bad value!",
    };
    expect(labels({ own }).codes).toEqual([
      'labels["app.kubernetes.io/name"] reserved-label',
      'labels["app.kubernetes.io/instance"] reserved-label',
      'labels["app.kubernetes.io/managed-by"] reserved-label',
      'labels["bad key"] invalid-label-key',
      "labels.team invalid-label-value",
    ]);
  });

  it("keeps its own labels whatever the platform says", () => {
    const { labels: all } = labels({ platform: { "app.kubernetes.io/name": "other" } });
    expect(all["app.kubernetes.io/name"]).toBe("users");
  });

  it("leaves a version out that is no label, or not known", () => {
    fc.assert(
      fc.property(fc.string(), (version) => {
        const shown = labels({ version }).labels["app.kubernetes.io/version"];
        expect(shown).toBe(isLabelValue(version) ? version : undefined);
      }),
    );
    for (const version of [undefined, Token.asString({ resolve: () => "later" })]) {
      expect(labels({ version }).labels).not.toHaveProperty(["app.kubernetes.io/version"]);
    }
  });
});
