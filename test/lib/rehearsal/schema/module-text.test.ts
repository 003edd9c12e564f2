import { readModule } from "../../../../lib/rehearsal/schema/module-text";
import { ELEMENT, field, moduleOf, nested, providerModule, struct, text } from "../../../support/bindings";

describe("text of a binding module", () => {
  it("names its type from the code", () => {
    expect(readModule(moduleOf("random_string", []))).toMatchObject({
      kind: "resource",
      type: "random_string",
    });
    expect(readModule(moduleOf("aws_vpc", [], [], {}, "TerraformDataSource"))).toMatchObject({
      kind: "data-source",
      type: "aws_vpc",
    });
    expect(readModule(providerModule("aws", "6.25.0"))).toMatchObject({ kind: "provider", type: "aws" });
  });

  it("is nothing where no resource, data source or provider is made", () => {
    expect(readModule("export class Helper extends cdktf.ComplexObject {\n}")).toBeUndefined();
  });

  it("reads the successor's base classes as well", () => {
    const source = moduleOf("aws_vpc", [text("id", "oc")]).replaceAll("cdktf.", "cdktn.");
    expect(readModule(source)).toMatchObject({ kind: "resource", fields: [{ name: "id" }] });
  });

  it("takes flags from the comment and types from the lines below", () => {
    const source = moduleOf("aws_vpc", [
      text("arn", "c"),
      field("tags", "o", "this.getStringMapAttribute('tags')", "_tags?: { [key: string]: string }; "),
      nested("ingress", "oc", "SecurityGroupIngressList", true),
    ]);
    expect(readModule(source)?.fields).toEqual([
      {
        name: "arn",
        computed: true,
        optional: false,
        required: false,
        declared: undefined,
        holder: undefined,
        getter: "this.getStringAttribute('arn')",
      },
      expect.objectContaining({ name: "tags", optional: true, declared: "{ [key: string]: string }" }),
      expect.objectContaining({
        name: "ingress",
        holder: { className: "SecurityGroupIngressList", wrapsSet: true },
      }),
    ]);
  });

  it.each([
    ["false, 0", "first-of-list"],
    ["true, 0", "first-of-set"],
    ["false", "single"],
    ["", "single"],
    [ELEMENT, "element"],
    ["false, complexObjectKey", "element"],
  ])("reads how a struct is reached from super(..., %s)", (reach, access) => {
    const source = moduleOf("aws_vpc", [], [struct("Thing", reach, [text("name", "r")])]);
    expect(readModule(source)?.struct("Thing")).toMatchObject({ access, fields: [{ name: "name" }] });
  });

  it("knows which lists are written as blocks", () => {
    const module = readModule(moduleOf("aws_vpc", [], [], { vpcRule: true, vpcEntry: false }));
    expect(module?.writesBlocks("VpcRule")).toBe(true);
    expect(module?.writesBlocks("VpcEntry")).toBe(false);
    expect(module?.writesBlocks("VpcOther")).toBeUndefined();
    expect(module?.struct("VpcOther")).toBeUndefined();
  });
});
