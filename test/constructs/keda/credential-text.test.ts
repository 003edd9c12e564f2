import { holdsPassword, isCredentialName } from "../../../constructs/keda/credential-text";

describe("isCredentialName", () => {
  it.each([
    "password",
    "sentinelPassword",
    "key",
    "apiKey",
    "APIKey",
    "apikey",
    "awsSecretAccessKey",
    "X-Api-Key",
    "sharedAccessKey",
    "clientSecret",
    "clientsecret",
    "bearerToken",
    "access_token",
    "Authorization",
    "Cookie",
    "credentials",
    "keyPassphrase",
  ])("takes %s for a credential", (name) => {
    expect(isCredentialName(name)).toBe(true);
  });

  it.each([
    "passwordFromEnv",
    "tokenUrl",
    "keyParamName",
    "secretName",
    "partitionKey",
    "routingKey",
    "routing-key",
    "X-Scope-OrgID",
    "monkey",
    "host",
    "",
  ])("takes %s for something else", (name) => {
    expect(isCredentialName(name)).toBe(false);
  });
});

describe("holdsPassword", () => {
  it.each([
    "amqp://user:hunter2@host:5672/vhost",
    "redis://:hunter2@host",
    "Server=db;Password=hunter2;",
    "Endpoint=sb://bus/;SharedAccessKey=abc",
  ])("finds the password in %s", (text) => {
    expect(holdsPassword(text)).toBe(true);
  });

  it.each([
    "amqp://user@host:5672/vhost",
    "http://host:8080/path?at=a:b@c",
    "Server=db;Password=;",
    5,
    undefined,
  ])("finds none in %s", (text) => {
    expect(holdsPassword(text)).toBe(false);
  });
});
