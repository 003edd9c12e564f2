import { IDENTITIES } from "../../../../lib/rehearsal/world/identity-table";

describe("IDENTITIES", () => {
  it.each(Object.entries(IDENTITIES))(
    "says for %s which attributes name it and what the service answers",
    (_, rule) => {
      expect(rule.by.length).toBeGreaterThan(0);
      expect(rule.refusal).toMatch(/^([A-Z][A-Za-z.]+: |cannot re-use)/);
      expect(rule.refusal).not.toMatch(/\{(?!name\})/);
    },
  );

  it("keeps IAM names unique in the account, bucket names in the world, and everything else in a region", () => {
    const within = (scope: string) =>
      Object.keys(IDENTITIES).filter((type) => IDENTITIES[type]?.within === scope);
    expect(within("world")).toEqual(["aws_s3_bucket"]);
    expect(within("cluster")).toEqual(["helm_release"]);
    expect(within("region").filter((type) => type.startsWith("aws_iam_"))).toEqual([]);
  });
});
