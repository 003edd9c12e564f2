import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import type { Json } from "../../../../lib/core/render";
import { type MaskOptions, maskPlan } from "../../../../lib/review/mask/mask-plan";
import { parsePlan } from "../../../../lib/review/read/parse-plan";

const FIXTURE = path.join(__dirname, "..", "..", "..", "fixtures", "plans", "terraform-data.json");

const MARK = /^\(sensitive #\d+\)$/;

/** A plan with one object, as terraform would write it. */
function planOf(change: object, rest: object = {}, type = "terraform_data") {
  const resource = { address: `${type}.x`, type, name: "x", change: { actions: ["update"], ...change } };
  return { format_version: "1.2", resource_changes: [resource], ...rest };
}

function masked(document: object, options?: MaskOptions): string {
  return JSON.stringify(maskPlan(parsePlan(document, "test"), options), (_, value) =>
    value instanceof Map ? [...value] : value,
  );
}

function afterOf(document: object): Json | undefined {
  return maskPlan(parsePlan(document, "test")).objects[0]?.after;
}

describe("maskPlan on what nests without end", () => {
  const deep = (depth: number) => JSON.parse(`${"[".repeat(depth)}1${"]".repeat(depth)}`);

  it.each([
    ["before", { before: deep(20_000) }],
    ["after", { after: deep(400) }],
    ["what is unknown", { after_unknown: deep(400) }],
    ["what is sensitive", { before_sensitive: deep(20_000) }],
  ])("refuses %s by name", (_, change) => {
    const plan = parsePlan(
      {
        format_version: "1.2",
        resource_changes: [{ address: "a.b", change: { actions: ["update"], ...change } }],
      },
      "test",
    );
    expect(() => maskPlan(plan)).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ code: "nested-too-deeply", prop: "" })],
      }),
    );
  });
});

describe("maskPlan", () => {
  it("leaves none of the secrets of a real plan, also where terraform does not mark them", () => {
    const document = JSON.parse(fs.readFileSync(FIXTURE, "utf8"));
    const text = masked(document);
    for (const secret of ["hunter2", "hunter3", "s3cr3t"]) {
      expect(text).not.toContain(secret);
    }
    const sens = maskPlan(parsePlan(document, "test")).objects.find(({ name }) => name === "sens");
    // The output is not marked: the value is known from the input.
    expect(sens?.before).toMatchObject({ input: "(sensitive #1)", output: "(sensitive #1)" });
    expect(sens?.after).toMatchObject({ input: "(sensitive #2)" });
  });

  it("hides what is marked as sensitive, whatever it is and at whatever level the mark stands", () => {
    expect(
      afterOf(
        planOf({
          after: { a: 7, b: [1, { c: true, d: "x" }], e: { f: null }, g: "shown" },
          after_sensitive: { a: true, b: [false, { c: true, d: true }], e: true },
        }),
      ),
    ).toEqual({
      a: expect.stringMatching(MARK),
      b: [1, { c: expect.stringMatching(MARK), d: expect.stringMatching(MARK) }],
      e: expect.stringMatching(MARK),
      g: "shown",
    });
    expect(afterOf(planOf({ after: { a: 1 }, after_sensitive: true }))).toBe("(sensitive #1)");
  });

  it("hides after the change what was marked before it, and the other way round", () => {
    const plan = planOf({
      before: { a: "was secret", b: "is public" },
      after: { a: "was secret", b: "is secret" },
      before_sensitive: { a: true },
      after_sensitive: { b: true },
    });
    expect(masked(plan)).not.toMatch(/was secret|is secret|is public/);
  });

  it("gives the same secret the same number and another one another", () => {
    expect(
      afterOf(
        planOf({
          after: { a: "alpha-secret", b: "alpha-secret", c: "beta-secret" },
          after_sensitive: { a: true, b: true, c: true },
        }),
      ),
    ).toEqual({ a: "(sensitive #1)", b: "(sensitive #1)", c: "(sensitive #2)" });
  });

  it.each([
    ["inside a longer text", "url=https://x/?key=S3cr3t+V&x"],
    ["as Base64", Buffer.from("S3cr3t+V").toString("base64")],
    ["inside Base64 of something longer", Buffer.from("user:S3cr3t+V@host").toString("base64")],
    ["escaped for a URL", `https://x/?key=${encodeURIComponent("S3cr3t+V")}`],
    ["inside JSON", JSON.stringify({ deep: [{ key: "S3cr3t+V" }] })],
  ])("hides a secret that recurs %s", (_, recurring) => {
    const plan = planOf({
      after: { secret: "S3cr3t+V", other: recurring },
      after_sensitive: { secret: true },
    });
    const shown = (afterOf(plan) as { other: string }).other;
    expect(shown).toContain("(sensitive #1)".slice(0, 11));
    expect(shown).not.toMatch(/S3cr3t|UzNjcjN0/);
  });

  it("hides the lines of a longer secret where YAML indents them", () => {
    const key = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    const plan = planOf({
      after: { key, values: [`tls: |\n    ${key.replaceAll("\n", "\n    ")}\n`] },
      after_sensitive: { key: true },
    });
    expect(masked(plan)).not.toMatch(/MIIEvQ|BKcwgg/);
  });

  it("hides members of a secret that is JSON", () => {
    const plan = planOf({
      after: { document: '{"user":"app","pin":"839201847"}', copy: "pin is 839201847" },
      after_sensitive: { document: true },
    });
    expect(masked(plan)).not.toContain("839201847");
  });

  it("hides secrets in addresses, keys of maps, indices and messages", () => {
    const plan = {
      format_version: "1.2",
      resource_changes: [
        {
          address: 'a.b["top-secret"]',
          index: "top-secret",
          type: "a",
          change: {
            actions: ["create"],
            after: { pw: "top-secret", map: { "top-secret": 1 } },
            after_sensitive: { pw: true },
          },
        },
      ],
      checks: [
        {
          address: { to_display: "check.x", kind: "check" },
          status: "fail",
          instances: [{ problems: [{ message: "got top-secret" }] }],
        },
      ],
    };
    expect(masked(plan)).not.toContain("top-secret");
  });

  it.each([
    ["aws_instance", { user_data: "#!/bin/sh" }],
    ["aws_db_instance", { password: "abc" }],
    ["aws_db_instance", { master_password: "abc" }],
    ["kubernetes_secret_v1", { data: { any: "abc" } }],
    ["helm_release", { set_sensitive: [{ name: "x", value: "abc" }] }],
    ["aws_ssm_parameter", { value: "abc" }],
    ["anything", { nested: { clientSecret: "abc" } }],
    ["anything", { list: [{ API_KEY: 12 }] }],
    ["anything", { tokens: 1, token: ["abc"] }],
  ])("hides by name what %s does not mark: %j", (type, members) => {
    const text = masked(planOf({ after: members }, {}, type));
    expect(text).toMatch(/\(sensitive #\d\)/);
    expect(text).not.toMatch(/"abc"|bin\/sh|:12/);
  });

  it.each([
    { secret_name: "db" },
    { existing_secret: "db" },
    { password_policy: "strong" },
    { token_ttl: 3600 },
    { kms_key_id: "abc" },
    { public_key: "ssh-ed25519 AAAA" },
    { automount_service_account_token: true },
    { secret: { create: true } },
    { key: "workload" },
  ])("shows what only sounds like a secret: %j", (members) => {
    expect(afterOf(planOf({ after: members }))).toEqual(members);
  });

  it.each([
    ["AKIAIOSFODNN7EXAMPLE", "id AKIAIOSFODNN7EXAMPLE here"],
    ["ghp_", `x ghp_${"a1B2".repeat(9)}`],
    ["pass1word", "postgres://app:pass1word@db.internal:5432/app"],
    ["eyJhbGciOi", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc123"],
    ["MIIB", "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----"],
    ["XXXXXXXX", "https://hooks.slack.com/services/T0/B0/XXXXXXXX"],
    ["YWxhZGRpbjpvcGVuc2VzYW1l", "Authorization: Basic YWxhZGRpbjpvcGVuc2VzYW1l"],
  ])("hides what has the form of a secret: %s", (secret, text) => {
    expect(masked(planOf({ after: { text } }))).not.toContain(secret);
  });

  it("keeps the rest of a text it hides something in", () => {
    expect(afterOf(planOf({ after: { text: "postgres://app:pass1word@db:5432/app" } }))).toEqual({
      text: "postgres://app:(sensitive #1)@db:5432/app",
    });
  });

  it("hides variables unless they are declared safe, and sensitive ones in any case", () => {
    const plan = {
      ...planOf({ after: { text: "tag v1.2.3, pw letmein99" } }),
      variables: { tag: { value: "v1.2.3" }, region: { value: "eu" }, pw: { value: "letmein99" } },
      configuration: { root_module: { variables: { pw: { sensitive: true } } } },
    };
    const { variables, objects } = maskPlan(parsePlan(plan, "test"), { safeVariables: ["tag", "pw"] });
    expect(variables.tag?.value).toBe("v1.2.3");
    expect(variables.region?.value).toMatch(/^\(sensitive/);
    expect(variables.pw?.value).toMatch(/^\(sensitive/);
    expect(objects[0]?.after).toEqual({ text: "tag v1.2.3, pw (sensitive #1)" });
  });

  it("hides sensitive outputs and those that are called like secrets", () => {
    const { outputs } = maskPlan(
      parsePlan(
        {
          format_version: "1.2",
          output_changes: {
            url: { actions: ["create"], after: "https://x" },
            grafana_password: { actions: ["create"], after: "x" },
            pw: {
              actions: ["update"],
              before: "old",
              after: "new",
              before_sensitive: true,
              after_sensitive: true,
            },
          },
        },
        "test",
      ),
    );
    expect(outputs.map((output) => output.after)).toEqual([
      "https://x",
      expect.stringMatching(/^\(sensitive/),
      expect.stringMatching(/^\(sensitive/),
    ]);
  });

  it("says how many values it hid", () => {
    expect(
      maskPlan(parsePlan(planOf({ after: { password: "abc", token: "def" } }), "test")).maskedValues,
    ).toBe(2);
  });

  it("keeps objects that hold no secret as they are", () => {
    const plan = parsePlan(planOf({ after: { a: [{ b: "c" }] } }), "test");
    expect(maskPlan(plan).objects[0]?.after).toBe(plan.objects[0]?.after);
  });

  it("leaves no planted secret in any plan, in none of its forms", () => {
    // Letters that JSON and YAML write as they are: what is looked for in the result is the secret itself.
    const secret = fc
      .string({ unit: fc.constantFrom(..."abcdefghXYZ0123456789+/=%& "), minLength: 6, maxLength: 40 })
      .filter(
        (text) => text.trim().length >= 6 && !/^(default|enabled|disabled|unknown)$/i.test(text.trim()),
      );
    const noise = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(secret, noise, fc.nat(4), fc.string(), (planted, filler, depth, around) => {
        let value: unknown = planted;
        let marks: unknown = true;
        for (let level = 0; level < depth; level++) {
          value = level % 2 === 0 ? { inner: value } : [filler, value];
          marks = level % 2 === 0 ? { inner: marks } : [false, marks];
        }
        const copies = {
          whole: planted,
          inside: `${around}${planted}${around}`,
          url: `https://x/?q=${encodeURIComponent(planted)}`,
          base64: Buffer.from(`${planted}`).toString("base64"),
          json: JSON.stringify({ planted }),
          [`key ${planted}`]: filler,
        };
        const plan = planOf({ before: { value }, after: copies, before_sensitive: { value: marks } });
        const text = masked(plan);
        expect(text).not.toContain(planted.trim());
        expect(text).not.toContain(Buffer.from(planted).toString("base64").replace(/=+$/, ""));
        expect(text).not.toContain(encodeURIComponent(planted));
      }),
      { numRuns: 300 },
    );
  });
});
