import { Token } from "cdktf";
import * as fc from "fast-check";
import {
  checkLabelKey,
  checkLabelValue,
  checkNodeLabels,
  isLabelKey,
  isLabelValue,
} from "../../../constructs/eks/kubernetes-labels";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const EDGE = fc.constantFrom(..."abcXYZ019");
const MIDDLE = fc.string({ unit: fc.constantFrom(..."abcXYZ019-_."), maxLength: 61 });
const NAME = fc.tuple(EDGE, MIDDLE, EDGE).map((parts) => parts.join(""));

describe("isLabelKey", () => {
  it("takes every name, alone and behind a domain", () => {
    fc.assert(
      fc.property(
        NAME,
        fc.constantFrom("a", "example.com", "a-b.c-d.example", "9.io"),
        (name, domain) => isLabelKey(name) && isLabelKey(`${domain}/${name}`),
      ),
    );
  });

  it("refuses a name with any other character, in any place", () => {
    fc.assert(
      fc.property(
        NAME,
        fc.constantFrom(..." !@#$%^&*()+=:;,?/\\\"'\näß\u{1F600}"),
        fc.nat({ max: 63 }),
        (name, bad, place) => {
          const text = `${name.slice(0, place)}${bad}${name.slice(place)}`;
          return !isLabelValue(text) && !isLabelKey(`example.com/${text}`);
        },
      ),
    );
  });

  it("refuses names and domains that are too long, empty or badly begun", () => {
    for (const key of [
      "",
      "/a",
      "a/",
      "-a",
      "a-",
      ".a",
      "a".repeat(64),
      "Example.com/a",
      "a..b/c",
      "-a.b/c",
      "a/b/c",
    ]) {
      expect([key, isLabelKey(key)]).toEqual([key, false]);
    }
    expect(isLabelKey("a".repeat(63))).toBe(true);
    expect(isLabelKey(`${"a".repeat(253)}/b`)).toBe(true);
    expect(isLabelKey(`${"a".repeat(254)}/b`)).toBe(false);
  });
});

describe("isLabelValue", () => {
  it("takes the empty value and every name, but no domain", () => {
    expect(isLabelValue("")).toBe(true);
    expect(isLabelValue("example.com/a")).toBe(false);
    fc.assert(fc.property(NAME, isLabelValue));
  });

  it("takes 63 characters and no more", () => {
    expect(isLabelValue("a".repeat(63))).toBe(true);
    expect(isLabelValue("a".repeat(64))).toBe(false);
  });
});

describe("checkLabelKey and checkLabelValue", () => {
  it("let tokens and absent values pass", () => {
    const problems = new Problems();
    checkLabelKey(problems, "key", Token.asString({ resolve: () => "" }));
    checkLabelValue(problems, "value", Token.asString({ resolve: () => "" }));
    checkLabelValue(problems, "value", undefined);
    expect(problems.all).toEqual([]);
  });

  it("fail by the prop they are given", () => {
    const problems = new Problems();
    checkLabelKey(problems, "key", "a b");
    checkLabelValue(problems, "value", "a b");
    expect(codes(problems.all)).toEqual(["key invalid-label-key", "value invalid-label-value"]);
  });
});

describe("checkNodeLabels", () => {
  function check(labels: Record<string, string> | undefined) {
    const problems = new Problems();
    checkNodeLabels(problems, "labels", labels);
    return codes(problems.all);
  }

  it("takes labels of one's own and those a kubelet may set", () => {
    expect(check(undefined)).toEqual([]);
    expect(
      check({
        team: "payments",
        "example.com/pool": "",
        "node.kubernetes.io/role": "worker",
        "kubelet.kubernetes.io/x": "y",
        "notkubernetes.io/x": "y",
      }),
    ).toEqual([]);
  });

  it("fails on labels that keep a node from joining", () => {
    expect(
      check({
        "node-role.kubernetes.io/worker": "",
        "kubernetes.io/x": "",
        "node.k8s.io/x": "",
        "eks.amazonaws.com/nodegroup": "x",
      }),
    ).toEqual([
      'labels["node-role.kubernetes.io/worker"] reserved-label',
      'labels["kubernetes.io/x"] reserved-label',
      'labels["node.k8s.io/x"] reserved-label',
      'labels["eks.amazonaws.com/nodegroup"] reserved-label',
    ]);
  });

  it("fails on a bad key and a bad value, by the key", () => {
    expect(check({ "a b": "c", team: "a b" })).toEqual([
      'labels["a b"] invalid-label-key',
      "labels.team invalid-label-value",
    ]);
  });
});
