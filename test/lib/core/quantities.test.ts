import * as fc from "fast-check";
import { Problems } from "../../../lib/core/errors";
import {
  checkResources,
  checkWholeNumber,
  compareQuantities,
  parseQuantity,
  type Quantity,
  type ResourceRequirements,
} from "../../../lib/core/quantities";
import { codes } from "../../support/synth";

function quantity(text: string): Quantity {
  const parsed = parseQuantity(text);
  if (parsed === undefined) {
    throw new Error(`not a quantity: ${text}`);
  }
  return parsed;
}

function problemsIn(resources: ResourceRequirements | undefined): string[] {
  const problems = new Problems();
  checkResources(problems, "resources", resources);
  return codes(problems.all);
}

describe("parseQuantity", () => {
  it.each([
    ["1", "1000m"],
    ["0.5", "500m"],
    [".5", "500m"],
    ["1.", "1"],
    ["1Ki", "1024"],
    ["1Gi", "1024Mi"],
    ["1G", "1000M"],
    ["1e3", "1k"],
    ["12E-1", "1200m"],
    ["1500000000n", "1.5"],
    ["2E", "2e18"],
    ["1u", "1000n"],
  ])("reads %s as the same amount as %s", (one, other) => {
    expect(compareQuantities(quantity(one), quantity(other))).toBe(0);
  });

  it("rounds what is finer than a billionth up", () => {
    expect(quantity("0.0000000001").nanos).toBe(1n);
    expect(quantity("1e-12").nanos).toBe(1n);
  });

  it.each(["", "Mi", "-1", "+1", "1 Gi", "1gi", "1KI", "1mi", "one", "1.2.3", ".", "1e", "1Gi2", "0x10"])(
    "fails to read %j",
    (text) => {
      expect(parseQuantity(text)).toBeUndefined();
    },
  );

  it("orders whole numbers as numbers, whatever unit they are written in", () => {
    const units = [
      ["", 1n],
      ["k", 1000n],
      ["Ki", 1024n],
      ["M", 1000n ** 2n],
      ["Mi", 1024n ** 2n],
      ["Gi", 1024n ** 3n],
      ["Ei", 1024n ** 6n],
    ] as const;
    const amount = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.constantFrom(...units));
    fc.assert(
      fc.property(amount, amount, ([a, [aUnit, aFactor]], [b, [bUnit, bFactor]]) => {
        const difference = a * aFactor - b * bFactor;
        expect(compareQuantities(quantity(`${a}${aUnit}`), quantity(`${b}${bUnit}`))).toBe(
          difference < 0n ? -1 : difference > 0n ? 1 : 0,
        );
      }),
    );
  });

  it("reads thousandths and decimals as the same amount", () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000_000 }), (milli) => {
        const text = `${Math.floor(milli / 1000)}.${String(milli % 1000).padStart(3, "0")}`;
        expect(quantity(`${milli}m`).nanos).toBe(quantity(text).nanos);
      }),
    );
  });
});

describe("checkResources", () => {
  it("accepts requests and limits in any order of magnitude, and none at all", () => {
    expect(problemsIn(undefined)).toEqual([]);
    expect(problemsIn({})).toEqual([]);
    expect(problemsIn({ requests: { cpu: "100m", memory: "64Mi" } })).toEqual([]);
    expect(
      problemsIn({ requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1000m", memory: "1024Mi" } }),
    ).toEqual([]);
  });

  it("leaves values known after apply alone", () => {
    const token = "${TfToken[TOKEN.7]}";
    expect(
      problemsIn({ requests: { cpu: token, memory: token }, limits: { cpu: "1m", memory: "1Mi" } }),
    ).toEqual([]);
  });

  it.each(["", "100 m", "-1", "1Gi", "1k", "half", "0", "0m", "1e3"])("fails on %j of CPU", (cpu) => {
    expect(problemsIn({ requests: { cpu } })).toEqual(["resources.requests.cpu invalid-quantity"]);
  });

  it.each(["", "128m", "-1Mi", "128mi", "128MB", "lots", "0", "1..5Gi"])(
    "fails on %j of memory",
    (memory) => {
      expect(problemsIn({ limits: { memory } })).toEqual(["resources.limits.memory invalid-quantity"]);
    },
  );

  it("fails on a request above its limit, for CPU and memory", () => {
    expect(
      problemsIn({ requests: { cpu: "1.1", memory: "1025Mi" }, limits: { cpu: "1000m", memory: "1Gi" } }),
    ).toEqual([
      "resources.requests.cpu request-above-limit",
      "resources.requests.memory request-above-limit",
    ]);
  });
});

describe("checkWholeNumber", () => {
  it.each([
    [1, []],
    [5, []],
    [undefined, []],
    [0, ["replicas out-of-range"]],
    [6, ["replicas out-of-range"]],
    [1.5, ["replicas out-of-range"]],
    [Number.NaN, ["replicas out-of-range"]],
  ])("judges %p within one to five", (value, expected) => {
    const problems = new Problems();
    checkWholeNumber(problems, "replicas", value, 1, 5);
    expect(codes(problems.all)).toEqual(expected);
  });
});
