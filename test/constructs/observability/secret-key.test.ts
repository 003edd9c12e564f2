import { Lazy } from "cdktf";
import { checkSecretKey, secretVariable } from "../../../constructs/observability/secret-key";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function problemsOf(reference: unknown) {
  const problems = new Problems();
  const fits = checkSecretKey(problems, "webhookUrl", reference);
  return { fits, problems: codes(problems.all), all: problems.all };
}

describe("checkSecretKey", () => {
  it.each([
    { secretName: "alerting", key: "url" },
    { secretName: "team.shop", key: "SLACK_URL.v2" },
    { secretName: Lazy.stringValue({ produce: () => "name" }), key: "url" },
  ])("takes %j", (reference) => {
    expect(problemsOf(reference)).toMatchObject({ fits: true, problems: [] });
  });

  it.each<[unknown, string]>([
    ["https://hooks.example.com/s3cret", "webhookUrl literal-secret"],
    ["", "webhookUrl literal-secret"],
    [Lazy.stringValue({ produce: () => "s3cret" }), "webhookUrl literal-secret"],
    [undefined, "webhookUrl missing-secret"],
    [null, "webhookUrl missing-secret"],
    [{ secretName: "alerting" }, "webhookUrl missing-secret"],
    [{ key: "url" }, "webhookUrl missing-secret"],
    [{ secretName: "https://hooks.example.com/s3cret", key: "url" }, "webhookUrl.secretName invalid-name"],
    [{ secretName: "alerting", key: "https://hooks.example.com/s3cret" }, "webhookUrl.key invalid-name"],
    [{ secretName: "alerting", key: "../s3cret" }, "webhookUrl.key invalid-name"],
    [{ secretName: "alerting", key: ".." }, "webhookUrl.key invalid-name"],
  ])("fails on %j and never shows it", (reference, problem) => {
    const { fits, problems, all } = problemsOf(reference);
    expect(fits).toBe(false);
    expect(problems).toEqual([problem]);
    expect(JSON.stringify(all)).not.toContain("s3cret");
  });
});

describe("secretVariable", () => {
  it("refers to the key of the Secret", () => {
    expect(secretVariable("A", { secretName: "vendor", key: "token" })).toEqual({
      name: "A",
      valueFrom: { secretKeyRef: { name: "vendor", key: "token" } },
    });
  });
});
