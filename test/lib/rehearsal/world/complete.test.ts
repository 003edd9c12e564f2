import * as fc from "fast-check";
import type { ResourceSchema } from "../../../../lib/rehearsal/schema/types";
import { accountOf } from "../../../../lib/rehearsal/world/account";
import { UNKNOWN, type Values } from "../../../../lib/rehearsal/world/backend";
import { type CompletionSource, complete } from "../../../../lib/rehearsal/world/complete";
import { Seed } from "../../../../lib/rehearsal/world/seed";
import { block, callFor, schema } from "../../../support/world";

const account = accountOf({
  region: "eu-central-1",
  default_tags: [{ tags: { Project: "slipway", Team: "platform" } }],
});

function made(
  type: string,
  values: Values,
  of: ResourceSchema,
  more: Partial<CompletionSource> = {},
): Values {
  return complete(callFor(type, values, {}, of), values, { account, seed: new Seed("a"), ...more });
}

describe("complete", () => {
  it("makes the attributes of a cluster that others are configured from", () => {
    const cluster = schema(
      {
        id: "string",
        arn: "string",
        endpoint: "string",
        status: "string",
        certificate_authority: ["list", ["object", { data: "string" }]],
        identity: ["list", ["object", { oidc: ["list", ["object", { issuer: "string" }]] }]],
      },
      { name: "string" },
    );
    const values = made("aws_eks_cluster", allUnknown(cluster, { name: "main" }), cluster);
    expect(values).toMatchObject({
      id: "main",
      arn: "arn:aws:eks:eu-central-1:123456789012:cluster/main",
      endpoint: expect.stringMatching(/^https:\/\/[0-9A-F]{32}\.gr7\.eu-central-1\.eks\.amazonaws\.com$/),
      status: "ACTIVE",
      certificate_authority: [{ data: expect.stringMatching(/^[\w+/=]{40,}$/) }],
      identity: [{ oidc: [{ issuer: expect.stringMatching(/^https:\/\/oidc\.eks\.eu-central-1/) }] }],
    });
  });

  it("lets templates use what other templates make, in whatever order they stand", () => {
    const key = schema({ arn: "string", id: "string", key_id: "string" });
    const { arn, id, key_id } = made("aws_kms_key", allUnknown(key), key);
    expect(id).toBe(key_id);
    expect(arn).toBe(`arn:aws:kms:eu-central-1:123456789012:key/${String(key_id)}`);
  });

  it("does not go round in circles where two attributes are made of each other", () => {
    const zone = schema({ id: "string", zone_id: "string" });
    const values = made("aws_route53_record", allUnknown(zone), zone);
    expect(values.id).toMatch(/^Z[A-Z2-7]{20}__$/);
  });

  it("puts the default tags below the object's own", () => {
    const vpc = schema({ tags_all: ["map", "string"] }, { tags: ["map", "string"] });
    expect(made("aws_vpc", { tags: { Team: "orders" }, tags_all: UNKNOWN }, vpc).tags_all).toEqual({
      Project: "slipway",
      Team: "orders",
    });
  });

  it("follows the region an object names for itself", () => {
    const queue = schema({ arn: "string", region: "string" }, { name: "string" });
    const values = made("aws_sqs_queue", { name: "a", region: "cn-north-1", arn: UNKNOWN }, queue);
    expect(values.arn).toBe("arn:aws-cn:sqs:cn-north-1:123456789012:a");
    expect(made("aws_sqs_queue", { name: "a", region: UNKNOWN, arn: null }, queue).region).toBe(
      "eu-central-1",
    );
  });

  it("names Kubernetes objects by namespace and name, and cluster-wide ones by name", () => {
    const metadata = (namespaced: boolean) => ({
      nesting: "list" as const,
      block: block(
        { name: "string", uid: "string", generation: "number", resource_version: "string" },
        { generate_name: "string", ...(namespaced ? { namespace: "string" } : {}) },
      ),
    });
    const unknown: Values = { uid: UNKNOWN, generation: UNKNOWN, resource_version: UNKNOWN };
    const namespaced = schema({ id: "string" }, {}, { metadata: metadata(true) });
    const secret = made(
      "kubernetes_secret_v1",
      { id: UNKNOWN, metadata: [{ ...unknown, generate_name: "db-", name: UNKNOWN, namespace: "orders" }] },
      namespaced,
    );
    expect(secret.id).toMatch(/^orders\/db-[a-z0-9]{5}$/);
    expect(secret.metadata).toEqual([
      expect.objectContaining({ generation: 1, uid: expect.stringMatching(/^[0-9a-f-]{36}$/) }),
    ]);
    const wide = schema({ id: "string" }, {}, { metadata: metadata(false) });
    const storage = made(
      "kubernetes_storage_class_v1",
      { id: UNKNOWN, metadata: [{ ...unknown, name: "gp3" }] },
      wide,
    );
    expect(storage.id).toBe("gp3");
  });

  it("tells what a release is, as Helm does", () => {
    const release = schema(
      {
        id: "string",
        status: "string",
        version: "string",
        timeout: "number",
        atomic: "bool",
        metadata: ["object", { name: "string", chart: "string", version: "string", revision: "number" }],
      },
      { name: "string", chart: "string" },
    );
    const planned = allUnknown(release, {
      name: "keda",
      chart: "oci://ghcr.io/charts/keda",
      version: "2.20.2",
    });
    expect(made("helm_release", planned, release)).toMatchObject({
      id: "keda",
      status: "deployed",
      timeout: 300,
      atomic: false,
      metadata: { name: "keda", chart: "keda", version: "2.20.2", revision: 1 },
    });
  });

  it("fills a block that the provider makes itself, and leaves others empty", () => {
    const cidr = block({ service_ipv4_cidr: "string", ip_family: "string" });
    const cluster = schema(
      {},
      {},
      {
        kubernetes_network_config: { nesting: "list", block: cidr, computed: true },
        other: { nesting: "set", block: cidr },
        single: { nesting: "single", block: cidr },
      },
    );
    const values: Values = { kubernetes_network_config: UNKNOWN, other: UNKNOWN, single: null };
    expect(made("aws_eks_cluster", values, cluster)).toEqual({
      kubernetes_network_config: [{ service_ipv4_cidr: "172.20.0.0/16", ip_family: "ipv4" }],
      other: [],
      single: null,
    });
  });

  it("fills what is not known inside objects, lists and maps of arguments", () => {
    const thing = schema(
      {},
      {
        rules: ["list", ["object", { id: "string", port: "number" }]],
        by_name: ["map", "string"],
      },
    );
    const values: Values = { rules: [{ id: "x", port: UNKNOWN }], by_name: { a: UNKNOWN, b: "kept" } };
    expect(made("aws_x", values, thing)).toEqual({
      rules: [{ id: "x", port: 443 }],
      by_name: { a: expect.stringMatching(/^a-/), b: "kept" },
    });
  });

  it("keeps the values of before in an update, counts up what counts changes, and computes tags anew", () => {
    const template = schema(
      { id: "string", latest_version: "number", tags_all: ["map", "string"], resource_version: "string" },
      { tags: ["map", "string"] },
    );
    const prior = {
      id: "lt-1",
      latest_version: 3,
      tags_all: { a: "1" },
      tags: { a: "1" },
      resource_version: "41",
    };
    const planned = allUnknown(template, { tags: { a: "2" } });
    expect(made("aws_launch_template", planned, template, { prior })).toEqual({
      id: "lt-1",
      latest_version: 4,
      tags: { a: "2" },
      tags_all: { Project: "slipway", Team: "platform", a: "2" },
      resource_version: "42",
    });
  });

  it("leaves null alone where a resource says null, and fills it for a data source", () => {
    const thing = schema({ arn: "string", names: ["list", "string"] }, { filter: "string" });
    const values = { arn: null, names: null, filter: null };
    expect(made("aws_x", values, thing)).toEqual(values);
    expect(made("aws_x", values, thing, { fillNull: true })).toEqual({
      arn: expect.stringMatching(/^arn:aws:/),
      names: [],
      filter: null,
    });
  });

  it("gives back what is known as it is and leaves nothing unknown, whatever the values", () => {
    const attribute = fc.oneof(
      fc.constant(UNKNOWN as typeof UNKNOWN),
      fc.constant(null),
      fc.string(),
      fc.record({ inner: fc.oneof(fc.constant(UNKNOWN as typeof UNKNOWN), fc.string()) }),
    );
    const names = ["id", "arn", "name", "zone_id", "custom"];
    const values = fc.record(Object.fromEntries(names.map((name) => [name, attribute])));
    const types = fc.constantFrom("aws_vpc", "aws_iam_role", "helm_release", "kubernetes_job", "other_thing");
    fc.assert(
      fc.property(types, values, (type, planned) => {
        const of = schema(Object.fromEntries(names.map((name) => [name, "string" as const])));
        const result = made(type, planned, of);
        for (const [name, value] of Object.entries(planned)) {
          if (value === null || typeof value === "string") {
            expect(result[name]).toBe(value);
          }
        }
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
        expect(made(type, planned, of)).toEqual(result);
      }),
    );
  });
});

function allUnknown(of: ResourceSchema, known: Values = {}): Values {
  const unknown = Object.keys(of.block.attributes).map((name) => [name, UNKNOWN] as const);
  return { ...Object.fromEntries(unknown), ...known };
}
