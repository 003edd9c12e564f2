import * as fc from "fast-check";
import {
  featureFlagManifests,
  renderFlag,
  resolveFeatureFlags,
} from "../../../../constructs/delivery/flags/feature-flags-config";
import { Flag, type FlagValue } from "../../../../constructs/delivery/flags/flag";
import { Rollout, When } from "../../../../constructs/delivery/flags/targeting";
import { Problems } from "../../../../lib/core/errors";
import { checked } from "../../../support/fake-keda";
import { codes } from "../../../support/synth";

function codesOf(flag: FlagValue): string[] {
  const problems = new Problems();
  renderFlag(flag, problems);
  return codes(problems.all);
}

describe("renderFlag", () => {
  it("renders what flagd reads", () => {
    const flag = Flag.string({
      variants: { red: "#f00", blue: "#00f" },
      default: "red",
      description: "colour of the button",
      enabled: false,
      targeting: [{ when: When.equals("team", "web"), serve: "blue" }],
    });
    expect(renderFlag(flag, new Problems())).toEqual({
      state: "DISABLED",
      variants: { red: "#f00", blue: "#00f" },
      defaultVariant: "red",
      targeting: { if: [{ "===": [{ var: "team" }, "web"] }, "blue", null] },
      metadata: { description: "colour of the button" },
    });
  });

  it("is enabled and without targeting by default", () => {
    expect(renderFlag(Flag.boolean(), new Problems())).toEqual({
      state: "ENABLED",
      variants: { on: true, off: false },
      defaultVariant: "off",
    });
  });

  it.each<[string, FlagValue, string]>([
    ["no variants", Flag.string({ variants: {}, default: "a" }), "variants no-variants"],
    ["an unknown default", Flag.number({ variants: { a: 1 }, default: "b" }), "default unknown-variant"],
    [
      "variants of several types",
      Flag.string({ variants: { a: "x", b: 1 as never }, default: "a" }),
      "variants.b mixed-variants",
    ],
    ["a list", Flag.object({ variants: { a: [1] as never }, default: "a" }), "variants.a mixed-variants"],
    ["null", Flag.object({ variants: { a: null as never }, default: "a" }), "variants.a mixed-variants"],
    ["a huge number", Flag.number({ variants: { a: 1e20 }, default: "a" }), "variants.a unsafe-number"],
    ["no number", Flag.number({ variants: { a: Number.NaN }, default: "a" }), "variants.a unsafe-number"],
    [
      "a password",
      Flag.object({ variants: { a: { db: "mysql://root:pw@db" } }, default: "a" }),
      "variants.a.db literal-secret",
    ],
    [
      "shares that do not fit, below the flag",
      Flag.boolean({ rollout: Rollout.split({ on: 10, off: 10 }) }),
      "targeting[0].serve.percent split-not-100",
    ],
  ])("refuses %s", (_, flag, expected) => {
    expect(codesOf(flag)).toContain(expected);
  });

  it("takes every safe number and refuses the others", () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const safe = Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
        expect(codesOf(Flag.number({ variants: { a: value }, default: "a" }))).toEqual(
          safe ? [] : ["variants.a unsafe-number"],
        );
      }),
    );
  });
});

describe("resolveFeatureFlags", () => {
  const props = { name: "shop", namespace: "shop", flags: { a: Flag.boolean() } } as never;

  it("makes resources the definitions accept, with the set's own flags last", () => {
    const shared = [{ name: "base", keys: ["z"], source: "platform/base", manifests: { fqn: "x" } }];
    const config = resolveFeatureFlags(
      { ...(props as object), shared, resources: { limits: { memory: "64Mi" } } } as never,
      new Problems(),
    );
    const [flags, source] = featureFlagManifests(config).map(checked);
    expect(flags?.spec).toHaveProperty("flagSpec.flags.a.defaultVariant", "off");
    expect(source?.spec).toMatchObject({
      sources: [
        { source: "platform/base", provider: "flagd-proxy" },
        { source: "shop/shop", provider: "flagd-proxy" },
      ],
      resources: { limits: { memory: "64Mi" } },
    });
  });

  it.each<[string, object, string[]]>([
    ["no flags", { flags: {} }, ["flags no-flags"]],
    ["a key with spaces", { flags: { "a b": Flag.boolean() } }, ['flags["a b"] invalid-name']],
    [
      "a flag twice",
      { shared: [{ name: "base", keys: ["a", "toString"], source: "x/y", manifests: { fqn: "x" } }] },
      ["shared[0] duplicate-flag"],
    ],
    [
      "names that are none",
      { name: "Shop", namespace: "a.b" },
      ["name invalid-name", "namespace invalid-name"],
    ],
    [
      "problems of a flag below it",
      { flags: { a: Flag.string({ variants: { x: "1" }, default: "y" }) } },
      ["flags.a.default unknown-variant"],
    ],
    [
      "requests above limits",
      { resources: { requests: { memory: "1Gi" }, limits: { memory: "1Mi" } } },
      ["resources.requests.memory request-above-limit"],
    ],
  ])("refuses %s", (_, options, expected) => {
    const problems = new Problems();
    resolveFeatureFlags({ ...(props as object), ...options } as never, problems);
    expect(codes(problems.all)).toEqual(expected);
  });
});
