import { checkWholeNumber } from "../../../../lib/core/quantities";
import type { SecretKey } from "../../secret-key";
import type { ReceiverValue } from "../receiver-value";

/** A service outside the cluster that raises an alarm once heartbeats stop: Healthchecks, Dead Man's Snitch. */
export interface DeadMansSwitchProps {
  /** Address that is posted to at each heartbeat. */
  readonly url: SecretKey;
  /** Seconds between heartbeats, 30 to 3600; the service waits a few of them. @default 60 */
  readonly heartbeatSeconds?: number;
}

/**
 * Posts a heartbeat for as long as Watchdog, the alert that always fires, arrives: it stops when Prometheus, the way to
 * Alertmanager, or Alertmanager breaks. Watchdog goes here by itself; no route names a dead man's switch.
 */
export function deadMansSwitch(props: DeadMansSwitchProps): ReceiverValue {
  const heartbeatSeconds = props.heartbeatSeconds ?? 60;
  return {
    takes: "heartbeat",
    integration: "webhook_configs",
    heartbeatSeconds,
    bind: ({ problems, secretFile }) => {
      checkWholeNumber(problems, "heartbeatSeconds", heartbeatSeconds, 30, 3600);
      // The end of Watchdog would count as one more sign of life.
      return { send_resolved: false, url_file: secretFile("url", props.url), max_alerts: 0 };
    },
  };
}
