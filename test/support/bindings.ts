import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** Flags of a field: `r` required, `o` optional, `c` computed, `oc` both. */
export type Flags = "r" | "o" | "c" | "oc";

/** A field as cdktf generates it: comment, private member if given, getter. */
export function field(name: string, flags: Flags, getter: string, member?: string): string {
  const has = (flag: string) => String(flags.includes(flag));
  return [
    `  // ${name} - computed: ${has("c")}, optional: ${has("o")}, required: ${has("r")}`,
    ...(member === undefined ? [] : [`  private ${member}`]),
    `  public get ${name}() {`,
    `    return ${getter};`,
    "  }",
    "",
  ].join("\n");
}

/** A field that holds a string. */
export function text(name: string, flags: Flags): string {
  return field(name, flags, `this.getStringAttribute('${name}')`);
}

/** A field that holds structs: `holder` is `ThingList`, `ThingOutputReference` or `ThingMap`. */
export function nested(name: string, flags: Flags, holder: string, wrapsSet?: boolean): string {
  const more = wrapsSet === undefined ? "" : `, ${wrapsSet}`;
  return field(name, flags, `this._${name}`, `_${name} = new ${holder}(this, "${name}"${more});`);
}

/** A struct class. `reach` are the arguments after the attribute: `false, 0`, `complexObjectIsFromSet, complexObjectIndex`. */
export function struct(name: string, reach: string, fields: readonly string[]): string {
  const rest = reach === "" ? "" : `, ${reach}`;
  return [
    `export class ${name}OutputReference extends cdktf.ComplexObject {`,
    "  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {",
    `    super(terraformResource, terraformAttribute${rest});`,
    "  }",
    ...fields,
    "}",
  ].join("\n");
}

/** Arguments a struct in a collection is reached with. */
export const ELEMENT = "complexObjectIsFromSet, complexObjectIndex";

/** Source of a module with one resource or data source; `mappers` are those of its lists: `thing: true`. */
export function moduleOf(
  type: string,
  fields: readonly string[],
  structs: readonly string[] = [],
  mappers: Readonly<Record<string, boolean>> = {},
  base: "TerraformResource" | "TerraformDataSource" = "TerraformResource",
): string {
  return [
    "import * as cdktf from 'cdktf';",
    ...structs,
    `export class Main extends cdktf.${base} {`,
    `  public static readonly tfResourceType = "${type}";`,
    ...fields,
    "  protected synthesizeAttributes(): { [name: string]: any } {",
    ...Object.entries(mappers).map(
      ([name, isBlock]) =>
        `    cdktf.listMapperHcl(${name}ToHclTerraform, ${isBlock})(this._x.internalValue),`,
    ),
    "  }",
    "}",
  ].join("\n");
}

/** Source of a provider module without arguments. */
export function providerModule(name: string, version: string, source = name): string {
  return [
    `export class ${name}Provider extends cdktf.TerraformProvider {`,
    `  public static readonly tfResourceType = "${name}";`,
    "    super(scope, id, {",
    `        providerVersion: '${version}',`,
    `      terraformProviderSource: '${source}'`,
    "  protected synthesizeHclAttributes(): { [name: string]: any } {",
    "    const attrs = {",
    "    };",
    "  }",
    "}",
  ].join("\n");
}

/** A compiled file that carries its source in an inline source map. */
export function compiled(source: string): string {
  const type = /tfResourceType = "[^"]*"/.exec(source)?.[0] ?? "";
  const map = Buffer.from(JSON.stringify({ version: 3, sourcesContent: [source] })).toString("base64");
  return `Main.${type};\n//# sourceMappingURL=data:application/json;base64,${map}`;
}

/** Folder for a test, removed when the test file is done. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-bindings-"));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a package of bindings; files by their path below `lib/`, already compiled. */
export function writePackage(
  directory: string,
  name: string,
  files: Readonly<Record<string, string>>,
): string {
  fs.mkdirSync(path.join(directory, "lib"), { recursive: true });
  fs.writeFileSync(path.join(directory, "package.json"), JSON.stringify({ name, version: "1.2.3" }));
  for (const [file, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(directory, "lib", file)), { recursive: true });
    fs.writeFileSync(path.join(directory, "lib", file), content);
  }
  return directory;
}

/** Folder of an installed package of bindings. */
export function installed(provider: "aws" | "kubernetes" | "helm"): string {
  return path.join(__dirname, "..", "..", "node_modules", "@cdktf", `provider-${provider}`);
}
