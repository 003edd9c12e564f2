import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { INDENT } from "./location";
import { withRemoteStates } from "./remote-state";
import { type Config, list, record, STACK_FILE, type StackFolder } from "./stack-folder";
import type { StateHome } from "./state-home";
import type { Diagnostic } from "./terraform-output";

/** A copy of a stack in which terraform may do as it likes. */
export type Workspace = {
  /** Where terraform runs. */
  readonly directory: string;
  readonly configFile: string;
  /** Terraform settings under which no provider is installed from anywhere. */
  readonly offlineConfigFile: string;
  /** What was left out of the copy, and why. */
  readonly warnings: readonly Diagnostic[];
  /** Lifts `prevent_destroy` everywhere, so that a rehearsal can end. */
  allowDestroy(): void;
  /** Removes the copy and all terraform made in it. */
  remove(): void;
};

/** Never copied: what terraform itself writes into a folder, and state above all. */
const TERRAFORM_OWN =
  /^(\.terraform|\.terraform\.lock\.hcl|.*\.tfstate(\..*)?|\.terraform\.tfstate\.lock\.info|plan)$/;

/** A mirror that holds nothing: a provider that is not simulated is an error at once, not a download. */
const OFFLINE = (directory: string): string =>
  `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(directory)}\n  }\n}\n`;

/**
 * Copies a stack with its assets to a temporary folder. The original is only read.
 *
 * @throws ConfigError `remote-state-unknown` if the stack reads a state nobody provides
 */
export function makeWorkspace(
  stack: StackFolder,
  settings: {
    /** Where its state is kept. */
    readonly state: StateHome;
    /** Keeps the dependency lock file, for providers that terraform installs itself. */
    readonly keepLock?: boolean;
    /** Other states by name of the `terraform_remote_state` that is to read them. */
    readonly remoteStates?: ReadonlyMap<string, StateHome>;
  },
): Workspace {
  const { config, warnings } = rehearsable(stack.config, settings);
  // Short, for a unix socket may lie below it, whose path the system limits to about 100 characters.
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "rehearse-"));
  const copied = path.join(directory, stack.name);
  fs.cpSync(stack.directory, copied, {
    recursive: true,
    dereference: true,
    filter: (source) => {
      const name = path.basename(source);
      return (
        source === stack.directory ||
        !TERRAFORM_OWN.test(name) ||
        (settings.keepLock === true && name === ".terraform.lock.hcl")
      );
    },
  });
  const mirror = path.join(directory, "mirror");
  fs.mkdirSync(mirror);
  const offlineConfigFile = path.join(directory, "terraform.rc");
  fs.writeFileSync(offlineConfigFile, OFFLINE(mirror));
  const configFile = path.join(copied, STACK_FILE);
  fs.writeFileSync(configFile, JSON.stringify(config, undefined, INDENT));
  return {
    directory: copied,
    configFile,
    offlineConfigFile,
    warnings,
    allowDestroy: () =>
      fs.writeFileSync(configFile, JSON.stringify(withoutPreventDestroy(config), undefined, INDENT)),
    remove: () => fs.rmSync(directory, { recursive: true, force: true }),
  };
}

/**
 * A configuration that keeps its state, and reads other states, where the rehearsal has them, and runs no program.
 *
 * @throws ConfigError `remote-state-unknown` if it reads a state that is not in `remoteStates`
 */
export function rehearsable(
  config: Config,
  settings: {
    readonly state: StateHome;
    readonly remoteStates?: ReadonlyMap<string, StateHome>;
  },
): { readonly config: Config; readonly warnings: readonly Diagnostic[] } {
  const warnings: Diagnostic[] = [];
  const { backend: _backend, cloud: _cloud, ...terraform } = record(list(config.terraform)[0]);
  return {
    config: {
      ...withRemoteStates(config, settings.remoteStates ?? new Map()),
      terraform: { ...terraform, backend: { [settings.state.backend]: settings.state.settings } },
      ...mapResources(config, (resource, address) => {
        const { provisioner, connection: _connection, ...rest } = resource;
        if (provisioner === undefined) {
          return resource;
        }
        warnings.push({
          severity: "warning",
          summary: "Provisioner not run",
          detail:
            "A rehearsal runs no program of the stack, so the provisioners of this resource were left out.",
          address,
        });
        return rest;
      }),
    },
    warnings,
  };
}

/** A configuration whose resources may all be destroyed. */
export function withoutPreventDestroy(config: Config): Config {
  return {
    ...config,
    ...mapResources(config, (resource) => {
      const lifecycle = list(resource.lifecycle).map((one) => {
        const { prevent_destroy: _lifted, ...rest } = record(one);
        return rest;
      });
      return lifecycle.length === 0 ? resource : { ...resource, lifecycle };
    }),
  };
}

/** Environment for terraform: it asks nobody, is asked by nobody, and takes no settings of the user's shell. */
export function terraformEnvironment(settings: {
  readonly reattach: string;
  /** File for TF_CLI_CONFIG_FILE; undefined keeps the user's own, for providers that terraform installs. */
  readonly cliConfigFile?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^TF_(CLI_ARGS.*|WORKSPACE|DATA_DIR|REATTACH_PROVIDERS)$/.test(name),
  );
  const variables = Object.entries(settings.variables ?? {}).map(([name, value]) => [
    `TF_VAR_${name}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return {
    // Terraform lives for a second: collecting garbage a quarter as often makes it a tenth faster.
    GOGC: "400",
    ...Object.fromEntries(inherited),
    ...Object.fromEntries(variables),
    ...(settings.cliConfigFile === undefined ? {} : { TF_CLI_CONFIG_FILE: settings.cliConfigFile }),
    TF_REATTACH_PROVIDERS: settings.reattach,
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
  };
}

function mapResources(config: Config, change: (resource: Config, address: string) => Config): Config {
  if (config.resource === undefined) {
    return {};
  }
  const resource = Object.fromEntries(
    Object.entries(record(config.resource)).map(([type, byName]) => [
      type,
      Object.fromEntries(
        Object.entries(record(byName)).map(([name, body]) => [
          name,
          Array.isArray(body)
            ? body.map((one) => change(record(one), `${type}.${name}`))
            : change(record(body), `${type}.${name}`),
        ]),
      ),
    ]),
  );
  return { resource };
}
