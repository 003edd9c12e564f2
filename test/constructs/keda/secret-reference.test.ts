import { isSecretReference, SecretFrom } from "../../../constructs/keda/secret-reference";

const SECRET_ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rabbitmq-AbCdEf";
const VAULT = { address: "https://vault.vault:8200", role: "keda" };
const VAULT_URI = "https://orders.vault.azure.net/";

describe("SecretFrom", () => {
  it.each([
    ["secret", SecretFrom.secret("rabbitmq", "uri")],
    ["config-map", SecretFrom.configMap("authorities", "ca.crt")],
    ["env", SecretFrom.env("PASSWORD")],
    ["service-account-token", SecretFrom.serviceAccountToken("scaler")],
    ["vault", SecretFrom.vault({ vault: VAULT, path: "secret/data/rabbitmq", key: "uri" })],
    ["aws-secrets-manager", SecretFrom.awsSecretsManager({ secretArn: SECRET_ARN })],
    ["gcp-secret-manager", SecretFrom.gcpSecretManager({ id: "projects/p/secrets/s" })],
    ["azure-key-vault", SecretFrom.azureKeyVault({ vaultUri: VAULT_URI, name: "s" })],
  ])("makes a reference to a %s that is known as one", (from, reference) => {
    expect(reference.from).toBe(from);
    expect(isSecretReference(reference)).toBe(true);
  });

  it("reads secret managers as the operator itself unless another identity is named", () => {
    expect(SecretFrom.awsSecretsManager({ secretArn: SECRET_ARN })).toMatchObject({
      identity: { provider: "aws" },
    });
    expect(SecretFrom.azureKeyVault({ vaultUri: VAULT_URI, name: "s" })).toMatchObject({
      identity: { provider: "azure-workload" },
    });
    expect(SecretFrom.gcpSecretManager({ id: "s" })).toMatchObject({ identity: { provider: "gcp" } });
    const identity = { provider: "aws", roleArn: "arn:aws:iam::111122223333:role/reader" } as const;
    expect(SecretFrom.awsSecretsManager({ secretArn: SECRET_ARN, identity })).toMatchObject({ identity });
  });

  it("takes an undefined option for the default", () => {
    expect(SecretFrom.vault({ vault: VAULT, path: "p", key: "k", engine: undefined })).toMatchObject({
      engine: "kv-v2",
    });
    expect(SecretFrom.awsSecretsManager({ secretArn: SECRET_ARN, identity: undefined })).toMatchObject({
      identity: { provider: "aws" },
    });
    expect(SecretFrom.azureKeyVault({ vaultUri: VAULT_URI, name: "s", identity: undefined })).toMatchObject({
      identity: { provider: "azure-workload" },
    });
  });
});

describe("isSecretReference", () => {
  it.each([["hunter2"], [undefined], [null], [7], [{}], [{ from: "file" }], [["secret"]]])(
    "is not taken in by %j",
    (value) => {
      expect(isSecretReference(value)).toBe(false);
    },
  );
});
