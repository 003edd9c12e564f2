import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, Lazy, LocalBackend, TerraformStack } from "cdktf";
import {
  ExternalSecrets,
  ManagedSecret,
  type ManagedSecretProps,
  Secret,
  SecretStore,
  StoreProvider,
} from "../../../../constructs/secrets";
import { expectRehearsal, rehearse } from "../../../../lib/rehearsal";
import { GrantingCluster } from "../../../support/granting-cluster";
import { removeTemporaryFolders, temporaryFolder } from "../../../support/rehearsals";
import { codes, problemsOf, synth } from "../../../support/synth";
import { describeWithTerraform } from "../../../support/terraform";
import { contextOf, reported } from "../../../support/workloads";

const lambdaArn = "arn:aws:lambda:eu-central-1:111122223333:function:rotate";

function secretIn(stack: TerraformStack, options: Partial<ManagedSecretProps> = {}) {
  return new ManagedSecret(stack, "Users", { name: "prod/users", rotation: { lambdaArn }, ...options });
}

describe("ManagedSecret", () => {
  it("is a secret under a key of its own, replaced every 90 days, and no value", () => {
    const made = synth((stack) => secretIn(stack, { tags: { Team: "shop" } }));
    expect(made.addresses().map((address) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "aws_kms_alias.Users_KeyAlias",
      "aws_kms_key.Users_Key",
      "aws_lambda_permission.Users_RotationPermission",
      "aws_secretsmanager_secret.Users",
      "aws_secretsmanager_secret_policy.Users_Policy",
      "aws_secretsmanager_secret_rotation.Users_Rotation",
    ]);
    expect(made.one("aws_kms_key")).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
    expect(made.one("aws_kms_alias").name).toBe("alias/secret/prod/users");
    expect(made.one("aws_secretsmanager_secret")).toMatchObject({
      name: "prod/users",
      recovery_window_in_days: 30,
      kms_key_id: expect.stringContaining("aws_kms_key.Users_Key"),
      tags: { Team: "shop" },
    });
    expect(made.one("aws_secretsmanager_secret_rotation")).toMatchObject({
      rotation_lambda_arn: lambdaArn,
      rotation_rules: { automatically_after_days: 90 },
      depends_on: [expect.stringMatching(/^aws_lambda_permission/)],
    });
    expect(made.one("aws_lambda_permission")).toMatchObject({
      principal: "secretsmanager.amazonaws.com",
      source_arn: expect.stringContaining("aws_secretsmanager_secret.Users"),
    });
  });

  it("gives the key an alias that KMS takes, whatever the name", () => {
    const alias = (name: string) => synth((stack) => secretIn(stack, { name })).one("aws_kms_alias").name;
    expect(alias("prod/users@shop.v1")).toBe("alias/secret/prod/users_shop_v1");
    expect(alias("x".repeat(512))).toHaveLength(256);
    const later = Lazy.stringValue({ produce: () => "later" });
    expect(alias(later)).toBe("alias/secret/later");
  });

  it("refuses connections without TLS, and other readers where some are named", () => {
    const reader = "arn:aws:iam::111122223333:role/external-secrets";
    const policy = (options?: Partial<ManagedSecretProps>) =>
      JSON.parse(synth((stack) => secretIn(stack, options)).one("aws_secretsmanager_secret_policy").policy)
        .Statement;
    expect(policy()).toEqual([
      {
        Sid: "RefuseWithoutTls",
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "secretsmanager:*",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
    expect(policy({ readers: [reader] })[1]).toMatchObject({
      Effect: "Deny",
      Action: ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"],
      Condition: { ArnNotEquals: { "aws:PrincipalArn": reader } },
    });
  });

  it("takes a key that exists, and leaves to others what is theirs", () => {
    const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/1";
    const made = synth((stack) => {
      expect(secretIn(stack, { keyArn, rotation: "elsewhere" }).keyArn).toBe(keyArn);
    });
    expect(made.addresses()).toHaveLength(2);
    const called = synth((stack) => secretIn(stack, { keyArn, rotation: { lambdaArn, allowInvoke: false } }));
    expect(called.all("aws_lambda_permission")).toEqual({});
    expect(called.one("aws_secretsmanager_secret_rotation").depends_on).toEqual([]);
  });

  it("is read by a store that names it", () => {
    synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" }, false);
      const operator = new ExternalSecrets(stack, "Operator", { cluster });
      const managed = secretIn(stack);
      const provider = StoreProvider.awsSecretsManager({
        region: "eu-central-1",
        secrets: [managed.arn],
        kmsKeyArns: [managed.keyArn],
      });
      const store = new SecretStore(stack, "Store", { operator, name: "shop", namespace: "shop", provider });
      const [grant] = Object.values(cluster.grants);
      expect(grant?.statements.map(({ resources }) => resources)).toEqual([[managed.arn], [managed.keyArn]]);
      const users = Secret.fromManager({ store, name: "users", from: managed.name });
      expect(reported((problems) => users.bind(contextOf(problems))).codes).toEqual([]);
    });
  });

  it("fails with every problem of its props", () => {
    const problems = problemsOf((stack) =>
      secretIn(stack, { name: "a b", rotation: { lambdaArn, everyDays: 365 } }),
    );
    expect(codes(problems)).toEqual(["name invalid-secret-name", "rotation.everyDays rotation-too-slow"]);
  });
});

describeWithTerraform("ManagedSecret, rehearsed", () => {
  afterEach(removeTemporaryFolders);

  it("is made, stays and goes", async () => {
    const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), "secrets");
    new LocalBackend(stack, {});
    new AwsProvider(stack, "Aws", { region: "eu-central-1" });
    secretIn(stack);
    expectRehearsal(await rehearse(stack))
      .toSucceed()
      .toBeIdempotent()
      .toCreateInOrder("aws_kms_key", "aws_secretsmanager_secret")
      .toCreateInOrder("aws_lambda_permission", "aws_secretsmanager_secret_rotation")
      .toBeDestroyedClean();
  });
});
