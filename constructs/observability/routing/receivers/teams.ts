import type { SecretKey } from "../../secret-key";
import { checkTemplates, TEMPLATES } from "../message-templates";
import type { MessageProps, ReceiverValue } from "../receiver-value";

/** A channel of Microsoft Teams, by a workflow that posts what a webhook receives. */
export interface TeamsReceiverProps extends MessageProps {
  /** Address of the workflow. */
  readonly webhookUrl: SecretKey;
  /** Go template of the text, in Markdown. @default summary, description, severity and links of each alert */
  readonly text?: string;
}

/** Writes into a channel of Microsoft Teams as an adaptive card; the older connectors are retired. */
export function teams(props: TeamsReceiverProps): ReceiverValue {
  return {
    takes: "messages",
    integration: "msteamsv2_configs",
    bind: ({ problems, secretFile }) => {
      checkTemplates(problems, { title: props.title, text: props.text });
      return {
        send_resolved: props.sendResolved ?? true,
        webhook_url_file: secretFile("webhookUrl", props.webhookUrl),
        title: props.title ?? TEMPLATES.title,
        text: props.text ?? TEMPLATES.teamsText,
      };
    },
  };
}
