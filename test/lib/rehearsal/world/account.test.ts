import {
  accountOf,
  DEFAULT_ACCOUNT_ID,
  inRegion,
  partitionOf,
} from "../../../../lib/rehearsal/world/account";
import { UNKNOWN } from "../../../../lib/rehearsal/world/backend";

describe("accountOf", () => {
  it("takes region and tags from the configuration, and an account of its own where none is named", () => {
    const config = { region: "eu-central-1", default_tags: [{ tags: { Project: "slipway" } }] };
    expect(accountOf(config)).toEqual({
      id: DEFAULT_ACCOUNT_ID,
      region: "eu-central-1",
      partition: "aws",
      dnsSuffix: "amazonaws.com",
      defaultTags: { Project: "slipway" },
    });
  });

  it("is the account the provider is bound to", () => {
    expect(accountOf({ allowed_account_ids: ["111122223333"] }).id).toBe("111122223333");
  });

  it("is the account of the role the provider assumes, before the ones it allows", () => {
    const assume_role = [{ role_arn: "arn:aws:iam::444455556666:role/deploy" }];
    expect(accountOf({ assume_role, allowed_account_ids: ["111122223333"] }).id).toBe("444455556666");
  });

  it("has a region even where the configuration does not know it", () => {
    expect(accountOf({ region: UNKNOWN }).region).toBe("us-east-1");
  });
});

describe("partitionOf", () => {
  it.each([
    ["eu-central-1", "aws", "amazonaws.com"],
    ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
  ])("knows the partition of %s", (region, partition, dnsSuffix) => {
    expect(partitionOf(region)).toEqual({ partition, dnsSuffix });
  });
});

describe("inRegion", () => {
  it("lets an object's own region win, with its partition", () => {
    const account = accountOf({ region: "eu-central-1" });
    expect(inRegion(account, "cn-north-1")).toMatchObject({ region: "cn-north-1", partition: "aws-cn" });
    expect(inRegion(account, null)).toBe(account);
  });
});
