import { slack } from "../../../../../constructs/observability/routing/receivers/slack";
import { checkRouting, describeWithAmtool, routedTo } from "../../../../support/amtool";

const WEBHOOK = { secretName: "alerting", key: "slack-url" };

describe("slack", () => {
  it("reads the address from a mounted file and writes the default message", () => {
    const { receiver, rendered, problems } = routedTo(slack({ webhookUrl: WEBHOOK }));
    expect(problems).toEqual([]);
    expect(receiver).toEqual({
      name: "only",
      slack_configs: [
        {
          send_resolved: true,
          api_url_file: "/etc/alertmanager/secrets/alerting/slack-url",
          title: '{{ template "slipway.title" . }}',
          text: '{{ template "slipway.slack.text" . }}',
        },
      ],
    });
    expect(rendered.secrets).toEqual(["alerting"]);
  });

  it("takes a channel, texts of one's own and the switch for alerts that are over", () => {
    const own = { channel: "#shop", title: "{{ .Status }}", text: "look", sendResolved: false };
    expect(routedTo(slack({ webhookUrl: WEBHOOK, ...own })).receiver?.slack_configs).toEqual([
      expect.objectContaining({
        channel: "#shop",
        title: "{{ .Status }}",
        text: "look",
        send_resolved: false,
      }),
    ]);
  });

  it("fails on a literal address, which it does not show", () => {
    const literal = "https://hooks.slack.com/services/T0/B0/x" as unknown as typeof WEBHOOK;
    const { problems, all } = routedTo(slack({ webhookUrl: literal }));
    expect(problems).toEqual(["receivers.only.webhookUrl literal-secret"]);
    expect(JSON.stringify(all)).not.toContain("hooks.slack.com");
  });

  it.each(["title", "text", "channel"])("fails on a %s whose template is not closed", (prop) => {
    expect(routedTo(slack({ webhookUrl: WEBHOOK, [prop]: "{{ .Status }" })).problems).toEqual([
      `receivers.only.${prop} invalid-template`,
    ]);
  });

  describeWithAmtool("through amtool", () => {
    it("is a receiver Alertmanager takes", () => {
      checkRouting(routedTo(slack({ webhookUrl: WEBHOOK, channel: "#shop" })).rendered);
    });
  });
});
