import type { Problems } from "../../../../lib/core/errors";
import { ifKnown } from "../../../../lib/core/tokens";
import type { SecretKey } from "../../secret-key";
import { checkTemplates, TEMPLATES } from "../message-templates";
import type { MessageProps, ReceiverValue } from "../receiver-value";

/** Server that sends mail. */
export interface SmtpServer {
  /** Host and port: `email-smtp.eu-central-1.amazonaws.com:587`. */
  readonly smarthost: string;
  /** Sender: `alerts@example.com`. */
  readonly from: string;
  /** Login. @default none: the server takes mail of anyone who reaches it */
  readonly auth?: { readonly username: string; readonly password: SecretKey };
  /** Whether mail is sent only where the connection is encrypted. @default true */
  readonly requireTls?: boolean;
}

/** People who get mail; `title` is its subject. */
export interface EmailReceiverProps extends MessageProps {
  /** Addresses, all in one mail. */
  readonly to: readonly string[];
  readonly smtp: SmtpServer;
  /** Go template of the HTML. @default summary, description, severity and links of each alert */
  readonly html?: string;
  /** Go template of the plain text beside it. @default the same in plain text */
  readonly text?: string;
}

/** Sends mail. */
export function email(props: EmailReceiverProps): ReceiverValue {
  return {
    takes: "messages",
    integration: "email_configs",
    bind: ({ problems, secretFile }) => {
      const { smtp } = props;
      checkTemplates(problems, { title: props.title, html: props.html, text: props.text });
      checkAddresses(problems, props);
      return {
        send_resolved: props.sendResolved ?? true,
        to: props.to.join(", "),
        from: smtp.from,
        smarthost: smtp.smarthost,
        require_tls: smtp.requireTls ?? true,
        ...(smtp.auth && {
          auth_username: smtp.auth.username,
          auth_password_file: secretFile("smtp.auth.password", smtp.auth.password),
        }),
        headers: { Subject: props.title ?? TEMPLATES.title },
        html: props.html ?? TEMPLATES.emailHtml,
        text: props.text ?? TEMPLATES.emailText,
      };
    },
  };
}

function checkAddresses(problems: Problems, { to, smtp }: EmailReceiverProps): void {
  problems.addIf(to.length === 0, {
    prop: "to",
    code: "empty-list",
    rule: "a mail has somebody it goes to",
    fix: "name an address",
  });
  to.forEach((address, index) => {
    checkAddress(problems.at("to"), `[${index}]`, address);
  });
  checkAddress(problems, "smtp.from", smtp.from);
  ifKnown(smtp.smarthost, (known) => {
    const port = Number(/^[^\s:/@]+:(\d{1,5})$/.exec(known)?.[1]);
    problems.addIf(!(port > 0 && port < 65_536), {
      prop: "smtp.smarthost",
      code: "invalid-smarthost",
      rule: "a mail server is written as host and port",
      value: known,
      fix: "write it like smtp.example.com:587",
    });
  });
}

/** A comma would make two addresses of one, which Alertmanager takes for recipients and refuses for a sender. */
function checkAddress(problems: Problems, prop: string, address: string): void {
  ifKnown(address, (known) => {
    problems.addIf(!/^([^<>@,\r\n]*<[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/.test(known), {
      prop,
      code: "invalid-address",
      rule: "one address of mail is written as name@host, or as Name <name@host>",
      value: known,
      fix: "write one address for each entry",
    });
  });
}
