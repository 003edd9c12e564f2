import * as fs from "node:fs";
import { awsHalf, describeWithAwsProvider, validateAndPlan } from "../support/aws-provider";
import { stacksOf, synthesizeProgram } from "../support/project";
import type { Attributes } from "../support/synth";

describeWithAwsProvider("the AWS half, through the real AWS provider", () => {
  const stacks: Record<string, Attributes> = {};

  beforeAll(() => {
    for (const program of ["stacks/main.js", "examples/ecochain/main.js"]) {
      const outdir = synthesizeProgram(program);
      Object.assign(stacks, stacksOf(outdir));
      fs.rmSync(outdir, { recursive: true, force: true });
    }
  });

  it.each(["staging", "production", "ecochain-staging", "ecochain-production"])(
    "validates and plans %s",
    (id) => {
      const half = awsHalf(stacks[id] ?? {});
      const planned = validateAndPlan(half);
      const expected = Object.entries(half.resource as Record<string, Attributes>).flatMap(([type, byName]) =>
        Object.keys(byName).map((name) => `${type}.${name}`),
      );
      const managed = Object.keys(planned).filter((address) => !address.startsWith("data."));
      expect(managed.sort()).toEqual(expected.sort());
      expect(new Set(managed.map((address) => planned[address]))).toEqual(new Set(["create"]));
    },
  );
});
