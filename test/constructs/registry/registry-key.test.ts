import { AwsAccount } from "../../../constructs/account";
import {
  type EncryptionProps,
  RegistryKey,
  resolveEncryption,
} from "../../../constructs/registry/registry-key";
import { Problems } from "../../../lib/core/errors";
import { codes, synth } from "../../support/synth";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/0000-1111";

function resolve(props: EncryptionProps) {
  const problems = new Problems();
  return { encryption: resolveEncryption(props, "staging-Registry", problems), codes: codes(problems.all) };
}

describe("RegistryKey", () => {
  const result = synth((stack) => {
    new RegistryKey(stack, "Key", { alias: "staging/registry", account: AwsAccount.of(stack) });
  });

  it("rotates and waits 30 days before it goes", () => {
    expect(result.one("aws_kms_key")).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    });
  });

  it("has an alias", () => {
    expect(result.one("aws_kms_alias")).toMatchObject({ name: "alias/staging/registry" });
  });

  it("belongs to the own account, which can hand it to ECR but not read with it", () => {
    const policy: string = result.one("aws_kms_key").policy;
    expect(policy).toContain(":root");
    expect(policy).toContain("kms:CreateGrant");
    expect(policy).not.toMatch(/kms:(\*|Decrypt|Encrypt|ReEncrypt|GenerateDataKey)/);
    expect(policy).not.toContain('"AWS":"*"');
  });
});

describe("resolveEncryption", () => {
  it("makes a key by default, named after the construct", () => {
    expect(resolve({})).toEqual({
      encryption: { type: "customer-key", alias: "staging-Registry" },
      codes: [],
    });
    expect(resolve({ encryption: "customer-key", keyAlias: "a/b" }).encryption).toEqual({
      type: "customer-key",
      alias: "a/b",
    });
  });

  it("uses S3's key or a given one instead", () => {
    expect(resolve({ encryption: "aes256" })).toEqual({ encryption: { type: "aes256" }, codes: [] });
    expect(resolve({ encryption: { keyArn: KEY } })).toEqual({
      encryption: { type: "given-key", keyArn: KEY },
      codes: [],
    });
    expect(resolve({ encryption: { keyArn: "${TfToken[TOKEN.1]}" } }).codes).toEqual([]);
  });

  it("fails on what is not the ARN of a key", () => {
    for (const keyArn of ["alias/mine", "arn:aws:kms:eu-central-1:111122223333:alias/mine", ""]) {
      expect(resolve({ encryption: { keyArn } }).codes).toEqual(["encryption.keyArn invalid-key-arn"]);
    }
  });

  it("fails on an unknown kind of encryption", () => {
    expect(resolve({ encryption: "AES256" as "aes256" }).codes).toEqual(["encryption unknown-encryption"]);
  });

  it("fails on aliases KMS refuses", () => {
    for (const keyAlias of ["", "a b", "alias/mine", "aws/ecr", "x".repeat(251)]) {
      expect(resolve({ keyAlias }).codes).toEqual(["keyAlias invalid-key-alias"]);
    }
  });

  it("fails on an alias without a key to name", () => {
    expect(resolve({ encryption: "aes256", keyAlias: "mine" }).codes).toEqual(["keyAlias alias-without-key"]);
    expect(resolve({ encryption: { keyArn: KEY }, keyAlias: "mine" }).codes).toEqual([
      "keyAlias alias-without-key",
    ]);
  });
});
