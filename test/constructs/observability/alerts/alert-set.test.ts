import * as fc from "fast-check";
import {
  type AlertChange,
  type AlertDefinitions,
  alertGroup,
  amount,
  checkChange,
  days,
  groupOf,
  ratio,
  resolveAlert,
  resolveAlerts,
  resolveThresholds,
  seconds,
  type Threshold,
  whole,
} from "../../../../constructs/observability/alerts/alert-set";
import { ConfigError, Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

interface Options {
  readonly full?: AlertChange<"usedRatio">;
  readonly down?: AlertChange;
}

const DEFINITIONS: AlertDefinitions<Options> = {
  full: {
    alert: "Full",
    severity: "warning",
    forSeconds: 60,
    thresholds: { usedRatio: ratio(0.9) },
    expr: ({ usedRatio }) => `used > ${usedRatio}`,
    summary: "It is full",
    description: "Nothing fits in.",
  },
  down: {
    alert: "Down",
    severity: "none",
    forSeconds: 0,
    expr: () => "up == 0",
    summary: "It is down",
    description: "Nothing works.",
  },
};

function resolved(options: object) {
  const problems = new Problems();
  const rules = resolveAlerts(DEFINITIONS, options, problems);
  return { rules, problems: codes(problems.all) };
}

describe("resolveAlerts", () => {
  it("makes a rule of each definition, with a runbook of its name", () => {
    expect(resolved({})).toEqual({
      rules: [
        {
          alert: "Full",
          expr: "used > 0.9",
          forSeconds: 60,
          severity: "warning",
          summary: "It is full",
          description: "Nothing fits in.",
          runbook: "Full",
        },
        expect.objectContaining({ alert: "Down", severity: "none", runbook: "Down" }),
      ],
      problems: [],
    });
  });

  it("takes undefined as nothing said", () => {
    const nothing = {
      full: { usedRatio: undefined, forSeconds: undefined, severity: undefined },
      down: undefined,
    };
    expect(resolved(nothing)).toEqual(resolved({}));
  });

  it("reports every problem at once", () => {
    const options = { full: { usedRatio: 90, forSeconds: -1, severity: "urgent", colour: 1 }, up: {} };
    expect(resolved(options).problems).toEqual([
      "up unknown-alert",
      "full.forSeconds out-of-range",
      "full.severity unknown-severity",
      "full.colour unknown-option",
      "full.usedRatio out-of-range",
    ]);
  });

  it("lists what an alert knows where something else is asked for", () => {
    const problems = new Problems();
    resolveAlert(DEFINITIONS.full, { usedShare: 0.5 } as object, problems);
    expect(problems.all[0]?.fix).toBe("use one of usedRatio, forSeconds, severity");
  });
});

describe("thresholds", () => {
  it.each<[string, Threshold, readonly number[], readonly number[]]>([
    ["ratio", ratio(0.5), [0.0001, 0.5, 0.9999], [0, 1, -0.5, 5, Number.NaN, Number.POSITIVE_INFINITY]],
    ["whole", whole(3, 2, 5), [2, 3, 5], [1, 6, 2.5, Number.NaN]],
    ["amount", amount(3, 5), [0, 0.1, 5], [-0.1, 5.1, Number.NaN, Number.POSITIVE_INFINITY]],
    ["seconds", seconds(3), [1, 31_536_000], [0, -1, 31_536_001]],
    ["days", days(3), [1, 365], [0, -1, 366, 1.5]],
  ])("%s allow what they say", (_kind, threshold, good, bad) => {
    expect(good.map((value) => threshold.allows(value))).toEqual(good.map(() => true));
    expect(bad.map((value) => threshold.allows(value))).toEqual(bad.map(() => false));
    expect(threshold.allows(threshold.value)).toBe(true);
  });

  it("never take a text for a number", () => {
    for (const threshold of [ratio(0.5), whole(1, 1, 9), amount(1, 9), seconds(1), days(1)]) {
      expect(threshold.allows("0.5" as unknown as number)).toBe(false);
      expect(threshold.allows("1" as unknown as number)).toBe(false);
    }
  });

  it("keep every share a user may give", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }),
        (share) => {
          const problems = new Problems();
          expect(resolveThresholds({ share: ratio(0.1) }, { share }, problems)).toEqual({ share });
          expect(problems.all).toEqual([]);
        },
      ),
    );
  });
});

describe("checkChange", () => {
  it.each([["off"], [5], [null], [true]])("fails on %j", (change) => {
    const problems = new Problems();
    expect(checkChange(problems, change)).toBe(false);
    expect(codes(problems.all)).toEqual([" unknown-option"]);
  });

  it("takes an object and nothing", () => {
    const problems = new Problems();
    expect([checkChange(problems, {}), checkChange(problems, undefined)]).toEqual([true, true]);
  });
});

describe("alertGroup", () => {
  it("is one group, or none without rules", () => {
    const rules = resolved({}).rules;
    expect(alertGroup("disks", "diskAlerts", () => rules)).toEqual([{ name: "disks", rules }]);
    expect(groupOf("disks", [])).toEqual([]);
  });

  it("fails with all problems in the words of the function's options", () => {
    const fail = () =>
      alertGroup("disks", "diskAlerts", (problems) =>
        resolveAlerts(DEFINITIONS, { up: 1 } as Options, problems),
      );
    expect(fail).toThrow(ConfigError);
    expect(fail).toThrow(/^diskAlerts: 1 problem in DiskAlertsOptions\n {2}- up \[unknown-alert\]/);
  });
});
