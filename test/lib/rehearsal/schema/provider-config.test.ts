import { readModule } from "../../../../lib/rehearsal/schema/module-text";
import { providerConfigOf } from "../../../../lib/rehearsal/schema/provider-config";

type Entry = readonly [name: string, value: string, shape: string, storage: string];

function entries(rows: readonly Entry[]): string {
  return rows
    .map(
      ([name, value, shape, storage]) =>
        `      ${name}: {\n        value: ${value},\n        isBlock: true,\n        type: "${shape}",\n        storageClassType: "${storage}",\n      },`,
    )
    .join("\n");
}

const SOURCE = `
export interface CloudProviderRole {
  readonly roleArn: string;
  readonly sessionTags?: { [key: string]: string };
  readonly limits?: CloudProviderRoleLimits[];
}
export interface CloudProviderRoleLimits {
  readonly max: number;
}
export function cloudProviderRoleToHclTerraform(struct?: CloudProviderRole): any {
  const attrs = {
${entries([
  ["role_arn", "cdktf.stringToHclTerraform(struct!.roleArn)", "simple", "string"],
  [
    "session_tags",
    "cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(struct!.sessionTags)",
    "map",
    "stringMap",
  ],
  [
    "limits",
    "cdktf.listMapperHcl(cloudProviderRoleLimitsToHclTerraform, true)(struct!.limits)",
    "set",
    "CloudProviderRoleLimitsList",
  ],
])}
  };
}
export function cloudProviderRoleLimitsToHclTerraform(struct?: CloudProviderRoleLimits): any {
  const attrs = {
${entries([["max", "cdktf.numberToHclTerraform(struct!.max)", "simple", "number"]])}
  };
}
export class CloudProvider extends cdktf.TerraformProvider {
  public static readonly tfResourceType = "cloud";
  // accounts - computed: false, optional: true, required: false
  private _accounts?: string[]; 
  // exec - computed: false, optional: true, required: false
  private _exec?: CloudProviderRole; 
  // odd - computed: false, optional: true, required: false
  private _odd?: Odd; 
  // region - computed: false, optional: false, required: true
  private _region?: string; 
  // registries - computed: false, optional: true, required: false
  private _registries?: CloudProviderRole[]; 
  // unwritten - computed: false, optional: true, required: false
  private _unwritten?: string; 
  // alias - computed: false, optional: true, required: false
  private _alias?: string; 
  // role - computed: false, optional: false, required: true
  private _role?: CloudProviderRole[]; 
  protected synthesizeAttributes(): { [name: string]: any } {
    return { region: cdktf.stringToTerraform(this._region), };
  }
  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
${entries([
  ["accounts", "cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._accounts)", "set", "stringList"],
  ["exec", "cloudProviderRoleToHclTerraform(this._exec)", "struct", "CloudProviderRole"],
  ["odd", "cdktf.oddToHclTerraform(this._odd)", "simple", "Odd"],
  ["region", "cdktf.stringToHclTerraform(this._region)", "simple", "string"],
  [
    "registries",
    "cdktf.listMapperHcl(cloudProviderRoleToHclTerraform, false)(this._registries)",
    "list",
    "CloudProviderRoleList",
  ],
  ["alias", "cdktf.stringToHclTerraform(this._alias)", "simple", "string"],
  [
    "role",
    "cdktf.listMapperHcl(cloudProviderRoleToHclTerraform, true)(this._role)",
    "list",
    "CloudProviderRoleList",
  ],
])}
    };
  }
}
`;

describe("configuration of a provider", () => {
  const module = readModule(SOURCE);
  const warnings: string[] = [];
  const config = providerConfigOf(SOURCE, module?.fields ?? [], "provider.cloud", (path, why) =>
    warnings.push(`${path}: ${why}`),
  );
  const role = {
    attributes: {
      role_arn: { type: "string", required: true },
      session_tags: { type: ["map", "string"], optional: true },
    },
    blocks: {
      limits: {
        nesting: "set",
        block: { attributes: { max: { type: "number", required: true } }, blocks: {} },
      },
    },
  };

  it("reads plain arguments, sets told from lists", () => {
    expect(config.attributes.region).toEqual({ type: "string", required: true });
    expect(config.attributes.accounts).toEqual({ type: ["set", "string"], optional: true });
  });

  it("reads blocks, blocks inside them, and which of their arguments may be left out", () => {
    expect(config.blocks).toEqual({ role: { nesting: "list", minItems: 1, block: role } });
  });

  it("reads nested attributes, of which children are attributes as well", () => {
    const { exec, registries } = config.attributes;
    expect(exec).toMatchObject({
      optional: true,
      type: ["object", { role_arn: "string", session_tags: ["map", "string"] }],
      nested: { nesting: "single", attributes: { role_arn: { required: true }, limits: { optional: true } } },
    });
    expect(registries?.nested?.nesting).toBe("list");
  });

  it("leaves out alias, which is terraform's own", () => {
    expect(Object.keys(config.attributes)).not.toContain("alias");
  });

  it("warns of what nothing writes and of what it does not understand", () => {
    expect(warnings).toEqual([
      "provider.cloud.unwritten: nothing writes it",
      "provider.cloud.odd: its type is not understood",
    ]);
    expect(config.attributes.odd).toEqual({ type: "dynamic", optional: true });
  });
});
