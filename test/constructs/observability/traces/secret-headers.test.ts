import { type SecretKey, secretVariable } from "../../../../constructs/observability/secret-key";
import {
  checkSecretHeaders,
  headerValues,
  headerVariables,
  type SecretHeaders,
} from "../../../../constructs/observability/traces/secret-headers";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const KEY = { secretName: "vendor", key: "token" };

function check(headers: SecretHeaders | undefined): Problems {
  const problems = new Problems();
  checkSecretHeaders(problems, "headers", headers);
  return problems;
}

describe("checkSecretHeaders", () => {
  it("accepts headers that name a key of a Secret, and none", () => {
    expect(check({ Authorization: KEY, "x-api-key": KEY }).all).toEqual([]);
    expect(check(undefined).all).toEqual([]);
  });

  it("fails for a header that is written out, and does not repeat it", () => {
    const problems = check({ Authorization: "Bearer hunter2" as unknown as SecretKey });
    expect(codes(problems.all)).toEqual(["headers.Authorization literal-secret"]);
    expect(JSON.stringify(problems.all)).not.toContain("hunter2");
  });

  it("fails for names that are no header, and for two that are the same", () => {
    expect(codes(check({ "x key": KEY }).all)).toEqual(['headers["x key"] invalid-header']);
    expect(codes(check({ "x-key": KEY, X_Key: KEY }).all)).toEqual(["headers.X_Key duplicate-header"]);
  });

  it("fails for a Secret or a key that cannot exist", () => {
    expect(codes(check({ a: { secretName: "No", key: "" } }).all)).toEqual([
      "headers.a.secretName invalid-name",
      "headers.a.key invalid-name",
    ]);
  });
});

describe("headerValues and headerVariables", () => {
  it("read each header from the variable that takes it from the Secret", () => {
    const headers = { "x-api-key": KEY };
    expect(headerValues("vendor", headers)).toEqual({ "x-api-key": "${env:HEADER_VENDOR__X_API_KEY}" });
    expect(headerVariables("vendor", headers)).toEqual([secretVariable("HEADER_VENDOR__X_API_KEY", KEY)]);
  });

  it("keep owners and headers apart that differ only in where one ends", () => {
    expect(headerVariables("a-b", { c: KEY })).not.toEqual(headerVariables("a", { "b-c": KEY }));
  });
});
