import { HELD_NAMES, NAME_REFERENCES } from "../../../../lib/rehearsal/world/reference-table";

describe("NAME_REFERENCES", () => {
  it("names no reference twice", () => {
    const all = NAME_REFERENCES.map(({ holder, attribute }) => `${holder}.${attribute}`);
    expect(new Set(all).size).toBe(all.length);
  });

  it("covers what hangs on a role and on a cluster by name", () => {
    const holders = (held: string) =>
      NAME_REFERENCES.filter((one) => one.held === held).map(({ holder }) => holder);
    expect(holders("aws_iam_role")).toContain("aws_iam_role_policy_attachment");
    expect(holders("aws_eks_cluster")).toEqual(
      expect.arrayContaining(["aws_eks_node_group", "aws_eks_addon", "aws_eks_access_entry"]),
    );
  });

  it("gives another naming attribute only to types that are named", () => {
    const held = new Set(NAME_REFERENCES.map((one) => one.held));
    expect(Object.keys(HELD_NAMES).filter((type) => !held.has(type))).toEqual([]);
  });
});
