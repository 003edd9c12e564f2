import { Lazy } from "cdktf";
import { StoreProvider } from "../../../../constructs/secrets";
import type { AwsSecretsManagerProps } from "../../../../constructs/secrets/stores/aws-stores";
import { Problems } from "../../../../lib/core/errors";
import { storeContext } from "../../../support/secret-stores";
import { codes } from "../../../support/synth";

const REGION = "eu-central-1";
const KEY = `arn:aws:kms:${REGION}:111122223333:key/1234`;
const ROLE = "arn:aws:iam::111122223333:role/users";

function codesOf(props: Partial<AwsSecretsManagerProps>) {
  const problems = new Problems();
  StoreProvider.awsSecretsManager({ region: REGION, secrets: ["prod/*"], ...props }).bind(
    storeContext({ problems }),
  );
  return codes(problems.all);
}

describe("StoreProvider.awsSecretsManager", () => {
  it("reads what is named and nothing else, as the operator", () => {
    const arn = `arn:aws:secretsmanager:${REGION}:111122223333:secret:prod/db-AbCdEf`;
    const secrets = ["prod/users", "prod/shop/*", arn];
    expect(
      StoreProvider.awsSecretsManager({ region: REGION, secrets, kmsKeyArns: [KEY] }).bind(storeContext()),
    ).toEqual({
      spec: { aws: { service: "SecretsManager", region: REGION } },
      readable: secrets,
      statements: [
        {
          actions: [
            "secretsmanager:GetResourcePolicy",
            "secretsmanager:GetSecretValue",
            "secretsmanager:DescribeSecret",
            "secretsmanager:ListSecretVersionIds",
          ],
          resources: [
            `arn:aws:secretsmanager:${REGION}:111122223333:secret:prod/users-??????`,
            `arn:aws:secretsmanager:${REGION}:111122223333:secret:prod/shop/*`,
            arn,
          ],
        },
        {
          actions: ["kms:Decrypt"],
          resources: [KEY],
          conditions: { StringEquals: { "kms:ViaService": [`secretsmanager.${REGION}.amazonaws.com`] } },
        },
      ],
    });
  });

  it("asks for no account where every secret is named by its ARN", () => {
    const arn = Lazy.stringValue({ produce: () => "later" });
    const aws = () => {
      throw new Error("nobody asked");
    };
    const bound = StoreProvider.awsSecretsManager({ region: REGION, secrets: [arn] }).bind(
      storeContext({ aws }),
    );
    expect(bound.statements[0]?.resources).toEqual([arn]);
  });

  it("only assumes the role where one reads", () => {
    const bound = StoreProvider.awsSecretsManager({
      region: REGION,
      roleArn: ROLE,
      sessionTagsPolicy: "Simple",
    }).bind(storeContext());
    expect(bound).toEqual({
      spec: {
        aws: { service: "SecretsManager", region: REGION, role: ROLE, sessionTagsPolicy: "Simple" },
      },
      readable: undefined,
      statements: [{ actions: ["sts:AssumeRole", "sts:TagSession"], resources: [ROLE] }],
    });
  });

  it("knows the domain of China", () => {
    const region = "cn-north-1";
    const kmsKeyArns = [`arn:aws-cn:kms:${region}:111122223333:key/1`];
    const bound = StoreProvider.awsSecretsManager({ region, secrets: ["a"], kmsKeyArns }).bind(
      storeContext(),
    );
    expect(bound.statements[1]?.conditions).toEqual({
      StringEquals: { "kms:ViaService": ["secretsmanager.cn-north-1.amazonaws.com.cn"] },
    });
  });

  it("reports every problem at its prop", () => {
    expect(codesOf({ secrets: undefined })).toEqual(["secrets no-store-secrets"]);
    expect(codesOf({ secrets: [] })).toEqual(["secrets no-store-secrets"]);
    expect(
      codesOf({
        region: "Frankfurt",
        secrets: ["*", "a b", "arn:aws:ssm:x:1:parameter/a", "AKIAIOSFODNN7EXAMPLE"],
        sessionTagsPolicy: "Simple",
      }),
    ).toEqual([
      "region invalid-region",
      "secrets[0] every-secret",
      "secrets[1] invalid-secret-name",
      "secrets[2] invalid-arn",
      "secrets[3] literal-secret",
      "sessionTagsPolicy tags-without-role",
    ]);
    expect(codesOf({ kmsKeyArns: ["alias/x"], roleArn: "users" })).toEqual([
      "kmsKeyArns[0] invalid-key-arn",
      "roleArn invalid-arn",
    ]);
  });
});

describe("StoreProvider.awsParameterStore", () => {
  it("reads parameters by their paths", () => {
    const parameters = ["/prod/users/*", "plain"];
    const bound = StoreProvider.awsParameterStore({ region: REGION, parameters }).bind(storeContext());
    expect(bound).toEqual({
      spec: { aws: { service: "ParameterStore", region: REGION } },
      readable: parameters,
      statements: [
        {
          actions: ["ssm:GetParameter", "ssm:GetParameters"],
          resources: [
            `arn:aws:ssm:${REGION}:111122223333:parameter/prod/users/*`,
            `arn:aws:ssm:${REGION}:111122223333:parameter/plain`,
          ],
        },
      ],
    });
  });

  it("refuses to read everything", () => {
    const problems = new Problems();
    StoreProvider.awsParameterStore({ region: REGION, parameters: ["/*"] }).bind(storeContext({ problems }));
    expect(codes(problems.all)).toEqual(["parameters[0] every-secret"]);
  });
});
