import { compare, liveObject, nameOf } from "../../../../lib/rehearsal/harness/agreement";
import { stateObject } from "../../../support/rehearsals";

const VPC = { type: "aws_vpc", values: { id: "vpc-1" } };
const RULE = { type: "aws_rule", values: {} };
const inState = (id: string) => stateObject("aws_vpc.Main", { values: { id } });

describe("world and state", () => {
  it("agree when each object is in both, built-in resources left out", () => {
    expect(compare([VPC], [inState("vpc-1"), stateObject("terraform_data.Gate", { builtIn: true })])).toEqual(
      {
        orphans: [],
        ghosts: [],
      },
    );
  });

  it("disagree on what only one of them has", () => {
    expect(compare([VPC], [])).toEqual({ orphans: ["aws_vpc vpc-1"], ghosts: [] });
    expect(compare([], [inState("vpc-1")])).toEqual({ orphans: [], ghosts: ["aws_vpc.Main"] });
    expect(compare([VPC], [inState("vpc-2")])).toEqual({
      orphans: ["aws_vpc vpc-1"],
      ghosts: ["aws_vpc.Main"],
    });
  });

  it("count objects that have no id", () => {
    const rules = [stateObject("aws_rule.A"), stateObject("aws_rule.B")];
    expect(compare([RULE, RULE], rules)).toEqual({ orphans: [], ghosts: [] });
    expect(compare([RULE], rules).ghosts).toHaveLength(1);
    expect(compare([RULE, RULE, RULE], rules).orphans).toEqual(["aws_rule"]);
  });

  it("name the live object behind an address, unless it could be several", () => {
    expect(liveObject([VPC, RULE], inState("vpc-1"))).toBe(VPC);
    expect(liveObject([VPC], inState("vpc-2"))).toBeUndefined();
    expect(liveObject([RULE, RULE], stateObject("aws_rule.A"))).toBeUndefined();
    expect(nameOf(VPC)).toBe("aws_vpc vpc-1");
  });
});
