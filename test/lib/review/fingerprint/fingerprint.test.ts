import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import {
  compareFingerprints,
  type Fingerprint,
  fingerprintOf,
} from "../../../../lib/review/fingerprint/fingerprint";
import { maskPlan } from "../../../../lib/review/mask/mask-plan";
import { parsePlan } from "../../../../lib/review/read/parse-plan";

const FIXTURE = path.join(__dirname, "..", "..", "..", "fixtures", "plans", "terraform-data.json");

type Change = { [key: string]: unknown };

function fingerprint(document: object): Fingerprint {
  return fingerprintOf(maskPlan(parsePlan(document, "test")));
}

function ofObjects(...changes: Change[]): Fingerprint {
  return fingerprint({
    format_version: "1.2",
    resource_changes: changes.map((change, index) => ({
      address: `a.b${index}`,
      type: "a",
      provider_name: "p",
      change,
    })),
  });
}

function fixture() {
  return JSON.parse(fs.readFileSync(FIXTURE, "utf8"));
}

describe("fingerprintOf", () => {
  it("is the same for a plan in another order, at another time, with other drift, by another version", () => {
    const plan = fixture();
    const other = {
      ...plan,
      resource_changes: [...plan.resource_changes].reverse(),
      output_changes: Object.fromEntries(Object.entries(plan.output_changes).reverse()),
      timestamp: "2030-01-01T00:00:00Z",
      terraform_version: "1.12.0",
      resource_drift: [plan.resource_changes[0]],
    };
    expect(fingerprint(other)).toEqual(fingerprint(plan));
  });

  it.each([
    ["actions", { actions: ["delete", "create"] }],
    ["a value after", { after: { size: 2 } }],
    ["a value before", { before: { size: 0 } }],
    ["what is unknown", { after_unknown: { id: true } }],
    ["what forces a replacement", { replace_paths: [["size"]] }],
    ["an import", { importing: { id: "x" } }],
  ])("is another one with other %s", (_, change) => {
    const base = { actions: ["update"], before: { size: 1 }, after: { size: 3 } };
    expect(ofObjects({ ...base, ...change }).hash).not.toBe(ofObjects(base).hash);
  });

  it("takes a secret that changes for another than one that stays, and not what it is", () => {
    const sensitive = { actions: ["update"], before_sensitive: { pw: true }, after_sensitive: { pw: true } };
    const of = (before: string, after: string) =>
      ofObjects({ ...sensitive, before: { pw: before, n: 1 }, after: { pw: after, n: 2 } }).hash;
    expect(of("first secret", "first secret")).toBe(of("other secret", "other secret"));
    expect(of("first secret", "second secret")).toBe(of("third secret", "fourth secret"));
    expect(of("first secret", "first secret")).not.toBe(of("first secret", "second secret"));
  });

  it("does not depend on how many secrets there are elsewhere", () => {
    const change = {
      actions: ["update"],
      before: { pw: "abc-one" },
      after: { pw: "abc-two" },
      after_sensitive: { pw: true },
      before_sensitive: { pw: true },
    };
    const other = { actions: ["create"], after: { pw: "zzz-one" }, after_sensitive: { pw: true } };
    expect(ofObjects(change, other).objects["a.b0"]).toBe(ofObjects(change).objects["a.b0"]);
  });

  it("leaves out what stays as it is", () => {
    expect(ofObjects({ actions: ["no-op"], before: { a: 1 }, after: { a: 1 } }).objects).toEqual({});
    expect(Object.keys(fingerprint(fixture()).objects)).toContain("terraform_data.newname");
    expect(Object.keys(fingerprint(fixture()).objects)).not.toContain("terraform_data.keep");
  });

  it("is the same for the same members in another order", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (after) => {
        const turned = Object.fromEntries(Object.entries(after).reverse());
        expect(ofObjects({ actions: ["create"], after: turned })).toEqual(
          ofObjects({ actions: ["create"], after }),
        );
      }),
    );
  });
});

describe("compareFingerprints", () => {
  it("finds nothing between plans that do the same", () => {
    expect(compareFingerprints(fingerprint(fixture()), fingerprint(fixture()))).toBeUndefined();
  });

  it("names what was added, removed and changed", () => {
    const reviewed = ofObjects({ actions: ["create"], after: { a: 1 } }, { actions: ["delete"] });
    const fresh = ofObjects(
      { actions: ["create"], after: { a: 2 } },
      { actions: ["no-op"] },
      { actions: ["create"] },
    );
    expect(compareFingerprints(reviewed, fresh)).toEqual({
      added: ["a.b2"],
      removed: ["a.b1"],
      changed: ["a.b0"],
    });
  });
});
