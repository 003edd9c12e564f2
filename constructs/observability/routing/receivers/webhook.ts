import { checkWholeNumber } from "../../../../lib/core/quantities";
import { ifKnown } from "../../../../lib/core/tokens";
import type { SecretKey } from "../../secret-key";
import type { ReceiverValue } from "../receiver-value";

/** A service that takes Alertmanager's own JSON: Opsgenie and its like, a bot, an automation. */
export interface WebhookReceiverProps {
  /** Address that is posted to. It often holds a key, so it is a reference even where it does not. */
  readonly url: SecretKey;
  /** What the header Authorization holds. @default no such header */
  readonly authorization?: {
    /** First word of the header: `GenieKey`. @default Bearer */
    readonly type?: string;
    /** What follows it. */
    readonly credentials: SecretKey;
  };
  /** Alerts in one message at most; the rest is left out. @default 0: all of them */
  readonly maxAlerts?: number;
  /** Whether it is told, too, that alerts are over. @default true */
  readonly sendResolved?: boolean;
}

/** Posts alerts to a service as JSON. */
export function webhook(props: WebhookReceiverProps): ReceiverValue {
  return {
    takes: "messages",
    integration: "webhook_configs",
    bind: ({ problems, secretFile }) => {
      const type = props.authorization?.type ?? "Bearer";
      checkWholeNumber(problems, "maxAlerts", props.maxAlerts, 0, 10_000);
      ifKnown(type, (known) => {
        // RFC 9110 calls it a token; Alertmanager itself refuses Basic, which takes a user and a password.
        problems.addIf(!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(known) || /^basic$/i.test(known), {
          prop: "authorization.type",
          code: "invalid-authorization",
          rule: "the type of an authorization is one word, other than Basic",
          fix: "write the word alone, such as Bearer or GenieKey",
        });
      });
      return {
        send_resolved: props.sendResolved ?? true,
        url_file: secretFile("url", props.url),
        max_alerts: props.maxAlerts ?? 0,
        ...(props.authorization && {
          http_config: {
            authorization: {
              type,
              credentials_file: secretFile("authorization.credentials", props.authorization.credentials),
            },
          },
        }),
      };
    },
  };
}
