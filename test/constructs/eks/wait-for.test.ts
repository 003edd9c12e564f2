import { DataResource } from "cdktf";
import { waitFor } from "../../../constructs/eks/wait-for";
import { synth } from "../../support/synth";

describe("waitFor", () => {
  it("adds to what a resource waits for already", () => {
    const made = synth((stack) => {
      const [one, two, three] = ["One", "Two", "Three"].map((id) => new DataResource(stack, id));
      const last = new DataResource(stack, "Last", { dependsOn: one && [one] });
      waitFor(last, ...[two, three].filter((resource) => resource !== undefined));
    });
    expect(made.one("terraform_data", "Last").depends_on).toEqual([
      "terraform_data.One",
      "terraform_data.Two",
      "terraform_data.Three",
    ]);
  });

  it("begins a list where there was none", () => {
    const made = synth((stack) => {
      const first = new DataResource(stack, "First");
      waitFor(new DataResource(stack, "Last"), first);
    });
    expect(made.one("terraform_data", "Last").depends_on).toEqual(["terraform_data.First"]);
  });
});
