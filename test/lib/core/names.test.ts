import * as fc from "fast-check";
import { Problems } from "../../../lib/core/errors";
import {
  checkName,
  DNS_LABEL,
  DNS_SUBDOMAIN,
  HELM_RELEASE_NAME,
  physicalName,
} from "../../../lib/core/names";

describe("physicalName", () => {
  it("joins the parts with dashes and skips empty ones", () => {
    expect(physicalName(["slipway", "", "staging"], 64)).toBe("slipway-staging");
  });

  it("cuts a long name and closes it with a hash of the whole", () => {
    const name = physicalName(["a".repeat(40), "b".repeat(40)], 64);
    expect(name).toHaveLength(64);
    expect(name).toMatch(/^a{40}-b+-[0-9a-f]{8}$/);
  });

  it("never exceeds the limit, is stable, and keeps different names apart", () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,40}$/);
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 10, max: 80 }),
        (parts, limit) => {
          const name = physicalName(parts, limit);
          expect(name.length).toBeLessThanOrEqual(limit);
          expect(physicalName(parts, limit)).toBe(name);
          expect(physicalName([...parts, "x"], limit)).not.toBe(name);
        },
      ),
    );
  });
});

describe("checkName", () => {
  it.each([
    ["My-App", DNS_LABEL],
    ["-app", DNS_LABEL],
    ["a".repeat(64), DNS_LABEL],
    ["", DNS_LABEL],
    ["a.b", DNS_LABEL],
    ["a_b", DNS_SUBDOMAIN],
    ["a".repeat(54), HELM_RELEASE_NAME],
  ])("fails on %j", (name, rule) => {
    const problems = new Problems();
    checkName(problems, "name", name, rule);
    expect(problems.all.map(({ prop, code }) => [prop, code])).toEqual([["name", "invalid-name"]]);
  });

  it.each([
    ["a", DNS_LABEL],
    ["a-1", DNS_LABEL],
    ["a.b-c.d", DNS_SUBDOMAIN],
    ["a".repeat(53), HELM_RELEASE_NAME],
  ])("accepts %j", (name, rule) => {
    const problems = new Problems();
    checkName(problems, "name", name, rule);
    expect(problems.all).toEqual([]);
  });
});
