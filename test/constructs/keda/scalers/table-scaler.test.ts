import { type ScalerEntry, scalerTable } from "../../../../constructs/keda/scalers/scaler-table";
import { splitProps, tableScaler } from "../../../../constructs/keda/scalers/table-scaler";
import {
  breakingSample,
  maximalSample,
  minimalSample,
  propsOf,
  type Sample,
} from "../../../support/scaler-samples";
import { bind, bindProblems } from "../../../support/scalers";

const ENTRIES = [...scalerTable().values()];
const NAMED = ENTRIES.map((entry) => [entry.type, entry] as const);
const RULES = ENTRIES.flatMap((entry) =>
  entry.rules.map((rule) => [entry.type, rule.says, entry, rule] as const),
);
const CODES = {
  either: "missing-either",
  exclusive: "exclusive",
  together: "incomplete",
  needs: "missing-dependent",
  refuses: "not-applicable",
  minimum: "out-of-range",
  differ: "equal-values",
  pattern: "wrong-format",
} as const;

function scalerOf(entry: ScalerEntry, sample: Sample) {
  return tableScaler(entry.type, propsOf(entry, sample));
}

/** Keys KEDA knows in metadata: parameters read there, and names of environment variables. */
function metadataKeys(entry: ScalerEntry): ReadonlySet<string> {
  return new Set(
    entry.params
      .filter(({ deprecated }) => deprecated === undefined)
      .flatMap(({ key, envKey, in: places }) => [
        ...(places.includes("metadata") ? [key] : []),
        ...(envKey === undefined ? [] : [envKey]),
      ]),
  );
}

function expectKnownMetadata(entry: ScalerEntry, metadata: Readonly<Record<string, string>>): void {
  const known = metadataKeys(entry);
  const unknown = Object.keys(metadata).filter(
    (key) => !known.has(key) && !known.has(`${key.split(".")[0]}.*`),
  );
  expect(unknown).toEqual([]);
  expect(Object.values(metadata).every((value) => typeof value === "string")).toBe(true);
}

describe("tableScaler", () => {
  it("knows the 76 scalers of KEDA 2.20", () => {
    expect(NAMED).toHaveLength(76);
  });

  it.each(NAMED)("renders %s with the least it takes", (type, entry) => {
    const sample = minimalSample(entry);
    const { trigger, authentication } = bind(scalerOf(entry, sample));
    expect(trigger.type).toBe(type);
    expectKnownMetadata(entry, trigger.metadata);
    for (const { key, required, envKey } of entry.params) {
      if (required) {
        const places = [trigger.metadata[key], trigger.metadata[envKey ?? ""], authentication?.secrets[key]];
        expect(places.filter((place) => place !== undefined)).toHaveLength(1);
      }
    }
  });

  it.each(NAMED)("renders %s with as much as it takes", (_, entry) => {
    const sample = maximalSample(entry);
    const { trigger, authentication } = bind(scalerOf(entry, sample));
    expectKnownMetadata(entry, trigger.metadata);
    const places = Object.keys(trigger.metadata).length + Object.keys(authentication?.secrets ?? {}).length;
    expect(places).toBe(Object.keys(sample).length);
  });

  it.each(RULES)("fails on %s where it breaks the rule: %s", (_, says, entry, rule) => {
    const kind = (Object.keys(CODES) as (keyof typeof CODES)[]).find((key) => key in rule);
    const problems = bindProblems(scalerOf(entry, breakingSample(entry, rule)));
    expect(problems.filter(({ rule: broken }) => broken === says).map(({ code }) => code)).toContain(
      kind && CODES[kind],
    );
  });

  it.each(NAMED)("fails on %s without something it requires", (_, entry) => {
    const required = entry.params.filter((parameter) => parameter.required);
    const codes = bindProblems(scalerOf(entry, {})).map(({ code, prop }) => `${prop} ${code}`);
    expect(codes).toEqual(expect.arrayContaining(required.map(({ prop }) => `${prop} missing-required`)));
  });

  it.each(NAMED)("fails on every deprecated parameter of %s", (_, entry) => {
    for (const { key, prop } of entry.params.filter(({ deprecated }) => deprecated !== undefined)) {
      const problems = bindProblems(scalerOf(entry, { ...minimalSample(entry), [key]: "1" }));
      expect(problems).toContainEqual(expect.objectContaining({ prop, code: "deprecated-parameter" }));
    }
  });

  it("fails on a prop that no parameter has, with the list of those there are", () => {
    const [problem] = bindProblems(tableScaler("nsq", { ...NSQ, depht: 3 } as never));
    expect(problem).toMatchObject({ prop: "depht", code: "unknown-parameter" });
    expect(problem?.fix).toContain("depthThreshold");
  });
});

const NSQ = { nsqLookupdHttpAddresses: ["nsqlookupd:4161"], topic: "orders", channel: "worker" };

describe("splitProps", () => {
  it("parts what every trigger takes from what the scaler takes", () => {
    expect(
      splitProps({ name: "one", metricType: "Value", metadata: { a: "b" }, topic: "t" } as never),
    ).toEqual({
      settings: { name: "one", metricType: "Value", metadata: { a: "b" } },
      identity: undefined,
      rest: { topic: "t" },
    });
  });
});
