import { email, type SmtpServer } from "../../../../../constructs/observability/routing/receivers/email";
import { checkRouting, describeWithAmtool, routedTo } from "../../../../support/amtool";

const SMTP: SmtpServer = {
  smarthost: "smtp.example.com:587",
  from: "Alerts <alerts@example.com>",
  auth: { username: "alerts", password: { secretName: "smtp", key: "password" } },
};
const TO = ["shop@example.com", "Ops <ops@example.com>"];

describe("email", () => {
  it("sends mail over an encrypted connection, the password read from a mounted file", () => {
    const { receiver, rendered, problems } = routedTo(email({ to: TO, smtp: SMTP }));
    expect(problems).toEqual([]);
    expect(receiver).toEqual({
      name: "only",
      email_configs: [
        {
          send_resolved: true,
          to: "shop@example.com, Ops <ops@example.com>",
          from: "Alerts <alerts@example.com>",
          smarthost: "smtp.example.com:587",
          require_tls: true,
          auth_username: "alerts",
          auth_password_file: "/etc/alertmanager/secrets/smtp/password",
          headers: { Subject: '{{ template "slipway.title" . }}' },
          html: '{{ template "slipway.email.html" . }}',
          text: '{{ template "slipway.email.text" . }}',
        },
      ],
    });
    expect(rendered.secrets).toEqual(["smtp"]);
  });

  it("takes a server without login and encryption, texts of one's own and the switch for alerts that are over", () => {
    const smtp = { smarthost: "relay.mail:25", from: "alerts@example.com", requireTls: false };
    const own = { title: "{{ .Status }}", html: "<b>look</b>", text: "look", sendResolved: false };
    const { receiver, rendered } = routedTo(email({ to: TO, smtp, ...own }));
    const [config] = (receiver?.email_configs ?? []) as readonly object[];
    expect(config).toMatchObject({
      require_tls: false,
      headers: { Subject: "{{ .Status }}" },
      html: "<b>look</b>",
      text: "look",
      send_resolved: false,
    });
    expect(config).not.toHaveProperty("auth_username");
    expect(rendered.secrets).toEqual([]);
  });

  it("fails on a literal password, which it does not show", () => {
    const password = "s3cret" as unknown as { secretName: string; key: string };
    const { problems, all } = routedTo(
      email({ to: TO, smtp: { ...SMTP, auth: { username: "a", password } } }),
    );
    expect(problems).toEqual(["receivers.only.smtp.auth.password literal-secret"]);
    expect(JSON.stringify(all)).not.toContain("s3cret");
  });

  it.each<[object, string]>([
    [{ to: [] }, "to empty-list"],
    [{ to: ["a@b.c, d@e.f"] }, "to[0] invalid-address"],
    [{ to: ["a@b.c", "shop"] }, "to[1] invalid-address"],
    [{ smtp: { ...SMTP, from: "alerts" } }, "smtp.from invalid-address"],
    [{ smtp: { ...SMTP, smarthost: "smtp.example.com" } }, "smtp.smarthost invalid-smarthost"],
    [{ smtp: { ...SMTP, smarthost: "smtp.example.com:0" } }, "smtp.smarthost invalid-smarthost"],
    [{ smtp: { ...SMTP, smarthost: "smtp://example.com:25" } }, "smtp.smarthost invalid-smarthost"],
    [{ title: "{{" }, "title invalid-template"],
    [{ html: "{{" }, "html invalid-template"],
    [{ text: "{{" }, "text invalid-template"],
  ])("fails on %j", (change, problem) => {
    expect(routedTo(email({ to: TO, smtp: SMTP, ...change })).problems).toEqual([
      `receivers.only.${problem}`,
    ]);
  });

  describeWithAmtool("through amtool", () => {
    it("is a receiver Alertmanager takes", () => {
      checkRouting(routedTo(email({ to: TO, smtp: SMTP })).rendered);
    });
  });
});
