import * as fc from "fast-check";
import { accountOf } from "../../../../lib/rehearsal/world/account";
import { inventArn, inventNumber, inventText } from "../../../../lib/rehearsal/world/invent";
import { Seed } from "../../../../lib/rehearsal/world/seed";

const source = (attributes: Record<string, string> = {}) => ({
  account: accountOf({ region: "eu-central-1" }),
  seed: new Seed("a"),
  attribute: (name: string) => attributes[name],
});

describe("inventText", () => {
  it.each([
    ["aws_vpc", "id", /^vpc-0[0-9a-f]{16}$/],
    ["aws_some_new_widget", "id", /^widget-0[0-9a-f]{16}$/],
    ["aws_vpc", "default_security_group_id", /^sg-0[0-9a-f]{16}$/],
    ["aws_vpc", "owner_id", /^123456789012$/],
    ["aws_x", "public_ip", /^203\.0\.113\.\d+$/],
    ["aws_x", "private_ip", /^10\.\d+\.\d+\.10$/],
    ["aws_x", "created_at", /^2026-01-01T00:00:00Z$/],
    ["aws_x", "availability_zone", /^eu-central-1a$/],
    ["aws_x", "endpoint", /^endpoint-[0-9a-f]{8}\.eu-central-1\.amazonaws\.com$/],
    ["aws_x", "url", /^https:\/\/url-/],
    ["aws_x", "policy", /^\{\}$/],
    ["aws_x", "mac_address", /^06(:[0-9a-f]{2}){5}$/],
    ["aws_x", "certificate_body", /^-----BEGIN CERTIFICATE-----\n/],
    ["aws_x", "name", /^terraform-2026\d{22}$/],
    ["aws_x", "anything_else", /^anything-else-[0-9a-f]{8}$/],
    ["aws_sqs_queue", "arn", /^arn:aws:sqs:eu-central-1:123456789012:queue\//],
    ["aws_eks_thing", "role_arn", /^arn:aws:eks:eu-central-1:123456789012:thing\/role\/[0-9a-f]{17}$/],
    ["kubernetes_x", "namespace", /^default$/],
  ])("makes up %s.%s", (type, name, expected) => {
    expect(inventText(type, name, source())).toMatch(expected);
  });

  it("appends 26 digits to a prefix, as the provider does", () => {
    expect(inventText("aws_s3_bucket", "bucket", source({ bucket_prefix: "logs-" }))).toMatch(
      /^logs-2026\d{22}$/,
    );
  });

  it("leaves the prefix of a given name empty", () => {
    expect(inventText("aws_iam_role", "name_prefix", source({ name: "orders" }))).toBe("");
  });

  it("always gives a text, the same for the same seed", () => {
    const name = fc.stringMatching(/^[a-z][a-z_]{0,30}$/);
    fc.assert(
      fc.property(name, (attribute) => {
        const text = inventText("aws_x", attribute, source());
        expect(text).not.toBe("");
        expect(inventText("aws_x", attribute, source())).toBe(text);
      }),
    );
  });
});

describe("inventArn", () => {
  it("names the object where it has a name", () => {
    expect(inventArn("aws_batch_job_queue", source({ name: "nightly" }))).toBe(
      "arn:aws:batch:eu-central-1:123456789012:job-queue/nightly",
    );
  });
});

describe("inventNumber", () => {
  it.each([
    ["port", 443],
    ["latest_version", 1],
    ["size", 0],
  ])("makes %s %d", (name, expected) => {
    expect(inventNumber(name)).toBe(expected);
  });
});
