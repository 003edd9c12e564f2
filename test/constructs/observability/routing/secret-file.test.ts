import { secretFile } from "../../../../constructs/observability/routing/secret-file";

describe("secretFile", () => {
  it("is where the operator mounts the key", () => {
    expect(secretFile({ secretName: "alerting", key: "slack-url" })).toBe(
      "/etc/alertmanager/secrets/alerting/slack-url",
    );
  });
});
