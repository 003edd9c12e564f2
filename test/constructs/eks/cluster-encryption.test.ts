import { ClusterEncryption, resolveEncryption } from "../../../constructs/eks/cluster-encryption";
import { Problems } from "../../../lib/core/errors";
import { codes, synth } from "../../support/synth";

const made = synth((stack) => {
  new ClusterEncryption(stack, "Encryption", {
    clusterName: "shop",
    region: "eu-central-1",
    accountId: "111122223333",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    tags: { team: "platform" },
  });
});
const [account, logs] = JSON.parse(made.one("aws_kms_key").policy).Statement;

describe("ClusterEncryption", () => {
  it("rotates the key and keeps it 30 days after it was given up", () => {
    expect(made.one("aws_kms_key")).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      tags: { team: "platform" },
    });
  });

  it("has an alias that names the cluster", () => {
    expect(made.one("aws_kms_alias").name).toBe("alias/eks/shop");
  });

  it("leaves the key to the policies of its own account", () => {
    expect(account.Principal).toEqual({ AWS: "arn:aws:iam::111122223333:root" });
  });

  it("lets CloudWatch use the key for the log group of this cluster only, and not manage it", () => {
    expect(logs).toMatchObject({
      Principal: { Service: "logs.eu-central-1.amazonaws.com" },
      Condition: {
        ArnEquals: {
          "kms:EncryptionContext:aws:logs:arn":
            "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/shop/cluster",
        },
      },
    });
    expect(logs.Action).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/\*|Put|Schedule|Disable|CreateGrant/)]),
    );
  });
});

describe("resolveEncryption", () => {
  function resolve(props: Parameters<typeof resolveEncryption>[0]) {
    const problems = new Problems();
    const encryption = resolveEncryption(props, problems.at("encryption"));
    return { encryption, codes: codes(problems.all) };
  }

  it("makes a key of the customer's own unless told otherwise", () => {
    expect(resolve(undefined).encryption).toBe("customer-key");
    expect(resolve("aws-owned").encryption).toBe("aws-owned");
  });

  it("takes an existing key", () => {
    const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/mrk-1234";
    expect(resolve({ keyArn })).toEqual({ encryption: { keyArn }, codes: [] });
    expect(resolve({ keyArn: "${TfToken[TOKEN.1]}" }).codes).toEqual([]);
  });

  it.each(["", "alias/shop", "arn:aws:kms:eu-central-1:111122223333:alias/shop"])("fails on %j", (keyArn) => {
    expect(resolve({ keyArn }).codes).toEqual(["encryption.keyArn invalid-key-arn"]);
  });
});
