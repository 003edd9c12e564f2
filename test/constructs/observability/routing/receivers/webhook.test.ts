import { webhook } from "../../../../../constructs/observability/routing/receivers/webhook";
import { checkRouting, describeWithAmtool, routedTo } from "../../../../support/amtool";

const URL = { secretName: "opsgenie", key: "url" };
const CREDENTIALS = { secretName: "opsgenie-key", key: "api-key" };

describe("webhook", () => {
  it("reads the address from a mounted file and sends every alert", () => {
    const { receiver, rendered, problems } = routedTo(webhook({ url: URL }));
    expect(problems).toEqual([]);
    expect(receiver).toEqual({
      name: "only",
      webhook_configs: [
        { send_resolved: true, url_file: "/etc/alertmanager/secrets/opsgenie/url", max_alerts: 0 },
      ],
    });
    expect(rendered.secrets).toEqual(["opsgenie"]);
  });

  it.each([
    [undefined, "Bearer"],
    ["GenieKey", "GenieKey"],
  ])("authorizes itself with the type %s as %s", (type, written) => {
    const authorization = { type, credentials: CREDENTIALS };
    const { receiver, rendered, problems } = routedTo(webhook({ url: URL, authorization }));
    expect(problems).toEqual([]);
    expect(receiver?.webhook_configs).toEqual([
      expect.objectContaining({
        http_config: {
          authorization: {
            type: written,
            credentials_file: "/etc/alertmanager/secrets/opsgenie-key/api-key",
          },
        },
      }),
    ]);
    expect(rendered.secrets).toEqual(["opsgenie", "opsgenie-key"]);
  });

  it("takes a limit of alerts and the switch for alerts that are over", () => {
    expect(
      routedTo(webhook({ url: URL, maxAlerts: 5, sendResolved: false })).receiver?.webhook_configs,
    ).toEqual([expect.objectContaining({ max_alerts: 5, send_resolved: false })]);
  });

  it("fails on literal secrets, which it does not show", () => {
    const { problems, all } = routedTo(
      webhook({
        url: "https://api.example.com/key/s3cret" as unknown as typeof URL,
        authorization: { credentials: "s3cret" as unknown as typeof URL },
      }),
    );
    expect(problems).toEqual([
      "receivers.only.url literal-secret",
      "receivers.only.authorization.credentials literal-secret",
    ]);
    expect(JSON.stringify(all)).not.toContain("s3cret");
  });

  it.each(["Basic", "basic", "two words", ""])("fails on the authorization type %j", (type) => {
    expect(
      routedTo(webhook({ url: URL, authorization: { type, credentials: CREDENTIALS } })).problems,
    ).toEqual(["receivers.only.authorization.type invalid-authorization"]);
  });

  it.each([-1, 1.5, 10_001])("fails on %p alerts in a message", (maxAlerts) => {
    expect(routedTo(webhook({ url: URL, maxAlerts })).problems).toEqual([
      "receivers.only.maxAlerts out-of-range",
    ]);
  });

  describeWithAmtool("through amtool", () => {
    it("is a receiver Alertmanager takes", () => {
      const authorization = { type: "GenieKey", credentials: CREDENTIALS };
      checkRouting(routedTo(webhook({ url: URL, authorization })).rendered);
    });
  });
});
