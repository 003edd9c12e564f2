import { SECRET_PATTERNS } from "../../../../lib/review/mask/secret-patterns";

/** One of each, and something like it that is none. Put together here, so that no scanner takes them for real. */
const SAMPLES: Readonly<Record<string, readonly [secret: string, harmless: string]>> = {
  "aws-access-key-id": [`AKIA${"IOSFODNN7EXAMPLE"}`, "AKIAshort"],
  "github-token": [`ghp_${"a1B2".repeat(9)}`, "ghp_short"],
  "gitlab-token": [`glpat-${"a1B2".repeat(5)}`, "glpat-short"],
  "slack-token": [`xoxb-${"1234567890"}-abc`, "xoxb-"],
  "slack-webhook": [
    `https://hooks.slack.com/services/T00/B00/${"X".repeat(24)}`,
    "https://hooks.slack.com/docs",
  ],
  "discord-webhook": [
    `https://discord.com/api/webhooks/123456/${"a-b_".repeat(8)}`,
    "https://discord.com/api/v9",
  ],
  "stripe-key": [`sk_live_${"a1B2".repeat(6)}`, "sk_live_x"],
  "npm-token": [`npm_${"a1B2".repeat(9)}`, "npm_config_cache"],
  "google-api-key": [`AIza${"a1B2_".repeat(7)}`, "AIzaShort"],
  "grafana-token": [`glsa_${"a1B2".repeat(8)}_12345678`, "glsa_x"],
  "vault-token": [`hvs.${"a1B2".repeat(6)}`, "hvs.short"],
  "json-web-token": [`eyJ${"hbGciOiJIUzI1NiJ9"}.eyJ${"zdWIiOiIxIn0"}.sig`, "eyJ.eyJ."],
  "private-key": [
    "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----",
    "-----BEGIN CERTIFICATE-----\nMIIB",
  ],
  "url-credentials": ["amqps://user:pa55@mq.internal", "https://example.com:8443/a@b"],
  "bearer-token": ["Bearer a1B2c3D4e5F6g7H8i9", "bearer of news"],
};

describe("SECRET_PATTERNS", () => {
  it("have a sample each", () => {
    expect(SECRET_PATTERNS.map(({ name }) => name).sort()).toEqual(Object.keys(SAMPLES).sort());
  });

  it.each(SECRET_PATTERNS.map(({ name, pattern }) => [name, pattern] as const))(
    "%s finds its own",
    (name, pattern) => {
      const [secret = "", harmless = ""] = SAMPLES[name] ?? [];
      expect([...`a ${secret} b`.matchAll(pattern)]).toHaveLength(1);
      expect([...`a ${harmless} b`.matchAll(pattern)]).toHaveLength(0);
    },
  );

  it("takes no longer than the text is long", () => {
    const texts = [
      "a:".repeat(20_000),
      `https://${"a".repeat(40_000)}`,
      "-----BEGIN ".repeat(4_000),
      "eyJ".repeat(15_000),
    ];
    for (const text of texts) {
      for (const { pattern } of SECRET_PATTERNS) {
        expect(text.replace(pattern, "").length).toBeLessThanOrEqual(text.length);
      }
    }
  });
});

describe("SECRET_PATTERNS on texts made to take for ever", () => {
  it.each([
    ["heads of tokens", "eyJ-".repeat(50_000)],
    ["heads of tokens with an end", `${"eyJ-".repeat(50_000)}.eyJ`],
    ["halves of tokens", "eyJabcdefgh.".repeat(20_000)],
    ["schemes", "a.".repeat(100_000)],
    ["addresses", "ab://:".repeat(30_000)],
    ["keys", "-----BEGIN ".repeat(30_000)],
    ["blanks", `bearer ${" ".repeat(200_000)}`],
  ])("are done with %s", (_, text) => {
    const start = process.cpuUsage();
    for (const { pattern } of SECRET_PATTERNS) {
      text.replace(pattern, "");
    }
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(2);
  });

  it("find a token behind a dash, and nothing but it", () => {
    const token = `eyJ${"hbGciOiJIUzI1NiJ9"}.eyJ${"zdWIiOiIxIn0"}.sig-_`;
    const pattern = SECRET_PATTERNS.find(({ name }) => name === "json-web-token")?.pattern ?? /^$/g;
    const secrets = [...`x-${token} a.${token}`.matchAll(pattern)].map(({ groups }) => groups?.secret);
    expect(secrets).toEqual([token, token]);
  });

  it("hold their hints", () => {
    for (const { name, hint } of SECRET_PATTERNS) {
      expect(SAMPLES[name]?.[0]).toContain(hint ?? "");
    }
  });
});
