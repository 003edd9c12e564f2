import { discord } from "../../../../../constructs/observability/routing/receivers/discord";
import { checkRouting, describeWithAmtool, routedTo } from "../../../../support/amtool";

const WEBHOOK = { secretName: "alerting", key: "discord-url" };

describe("discord", () => {
  it("reads the address from a mounted file and writes the default message", () => {
    const { receiver, rendered, problems } = routedTo(discord({ webhookUrl: WEBHOOK }));
    expect(problems).toEqual([]);
    expect(receiver).toEqual({
      name: "only",
      discord_configs: [
        {
          send_resolved: true,
          webhook_url_file: "/etc/alertmanager/secrets/alerting/discord-url",
          title: '{{ template "slipway.title" . }}',
          message: '{{ template "slipway.discord.text" . }}',
        },
      ],
    });
    expect(rendered.secrets).toEqual(["alerting"]);
  });

  it("takes texts of one's own and the switch for alerts that are over", () => {
    const own = { title: "{{ .Status }}", text: "look", sendResolved: false };
    expect(routedTo(discord({ webhookUrl: WEBHOOK, ...own })).receiver?.discord_configs).toEqual([
      expect.objectContaining({ title: "{{ .Status }}", message: "look", send_resolved: false }),
    ]);
  });

  it("fails on a literal address, which it does not show", () => {
    const literal = "https://discord.com/api/webhooks/1/x" as unknown as typeof WEBHOOK;
    const { problems, all } = routedTo(discord({ webhookUrl: literal }));
    expect(problems).toEqual(["receivers.only.webhookUrl literal-secret"]);
    expect(JSON.stringify(all)).not.toContain("discord.com");
  });

  it.each(["title", "text"])("fails on a %s whose template is not closed", (prop) => {
    expect(routedTo(discord({ webhookUrl: WEBHOOK, [prop]: "}} {{" })).problems).toEqual([
      `receivers.only.${prop} invalid-template`,
    ]);
  });

  describeWithAmtool("through amtool", () => {
    it("is a receiver Alertmanager takes", () => {
      checkRouting(routedTo(discord({ webhookUrl: WEBHOOK })).rendered);
    });
  });
});
