import {
  type ScalerEntry,
  type ScalerParameter,
  type ScalerRule,
  scalerTable,
} from "../../../../constructs/keda/scalers/scaler-table";

const ENTRIES = [...scalerTable().values()];
const PARAMETERS = ENTRIES.flatMap((entry) => entry.params.map((parameter) => ({ entry, parameter })));
const RULES = ENTRIES.flatMap((entry) => entry.rules.map((rule) => ({ entry, rule })));

function keysOf(rule: ScalerRule): readonly string[] {
  const lists = [
    "either" in rule ? rule.either.flat() : [],
    "exclusive" in rule ? rule.exclusive : [],
    "together" in rule ? rule.together : [],
    "when" in rule ? [rule.when.key] : [],
    "needs" in rule ? rule.needs : [],
    "refuses" in rule ? rule.refuses : [],
    "minimum" in rule ? [rule.minimum.key] : [],
    "differ" in rule ? rule.differ : [],
    "pattern" in rule ? [rule.pattern.key] : [],
  ];
  return lists.flat();
}

/** What is wrong, by the scaler's type and the parameter's key. */
function wrong(broken: (parameter: ScalerParameter, entry: ScalerEntry) => boolean): string[] {
  return PARAMETERS.filter(({ entry, parameter }) => broken(parameter, entry)).map(
    ({ entry, parameter }) => `${entry.type} ${parameter.key}`,
  );
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

describe("scalerTable", () => {
  it("holds the 76 scalers of KEDA 2.20, each under its type", () => {
    expect(ENTRIES).toHaveLength(76);
    expect([...scalerTable()].filter(([type, entry]) => type !== entry.type)).toEqual([]);
  });

  it("is read once", () => {
    expect(scalerTable()).toBe(scalerTable());
  });

  it("gives each scaler a factory of its own that JavaScript can call", () => {
    const factories = ENTRIES.map(({ factory }) => factory);
    expect(repeated(factories)).toEqual([]);
    expect(factories.filter((factory) => !/^[a-z][A-Za-z0-9]*$/.test(factory))).toEqual([]);
  });

  it("gives each parameter of a scaler a key and a prop of its own, none that every trigger has", () => {
    const clashes = ENTRIES.flatMap(({ type, params }) => [
      ...repeated(params.map(({ key }) => key)).map((key) => `${type} ${key}`),
      ...repeated(params.map(({ prop }) => prop)).map((prop) => `${type} ${prop}`),
    ]);
    expect(clashes).toEqual([]);
    const common = ["name", "metricType", "useCachedMetrics", "authentication", "metadata", "identity"];
    expect(wrong(({ prop }) => common.includes(prop))).toEqual([]);
    expect(wrong(({ prop }) => !/^[a-z][A-Za-z0-9]*$/.test(prop))).toEqual([]);
  });

  it("says for each parameter what it is and where KEDA looks for it", () => {
    expect(wrong(({ in: places, doc }) => places.length === 0 || doc === "")).toEqual([]);
    expect(wrong(({ in: places, envKey }) => envKey !== undefined && !places.includes("env"))).toEqual([]);
    expect(wrong(({ in: places, envKey }) => places.includes("env") && envKey === undefined)).toEqual([]);
  });

  it("gives defaults of the parameter's own kind", () => {
    const kinds = { integer: "number", number: "number", duration: "number", boolean: "boolean" } as const;
    expect(
      wrong(({ type, default: value }) => {
        const kind = type in kinds ? kinds[type as keyof typeof kinds] : "string";
        const actual: string = typeof value;
        return value !== undefined && actual !== kind;
      }),
    ).toEqual([]);
    expect(
      wrong(
        ({ enum: values, default: value }) =>
          value !== undefined && values !== undefined && !values.includes(String(value)),
      ),
    ).toEqual([]);
  });

  it("asks for nothing that is deprecated", () => {
    expect(wrong(({ required, deprecated }) => required === true && deprecated !== undefined)).toEqual([]);
    const asked = RULES.flatMap(({ entry, rule }) => {
      const keys = "either" in rule ? rule.either.flat() : "needs" in rule ? rule.needs : [];
      return entry.params
        .filter(({ key, deprecated }) => keys.includes(key) && deprecated !== undefined)
        .map(({ key }) => `${entry.type} ${key}`);
    });
    expect(asked).toEqual([]);
  });

  it("has rules about parameters that are there", () => {
    const unknown = RULES.flatMap(({ entry, rule }) =>
      keysOf(rule)
        .filter((key) => !entry.params.some((parameter) => parameter.key === key))
        .map((key) => `${entry.type} ${key}`),
    );
    expect(unknown).toEqual([]);
    expect(RULES.filter(({ rule }) => keysOf(rule).length === 0 || rule.says === "")).toEqual([]);
  });

  it("has conditions that a value of the parameter can meet, and patterns that are regular expressions", () => {
    const impossible = RULES.flatMap(({ entry, rule }) => {
      const { key, is = [] } = "when" in rule ? rule.when : { key: "" };
      const values = entry.params.find((parameter) => parameter.key === key)?.enum;
      return is.filter((one) => values !== undefined && !values.includes(String(one)));
    });
    expect(impossible).toEqual([]);
    const patterns = RULES.flatMap(({ rule }) => ("pattern" in rule ? [rule.pattern.regex] : []));
    expect(patterns.map((regex) => new RegExp(regex))).toHaveLength(patterns.length);
    expect(patterns.length).toBeGreaterThan(0);
  });
});
