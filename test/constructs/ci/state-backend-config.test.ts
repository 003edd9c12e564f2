import { Token } from "cdktf";
import {
  resolveStateBackend,
  type StateBackendProps,
  stateLocation,
} from "../../../constructs/ci/state-backend-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const PROPS: StateBackendProps = { bucketName: "acme-terraform-state", region: "eu-central-1" };
const KEY = "arn:aws:kms:eu-central-1:111122223333:key/abc";

function resolve(props: Partial<StateBackendProps> = {}) {
  const problems = new Problems();
  const config = resolveStateBackend({ ...PROPS, ...props }, problems);
  return { config, codes: codes(problems.all) };
}

describe("resolveStateBackend", () => {
  it("encrypts with a key of its own, keeps old states for 90 days and protects all unless told otherwise", () => {
    expect(resolve()).toEqual({
      codes: [],
      config: {
        ...PROPS,
        encryption: "customer-key",
        recoverableDays: 90,
        deletionProtection: true,
        tags: undefined,
      },
    });
    expect(resolve({ recoverableDays: 7, deletionProtection: false }).config).toMatchObject({
      recoverableDays: 7,
      deletionProtection: false,
    });
  });

  it.each<[string, Partial<StateBackendProps>, string[]]>([
    ["capitals", { bucketName: "Acme" }, ["bucketName invalid-bucket-name"]],
    ["dots", { bucketName: "acme.state" }, ["bucketName invalid-bucket-name"]],
    ["a name known later", { bucketName: Token.asString({ x: 1 }) }, ["bucketName name-not-known"]],
    ["a region known later", { region: Token.asString({ x: 1 }) }, ["region name-not-known"]],
    ["no region", { region: "Frankfurt" }, ["region invalid-region"]],
    ["unknown encryption", { encryption: "none" as never }, ["encryption unknown-encryption"]],
    ["an alias", { encryption: { keyArn: "alias/x" } }, ["encryption.keyArn invalid-key-arn"]],
    [
      "a key elsewhere",
      { encryption: { keyArn: KEY.replace("central", "west") } },
      ["encryption.keyArn invalid-key-arn"],
    ],
    [
      "a key known later",
      { encryption: { keyArn: Token.asString({ x: 1 }) } },
      ["encryption.keyArn name-not-known"],
    ],
    ["no day", { recoverableDays: 0 }, ["recoverableDays out-of-range"]],
    ["a reserved tag", { tags: { "aws:x": "y" } }, ['tags["aws:x"] invalid-tag-key']],
  ])("refuses %s", (_, props, expected) => {
    expect(resolve(props).codes).toEqual(expected);
  });
});

describe("stateLocation", () => {
  it("names the key by alias, by ARN or not at all", () => {
    const keyOf = (encryption?: StateBackendProps["encryption"]) =>
      stateLocation(resolve({ encryption }).config);
    expect(keyOf()).toEqual({
      type: "s3",
      bucket: "acme-terraform-state",
      region: "eu-central-1",
      kmsKeyArn: "alias/acme-terraform-state",
    });
    expect(keyOf({ keyArn: KEY })).toMatchObject({ kmsKeyArn: KEY });
    expect(keyOf("aes256")).toMatchObject({ kmsKeyArn: undefined });
  });
});
