import { Receiver } from "../../../../constructs/observability/routing/receiver";
import { describeWithAmtool, receiversOf, routedTo } from "../../../support/amtool";

describe("Receiver", () => {
  it("tells nobody with none", () => {
    const { receiver, rendered, problems } = routedTo(Receiver.none());
    expect(problems).toEqual([]);
    expect(receiver).toEqual({ name: "only" });
    expect(rendered.secrets).toEqual([]);
  });

  it("offers each way to tell somebody under its own key of Alertmanager", () => {
    const secret = { secretName: "alerting", key: "url" };
    const smtp = { smarthost: "smtp.example.com:587", from: "a@b.c" };
    expect(
      [
        Receiver.deadMansSwitch({ url: secret }),
        Receiver.discord({ webhookUrl: secret }),
        Receiver.email({ to: ["a@b.c"], smtp }),
        Receiver.pagerDuty({ routingKey: secret }),
        Receiver.slack({ webhookUrl: secret }),
        Receiver.teams({ webhookUrl: secret }),
        Receiver.webhook({ url: secret }),
      ].map(({ integration }) => integration),
    ).toEqual([
      "webhook_configs",
      "discord_configs",
      "email_configs",
      "pagerduty_configs",
      "slack_configs",
      "msteamsv2_configs",
      "webhook_configs",
    ]);
  });

  describeWithAmtool("through amtool", () => {
    it("brings alerts to nobody", () => {
      expect(receiversOf(routedTo(Receiver.none()).rendered.config, [{ severity: "info" }])).toEqual([
        ["only"],
      ]);
    });
  });
});
