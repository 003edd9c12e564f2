import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ConfigError } from "../../../../lib/core/errors";
import { layOutMirror, MIRROR_ENV, schemaFile, worldFile } from "../../../../lib/rehearsal/wire/mirror";
import { providerSchema } from "../../../support/simulated";
import { sourceFiles } from "../../../support/sources";

const SCHEMA = providerSchema({});

describe("layOutMirror", () => {
  let directory: string;

  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-mirror-"));
  });

  afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));

  const programIn = (home: string): string => {
    const versions = path.join(home, "mirror", SCHEMA.source, SCHEMA.version);
    const [platform = ""] = fs.readdirSync(versions);
    expect(platform).toMatch(/^(linux|darwin)_(amd64|arm64)$/);
    return path.join(versions, platform, "terraform-provider-test_v1.2.3");
  };

  it("puts an executable of two lines where terraform looks for the provider", () => {
    layOutMirror(directory, [SCHEMA]);
    const program = programIn(directory);
    expect(fs.statSync(program).mode & 0o111).toBe(0o111);
    expect(fs.readFileSync(program, "utf8").split("\n")).toEqual([
      "#!/bin/sh",
      'exec "${SLIPWAY_REHEARSAL_NODE:?is not set}" "${SLIPWAY_REHEARSAL_PLUGIN:?is not set}" registry.terraform.io/slipway/test',
      "",
    ]);
  });

  it("makes the same bytes in every folder, because their checksum is in lock files", () => {
    const homes = ["a", "b"].map((name) => path.join(directory, name));
    const texts = homes.map((home) => {
      layOutMirror(home, [SCHEMA], { plugin: path.join(home, "plugin.js") });
      return fs.readFileSync(programIn(home), "utf8");
    });
    expect(texts[0]).toBe(texts[1]);
  });

  it("leaves the schema where the provider finds it, by the environment it returns", () => {
    const env = layOutMirror(directory, [SCHEMA]);
    expect(env).toMatchObject({
      TF_CLI_CONFIG_FILE: path.join(directory, "terraform.rc"),
      [MIRROR_ENV.directory]: directory,
      [MIRROR_ENV.node]: process.execPath,
    });
    expect(JSON.parse(fs.readFileSync(schemaFile(directory, SCHEMA.source), "utf8"))).toEqual(SCHEMA);
    expect(path.dirname(worldFile(directory))).toBe(directory);
  });

  it("names a plugin that the build makes", () => {
    const { [MIRROR_ENV.plugin]: plugin = "" } = layOutMirror(directory, [SCHEMA]);
    const source = path
      .relative(path.join(__dirname, "..", "..", "..", ".."), plugin)
      .replace(/\.js$/, ".ts");
    expect(sourceFiles(path.join(__dirname, "..", "..", "..", ".."), ["lib/rehearsal/wire"])).toContain(
      source,
    );
  });

  it("installs from the mirror and from nowhere else", () => {
    const { TF_CLI_CONFIG_FILE = "" } = layOutMirror(directory, [SCHEMA]);
    const text = fs.readFileSync(TF_CLI_CONFIG_FILE, "utf8");
    expect(text).toContain(`path = ${JSON.stringify(path.join(directory, "mirror"))}`);
    expect(text).not.toContain("direct");
  });

  it("fails on Windows, where no script can be a provider", () => {
    let error: unknown;
    try {
      layOutMirror(directory, [SCHEMA], { platform: "win32" });
    } catch (reason) {
      error = reason;
    }
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).problems).toMatchObject([{ code: "mirror-needs-a-shell" }]);
  });
});
