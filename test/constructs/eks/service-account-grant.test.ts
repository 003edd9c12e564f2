import type { ServiceAccountGrant } from "../../../constructs/cluster/cluster";
import {
  makeServiceAccountRole,
  resolveServiceAccountGrant,
} from "../../../constructs/eks/service-account-grant";
import { Problems } from "../../../lib/core/errors";
import { serviceTrust } from "../../../lib/core/policy";
import { codes, synth } from "../../support/synth";

const GRANT: ServiceAccountGrant = {
  namespace: "reports",
  serviceAccount: "writer",
  statements: [{ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::reports/*"] }],
};

describe("resolveServiceAccountGrant", () => {
  function check(grant: Partial<ServiceAccountGrant>) {
    const problems = new Problems();
    resolveServiceAccountGrant({ ...GRANT, ...grant }, problems);
    return codes(problems.all);
  }

  it("takes a narrow grant", () => {
    expect(check({})).toEqual([]);
  });

  it("fails on a namespace that would widen the trust", () => {
    expect(check({ namespace: "*" })).toEqual(["namespace invalid-name"]);
    expect(check({ namespace: "n".repeat(64) })).toEqual(["namespace invalid-name"]);
  });

  it("fails without statements", () => {
    expect(check({ statements: [] })).toEqual(["statements no-statements"]);
  });

  it("fails on a statement that allows everything", () => {
    expect(check({ statements: [{ actions: ["*"], resources: ["*"] }] })).toContain(
      "statements[0].actions[0] wildcard-action",
    );
  });
});

describe("makeServiceAccountRole", () => {
  function nameOf(namespace: string, serviceAccount: string): string {
    const made = synth((stack) => {
      const grant = { ...GRANT, namespace, serviceAccount };
      makeServiceAccountRole(stack, "production", grant, serviceTrust("pods.eks.amazonaws.com"));
    });
    return made.one("aws_iam_role").name;
  }

  it("keeps names apart that only differ in where a dash stands", () => {
    expect(nameOf("a-b", "c")).toBe("production.a-b.c");
    expect(nameOf("a", "b-c")).toBe("production.a.b-c");
  });

  it("keeps the name of the role within 64 characters, and long names apart", () => {
    const one = nameOf("reports", `${"w".repeat(60)}1`);
    const other = nameOf("reports", `${"w".repeat(60)}2`);
    expect(one).toHaveLength(64);
    expect(one).not.toBe(other);
  });

  it("writes trust and statements as they are, and whom the role is for", () => {
    const made = synth((stack) => {
      makeServiceAccountRole(stack, "production", GRANT, serviceTrust("pods.eks.amazonaws.com"));
    });
    expect(made.one("aws_iam_role")).toMatchObject({
      assume_role_policy: serviceTrust("pods.eks.amazonaws.com"),
      description: "Service account reports/writer in EKS cluster production",
    });
    expect(JSON.parse(made.one("aws_iam_role_policy").policy).Statement).toEqual([
      { Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::reports/*" },
    ]);
  });

  it("takes more statements until synthesis, and none AWS would find too many", () => {
    const build = (count: number) => () =>
      synth((stack) => {
        const trust = serviceTrust("pods.eks.amazonaws.com");
        const { statements } = makeServiceAccountRole(stack, "production", GRANT, trust);
        for (let index = 0; index < count; index++) {
          statements.add([{ actions: ["s3:PutObject"], resources: [`arn:aws:s3:::reports-${index}/*`] }]);
        }
      });
    expect(JSON.parse(build(2)().one("aws_iam_role_policy").policy).Statement[0].Resource).toHaveLength(3);
    expect(build(400)).toThrow(
      /\[policy-too-long\]: the inline policy of role production\.reports\.writer has /,
    );
  });
});
