import { replaceDenied } from "../../../../lib/review/mask/denied-text";

function hidden(text: string): { text: string; secrets: string[] } {
  const secrets: string[] = [];
  const replaced = replaceDenied(text, (secret) => {
    secrets.push(secret);
    return "HIDDEN";
  });
  return { text: replaced, secrets };
}

describe("replaceDenied", () => {
  it.each([
    ["password: abc", "password: HIDDEN"],
    ['adminPassword: "abc"', 'adminPassword: "HIDDEN"'],
    ["  - token: 'abc'", "  - token: 'HIDDEN'"],
    ["DB_PASSWORD=abc", "DB_PASSWORD=HIDDEN"],
    ["export API_KEY=abc", "export API_KEY=HIDDEN"],
    ['{"client_secret": "abc", "a": "b"}', '{"client_secret": "HIDDEN", "a": "b"}'],
    ["- name: DB_PASSWORD\n  value: abc\n", "- name: DB_PASSWORD\n  value: HIDDEN\n"],
    ['- name: "DB_PASSWORD"\n  value: "a b"\n', '- name: "DB_PASSWORD"\n  value: "HIDDEN"\n'],
    ["- { name: API_TOKEN, value: abc }", "- { name: API_TOKEN, value: HIDDEN }"],
    ["spring.datasource.password=abc", "spring.datasource.password=HIDDEN"],
    ["tls:\n  privateKey: |\n    one\n    two\nnext: 1\n", "tls:\n  privateKey: |\n    HIDDEN\nnext: 1\n"],
    ['password: "with \\" quote" # why', 'password: "HIDDEN" # why'],
  ])("hides in %j", (text, expected) => {
    expect(hidden(text).text).toBe(expected);
  });

  it.each([
    "password: ${var.password}",
    "password: {{ .Values.password }}",
    "password: null",
    "tokenTtl: 3600",
    "secretName: grafana-admin",
    "existingSecret: grafana-admin",
    "- name: LOG_LEVEL\n  value: info",
    "secretKeyRef:\n  name: db\n  key: uri",
    "passwordPolicy: strong",
    "automountServiceAccountToken: false",
  ])("leaves %j", (text) => {
    expect(hidden(text)).toEqual({ text, secrets: [] });
  });

  it("hides the data of Secrets and of nothing else", () => {
    const { text } = hidden(
      [
        "manifests:",
        "  a:",
        "    kind: Secret",
        "    metadata: { name: db }",
        "    data: { uri: YWJj }",
        "    stringData: { pin: 1234 }",
        "  b:",
        "    kind: ConfigMap",
        "    data: { mode: fast }",
      ].join("\n"),
    );
    expect(text).not.toMatch(/YWJj|1234/);
    expect(text).toContain("mode: fast");
    expect(text).toContain("name: db");
  });

  it("hides a text as a whole that says it is a Secret and cannot be read", () => {
    expect(hidden('kind: Secret\ndata: "open\n  - : ]').text).toBe("HIDDEN");
  });
});
