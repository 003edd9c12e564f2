import {
  checkReceivers,
  NOBODY,
  namedReceivers,
  renderReceiver,
} from "../../../../constructs/observability/routing/named-receiver";
import { Receiver } from "../../../../constructs/observability/routing/receiver";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const slack = Receiver.slack({ webhookUrl: { secretName: "alerting", key: "slack" } });
const mistaken = Receiver.slack({ webhookUrl: "s3cret" as unknown as { secretName: string; key: string } });
const heartbeat = Receiver.deadMansSwitch({ url: { secretName: "heartbeat", key: "url" } });

function problemsOf(receivers: Parameters<typeof namedReceivers>[0]): string[] {
  const problems = new Problems();
  checkReceivers(namedReceivers(receivers), problems.at("receivers"));
  return codes(problems.all);
}

describe("checkReceivers", () => {
  it("takes one or several under a name", () => {
    expect(problemsOf({ "on-call": slack, "Team Shop": [slack, slack], heartbeat })).toEqual([]);
  });

  it.each<[Parameters<typeof namedReceivers>[0], string]>([
    [{}, "receivers no-receivers"],
    [{ "a,b": slack }, 'receivers["a,b"] invalid-name'],
    [{ "": slack }, 'receivers[""] invalid-name'],
    [{ [NOBODY]: slack }, "receivers.slipway-nobody reserved-name"],
    [{ shop: [] }, "receivers.shop empty-list"],
    [{ shop: [slack, Receiver.none()] }, "receivers.shop not-alone"],
    [{ shop: [heartbeat, slack] }, "receivers.shop not-alone"],
  ])("fails on %j", (receivers, problem) => {
    expect(problemsOf(receivers)).toEqual([problem]);
  });
});

describe("renderReceiver", () => {
  function rendered(receivers: Parameters<typeof namedReceivers>[0]) {
    const problems = new Problems();
    const secrets = new Set<string>();
    const all = namedReceivers(receivers).map((one) =>
      renderReceiver(one, secrets, problems.at("receivers")),
    );
    return { all, secrets: [...secrets], problems: codes(problems.all) };
  }

  it("gathers what is told under one name by the way it is told", () => {
    const webhook = Receiver.webhook({ url: { secretName: "bot", key: "url" } });
    const { all, secrets, problems } = rendered({ shop: [slack, webhook, slack] });
    expect(problems).toEqual([]);
    expect(all).toEqual([
      {
        name: "shop",
        slack_configs: [expect.anything(), expect.anything()],
        webhook_configs: [expect.anything()],
      },
    ]);
    expect(secrets).toEqual(["alerting", "bot"]);
  });

  it("fails at the place the user wrote", () => {
    expect(rendered({ one: mistaken, listed: [mistaken], second: [slack, mistaken] }).problems).toEqual([
      "receivers.one.webhookUrl literal-secret",
      "receivers.listed[0].webhookUrl literal-secret",
      "receivers.second[1].webhookUrl literal-secret",
    ]);
  });
});
