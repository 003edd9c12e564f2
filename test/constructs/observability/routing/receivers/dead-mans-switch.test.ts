import { deadMansSwitch } from "../../../../../constructs/observability/routing/receivers/dead-mans-switch";
import { checkRouting, describeWithAmtool, receiversOf, routedTo } from "../../../../support/amtool";

const URL = { secretName: "heartbeat", key: "url" };

describe("deadMansSwitch", () => {
  it("gets Watchdog once a minute, and never its end", () => {
    const { receiver, rendered, problems } = routedTo(deadMansSwitch({ url: URL }));
    expect(problems).toEqual([]);
    expect(receiver).toEqual({
      name: "only",
      webhook_configs: [
        { send_resolved: false, url_file: "/etc/alertmanager/secrets/heartbeat/url", max_alerts: 0 },
      ],
    });
    // A repetition that is due before the next look is sent at every look.
    expect(rendered.config.route.routes?.[0]).toEqual({
      receiver: "only",
      matchers: ['alertname="Watchdog"'],
      group_by: ["alertname"],
      group_wait: "0s",
      group_interval: "1m",
      repeat_interval: "30s",
    });
    expect(rendered.secrets).toEqual(["heartbeat"]);
  });

  it("takes another interval", () => {
    const { rendered, problems } = routedTo(deadMansSwitch({ url: URL, heartbeatSeconds: 301 }));
    expect(problems).toEqual([]);
    expect(rendered.config.route.routes?.[0]).toMatchObject({
      group_interval: "5m1s",
      repeat_interval: "2m30s",
    });
  });

  it.each([0, 29, 60.5, 3601])("fails on a heartbeat every %p seconds", (heartbeatSeconds) => {
    expect(routedTo(deadMansSwitch({ url: URL, heartbeatSeconds })).problems).toEqual([
      "receivers.only.heartbeatSeconds out-of-range",
    ]);
  });

  it("fails on a literal address, which it does not show", () => {
    const literal = "https://hc-ping.com/s3cret" as unknown as typeof URL;
    const { problems, all } = routedTo(deadMansSwitch({ url: literal }));
    expect(problems).toEqual(["receivers.only.url literal-secret"]);
    expect(JSON.stringify(all)).not.toContain("s3cret");
  });

  describeWithAmtool("through amtool", () => {
    it("takes Watchdog and no other alert", () => {
      const { rendered } = routedTo(deadMansSwitch({ url: URL }));
      checkRouting(rendered);
      expect(
        receiversOf(rendered.config, [{ alertname: "Watchdog" }, { alertname: "Watchdogs" }, {}]),
      ).toEqual([["only"], ["nobody"], ["nobody"]]);
    });
  });
});
