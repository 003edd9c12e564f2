import { isDeniedMember, isDeniedName, isSecretSection } from "../../../../lib/review/mask/denied-names";

describe("isDeniedName", () => {
  it.each([
    "password",
    "adminPassword",
    "ADMIN_PASSWORD",
    "admin-password",
    "master_password",
    "password_wo",
    "clientSecret",
    "secret_string",
    "GITHUB_TOKEN",
    "apiKey",
    "api-key",
    "secretAccessKey",
    "tls.privateKey",
    "connectionString",
    ".dockerconfigjson",
    "user_data",
  ])("takes %s for a secret", (name) => {
    expect(isDeniedName(name)).toBe(true);
  });

  it.each([
    "secretName",
    "secret_arn",
    "passwordPolicy",
    "token_ttl",
    "key",
    "kms_key_id",
    "public_key",
    "monkey",
    "existingSecret",
    "automountServiceAccountToken",
    "bypassword2",
  ])("takes %s for none", (name) => {
    expect(isDeniedName(name)).toBe(false);
  });
});

describe("secrets by type", () => {
  it("are members of some types only", () => {
    expect(isDeniedMember("aws_ssm_parameter", "value")).toBe(true);
    expect(isDeniedMember("aws_route53_record", "value")).toBe(false);
    expect(isDeniedMember("", "value")).toBe(false);
  });

  it("are all that stands in some sections", () => {
    expect(isSecretSection("kubernetes_secret_v1", "data")).toBe(true);
    expect(isSecretSection("kubernetes_config_map_v1", "data")).toBe(false);
  });
});
