import { MemoryBackend } from "../../../support/memory-backend";
import { providerSchema, resource, Terraform } from "../../../support/simulated";
import { describeWithTerraform } from "../../../support/terraform";

const text = { type: "string", optional: true } as const;
const needed = { type: "string", required: true } as const;
const made = { type: "string", computed: true } as const;

const SCHEMA = providerSchema({
  config: { attributes: { region: text }, blocks: {} },
  resources: {
    test_thing: resource(
      {
        id: made,
        name: needed,
        size: { type: "number", optional: true },
        ratio: { type: "number", optional: true },
        zone: { type: "string", optional: true, computed: true },
        ports: { type: ["set", "number"], optional: true },
        tags: { type: ["map", "string"], optional: true },
        tags_all: { type: ["map", "string"], optional: true, computed: true },
        anything: { type: "dynamic", optional: true },
        password: { type: "string", optional: true, sensitive: true },
        secret_wo: { type: "string", optional: true, writeOnly: true },
        kind: text,
        items: {
          type: ["list", ["object", { name: "string", hash: "string" }]],
          optional: true,
          nested: { nesting: "list", attributes: { name: needed, hash: made } },
        },
      },
      {
        forceNew: ["name", "network.cidr", "group.name"],
        rules: [{ kind: "one-of-values", path: "kind", values: ["small", "large"] }],
        blocks: {
          network: {
            nesting: "single",
            block: { attributes: { cidr: needed, gateway: made }, blocks: {} },
          },
          rule: {
            nesting: "list",
            maxItems: 2,
            block: { attributes: { port: { type: "number", required: true }, rule_id: made }, blocks: {} },
          },
          member: {
            nesting: "set",
            block: { attributes: { name: needed, note: text, member_id: made }, blocks: {} },
          },
          group: { nesting: "set", block: { attributes: { name: needed, note: text }, blocks: {} } },
          label: { nesting: "map", block: { attributes: { value: needed }, blocks: {} } },
          defaults: {
            nesting: "list",
            maxItems: 1,
            computed: true,
            block: { attributes: { range: { ...text, computed: true }, note: text }, blocks: {} },
          },
        },
      },
    ),
    test_link: resource({ id: made, target: needed }, { forceNew: ["target"] }),
  },
  dataSources: { test_lookup: resource({ name: needed, value: made }) },
});

const FULL = {
  name: "first",
  size: 12,
  ratio: 0.1,
  ports: [443, 80],
  tags: { team: "platform" },
  anything: { list: [1, "two", null], deep: { yes: true, big: 12345678901234567890n.toString() } },
  secret_wo: "never kept",
  kind: "small",
  items: [{ name: "a" }, { name: "b" }],
  network: { cidr: "10.0.0.0/16" },
  rule: [{ port: 1 }, { port: 2 }],
  member: [{ name: "x", note: "one" }, { name: "y" }],
  label: { k: { value: "v" } },
};

const thing = (values: object) => ({ resource: { test_thing: { it: values } } });

describeWithTerraform("SimulatedProvider under terraform", () => {
  let backend: MemoryBackend;
  let terraform: Terraform;
  let refusal: string | undefined;

  beforeEach(async () => {
    refusal = undefined;
    backend = new MemoryBackend((call) => (call === refusal ? "Throttled: try later" : undefined));
    terraform = await Terraform.start(SCHEMA, backend);
  });

  afterEach(() => terraform.close());

  it("applies every kind of value and nesting, plans nothing after it, and destroys", async () => {
    terraform.write(thing(FULL));
    const apply = await terraform.apply();
    expect(apply.output).toContain("Apply complete! Resources: 1 added");
    const state = terraform.state("test_thing.it");
    expect(state).toMatchObject({
      id: "test_thing-1",
      ratio: 0.1,
      tags_all: {},
      secret_wo: null,
      network: { cidr: "10.0.0.0/16", gateway: "test_thing-1-gateway" },
      rule: [
        { port: 1, rule_id: "test_thing-1-rule_id" },
        { port: 2, rule_id: "test_thing-1-rule_id" },
      ],
      items: [{ name: "a", hash: "test_thing-1-hash" }, { name: "b" }],
      label: { k: { value: "v" } },
      defaults: [{ range: "test_thing-1-range", note: null }],
    });
    const { code, output } = await terraform.run("plan", "-detailed-exitcode");
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining("No changes") });
    const destroy = await terraform.run("destroy", "-auto-approve");
    expect(destroy.output).toContain("1 destroyed");
    expect(backend.objects.size).toBe(0);
  });

  it("keeps numbers a double cannot hold", async () => {
    terraform.write({
      ...thing({ name: "n", size: "9007199254740993", ratio: "0.1234567890123456789" }),
      output: { size: { value: "${test_thing.it.size}" }, ratio: { value: "${test_thing.it.ratio}" } },
    });
    const { output } = await terraform.apply();
    expect(output).toMatch(/ratio = 0\.1234567890123456789\n.*size\s+= 9007199254740993/s);
    expect((await terraform.run("plan", "-detailed-exitcode")).code).toBe(0);
  });

  it("carries unknown values through references and knows them after apply", async () => {
    terraform.write({
      resource: {
        test_thing: { it: { name: "a" } },
        test_link: { to: { target: "${test_thing.it.id}" } },
      },
      data: { test_lookup: { by: { name: "${test_link.to.id}" } } },
      output: {
        gateway: { value: "${data.test_lookup.by.value}" },
        range: { value: "${test_thing.it.defaults[0].range}" },
      },
    });
    const { output } = await terraform.apply();
    expect(output).toMatch(/target = \(known after apply\)/);
    expect(output).toContain('gateway = "test_lookup-value"');
    expect(output).toContain('range = "test_thing-1-range"');
    expect(terraform.state("test_link.to")).toMatchObject({ target: "test_thing-1" });
    expect((await terraform.run("plan", "-detailed-exitcode")).code).toBe(0);
  });

  it("updates in place, keeps the computed parts of set elements, and recomputes what follows", async () => {
    terraform.write(thing(FULL));
    await terraform.apply();
    terraform.write(
      thing({ ...FULL, size: 7, tags: { team: "other" }, member: [...FULL.member, { name: "z" }] }),
    );
    const { output } = await terraform.run("plan");
    expect(output).toContain("will be updated in-place");
    expect(output).toMatch(/tags_all\s+= \{\} -> \(known after apply\)/);
    expect(output.match(/\+ member \{/g)).toHaveLength(1);
    expect(output).not.toContain("- member {");
    expect((await terraform.apply()).output).toContain("0 added, 1 changed, 0 destroyed");
    expect((await terraform.run("plan", "-detailed-exitcode")).code).toBe(0);
  });

  it.each([
    ["an argument", { ...FULL, name: "second" }, /~ name .*# forces replacement/],
    [
      "an argument of a block",
      { ...FULL, network: { cidr: "10.1.0.0/16" } },
      /~ cidr .*# forces replacement/,
    ],
    ["an element of a set", { ...FULL, group: [{ name: "q" }] }, /group \{ # forces replacement/],
  ])("replaces where %s that forces it changes", async (_what, values, forced) => {
    terraform.write(thing(FULL));
    await terraform.apply();
    terraform.write(thing(values));
    const { output } = await terraform.apply();
    expect(output).toMatch(forced);
    expect(output).toContain("1 added, 0 changed, 1 destroyed");
    expect(backend.log.filter((call) => !call.startsWith("read"))).toEqual([
      "create test_thing",
      "delete test_thing",
      "create test_thing",
    ]);
    expect((await terraform.run("plan", "-detailed-exitcode")).code).toBe(0);
  });

  it("bears blocks whose number is known after apply only", async () => {
    const each = { for_each: '${split("-", test_link.to.id)}' };
    const rule = { ...each, content: { port: "${rule.key}" } };
    const member = { ...each, content: { name: "${member.value}" } };
    terraform.write({
      resource: {
        test_link: { to: { target: "x" } },
        test_thing: { it: { name: "a", dynamic: { rule, member } } },
      },
    });
    expect((await terraform.apply()).output).toContain("Apply complete");
    expect(terraform.state("test_thing.it")).toMatchObject({
      rule: [{ port: 0 }, { port: 1 }],
      member: expect.arrayContaining([expect.objectContaining({ name: "1" })]),
    });
    expect((await terraform.run("plan", "-detailed-exitcode")).code).toBe(0);
  });

  it("plans back what was changed behind terraform's back", async () => {
    terraform.write(thing({ name: "first", size: 1 }));
    await terraform.apply();
    const stored = backend.objects.get("test_thing-1");
    if (stored !== undefined) {
      stored.values = { ...stored.values, size: 2 };
    }
    const { output } = await terraform.run("plan");
    expect(output).toMatch(/~ size\s+= 2 -> 1/);
  });

  it("imports an object by its id", async () => {
    terraform.write(thing({ name: "first" }));
    await terraform.apply();
    await terraform.run("state", "rm", "test_thing.it");
    const { output } = await terraform.run("import", "test_thing.it", "test_thing-1");
    expect(output).toContain("Import successful");
    expect((await terraform.run("plan", "-detailed-exitcode")).code).toBe(0);
  });

  it("fails to import an object that does not exist", async () => {
    terraform.write(thing({ name: "first" }));
    const { code, output } = await terraform.run("import", "test_thing.it", "nobody");
    expect(code).toBe(1);
    expect(output).toContain('no test_thing with the id "nobody"');
  });

  it("plans an object that was deleted behind terraform's back once more", async () => {
    terraform.write(thing({ name: "first" }));
    await terraform.apply();
    backend.objects.clear();
    const { output } = await terraform.run("plan");
    expect(output).toContain("test_thing.it will be created");
  });

  it("keeps what was made when a create is refused, and goes on from there", async () => {
    terraform.write({
      resource: { test_thing: { it: { name: "a" } }, test_link: { to: { target: "${test_thing.it.id}" } } },
    });
    refusal = "create test_link";
    const { code, output } = await terraform.apply();
    expect(code).toBe(1);
    expect(output).toMatch(/Throttled: try later.*with test_link\.to/s);
    expect(terraform.state("test_thing.it")).toMatchObject({ id: "test_thing-1" });
    expect(terraform.state("test_link.to")).toBeUndefined();
    refusal = undefined;
    expect((await terraform.apply()).output).toContain("1 added, 0 changed, 0 destroyed");
  });

  it("leaves an object as it was when its update or delete is refused", async () => {
    terraform.write(thing({ name: "a", size: 1 }));
    await terraform.apply();
    refusal = "update test_thing";
    terraform.write(thing({ name: "a", size: 2 }));
    expect((await terraform.apply()).output).toContain("Throttled");
    expect(terraform.state("test_thing.it")).toMatchObject({ size: 1 });
    refusal = "delete test_thing";
    expect((await terraform.run("destroy", "-auto-approve")).output).toContain("Throttled");
    expect(terraform.state("test_thing.it")).toMatchObject({ id: "test_thing-1" });
    refusal = undefined;
    expect((await terraform.run("destroy", "-auto-approve")).output).toContain("1 destroyed");
  });

  it("keeps the configurations of aliases apart", async () => {
    terraform.write({
      provider: { test: [{ region: "north" }, { alias: "other", region: "south" }] },
      resource: {
        test_thing: {
          here: { name: "here" },
          there: { name: "there", provider: "test.other" },
        },
      },
    });
    await terraform.apply();
    const regions = [...backend.madeWith].map(([key, { region }]) => [
      backend.objects.get(key)?.values.name,
      region,
    ]);
    expect(Object.fromEntries(regions)).toEqual({ here: "north", there: "south" });
  });

  it.each<[string, object, RegExp]>([
    ["a missing argument", thing({}), /"name" is required/],
    ["a missing argument of a block", thing({ name: "a", network: {} }), /"cidr" is required/],
    [
      "a missing argument of a nested attribute",
      thing({ name: "a", items: [{}] }),
      /attribute "name" is\s+required/,
    ],
    ["a wrong type", thing({ name: "a", size: "big" }), /a number is required/],
    ["an unknown argument", thing({ name: "a", nmae: "b" }), /No argument or block type is named "nmae"/],
    ["a read-only attribute that is set", thing({ name: "a", id: "mine" }), /id is decided by the provider/],
    ["null for a required argument", thing({ name: null }), /name is required and must not be null/],
    [
      "too many blocks",
      thing({ name: "a", rule: [{ port: 1 }, { port: 2 }, { port: 3 }] }),
      /No more than 2 "rule" blocks/,
    ],
    [
      "a value outside a closed set",
      thing({ name: "a", kind: "huge" }),
      /must be one of "small",\s+"large",\s+got "huge"/,
    ],
    [
      "an unknown attribute in a reference",
      { ...thing({ name: "a" }), output: { x: { value: "${test_thing.it.nope}" } } },
      /no argument,\s+nested block, or exported attribute named\s+"nope"/,
    ],
  ])("fails validation on %s", async (_what, config, message) => {
    terraform.write(config);
    const { code, output } = await terraform.run("validate");
    expect(output.replace(/[│╷╵]/g, "")).toMatch(message);
    expect(code).toBe(1);
  });

  it("fails on a sensitive value in a plain output", async () => {
    terraform.write({
      ...thing({ name: "a", password: "p" }),
      output: { it: { value: "${test_thing.it.password}" } },
    });
    const { code, output } = await terraform.run("plan");
    expect(code).toBe(1);
    expect(output).toContain("Output refers to sensitive values");
  });

  it("fails on a move between types with a reason", async () => {
    terraform.write({ resource: { test_thing: { it: { name: "a" } } } });
    await terraform.apply();
    terraform.write({
      resource: { test_link: { to: { target: "x" } } },
      moved: [{ from: "test_thing.it", to: "test_link.to" }],
    });
    const { output } = await terraform.run("plan");
    expect(output).toContain("Move between types cannot be rehearsed");
  });
});
