import { Fn, Token } from "cdktf";
import * as fc from "fast-check";
import {
  type Authentication,
  assumeRole,
  authenticationSpec,
} from "../../../constructs/keda/authentication-spec";
import { triggerAuthentication } from "../../../constructs/keda/bound-triggers";
import { PodIdentity } from "../../../constructs/keda/pod-identity";
import { SecretFrom, type SecretReference } from "../../../constructs/keda/secret-reference";
import { Problems } from "../../../lib/core/errors";
import { checked } from "../../support/fake-keda";
import { codes } from "../../support/synth";

const SECRET_ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rabbitmq-AbCdEf";
const ROLE_ARN = "arn:aws:iam::111122223333:role/reader";
const VAULT = { address: "https://vault.vault:8200", role: "keda" };

/** The spec and statements of an authentication that is right, by KEDA's definition as well. */
function specOf(authentication: Authentication) {
  const problems = new Problems();
  const rendered = authenticationSpec(authentication, problems);
  expect(problems.all).toEqual([]);
  checked(triggerAuthentication("TriggerAuthentication", "orders", "shop", rendered.spec));
  return rendered;
}

function problemsOfSecrets(secrets: Record<string, SecretReference>) {
  const problems = new Problems();
  authenticationSpec({ secrets }, problems);
  return problems.all;
}

describe("authenticationSpec", () => {
  it("refers to Secrets, ConfigMaps, environment variables and service accounts", () => {
    const { spec, statements } = specOf({
      secrets: {
        host: SecretFrom.secret("rabbitmq", "uri"),
        ca: SecretFrom.configMap("authorities", "ca.crt"),
        username: SecretFrom.env("USER"),
        password: SecretFrom.env("PASSWORD", "main"),
        bearerToken: SecretFrom.serviceAccountToken("scaler"),
      },
    });
    expect(spec).toEqual({
      secretTargetRef: [{ parameter: "host", name: "rabbitmq", key: "uri" }],
      configMapTargetRef: [{ parameter: "ca", name: "authorities", key: "ca.crt" }],
      env: [
        { parameter: "password", name: "PASSWORD", containerName: "main" },
        { parameter: "username", name: "USER" },
      ],
      boundServiceAccountToken: [{ parameter: "bearerToken", serviceAccountName: "scaler" }],
    });
    expect(statements).toEqual([]);
  });

  it("reads Vault as a service account of Kubernetes, version 2 of the engine by default", () => {
    const { spec } = specOf({
      secrets: {
        host: SecretFrom.vault({ vault: VAULT, path: "secret/data/rabbitmq", key: "uri" }),
        password: SecretFrom.vault({ vault: VAULT, path: "old/rabbitmq", key: "pw", engine: "kv-v1" }),
      },
    });
    expect(spec).toEqual({
      hashiCorpVault: {
        ...VAULT,
        authentication: "kubernetes",
        mount: "kubernetes",
        secrets: [
          { parameter: "host", path: "secret/data/rabbitmq", key: "uri", type: "secretV2" },
          { parameter: "password", path: "old/rabbitmq", key: "pw", type: "secret" },
        ],
      },
    });
  });

  it("names mount, namespace and service account of Vault where they are not the usual ones", () => {
    const vault = { ...VAULT, mount: "eks", namespace: "team", serviceAccountName: "scaler" };
    const { spec } = specOf({ secrets: { host: SecretFrom.vault({ vault, path: "a", key: "b" }) } });
    expect(spec.hashiCorpVault).toMatchObject({
      mount: "eks",
      namespace: "team",
      credential: { serviceAccountName: "scaler" },
    });
  });

  it("reads AWS Secrets Manager in the secret's region and allows the operator that secret alone", () => {
    const { spec, statements } = specOf({
      secrets: { host: SecretFrom.awsSecretsManager({ secretArn: SECRET_ARN, key: "uri" }) },
    });
    expect(spec).toEqual({
      awsSecretManager: {
        podIdentity: { provider: "aws" },
        region: "eu-central-1",
        secrets: [{ parameter: "host", name: SECRET_ARN, secretKey: "uri" }],
      },
    });
    expect(statements).toEqual([{ actions: ["secretsmanager:GetSecretValue"], resources: [SECRET_ARN] }]);
  });

  it("allows the operator to assume the role that reads the secret, in place of reading it", () => {
    const identity = PodIdentity.aws({ roleArn: ROLE_ARN });
    const { statements } = specOf({
      secrets: { host: SecretFrom.awsSecretsManager({ secretArn: SECRET_ARN, identity }) },
    });
    expect(statements).toEqual([{ actions: ["sts:AssumeRole", "sts:TagSession"], resources: [ROLE_ARN] }]);
  });

  it("takes several keys of one secret whose ARN is known only after apply", () => {
    const arn = () => Token.asString(Fn.join("", ["known", "later"]));
    const secrets = {
      password: SecretFrom.awsSecretsManager({ secretArn: arn(), key: "password" }),
      username: SecretFrom.awsSecretsManager({ secretArn: arn(), key: "username" }),
    };
    expect(specOf({ secrets }).statements).toHaveLength(2);
  });

  it("reads Google Secret Manager and Azure Key Vault by workload identity", () => {
    const vaultUri = "https://orders.vault.azure.net/";
    const { spec } = specOf({
      secrets: {
        one: SecretFrom.gcpSecretManager({ id: "projects/p/secrets/s", version: "3" }),
        two: SecretFrom.gcpSecretManager({ id: "projects/p/secrets/t" }),
        three: SecretFrom.azureKeyVault({ vaultUri, name: "s" }),
        four: SecretFrom.azureKeyVault({ vaultUri, name: "t", version: "7" }),
      },
    });
    expect(spec).toEqual({
      gcpSecretManager: {
        podIdentity: { provider: "gcp" },
        secrets: [
          { parameter: "one", id: "projects/p/secrets/s", version: "3" },
          { parameter: "two", id: "projects/p/secrets/t" },
        ],
      },
      azureKeyVault: {
        vaultUri,
        podIdentity: { provider: "azure-workload" },
        secrets: [
          { parameter: "four", name: "t", version: "7" },
          { parameter: "three", name: "s" },
        ],
      },
    });
  });

  it("gives the same spec whatever the order of the parameters", () => {
    const host = SecretFrom.secret("rabbitmq", "host");
    const password = SecretFrom.secret("rabbitmq", "password");
    const [one, two] = [
      { host, password },
      { password, host },
    ].map((secrets) => specOf({ secrets }).spec);
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
  });

  it("takes one Vault for one Vault, however its fields are ordered", () => {
    const { address, role } = VAULT;
    const { spec } = specOf({
      secrets: {
        one: SecretFrom.vault({ vault: { address, role }, path: "a", key: "b" }),
        two: SecretFrom.vault({ vault: { role, address }, path: "a", key: "c" }),
      },
    });
    expect(spec.hashiCorpVault).toMatchObject({ secrets: [{ key: "b" }, { key: "c" }] });
  });

  it("fails on two stores of one kind, naming the parameter that breaks ranks", () => {
    const other = SECRET_ARN.replace("eu-central-1", "us-east-1");
    const role = PodIdentity.aws({ roleArn: ROLE_ARN });
    const elsewhere = { ...VAULT, namespace: "team" };
    expect(
      codes(
        problemsOfSecrets({
          a: SecretFrom.awsSecretsManager({ secretArn: SECRET_ARN }),
          b: SecretFrom.awsSecretsManager({ secretArn: other }),
          c: SecretFrom.vault({ vault: VAULT, path: "a", key: "b" }),
          d: SecretFrom.vault({ vault: elsewhere, path: "a", key: "b" }),
          e: SecretFrom.azureKeyVault({ vaultUri: "https://one.vault.azure.net/", name: "s" }),
          f: SecretFrom.azureKeyVault({ vaultUri: "https://two.vault.azure.net/", name: "s" }),
        }),
      ),
    ).toEqual(["d two-secret-stores", "b two-secret-stores", "f two-secret-stores"]);
    expect(
      codes(
        problemsOfSecrets({
          a: SecretFrom.awsSecretsManager({ secretArn: SECRET_ARN }),
          b: SecretFrom.awsSecretsManager({ secretArn: SECRET_ARN, identity: role }),
        }),
      ),
    ).toEqual(["b two-secret-stores"]);
  });

  it("fails on what is no ARN of a secret", () => {
    const problems = problemsOfSecrets({ host: SecretFrom.awsSecretsManager({ secretArn: "rabbitmq" }) });
    expect(codes(problems)).toEqual(["host invalid-arn"]);
  });

  it("never renders anything but references, whatever stands where one belongs", () => {
    const literal = "hunter2";
    const reference = fc.constantFrom<SecretReference>(
      SecretFrom.secret("s", "k"),
      SecretFrom.configMap("s", "k"),
      SecretFrom.env("E"),
      SecretFrom.serviceAccountToken("sa"),
      SecretFrom.vault({ vault: VAULT, path: "p", key: "k" }),
      SecretFrom.awsSecretsManager({ secretArn: SECRET_ARN }),
      SecretFrom.gcpSecretManager({ id: "i" }),
      SecretFrom.azureKeyVault({ vaultUri: "https://one.vault.azure.net/", name: "s" }),
    );
    const smuggled = reference.map((one) => ({ ...one, ...{ value: literal } }));
    const plain = fc.constant(literal as unknown as SecretReference);
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(reference, smuggled, plain)),
        (secrets) => {
          const problems = new Problems();
          const rendered = authenticationSpec({ secrets }, problems);
          expect(JSON.stringify([rendered, problems.all])).not.toContain(literal);
          const referred = Object.values(secrets).filter((one) => typeof one === "object");
          expect(JSON.stringify(rendered.spec).match(/"parameter":/g) ?? []).toHaveLength(referred.length);
        },
      ),
    );
  });
});

describe("assumeRole", () => {
  it("asks for nothing for the operator's own role and for other clouds", () => {
    for (const identity of [undefined, PodIdentity.aws(), PodIdentity.gcp(), PodIdentity.azureWorkload()]) {
      expect(assumeRole(identity)).toEqual([]);
    }
  });

  it("asks for the role alone, with the tags that sessions of EKS Pod Identity carry", () => {
    expect(specOf({ secrets: {}, identity: PodIdentity.aws({ roleArn: ROLE_ARN }) })).toEqual({
      spec: { podIdentity: { provider: "aws", roleArn: ROLE_ARN } },
      statements: [{ actions: ["sts:AssumeRole", "sts:TagSession"], resources: [ROLE_ARN] }],
    });
  });
});
