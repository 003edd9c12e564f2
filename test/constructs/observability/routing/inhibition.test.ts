import {
  DEFAULT_INHIBITIONS,
  type Inhibition,
  renderInhibition,
} from "../../../../constructs/observability/routing/inhibition";
import { Matcher } from "../../../../constructs/observability/routing/matcher";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const NODE: Inhibition = {
  source: [Matcher.equals("alertname", "NodeNotReady")],
  target: [Matcher.matches("alertname", "Pod.*")],
  equal: ["node"],
};

function rendered(inhibition: Inhibition) {
  const problems = new Problems();
  return { inhibition: renderInhibition(inhibition, problems), problems: codes(problems.all) };
}

describe("renderInhibition", () => {
  it("writes it as Alertmanager reads it, and never keeps Watchdog quiet", () => {
    expect(rendered(NODE)).toEqual({
      inhibition: {
        source_matchers: ['alertname="NodeNotReady"'],
        target_matchers: ['alertname=~"Pod.*"', 'alertname!="Watchdog"'],
        equal: ["node"],
      },
      problems: [],
    });
  });

  it.each<[Partial<Inhibition>, string]>([
    [{ source: [] }, "source empty-list"],
    [{ target: [] }, "target empty-list"],
    [{ source: [Matcher.equals("a b", "c")] }, "source[0].label invalid-label"],
    [{ target: [...NODE.target, Matcher.matches("a", "(")] }, "target[1].value invalid-regex"],
    [{ equal: ["node", "my-node"] }, "equal[1] invalid-label"],
  ])("fails on %j", (change, problem) => {
    expect(rendered({ ...NODE, ...change }).problems).toEqual([problem]);
  });
});

describe("DEFAULT_INHIBITIONS", () => {
  it("keeps the same alert quiet where it is less grave, and info where InfoInhibitor fires", () => {
    expect(DEFAULT_INHIBITIONS.map((one) => rendered(one))).toEqual([
      {
        inhibition: {
          source_matchers: ['severity="critical"'],
          target_matchers: ['severity=~"warning|info"', 'alertname!="Watchdog"'],
          equal: ["namespace", "alertname"],
        },
        problems: [],
      },
      {
        inhibition: {
          source_matchers: ['severity="warning"'],
          target_matchers: ['severity="info"', 'alertname!="Watchdog"'],
          equal: ["namespace", "alertname"],
        },
        problems: [],
      },
      {
        inhibition: {
          source_matchers: ['alertname="InfoInhibitor"'],
          target_matchers: ['severity="info"', 'alertname!="Watchdog"'],
          equal: ["namespace"],
        },
        problems: [],
      },
    ]);
  });
});
