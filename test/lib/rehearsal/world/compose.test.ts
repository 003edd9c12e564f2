import * as path from "node:path";
import * as fc from "fast-check";
import { loadProviderSchema } from "../../../../lib/rehearsal/schema/load";
import type { BlockSchema, ResourceSchema } from "../../../../lib/rehearsal/schema/types";
import { UNKNOWN, type Value, type Values } from "../../../../lib/rehearsal/world/backend";
import { changedObject, newObject } from "../../../../lib/rehearsal/world/compose";
import { identityOf } from "../../../../lib/rehearsal/world/identity";
import { IDENTITIES } from "../../../../lib/rehearsal/world/identity-table";
import { local } from "../../../../stacks/environments/local";
import { production } from "../../../../stacks/environments/production";
import { staging } from "../../../../stacks/environments/staging";
import { synthEnvironment } from "../../../support/environments";
import { AWS, callFor } from "../../../support/world";

const planned: Values = { id: UNKNOWN, arn: UNKNOWN, cidr_block: "10.0.0.0/16" };
const call = { ...callFor("aws_vpc", planned), planned };

describe("newObject", () => {
  it("gives equal calls equal objects, and the next one of the same kind new ids", () => {
    const first = newObject(call, undefined, new Map());
    expect(newObject(call, undefined, new Map())).toEqual(first);
    const second = newObject(call, undefined, new Map([[first.content, 1]]));
    expect(second.object.key).not.toBe(first.object.key);
    expect(second.object.values.id).not.toBe(first.object.values.id);
  });

  it("makes unique and repeatable ids whatever is made, in whatever order", () => {
    const name = fc.string({ minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("aws_vpc", "aws_subnet"), name), { maxLength: 30 }),
        (wanted) => {
          const ids = (list: typeof wanted) => {
            const made = new Map<string, number>();
            return list.map(([type, text]) => {
              const values: Values = { id: UNKNOWN, tags: { Name: text } };
              const { object, content } = newObject(
                { ...callFor(type, values), planned: values },
                undefined,
                made,
              );
              made.set(content, (made.get(content) ?? 0) + 1);
              return `${object.key} ${String(object.values.id)}`;
            });
          };
          const forward = ids(wanted);
          expect(new Set(forward).size).toBe(wanted.length);
          expect([...ids([...wanted].reverse())].sort()).toEqual([...forward].sort());
        },
      ),
    );
  });

  it("depends on region, account and cluster", () => {
    const keys = [
      newObject(call, undefined, new Map()),
      newObject({ ...call, providerConfig: { region: "us-east-1" } }, undefined, new Map()),
      newObject(
        { ...call, providerConfig: { ...AWS, allowed_account_ids: ["111122223333"] } },
        undefined,
        new Map(),
      ),
      newObject(call, "api", new Map()),
    ].map(({ object }) => object.key);
    expect(new Set(keys).size).toBe(4);
  });
});

describe("changedObject", () => {
  it("keeps key and ids, and mentions what is mentioned now", () => {
    const before = newObject(call, undefined, new Map()).object;
    const after: Values = { ...planned, subnet_id: "subnet-0123456789abcdef0" };
    const changed = changedObject(
      { ...callFor("aws_vpc", after), key: before.key, planned: after },
      undefined,
      before,
    );
    expect(changed).toMatchObject({ key: before.key, mentions: ["subnet-0123456789abcdef0"] });
    expect([changed.values.id, changed.values.arn]).toEqual([before.values.id, before.values.arn]);
  });
});

describe("newObject for the types Slipway uses, with the schemas of the installed providers", () => {
  const made = [local, staging, production].flatMap((environment) => {
    const { json } = synthEnvironment(environment);
    const resources: Record<string, Record<string, Values>> = json.resource;
    const types = Object.keys(resources).filter((type) => type !== "terraform_data");
    const schemas = Object.assign(
      {},
      ...["aws", "kubernetes", "helm"].map((name) => {
        const root = path.dirname(require.resolve(`@cdktf/provider-${name}/package.json`));
        return loadProviderSchema(root, { resources: types, dataSources: [] }, { cacheDirectory: false })
          .resources;
      }),
    ) as Record<string, ResourceSchema>;
    return types.flatMap((type) =>
      Object.entries(resources[type] ?? {}).map(([id, config]) => {
        const schema = schemas[type];
        if (schema === undefined) {
          throw new Error(`${type} has no schema`);
        }
        const values = plannedFrom(schema.block, config);
        const { object } = newObject(
          { ...callFor(type, values, AWS, schema), planned: values },
          undefined,
          new Map(),
        );
        return { address: `${type}.${id}`, schema, config, object };
      }),
    );
  });

  it("covers every resource of every environment", () => {
    expect(made.length).toBeGreaterThan(150);
  });

  it("leaves no id, ARN or name empty", () => {
    const empty = made.flatMap(({ address, object, schema }) =>
      [
        "id",
        "arn",
        "name",
        "key_id",
        "repository_url",
        "endpoint",
        "allocation_id",
        "public_ip",
        "latest_version",
      ]
        .filter((name) => schema.block.attributes[name]?.computed)
        .filter((name) => object.values[name] == null || object.values[name] === "")
        .filter((name) => !EMPTY_FOR_REAL.has(`${object.type}.${name}`))
        .map((name) => `${address}.${name}`),
    );
    expect(empty).toEqual([]);
  });

  it("gives back every argument as it was planned, and holds nothing that JSON cannot", () => {
    for (const { object, config } of made) {
      expect(JSON.parse(JSON.stringify(object.values))).toEqual(object.values);
      const literals = Object.entries(config).filter(
        ([, value]) => typeof value === "string" && !value.includes("${"),
      );
      expect(object.values).toMatchObject(
        Object.fromEntries(literals.filter(([name]) => name in object.values)),
      );
    }
  });

  it("tells the name of everything that has one", () => {
    const nameless = made
      .filter(({ object }) => object.type in IDENTITIES)
      .filter(({ object }) => identityOf(object, object.values, object.account, "c") === undefined)
      .map(({ address }) => address);
    expect(nameless).toEqual([]);
  });

  it("gives clusters what providers are configured from", () => {
    const clusters = made.filter(({ object }) => object.type === "aws_eks_cluster");
    expect(clusters.length).toBe(2);
    for (const { object } of clusters) {
      expect(object.values).toMatchObject({
        certificate_authority: [{ data: expect.any(String) }],
        endpoint: expect.stringMatching(/^https:/),
      });
    }
  });
});

/** The provider leaves them empty as well: a NAT gateway has its address given, an interface's is its own. */
const EMPTY_FOR_REAL = new Set(["aws_nat_gateway.allocation_id"]);

/** What terraform would plan: arguments, UNKNOWN for what is computed, references as texts. */
function plannedFrom(block: BlockSchema, config: Values): Values {
  const values: Record<string, Value> = {};
  for (const [name, { computed }] of Object.entries(block.attributes)) {
    values[name] = literal(config[name] ?? null) ?? (computed ? UNKNOWN : null);
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    const given = config[name];
    const list: readonly Value[] = Array.isArray(given) ? given : given == null ? [] : [given];
    const bodies = list.map((body) => plannedFrom(nested.block, body as Values));
    values[name] = nested.nesting === "single" ? (bodies[0] ?? null) : bodies;
  }
  return values;
}

function literal(value: Value): Value {
  return JSON.parse(JSON.stringify(value).replace(/\$\{[^"]*?\}/g, "ref"));
}
