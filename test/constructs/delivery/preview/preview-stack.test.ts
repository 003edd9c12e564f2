import * as fs from "node:fs";
import * as path from "node:path";
import { App } from "cdktf";
import { PreviewStack } from "../../../../constructs/delivery/preview/preview-stack";
import { removeTemporaryFolders, temporaryFolder } from "../../../support/rehearsals";
import { codes, problemsOf } from "../../../support/synth";

afterEach(removeTemporaryFolders);

const STATE = { type: "s3", bucket: "acme-state", region: "eu-central-1" } as const;

describe("PreviewStack", () => {
  it("is named by its number, each with a state of its own", () => {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    const stacks = [
      new PreviewStack(app, { number: 7, state: STATE }),
      new PreviewStack(app, { number: 8, namePrefix: "shop", state: STATE }),
    ];
    app.synth();
    expect(stacks.map(({ stackName }) => stackName)).toEqual(["preview-7", "shop-8"]);
    const keys = stacks.map(({ stackName }) => {
      const file = path.join(outdir, "stacks", stackName, "cdk.tf.json");
      return JSON.parse(fs.readFileSync(file, "utf8")).terraform.backend.s3.key;
    });
    expect(keys).toEqual(["preview-7/terraform.tfstate", "shop-8/terraform.tfstate"]);
  });

  it("refuses two stacks for one pull request", () => {
    const app = new App({ outdir: temporaryFolder() });
    new PreviewStack(app, { number: 7, state: STATE });
    expect(() => new PreviewStack(app, { number: 7, state: STATE })).toThrow("preview-7");
  });

  it("fails on a number or prefix that is none", () => {
    expect(codes(problemsOf((stack) => new PreviewStack(stack, { number: 0, state: STATE })))).toEqual([
      "number invalid-preview-number",
    ]);
    const props = { number: 7, namePrefix: "Shop", state: STATE };
    expect(codes(problemsOf((stack) => new PreviewStack(stack, props)))).toEqual(["namePrefix invalid-name"]);
  });
});
