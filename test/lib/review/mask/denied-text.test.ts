import * as fc from "fast-check";
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
    ["password: abc#def", "password: HIDDEN"],
    ["password: one two # why", "password: HIDDEN # why"],
    ["password: 'it''s'", "password: 'HIDDEN'"],
    ['password: "a\\\nb"', 'password: "HIDDEN"'],
    ["  password: abc ,\r\n  a: b", "  password: HIDDEN ,\r\n  a: b"],
    ["key: |\n  a\npassword: |\n  one,", "key: |\n  a\npassword: |\n  HIDDEN\n"],
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

describe("replaceDenied on texts made to take for ever", () => {
  it.each([
    ["blanks", `password: a${" ".repeat(100_000)}b`],
    ["blanks before nothing", `password:${" ".repeat(100_000)}`],
    ["words", `password: ${"a ".repeat(50_000)}`],
    ["quotes without end", 'password: "\n'.repeat(20_000)],
    ["backslashes", `password: "${"\\".repeat(100_001)}`],
    ["lines of blanks", `password: |\n${"   \n".repeat(50_000)}x`],
    ["names", "password".repeat(20_000)],
    ["names and blanks", `secret${" ".repeat(200)}`.repeat(500)],
    ["lists", `${"- ".repeat(50_000)}password: a`],
  ])("is done with %s", (_, text) => {
    const start = process.cpuUsage();
    hidden(text);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(2);
  });

  it("is done with a Secret of very many keys", () => {
    const keys = Array.from({ length: 60_000 }, (_, index) => `  k${index}: v${index}\n`).join("");
    const start = process.cpuUsage();
    expect(hidden(`kind: Secret\ndata:\n${keys}`).secrets).toHaveLength(60_000);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(8);
  });

  it("hides a Secret as a whole whose keys repeat: readers differ in which one counts", () => {
    expect(hidden("kind: ConfigMap\nkind: Secret\ndata: {a: b}\n").text).toBe("HIDDEN");
  });

  it("hides a text as a whole where it is too long for its patterns", () => {
    const secret = `\n${"  line\n".repeat(6_000_000)}`;
    const found = hidden(`private_key: |${secret}x`);
    expect(found.text).not.toContain("line");
  });

  it("looks at every text that names a secret", () => {
    const name = fc.constantFrom(
      "password",
      "apiKey",
      "API-KEY",
      "db.user_data",
      "tokenWo",
      "x_secret_wo",
      "harmless",
    );
    const join = fc.constantFrom(
      ": ",
      "=",
      '": "',
      "' : '",
      "\nvalue: ",
      "\n  value: ",
      ', "value": ',
      " = ",
    );
    const part = fc.tuple(fc.constantFrom("", "- ", '"', "name: ", "- name: '", "a:\n  "), name, join);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const text = parts.map(([head, named, tail]) => `${head}${named}${tail}abc\n`).join("");
        // Where the cheap look says no, a word that makes it say yes must not bring anything to light.
        const forced = hidden(`${text}password: forced`).secrets.filter((secret) => secret !== "forced");
        expect(forced.toSorted()).toEqual(hidden(text).secrets.toSorted());
      }),
      { numRuns: 1000 },
    );
  });
});
