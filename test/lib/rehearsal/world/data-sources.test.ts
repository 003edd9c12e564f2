import type { ResourceSchema } from "../../../../lib/rehearsal/schema/types";
import { accountOf } from "../../../../lib/rehearsal/world/account";
import type { Values } from "../../../../lib/rehearsal/world/backend";
import { fits, isAskedFor, readDataSource } from "../../../../lib/rehearsal/world/data-sources";
import { Seed } from "../../../../lib/rehearsal/world/seed";
import { callFor, schema } from "../../../support/world";

function read(type: string, config: Values, of: ResourceSchema, region = "eu-central-1", live?: Values) {
  const account = accountOf({ region, allowed_account_ids: ["111122223333"] });
  const nulls = Object.fromEntries(Object.keys(of.block.attributes).map((name) => [name, null]));
  const whole = { ...nulls, ...config };
  return readDataSource(
    { ...callFor(type, whole, {}, of), config: whole },
    { account, seed: new Seed("a"), live },
  );
}

describe("readDataSource", () => {
  it("knows who and where it is", () => {
    const identity = schema({ id: "string", account_id: "string", arn: "string", user_id: "string" });
    expect(read("aws_caller_identity", {}, identity)).toMatchObject({
      account_id: "111122223333",
      arn: "arn:aws:sts::111122223333:assumed-role/rehearsal/slipway",
    });
    const partition = schema({ partition: "string", dns_suffix: "string", reverse_dns_prefix: "string" });
    expect(read("aws_partition", {}, partition, "cn-north-1")).toEqual({
      partition: "aws-cn",
      dns_suffix: "amazonaws.com.cn",
      reverse_dns_prefix: "cn.com.amazonaws",
    });
    const place = schema({ region: "string", name: "string", id: "string" });
    expect(read("aws_region", {}, place)).toMatchObject({ id: "eu-central-1", name: "eu-central-1" });
    expect(read("aws_region", { region: "us-west-2" }, place)).toMatchObject({
      id: "us-west-2",
      name: "us-west-2",
    });
  });

  it("has three zones in every region", () => {
    const zones = schema({
      names: ["list", "string"],
      zone_ids: ["list", "string"],
      group_names: ["set", "string"],
    });
    expect(read("aws_availability_zones", { state: "available" }, zones)).toMatchObject({
      names: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      zone_ids: ["euc1-az1", "euc1-az2", "euc1-az3"],
    });
  });

  it("renders a policy document in both spellings", () => {
    const document = schema({ id: "string", json: "string", minified_json: "string" });
    const { json, minified_json, id } = read(
      "aws_iam_policy_document",
      { statement: [{ actions: ["s3:*"], resources: ["*"] }] },
      document,
    );
    expect(JSON.parse(String(json))).toEqual(JSON.parse(String(minified_json)));
    expect(String(json)).toContain('\n      "Action": "s3:*"');
    expect(id).toMatch(/^\d+$/);
  });

  it("takes what fits from a live object and makes up the rest", () => {
    const cluster = schema(
      { arn: "string", endpoint: "string", version: "string", role_arn: "string" },
      { name: "string" },
    );
    const live = { arn: "arn:live", endpoint: "https://live", version: 7 };
    expect(read("aws_eks_cluster", { name: "main" }, cluster, "eu-central-1", live)).toEqual({
      name: "main",
      arn: "arn:live",
      endpoint: "https://live",
      version: "1.35",
      role_arn: expect.stringMatching(/^arn:aws:eks:/),
    });
  });

  it("never gives an empty list of ids: what reads it takes elements out of it", () => {
    const subnets = schema({ ids: ["list", "string"], arns: ["list", "string"] });
    const { ids, arns } = read("aws_subnets", {}, subnets);
    expect(ids).toEqual([1, 2, 3].map(() => expect.stringMatching(/^subnet-0[0-9a-f]{16}$/)));
    expect(new Set(ids as string[]).size).toBe(3);
    expect(arns).toEqual([]);
  });
});

describe("isAskedFor", () => {
  it.each([
    [{ name: "a" }, { name: "a", arn: "x" }, true],
    [{ name: "a" }, { name: "b" }, false],
    [{ name: "a", vpc_id: "v" }, { name: "a", vpc_id: "w" }, false],
    [{ region: "eu-central-1" }, { region: "eu-central-1" }, false],
    [{}, { name: "a" }, false],
    [{ name: "" }, { name: "a" }, false],
    [{ metadata: [{ name: "a", namespace: "x" }] }, { metadata: [{ name: "a", namespace: "x" }] }, true],
    [{ metadata: [{ name: "a", namespace: "x" }] }, { metadata: [{ name: "a", namespace: "y" }] }, false],
  ])("%p asks for %p: %p", (config, object, expected) => {
    expect(isAskedFor(config, object)).toBe(expected);
  });
});

describe("fits", () => {
  it.each([
    ["a", "string", true],
    [1, "string", false],
    [true, "bool", true],
    [null, "number", true],
    [{ a: 1 }, "dynamic", true],
    [["a"], ["list", "string"], true],
    [[1], ["set", "string"], false],
    [{ a: "x" }, ["map", "string"], true],
    [{ a: 1 }, ["map", "string"], false],
    [{ a: 1 }, ["object", { a: "number" }], true],
    [{ a: 1, b: 2 }, ["object", { a: "number" }], false],
    [{}, ["object", { a: "number" }], false],
  ] as const)("%p as %p: %p", (value, type, expected) => {
    expect(fits(value, type)).toBe(expected);
  });
});
