import { argumentHoldsSecret, holdsSecret } from "../../../../constructs/workload/pod/literal-secrets";

describe("holdsSecret", () => {
  it.each([
    ...["PASSWORD", "DB_PASSWORD", "PGPASSWORD", "DB_PASS", "JWT_SECRET", "GITHUB_TOKEN", "PRIVATE_KEY"],
    ...[
      "STRIPE_API_KEY",
      "AWS_SECRET_ACCESS_KEY",
      "AWS_ACCESS_KEY_ID",
      "STORAGE_CONNECTION_STRING",
      "clientSecret",
    ],
  ])("finds a secret by the name %s", (name) => {
    expect(holdsSecret(name, "anything")).toBe(true);
  });

  it.each([
    ["DATABASE_URL", "postgres://app:hunter2@db:5432/shop"],
    ["BROKER", "amqps://app:hunter2@mq"],
    ["SQL", "Server=db;User=app;Password=hunter2"],
    ["CERTIFICATE", "-----BEGIN EC PRIVATE KEY-----\nMHcC"],
    ["AWS_ID", "AKIAABCDEFGHIJKLMNOP"],
    ["NOTE", `use ghp_${"a".repeat(36)}`],
    ["HOOK", `xoxb-${"1".repeat(12)}`],
  ])("finds a secret in the form of %s", (name, value) => {
    expect(holdsSecret(name, value)).toBe(true);
  });

  it.each([
    ["LOG_LEVEL", "info"],
    ["TOKEN_URL", "https://login.example.com/oauth/token"],
    ["JWT_SECRET_FILE", "/secrets/jwt"],
    ["PASSWORD_MIN_LENGTH", 12],
    ["MAX_TOKENS", 4096],
    ["PARTITION_KEY", "customer"],
    ["REQUIRE_PASSWORD", true],
    ["DB_PASSWORD", ""],
    ["DATABASE_URL", "postgres://db:5432/shop"],
    ["DATABASE_URL", "postgres://app:$(DB_PASSWORD)@db:5432/shop"],
    ["API_KEY", "$(VENDOR_API_KEY)"],
  ])("takes %s with %j for none", (name, value) => {
    expect(holdsSecret(name, value)).toBe(false);
  });
});

describe("argumentHoldsSecret", () => {
  it.each([
    ...["--password=hunter2", "-token=abc", "--db-api-key=abc", "--url=redis://:hunter2@cache"],
    "postgres://app:hunter2@db/shop",
  ])("finds a secret in %s", (argument) => {
    expect(argumentHoldsSecret(argument)).toBe(true);
  });

  it.each([
    "--password=$(DB_PASSWORD)",
    "--password-file=/secrets/db",
    "--token",
    "--token=",
    "--port=3000",
    "a=b",
  ])("takes %s for none", (argument) => {
    expect(argumentHoldsSecret(argument)).toBe(false);
  });
});
