import { teams } from "../../../../../constructs/observability/routing/receivers/teams";
import { checkRouting, describeWithAmtool, routedTo } from "../../../../support/amtool";

const WEBHOOK = { secretName: "alerting", key: "teams-url" };

describe("teams", () => {
  it("reads the address from a mounted file and writes the default message", () => {
    const { receiver, rendered, problems } = routedTo(teams({ webhookUrl: WEBHOOK }));
    expect(problems).toEqual([]);
    expect(receiver).toEqual({
      name: "only",
      msteamsv2_configs: [
        {
          send_resolved: true,
          webhook_url_file: "/etc/alertmanager/secrets/alerting/teams-url",
          title: '{{ template "slipway.title" . }}',
          text: '{{ template "slipway.teams.text" . }}',
        },
      ],
    });
    expect(rendered.secrets).toEqual(["alerting"]);
  });

  it("takes texts of one's own and the switch for alerts that are over", () => {
    const own = { title: "{{ .Status }}", text: "look", sendResolved: false };
    expect(routedTo(teams({ webhookUrl: WEBHOOK, ...own })).receiver?.msteamsv2_configs).toEqual([
      expect.objectContaining({ title: "{{ .Status }}", text: "look", send_resolved: false }),
    ]);
  });

  it("fails on a literal address, which it does not show", () => {
    const literal = "https://prod-01.westeurope.logic.azure.com/workflows/x" as unknown as typeof WEBHOOK;
    const { problems, all } = routedTo(teams({ webhookUrl: literal }));
    expect(problems).toEqual(["receivers.only.webhookUrl literal-secret"]);
    expect(JSON.stringify(all)).not.toContain("logic.azure.com");
  });

  it.each(["title", "text"])("fails on a %s whose template is not closed", (prop) => {
    expect(routedTo(teams({ webhookUrl: WEBHOOK, [prop]: "{{" })).problems).toEqual([
      `receivers.only.${prop} invalid-template`,
    ]);
  });

  describeWithAmtool("through amtool", () => {
    // The amtool of Debian 12 does not know Teams: what surrounds it is checked here, its keys in alert-routing.test.ts.
    it("leaves the rest of the configuration one Alertmanager takes", () => {
      checkRouting(routedTo(teams({ webhookUrl: WEBHOOK })).rendered);
    });
  });
});
