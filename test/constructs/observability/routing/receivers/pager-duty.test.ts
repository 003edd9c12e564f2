import { pagerDuty } from "../../../../../constructs/observability/routing/receivers/pager-duty";
import { checkRouting, describeWithAmtool, routedTo } from "../../../../support/amtool";

const KEY = { secretName: "pagerduty", key: "routing-key" };

describe("pagerDuty", () => {
  it("reads the integration key from a mounted file and tells what the alerts say", () => {
    const { receiver, rendered, problems } = routedTo(pagerDuty({ routingKey: KEY }));
    expect(problems).toEqual([]);
    expect(receiver).toEqual({
      name: "only",
      pagerduty_configs: [
        {
          send_resolved: true,
          routing_key_file: "/etc/alertmanager/secrets/pagerduty/routing-key",
          description: '{{ template "slipway.title" . }}',
          severity: '{{ template "slipway.pagerduty.severity" . }}',
          details: {
            description: "{{ .CommonAnnotations.description }}",
            runbook: expect.stringContaining(".CommonAnnotations.runbook_url"),
          },
        },
      ],
    });
    expect(rendered.secrets).toEqual(["pagerduty"]);
  });

  it("takes texts of one's own and the switch for alerts that are over", () => {
    const own = { title: "{{ .Status }}", severity: "warning", details: {}, sendResolved: false };
    expect(routedTo(pagerDuty({ routingKey: KEY, ...own })).receiver?.pagerduty_configs).toEqual([
      expect.objectContaining({
        description: "{{ .Status }}",
        severity: "warning",
        details: {},
        send_resolved: false,
      }),
    ]);
  });

  it("fails on a literal integration key, which it does not show", () => {
    const literal = "0123456789abcdef0123456789abcdef";
    const { problems, all } = routedTo(pagerDuty({ routingKey: literal as unknown as typeof KEY }));
    expect(problems).toEqual(["receivers.only.routingKey literal-secret"]);
    expect(JSON.stringify(all)).not.toContain(literal);
  });

  it("fails on templates that are not closed", () => {
    const broken = { title: "{{", severity: "{{ .Status }", details: { team: "}}" } };
    expect(routedTo(pagerDuty({ routingKey: KEY, ...broken })).problems).toEqual([
      "receivers.only.title invalid-template",
      "receivers.only.severity invalid-template",
      "receivers.only.details.team invalid-template",
    ]);
  });

  describeWithAmtool("through amtool", () => {
    it("is a receiver Alertmanager takes", () => {
      checkRouting(routedTo(pagerDuty({ routingKey: KEY })).rendered);
    });
  });
});
