import * as fc from "fast-check";
import { addressAt, INDENT, withAddresses } from "../../../../lib/rehearsal/harness/location";
import { finding } from "../../../../lib/rehearsal/harness/steps";

const TEXT = JSON.stringify(
  {
    "//": { metadata: {} },
    resource: {
      aws_vpc: { Main: { tags: { resource: "x" }, list: [{ deep: [1] }] }, 'Odd"name': {} },
      aws_eip: { Nat: {} },
    },
    data: { aws_ami: { Linux: { owners: ["me"] } } },
    output: { url: { value: "u" } },
    provider: { aws: [{ region: "r" }] },
    terraform: { backend: {} },
  },
  undefined,
  INDENT,
);
const LINES = TEXT.split("\n");

function lineOf(text: string): number {
  return LINES.findIndex((line) => line.includes(text)) + 1;
}

function failed(address: string) {
  return { address, type: "aws_vpc", action: "delete", startedAt: 0, endedAt: 1, ok: false } as const;
}

describe("address of an error", () => {
  it.each([
    ['"x"', "aws_vpc.Main"],
    ['"deep"', "aws_vpc.Main"],
    ['"Main"', "aws_vpc.Main"],
    ['Odd\\"name', 'aws_vpc.Odd"name'],
    ['"aws_eip"', "aws_eip.Nat"],
    ['"aws_vpc"', "aws_vpc"],
    ['"me"', "data.aws_ami.Linux"],
    ['"url"', "output.url"],
    ['"region"', "provider.aws"],
    ['"resource": {', undefined],
    ['"backend"', undefined],
    ['"metadata"', undefined],
  ])("is that of the block around %s", (text, address) => {
    expect(addressAt(LINES, lineOf(text))).toBe(address);
  });

  it("is left open for a line that is not there", () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(0, -1, LINES.length + 1), fc.double()), (line) => {
        const address = addressAt(LINES, line);
        return address === undefined || (line >= 1 && line <= LINES.length);
      }),
    );
    expect(addressAt(LINES, undefined)).toBeUndefined();
  });

  it("is terraform's own where it gives one", () => {
    const diagnostic = { ...finding("Bad", "", "aws_vpc.Other"), line: lineOf('"url"') };
    expect(withAddresses([diagnostic], TEXT, [failed("aws_vpc.Main")])).toMatchObject([
      { address: "aws_vpc.Other" },
    ]);
  });

  it("is that of the one object that failed, for the one error without an address", () => {
    expect(withAddresses([finding("In use")], TEXT, [failed("aws_vpc.Main")])).toMatchObject([
      { address: "aws_vpc.Main" },
    ]);
  });

  it("is left open where it could be several", () => {
    const two = [failed("aws_vpc.A"), failed("aws_vpc.B")];
    expect(withAddresses([finding("In use")], TEXT, two)).toEqual([finding("In use")]);
    expect(withAddresses([finding("In use"), finding("Bad")], TEXT, [failed("aws_vpc.A")])).toHaveLength(2);
    expect(
      withAddresses([finding("In use"), finding("Bad")], TEXT, [failed("aws_vpc.A")])[0]?.address,
    ).toBeUndefined();
  });
});
