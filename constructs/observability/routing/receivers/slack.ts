import type { SecretKey } from "../../secret-key";
import { checkTemplates, TEMPLATES } from "../message-templates";
import type { MessageProps, ReceiverValue } from "../receiver-value";

/** A channel of Slack, by an incoming webhook. */
export interface SlackReceiverProps extends MessageProps {
  /** Address of the incoming webhook. */
  readonly webhookUrl: SecretKey;
  /** Channel or user, where the webhook may choose: `#alerts-shop`. @default the channel of the webhook */
  readonly channel?: string;
  /** Go template of the text, in Slack's markup. @default summary, description, severity and links of each alert */
  readonly text?: string;
}

/** Writes into a channel of Slack. */
export function slack(props: SlackReceiverProps): ReceiverValue {
  return {
    takes: "messages",
    integration: "slack_configs",
    bind: ({ problems, secretFile }) => {
      checkTemplates(problems, { title: props.title, text: props.text, channel: props.channel });
      return {
        send_resolved: props.sendResolved ?? true,
        api_url_file: secretFile("webhookUrl", props.webhookUrl),
        channel: props.channel,
        title: props.title ?? TEMPLATES.title,
        text: props.text ?? TEMPLATES.slackText,
      };
    },
  };
}
