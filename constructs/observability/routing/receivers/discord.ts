import type { SecretKey } from "../../secret-key";
import { checkTemplates, TEMPLATES } from "../message-templates";
import type { MessageProps, ReceiverValue } from "../receiver-value";

/** A channel of Discord, by a webhook. */
export interface DiscordReceiverProps extends MessageProps {
  /** Address of the webhook of the channel. */
  readonly webhookUrl: SecretKey;
  /** Go template of the text, in Markdown. @default summary, description, severity and links of each alert */
  readonly text?: string;
}

/** Writes into a channel of Discord. */
export function discord(props: DiscordReceiverProps): ReceiverValue {
  return {
    takes: "messages",
    integration: "discord_configs",
    bind: ({ problems, secretFile }) => {
      checkTemplates(problems, { title: props.title, text: props.text });
      return {
        send_resolved: props.sendResolved ?? true,
        webhook_url_file: secretFile("webhookUrl", props.webhookUrl),
        title: props.title ?? TEMPLATES.title,
        message: props.text ?? TEMPLATES.discordText,
      };
    },
  };
}
