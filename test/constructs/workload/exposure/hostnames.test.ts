import { Fn } from "cdktf";
import * as fc from "fast-check";
import {
  isHostname,
  resolveHostnames,
  servesHostname,
} from "../../../../constructs/workload/exposure/hostnames";
import { reported } from "../../../support/workloads";

const LABEL = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
const NAME = fc.array(LABEL, { minLength: 2, maxLength: 4 }).map((labels) => labels.join("."));

/** Source: Hostname, Gateway API. */
const DEFINITION = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

describe("resolveHostnames", () => {
  it("takes one name or several, in their order", () => {
    expect(reported((problems) => resolveHostnames({ hostname: "a.example.com" }, problems))).toEqual({
      result: ["a.example.com"],
      codes: [],
    });
    const hostnames = ["b.example.com", "*.example.com", "localhost"];
    expect(reported((problems) => resolveHostnames({ hostnames }, problems))).toEqual({
      result: hostnames,
      codes: [],
    });
  });

  it.each([
    [{}, ["hostname no-hostname"]],
    [{ hostnames: [] }, ["hostname no-hostname"]],
    [{ hostname: "a.b", hostnames: ["c.d"] }, ["hostnames ambiguous-hostname"]],
    [{ hostname: "https://a.b" }, ["hostname invalid-hostname"]],
    [
      { hostnames: ["a.b", "a.b", "A.b"] },
      ["hostnames[1] duplicate-hostname", "hostnames[2] invalid-hostname"],
    ],
    [
      { hostnames: Array.from({ length: 17 }, (_, index) => `a${index}.b`) },
      ["hostnames too-many-hostnames"],
    ],
  ])("refuses %j", (props, codes) => {
    expect(reported((problems) => resolveHostnames(props, problems)).codes).toEqual(codes);
  });

  it("lets names pass that are known after apply", () => {
    const token = Fn.join(".", ["a", "b"]);
    expect(reported((problems) => resolveHostnames({ hostnames: [token, token] }, problems)).codes).toEqual(
      [],
    );
  });
});

describe("isHostname", () => {
  it.each(["users.example.com", "*.example.com", "localhost", "1.example.com", `${"a".repeat(63)}.b`])(
    "takes %s",
    (hostname) => {
      expect(isHostname(hostname)).toBe(true);
    },
  );

  it.each([
    "",
    "*",
    "*.",
    "a.*.b",
    "*a.b",
    "a_b.c",
    "-a.b",
    "a-.b",
    "a..b",
    "a.b.",
    "a.b:80",
    "a.b/c",
    "10.0.0.1",
    "a b",
    `${"a".repeat(64)}.b`,
    `${"a.".repeat(126)}ab`,
  ])("refuses %s", (hostname) => {
    expect(isHostname(hostname)).toBe(false);
  });

  it("takes every name that DNS has, and nothing the definition refuses", () => {
    fc.assert(
      fc.property(
        NAME.filter((name) => !/^[\d.]+$/.test(name)),
        isHostname,
      ),
    );
    fc.assert(fc.property(fc.string(), (text) => !isHostname(text) || DEFINITION.test(text)));
  });
});

describe("servesHostname", () => {
  it.each([
    [undefined, "a.example.com", true],
    ["a.example.com", "a.example.com", true],
    ["a.example.com", "b.example.com", false],
    ["*.example.com", "a.example.com", true],
    ["*.example.com", "a.b.example.com", true],
    ["*.example.com", "example.com", false],
    ["*.example.com", "a-example.com", false],
    ["a.example.com", "*.example.com", true],
    ["*.a.example.com", "*.example.com", true],
    ["*.a.com", "*.b.com", false],
  ])("listener %s, hostname %s: %s", (listener, hostname, served) => {
    expect(servesHostname(listener, hostname)).toBe(served);
  });

  it("is the same from both sides", () => {
    const hostname = fc.tuple(fc.boolean(), NAME).map(([wild, name]) => (wild ? `*.${name}` : name));
    fc.assert(
      fc.property(
        hostname,
        hostname,
        (one, other) => servesHostname(one, other) === servesHostname(other, one),
      ),
    );
    fc.assert(fc.property(LABEL, NAME, (label, name) => servesHostname(`*.${name}`, `${label}.${name}`)));
  });
});
