import { describeSelector, type Selector, select } from "../../../../lib/rehearsal/harness/selector";

const ADDRESSES = [
  "aws_vpc.Main_1A2B3C4D",
  'aws_subnet.Public["a"]',
  "aws_subnet.Private",
  "module.m.aws_vpc.Other",
];
const PATHS = new Map([
  ["staging/Network/Vpc", "aws_vpc.Main_1A2B3C4D"],
  ["staging/Network/Public", "aws_subnet.Public"],
  ["staging/Networking/Private", "aws_subnet.Private"],
]);

describe("selector", () => {
  it.each<[Selector, readonly number[]]>([
    ["aws_vpc.Main_1A2B3C4D", [0]],
    ["aws_subnet.Public", [1]],
    ['aws_subnet.Public["a"]', [1]],
    ["aws_subnet", [1, 2]],
    ["aws_vpc", [0, 3]],
    ["staging/Network", [0, 1]],
    ["staging/Network/Vpc", [0]],
    [/Pr?/g, [1, 2]],
    [{ terraformResourceType: "aws_vpc", friendlyUniqueId: "Main_1A2B3C4D" }, [0]],
    ["aws_sub", []],
    ["staging/Net", []],
  ])("%j names what it says and nothing else", (selector, expected) => {
    expect(select(selector, ADDRESSES, PATHS)).toEqual(expected.map((index) => ADDRESSES[index]));
  });

  it("is spoken of as it was written", () => {
    expect(describeSelector("aws_vpc")).toBe("aws_vpc");
    expect(describeSelector(/^aws/)).toBe("/^aws/");
    expect(describeSelector({ terraformResourceType: "aws_vpc", friendlyUniqueId: "Main" })).toBe(
      "aws_vpc.Main",
    );
  });
});
