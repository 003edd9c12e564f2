import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { attributeDiffs, diffObject, documentDiffs } from "../../../../lib/review/diff/diff-object";
import { UNKNOWN } from "../../../../lib/review/diff/settled";
import { parsePlan } from "../../../../lib/review/read/parse-plan";
import { plannedObject, policyText } from "../../../support/planned-objects";

const NO_REFERENCES = { references: new Map() };

describe("diffObject", () => {
  it("lists the arguments that differ, flags those that force a replacement", () => {
    const object = plannedObject("aws_db_instance", {
      before: { engine: "postgres", storage_encrypted: false, size: 10 },
      after: { engine: "postgres", storage_encrypted: true, size: 20 },
      replacePaths: [["storage_encrypted"]],
    });
    expect(diffObject(object, NO_REFERENCES).attributes).toEqual([
      { path: "storage_encrypted", before: "false", after: "true", forcesReplacement: true, sources: [] },
      { path: "size", before: "10", after: "20", forcesReplacement: false, sources: [] },
    ]);
  });

  it("flags a block whose members force a replacement, wherever alignment put it", () => {
    const object = plannedObject("aws_x", {
      before: { disk: [{ size: 1, kind: "a" }] },
      after: { disk: [{ size: 2, kind: "a" }] },
      replacePaths: [["disk", 0, "size"]],
    });
    expect(attributeDiffs(object, NO_REFERENCES)).toMatchObject([
      { path: "disk[0].size", forcesReplacement: true },
    ]);
  });

  it("names the source of what is known after apply", () => {
    const references = new Map([["module.a.aws_x.this", new Map([["role", ["aws_iam_role.app.arn"]]])]]);
    const object = plannedObject("aws_x", {
      address: 'module.a["k"].aws_x.this[0]',
      before: { role: "old" },
      after: {},
      afterUnknown: { role: true },
    });
    expect(attributeDiffs(object, { references })).toEqual([
      {
        path: "role",
        before: "old",
        after: UNKNOWN,
        forcesReplacement: false,
        sources: ["aws_iam_role.app.arn"],
      },
    ]);
  });

  it("summarises what a document shows", () => {
    const object = plannedObject("aws_iam_role_policy", {
      before: { policy: policyText({ Effect: "Allow", Action: "a:A", Resource: "*" }) },
      after: { policy: policyText({ Effect: "Allow", Action: "a:*", Resource: "*" }) },
    });
    expect(attributeDiffs(object, NO_REFERENCES)).toMatchObject([
      { path: "policy", before: "(87 characters)" },
    ]);
    expect(documentDiffs(object)).toMatchObject([{ path: "policy", notes: ["newly allows a:* on *"] }]);
  });

  it("hides and counts what means nothing", () => {
    const object = plannedObject("aws_iam_role_policy", {
      before: { policy: policyText({ Effect: "Allow", Action: ["a:A", "a:B"], Resource: "*" }), x: "" },
      after: { policy: policyText({ Effect: "Allow", Action: ["a:B", "a:A"], Resource: "*" }), x: null },
    });
    expect(diffObject(object, NO_REFERENCES)).toMatchObject({
      attributes: [],
      documents: [],
      hidden: { "empty-or-null": 1, reordered: 1 },
    });
  });

  it("shows the values of a release as one row beside its document", () => {
    const object = plannedObject("helm_release", {
      before: { values: ["a: 1\n"], set: [] },
      after: { values: ["a: 2\n"], set: [{ name: "b", value: "x" }] },
    });
    const { attributes, documents } = diffObject(object, NO_REFERENCES);
    expect(attributes.map((row) => row.path)).toEqual(["values", "set"]);
    expect(documents.map(({ title }) => title)).toEqual(["values"]);
  });

  it("has nothing to show of what stays as it is", () => {
    const object = plannedObject("aws_x", {
      before: { a: 1 },
      after: { a: 1 },
      actions: ["no-op"],
      kind: "move",
    });
    expect(diffObject(object, NO_REFERENCES)).toEqual({
      attributes: [],
      documents: [],
      hidden: {},
      unread: [],
      kubernetes: [],
    });
  });

  it("shows what is given of what is created and deleted", () => {
    const body = { name: "x", tags: null, list: [], on: false };
    const paths = (side: "before" | "after") =>
      attributeDiffs(plannedObject("aws_x", { [side]: body }), NO_REFERENCES).map((row) => [
        row.path,
        row[side],
      ]);
    expect(paths("after")).toEqual([
      ["name", "x"],
      ["on", "false"],
    ]);
    expect(paths("before")).toEqual([
      ["name", "x"],
      ["on", "false"],
    ]);
  });

  it("says so where a value is nested too deeply", () => {
    const deep = JSON.parse(`${"[".repeat(50_000)}1${"]".repeat(50_000)}`);
    const object = plannedObject("aws_x", { before: { a: deep }, after: { a: [[deep]] } });
    expect(attributeDiffs(object, NO_REFERENCES)).toMatchObject([
      { path: "", after: "(nested too deeply to show)" },
    ]);
  });

  it("reads every object of a real plan", () => {
    const file = path.join(__dirname, "..", "..", "..", "fixtures", "plans", "terraform-data.json");
    const plan = parsePlan(JSON.parse(fs.readFileSync(file, "utf8")), "fixture");
    const changed = plan.objects.filter(({ actions }) => actions.some((action) => action !== "no-op"));
    const silent = changed.filter((object) => {
      const { attributes, hidden } = diffObject(object, plan);
      return attributes.length === 0 && Object.keys(hidden).length === 0 && object.actions[0] !== "forget";
    });
    expect(changed.length).toBeGreaterThan(5);
    expect(silent.map(({ address }) => address)).toEqual([]);
  });

  it("drops nothing silently: an argument that differs has a row or is counted", () => {
    const value = fc.oneof(
      fc.constantFrom<string | null>("", null, "a", "B", "x: 1\ny: 2", '{"a":1}'),
      fc.nat(2),
    );
    const body = fc.record(
      {
        a: value,
        subnet_id: value,
        tags: fc.dictionary(fc.constantFrom("k", "l/m"), fc.constantFrom("1", "2")),
        tags_all: value,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(body, body, (before, after) => {
        const object = plannedObject("aws_x", { before, after });
        const { attributes, hidden } = diffObject(object, NO_REFERENCES);
        const told = attributes.length + Object.values(hidden).reduce((sum, count) => sum + count, 0);
        const differing = (["a", "subnet_id", "tags", "tags_all"] as const).filter(
          (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
        );
        expect(told).toBeGreaterThanOrEqual(differing.filter((name) => name !== "tags").length);
      }),
    );
  });

  it("never crashes, whatever the type and the values", () => {
    const type = fc.constantFrom(
      "helm_release",
      "kubernetes_manifest",
      "kubernetes_deployment_v1",
      "kubernetes_network_policy",
      "aws_security_group",
      "aws_eks_cluster",
      "aws_iam_role",
      "aws_s3_bucket_public_access_block",
    );
    const names = [
      "values",
      "set",
      "manifest",
      "spec",
      "metadata",
      "ingress",
      "vpc_config",
      "policy",
      "kind",
      "name",
      "value",
    ];
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>(
          null,
          true,
          1,
          "",
          "a: 1\nb: 2",
          '{"Statement":[{"Effect":"Allow"}]}',
          "(sensitive #1)",
        ),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names, "__proto__", "constructor"), tie("value"), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(type, json, json, json, (kind, before, after, afterUnknown) => {
        const sides = { before: before as never, after: after as never, afterUnknown: afterUnknown as never };
        const diff = diffObject(
          plannedObject(kind, { ...sides, actions: ["update"], kind: "update" }),
          NO_REFERENCES,
        );
        expect(diff).toEqual(
          diffObject(plannedObject(kind, { ...sides, actions: ["update"], kind: "update" }), NO_REFERENCES),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("is quick enough for ten thousand objects", () => {
    const policy = (action: string) =>
      policyText(
        ...Array.from({ length: 10 }, (_, index) => ({
          Effect: "Allow",
          Action: [`s${index}:${action}`],
          Resource: "*",
        })),
      );
    const object = plannedObject("aws_iam_role_policy", {
      before: { name: "a", policy: policy("Get"), tags: { a: "1" } },
      after: { name: "a", policy: policy("Put"), tags: { a: "2" } },
    });
    const start = Date.now();
    for (let count = 0; count < 1000; count++) {
      diffObject(object, NO_REFERENCES);
    }
    expect(Date.now() - start).toBeLessThan(4000);
  });
});
