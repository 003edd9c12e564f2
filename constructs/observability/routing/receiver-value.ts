import type { Problems } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import type { SecretKey } from "../secret-key";

/** Ways of Alertmanager to tell somebody that Slipway offers. */
export type Integration =
  | "discord_configs"
  | "email_configs"
  | "msteamsv2_configs"
  | "pagerduty_configs"
  | "slack_configs"
  | "webhook_configs";

/** What every receiver of messages takes beside its own props. */
export interface MessageProps {
  /** Go template of the title. @default status, number and name of the alerts, namespace and severity */
  readonly title?: string;
  /** Whether it is told, too, that alerts are over. @default true */
  readonly sendResolved?: boolean;
}

/** Where a receiver is plugged in. */
export interface ReceiverContext {
  /** Takes problems under the receiver's own prop paths. */
  readonly problems: Problems;
  /** Reports a secret that is no reference; otherwise has it mounted and gives the path of its file. */
  secretFile(prop: string, reference: SecretKey): string;
}

/** Somebody who is told, as a value: one may stand under several names. */
export interface ReceiverValue {
  /** `messages` takes any alert, `heartbeat` Watchdog only, `nothing` drops what it gets. */
  readonly takes: "messages" | "heartbeat" | "nothing";
  /** Key in Alertmanager's receiver; undefined where nobody is told. */
  readonly integration?: Integration;
  /** Seconds between heartbeats, for `heartbeat`. */
  readonly heartbeatSeconds?: number;
  /** Renders the receiver; reports every problem and makes nothing. */
  bind(context: ReceiverContext): JsonObject;
}
