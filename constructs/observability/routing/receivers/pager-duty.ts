import type { SecretKey } from "../../secret-key";
import { checkTemplates, TEMPLATES } from "../message-templates";
import type { MessageProps, ReceiverValue } from "../receiver-value";

/** A service of PagerDuty, by its integration of the type Events API v2. */
export interface PagerDutyReceiverProps extends MessageProps {
  /** Integration key of the service. */
  readonly routingKey: SecretKey;
  /** Go template that comes to `critical`, `error`, `warning` or `info`. @default the alerts' own; `error` without one */
  readonly severity?: string;
  /**
   * Go templates of what stands in the incident beside the alerts, by a name of yours.
   * @default `description` and `runbook` of the alerts
   */
  readonly details?: Readonly<Record<string, string>>;
}

/** Opens incidents of a service of PagerDuty, and resolves them. */
export function pagerDuty(props: PagerDutyReceiverProps): ReceiverValue {
  return {
    takes: "messages",
    integration: "pagerduty_configs",
    bind: ({ problems, secretFile }) => {
      const details = props.details ?? {
        description: TEMPLATES.description,
        runbook: TEMPLATES.runbook,
      };
      checkTemplates(problems, { title: props.title, severity: props.severity });
      checkTemplates(problems.at("details"), details);
      return {
        send_resolved: props.sendResolved ?? true,
        routing_key_file: secretFile("routingKey", props.routingKey),
        description: props.title ?? TEMPLATES.title,
        severity: props.severity ?? TEMPLATES.pagerDutySeverity,
        details,
      };
    },
  };
}
