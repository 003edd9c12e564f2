import { Fn } from "cdktf";
import * as fc from "fast-check";
import { checkAddressBlocks } from "../../../../constructs/workload/calls/address-blocks";
import { reported } from "../../../support/workloads";

function check(...cidrs: string[]): string[] {
  return reported((problems) => checkAddressBlocks(problems, "cidrs", cidrs)).codes;
}

describe("checkAddressBlocks", () => {
  it("takes blocks of both families, and what is known after apply", () => {
    expect(check("10.0.0.0/16", "0.0.0.0/0", "::/0", "fd00:ec2::23/128", "::ffff:10.0.0.0/104")).toEqual([]);
    expect(check(Fn.join("/", ["10.0.0.0", "8"]))).toEqual([]);
    fc.assert(
      fc.property(fc.ipV6(), fc.integer({ min: 0, max: 128 }), (address, prefix) => {
        expect(check(`${address}/${prefix}`)).toEqual([]);
      }),
    );
  });

  it("refuses an empty list", () => {
    expect(check()).toEqual(["cidrs no-cidr"]);
  });

  it.each([
    "10.0.0.1/8",
    "10.0.0.0",
    "10.0.0.0/33",
    "example.com",
    "",
    "::",
    "::/129",
    "::/0/0",
    "fe80::1%eth0/64",
    "g::/8",
    "::/-1",
  ])("refuses %j", (cidr) => {
    expect(check("10.0.0.0/8", cidr)).toEqual(["cidrs[1] invalid-cidr"]);
  });
});
