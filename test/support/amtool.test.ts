import { alertmanagerConfig } from "../../constructs/observability/routing/alert-routing";
import { Matcher } from "../../constructs/observability/routing/matcher";
import { Receiver } from "../../constructs/observability/routing/receiver";
import { Problems } from "../../lib/core/errors";
import {
  asOldAmtool,
  checkRouting,
  describeWithAmtool,
  receiversOf,
  renderMessage,
  routedTo,
} from "./amtool";

const SECRET = { secretName: "alerting", key: "url" };

describe("asOldAmtool", () => {
  it("replaces what amtool 0.25 does not know and nothing else", () => {
    const { config } = routedTo(Receiver.slack({ webhookUrl: SECRET })).rendered;
    expect(asOldAmtool(config)).toEqual(config);
    expect(
      asOldAmtool(routedTo(Receiver.webhook({ url: SECRET, maxAlerts: 3 })).rendered.config),
    ).toMatchObject({
      receivers: [
        { webhook_configs: [{ url: "http://placeholder.invalid", max_alerts: 3, send_resolved: true }] },
        {},
      ],
    });
    const { receivers } = asOldAmtool(routedTo(Receiver.teams({ webhookUrl: SECRET })).rendered.config) as {
      readonly receivers: readonly object[];
    };
    expect(receivers[0]).not.toHaveProperty("msteamsv2_configs");
    expect(receivers[0]).toMatchObject({
      discord_configs: [{ message: '{{ template "slipway.teams.text" . }}' }],
    });
  });
});

describe("routedTo", () => {
  it("reports what is wrong with the receiver", () => {
    expect(routedTo(Receiver.webhook({ url: SECRET, maxAlerts: -1 })).problems).toEqual([
      "receivers.only.maxAlerts out-of-range",
    ]);
  });
});

describeWithAmtool("amtool", () => {
  const { rendered } = routedTo(Receiver.slack({ webhookUrl: SECRET }));

  it("takes a routing that holds", () => {
    checkRouting(rendered);
  });

  it("fails on a key Alertmanager does not know", () => {
    const receivers = [{ name: "only", slack_configs: [{ api_url_file: "/x", colour: "red" }] }];
    expect(() => checkRouting({ ...rendered, config: { ...rendered.config, receivers } })).toThrow(/colour/);
  });

  it("fails on a template file that does not parse", () => {
    expect(() => checkRouting({ ...rendered, templateFiles: { "a.tmpl": '{{ define "a" }}' } })).toThrow(
      /unexpected EOF/,
    );
  });

  it("says where alerts arrive, whatever is in their labels", () => {
    const team = 'a "b", {c}\\';
    const { config } = alertmanagerConfig(
      {
        receivers: { rest: Receiver.none(), odd: Receiver.none() },
        route: { receiver: "rest", routes: [{ matchers: [Matcher.equals("team", team)], receiver: "odd" }] },
      },
      new Problems(),
    );
    expect(receiversOf(config, [{ team }, { team: "a" }, {}])).toEqual([["odd"], ["rest"], ["rest"]]);
  });

  it("fails on a template nobody defined", () => {
    const data = { status: "firing", alerts: [], commonLabels: {}, externalURL: "" };
    expect(() => renderMessage(rendered, '{{ template "other" . }}', data)).toThrow(/other/);
  });
});
