import { TerraformOutput } from "cdktf";
import { TerraformData } from "../../../constructs/eks/terraform-data";
import { synth } from "../../support/synth";
import { applyOutputs, describeWithTerraform } from "../../support/terraform";

const made = synth((stack) => {
  const first = new TerraformData(stack, "First", { input: { name: "a" }, dependsOn: [] });
  const second = new TerraformData(stack, "Second", { input: { name: "b" }, dependsOn: [first] });
  new TerraformOutput(stack, "name", { value: second.output("name"), staticId: true });
});

describe("TerraformData", () => {
  it("keeps its input, waits, and needs no provider", () => {
    expect(made.one("terraform_data", "Second")).toMatchObject({
      input: { name: "b" },
      depends_on: ["terraform_data.First"],
    });
    expect(Object.keys(made.json.terraform.required_providers)).toEqual(["aws"]);
  });
});

describeWithTerraform("TerraformData, through real terraform", () => {
  it("gives its input back", () => {
    const { resource, output } = made.json;
    expect(applyOutputs({ resource, output })).toEqual({ name: "b" });
  });
});
