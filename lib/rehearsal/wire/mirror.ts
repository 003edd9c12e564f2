import * as fs from "node:fs";
import * as path from "node:path";
import { ConfigError } from "../../core/errors";
import type { ProviderSchema } from "../schema/types";

/** Environment variables a plugin of the mirror finds its way by. */
export const MIRROR_ENV = {
  /** Folder with the schemas and the world. */
  directory: "SLIPWAY_REHEARSAL",
  /** Program that runs JavaScript. */
  node: "SLIPWAY_REHEARSAL_NODE",
  /** Compiled plugin.js. */
  plugin: "SLIPWAY_REHEARSAL_PLUGIN",
} as const;

export type MirrorOptions = {
  /** The compiled plugin. @default plugin.js beside this file, which exists in the built package */
  readonly plugin?: string;
  /** Platform terraform runs on, as node names it. @default the one this runs on */
  readonly platform?: NodeJS.Platform;
};

/**
 * Lays out a folder from which terraform installs simulated providers as it would real ones: version constraints
 * and the lock file count, and `npx cdktf deploy --skip-provider-lock` runs unchanged.
 *
 * Returns the environment to run terraform or cdktf with. A lock file made with the real providers holds other
 * checksums; work on a copy without it. The checksums of the simulated ones never change, because the
 * installed file is the same two lines everywhere and everything else is found by the environment.
 *
 * @throws ConfigError `mirror-needs-a-shell` on Windows
 */
export function layOutMirror(
  directory: string,
  schemas: readonly ProviderSchema[],
  options: MirrorOptions = {},
): Record<string, string> {
  const { plugin = path.join(__dirname, "plugin.js"), platform = process.platform } = options;
  checkPlatform(platform);
  const mirror = path.join(directory, "mirror");
  for (const schema of schemas) {
    writeFile(schemaFile(directory, schema.source), JSON.stringify(schema));
    const type = schema.source.split("/").at(-1) ?? schema.name;
    const home = path.join(mirror, schema.source, schema.version, terraformPlatform(platform));
    const program = path.join(home, `terraform-provider-${type}_v${schema.version}`);
    writeFile(program, wrapper(schema.source));
    fs.chmodSync(program, 0o755);
  }
  const cliConfig = path.join(directory, "terraform.rc");
  writeFile(
    cliConfig,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  return {
    TF_CLI_CONFIG_FILE: cliConfig,
    CHECKPOINT_DISABLE: "1",
    [MIRROR_ENV.directory]: path.resolve(directory),
    [MIRROR_ENV.node]: process.execPath,
    [MIRROR_ENV.plugin]: plugin,
  };
}

/** Where the schema of a provider lies in a mirror's folder. */
export function schemaFile(directory: string, source: string): string {
  return path.join(directory, "schemas", `${source}.json`);
}

/** Where the world of a mirror lies: objects and events, as the world writes them. */
export function worldFile(directory: string): string {
  return path.join(directory, "world.json");
}

/** Never change a byte of it lightly: its checksum is in the lock files of users. */
function wrapper(source: string): string {
  const { node, plugin } = MIRROR_ENV;
  return `#!/bin/sh\nexec "\${${node}:?is not set}" "\${${plugin}:?is not set}" ${source}\n`;
}

/** The platform as terraform spells it: `linux_amd64`. */
function terraformPlatform(platform: NodeJS.Platform): string {
  const architectures: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };
  return `${platform}_${architectures[process.arch] ?? process.arch}`;
}

function checkPlatform(platform: NodeJS.Platform): void {
  if (platform === "win32") {
    throw new ConfigError("rehearsal", "MirrorOptions", [
      {
        prop: "",
        code: "mirror-needs-a-shell",
        rule: "a provider of the mirror is a shell script",
        value: platform,
        fix: "rehearse without a mirror, or run in WSL or a container",
      },
    ]);
  }
}

function writeFile(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
