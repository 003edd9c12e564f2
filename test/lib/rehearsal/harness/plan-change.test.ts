import * as path from "node:path";
import { planChange } from "../../../../lib/rehearsal/harness/plan-change";
import { codeOf, removeTemporaryFolders, synthesized } from "../../../support/rehearsals";
import { describeWithTerraform } from "../../../support/terraform";

afterEach(removeTemporaryFolders);

function stackOf(config: object): string {
  return path.join(synthesized({ shop: config }), "stacks", "shop");
}

function data(inputs: Readonly<Record<string, unknown>>): object {
  return {
    resource: {
      terraform_data: Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, { input }])),
    },
  };
}

type Changes = readonly { address: string; change: { actions: readonly string[] } }[];

function actionsOf(plan: Readonly<Record<string, unknown>> | undefined): Record<string, string> {
  const changes = (plan?.resource_changes ?? []) as Changes;
  return Object.fromEntries(changes.map(({ address, change }) => [address, change.actions.join(",")]));
}

describeWithTerraform("planChange", () => {
  it("plans the head on what the base made", async () => {
    const base = stackOf(data({ stays: 1, changes: 1, goes: 1 }));
    const head = stackOf(data({ stays: 1, changes: 2, comes: 1 }));
    const { ok, stack, plan, steps } = await planChange(base, head);
    expect({ ok, stack }).toEqual({ ok: true, stack: "shop" });
    expect(steps.map(({ name }) => name)).toEqual(["init", "apply", "init", "validate", "plan"]);
    expect(actionsOf(plan)).toEqual({
      "terraform_data.stays": "no-op",
      "terraform_data.changes": "update",
      "terraform_data.goes": "delete",
      "terraform_data.comes": "create",
    });
  });

  it("plans on nothing where there is no base", async () => {
    const { plan } = await planChange(undefined, stackOf(data({ first: 1 })));
    expect(actionsOf(plan)).toEqual({ "terraform_data.first": "create" });
  });

  it("lets the caller at the base while it is up", async () => {
    const bucket = (tag: string) => ({
      terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
      provider: { aws: { region: "eu-central-1" } },
      resource: { aws_s3_bucket: { data: { bucket: "data", tags: { tag } } } },
    });
    const { plan } = await planChange(stackOf(bucket("a")), stackOf(bucket("a")), {
      whileUp: ({ world }) => {
        const [key = ""] = world.objects().map((object) => object.key);
        world.remove(key);
      },
    });
    expect(actionsOf(plan)).toEqual({ "aws_s3_bucket.data": "create" });
  });

  it("destroys what the head has no object of its type left of, and no provider", async () => {
    const aws = {
      terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
      provider: { aws: { region: "eu-central-1" } },
    };
    const base = {
      ...aws,
      resource: { aws_sqs_queue: { gone: { name: "q" } }, aws_s3_bucket: { stays: { bucket: "b" } } },
    };
    const head = { ...aws, resource: { aws_s3_bucket: { stays: { bucket: "b" } } } };
    const { plan } = await planChange(stackOf(base), stackOf(head));
    expect(actionsOf(plan)).toEqual({ "aws_s3_bucket.stays": "no-op", "aws_sqs_queue.gone": "delete" });
    const nothing = await planChange(stackOf(base), stackOf(data({ other: 1 })));
    expect(actionsOf(nothing.plan)).toEqual({
      "aws_s3_bucket.stays": "delete",
      "aws_sqs_queue.gone": "delete",
      "terraform_data.other": "create",
    });
  });

  it("says what is wrong with the head, and has no plan then", async () => {
    const wrong = stackOf({ resource: { terraform_data: { a: { nonsense: 1 } } } });
    const { ok, plan, steps } = await planChange(stackOf(data({ a: 1 })), wrong);
    expect({ ok, plan }).toEqual({ ok: false, plan: undefined });
    expect(steps.at(-1)?.diagnostics).toEqual([
      expect.objectContaining({ severity: "error", address: "terraform_data.a" }),
    ]);
  });

  it("does not plan the head where the base does not come up", async () => {
    const broken = stackOf({ resource: { terraform_data: { a: { nonsense: 1 } } } });
    const { ok, steps } = await planChange(broken, stackOf(data({ a: 1 })));
    expect(ok).toBe(false);
    expect(steps.map(({ name }) => name)).toEqual(["init", "apply"]);
  });

  it("refuses a folder that holds no stack", async () => {
    expect(await codeOf(() => planChange(undefined, "no/such/folder"))).toMatch(/stack-folder-missing/);
  });
});
