import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { ConfigError } from "../../../../lib/core/errors";
import type { Plan } from "../../../../lib/review/plan";
import { parsePlan } from "../../../../lib/review/read/parse-plan";

const FIXTURE = path.join(__dirname, "..", "..", "..", "fixtures", "plans", "terraform-data.json");

function fixture(): Plan {
  return parsePlan(JSON.parse(fs.readFileSync(FIXTURE, "utf8")), "fixture");
}

function objectOf(change: object, rest: object = {}): Plan["objects"][number] | undefined {
  const resource = { address: "a.b", type: "a", name: "b", change, ...rest };
  return parsePlan({ format_version: "1.2", resource_changes: [resource] }, "test").objects[0];
}

function refusal(document: unknown): readonly { prop: string; code: string }[] {
  try {
    parsePlan(document, "plan.json");
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [];
  }
}

describe("parsePlan", () => {
  it("reads what terraform 1.11 wrote", () => {
    const plan = fixture();
    expect(plan.terraformVersion).toBe("1.11.4");
    expect(Object.fromEntries(plan.objects.map(({ address, kind }) => [address, kind]))).toEqual({
      "terraform_data.cbd": "replace",
      "terraform_data.cnt[0]": "no-op",
      "terraform_data.cnt[1]": "no-op",
      "terraform_data.cnt[2]": "delete",
      "terraform_data.del": "delete",
      "terraform_data.forget": "forget",
      "terraform_data.imp": "update",
      "terraform_data.keep": "no-op",
      "terraform_data.new": "create",
      "terraform_data.newname": "move",
      "terraform_data.rep": "replace",
      "terraform_data.sens": "update",
      "terraform_data.upd": "update",
    });
    const of = (address: string) => plan.objects.find((one) => one.address === address);
    expect(of("terraform_data.cbd")?.replacement).toBe("create-first");
    expect(of("terraform_data.rep")?.replacement).toBe("delete-first");
    expect(of("terraform_data.rep")?.replacePaths).toEqual([["triggers_replace"]]);
    expect(of("terraform_data.cnt[2]")?.index).toBe(2);
    expect(of("terraform_data.imp")?.importId).toBe("abc");
    expect(of("terraform_data.newname")?.previousAddress).toBe("terraform_data.oldname");
    expect(of("terraform_data.del")?.after).toBeUndefined();
    expect(plan.outputs.map(({ name, sensitive }) => [name, sensitive])).toEqual([
      ["gone", false],
      ["o", false],
      ["secret", true],
    ]);
    expect(plan.variables).toEqual({ pw: { value: "hunter3", sensitive: true } });
    expect(plan.checks[0]).toEqual({
      address: "check.health",
      kind: "check",
      status: "fail",
      messages: ["check failed"],
    });
    expect(plan.relevant).toContainEqual({ address: "terraform_data.rep", path: ["id"] });
    expect([plan.applyable, plan.complete, plan.errored]).toEqual([true, true, false]);
  });

  it.each([
    [["delete"], "delete", undefined],
    [["create", "delete"], "replace", "create-first"],
    [["delete", "create"], "replace", "delete-first"],
    [["create", "forget"], "replace-and-forget", "create-first"],
    [["forget"], "forget", undefined],
    [["read"], "read", undefined],
    [["no-op"], "no-op", undefined],
    [[], "no-op", undefined],
  ])("tells what %j comes to", (actions, kind, replacement) => {
    expect(objectOf({ actions })).toMatchObject({ kind });
    expect(objectOf({ actions })?.replacement).toBe(replacement);
  });

  it("counts an import by itself as one, and an import with a change as the change", () => {
    expect(objectOf({ actions: ["no-op"], importing: { id: "i-1" } })).toMatchObject({
      kind: "import",
      importId: "i-1",
    });
    expect(objectOf({ actions: ["update"], importing: { unknown: true } })).toMatchObject({
      kind: "update",
      importId: "(known after apply)",
    });
  });

  it("takes what is not there as empty, as OpenTofu leaves it out", () => {
    const plan = parsePlan({ format_version: "1.0", resource_changes: [{ address: "a.b" }] }, "test");
    expect(plan).toMatchObject({ applyable: undefined, complete: undefined, errored: false, checks: [] });
    expect(plan.objects).toEqual([
      expect.objectContaining({
        kind: "no-op",
        before: undefined,
        after: undefined,
        afterUnknown: false,
        beforeSensitive: false,
      }),
    ]);
  });

  it("reads deposed objects, invocations, deferred changes and drift", () => {
    const change = { address: "a.b", deposed: "1a2b", change: { actions: ["delete"] } };
    const plan = parsePlan(
      {
        format_version: "1.2",
        resource_changes: [change],
        resource_drift: [{ address: "a.c", change: { actions: ["update"] } }],
        deferred_changes: [{ reason: "provider_config_unknown", resource_change: change }],
        action_invocations: [
          {
            address: "action.aws_lambda_invoke.x",
            type: "aws_lambda_invoke",
            lifecycle_action_trigger: {
              triggering_resource_address: "a.b",
              action_trigger_event: "AfterCreate",
            },
          },
          { address: "action.x.y", type: "x", invoke_action_trigger: {} },
        ],
      },
      "test",
    );
    expect(plan.objects[0]).toMatchObject({ deposed: "1a2b", kind: "delete" });
    expect(plan.drift[0]).toMatchObject({ address: "a.c", kind: "update" });
    expect(plan.deferred[0]).toMatchObject({ reason: "provider_config_unknown", object: { address: "a.b" } });
    expect(plan.invocations.map(({ trigger }) => trigger)).toEqual(["AfterCreate of a.b", "invoked by name"]);
  });

  it("refuses a newer major format by name, and takes newer minor ones", () => {
    expect(refusal({ format_version: "2.0", resource_changes: [] })).toEqual([
      expect.objectContaining({ prop: "format_version", code: "plan-too-new", value: "2.0" }),
    ]);
    expect(refusal({ format_version: "1.99", resource_changes: [], sparkle: true })).toEqual([]);
  });

  it.each([
    [{}],
    ["text"],
    [null],
    [[]],
    [{ format_version: "x.y", resource_changes: [] }],
    [{ format_version: "1.0", values: {} }],
  ])("refuses %j, which is no plan", (document) => {
    expect(refusal(document)).toEqual([
      expect.objectContaining({ prop: "format_version", code: "not-a-plan" }),
    ]);
  });

  it("survives any shape of what it reads", () => {
    const anything = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(
        fc.record({
          resource_changes: fc.oneof(
            anything,
            fc.array(fc.record({ address: fc.string(), change: anything, index: anything })),
          ),
          configuration: anything,
          output_changes: anything,
          checks: anything,
          variables: anything,
          relevant_attributes: anything,
        }),
        (document) => {
          const plan = parsePlan({ ...document, format_version: "1.2" }, "test");
          expect(Array.isArray(plan.objects)).toBe(true);
        },
      ),
    );
  });
});
