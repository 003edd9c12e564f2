import * as fc from "fast-check";
import { accessPolicy } from "../../../../constructs/delivery/gitops/argo-cd-access";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

describe("accessPolicy", () => {
  it("shows nothing to whoever is in no group, by default", () => {
    expect(accessPolicy({}, new Problems())).toEqual({ "policy.default": "", "policy.csv": "" });
  });

  it("gives groups their roles", () => {
    const access = { everyone: "readonly", admins: ["platform"], readers: ["acme:dev team"] } as const;
    expect(accessPolicy(access, new Problems())).toEqual({
      "policy.default": "role:readonly",
      "policy.csv": "g, platform, role:admin\ng, acme:dev team, role:readonly\n",
    });
  });

  it("refuses roles it does not know and groups that break out of their line", () => {
    const problems = new Problems();
    accessPolicy({ everyone: "admin" as "none", admins: ["a, role:admin"], readers: ["x\ny"] }, problems);
    expect(codes(problems.all)).toEqual([
      "everyone unknown-role",
      "admins[0] invalid-group",
      "readers[0] invalid-group",
    ]);
  });

  it("writes one rule of three parts for each group it takes", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", " ", ",", '"', "\n", "#", ":") }), (group) => {
        const problems = new Problems();
        const text = accessPolicy({ admins: [group] }, problems)["policy.csv"] ?? "";
        if (problems.all.length === 0) {
          expect(text.split("\n")).toEqual([expect.any(String), ""]);
          expect(text.split(",").map((part) => part.trim())).toEqual(["g", group, "role:admin"]);
        }
      }),
    );
  });
});
