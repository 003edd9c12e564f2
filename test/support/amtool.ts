import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
  type AlertmanagerConfig,
  alertmanagerConfig,
  type RenderedRouting,
} from "../../constructs/observability/routing/alert-routing";
import type { Receiver } from "../../constructs/observability/routing/receiver";
import { Problems } from "../../lib/core/errors";
import { codes } from "./synth";

/** Whether amtool, the tool that comes with Alertmanager, is installed. */
export const AMTOOL = spawnSync("amtool", ["--version"], { stdio: "ignore" }).status === 0;

/** Like describe, but skipped, and counted as skipped, where amtool is not installed. */
export const describeWithAmtool = AMTOOL ? describe : describe.skip;

export type Labels = Readonly<Record<string, string>>;

/** What a template of a message is run on: Alertmanager's `template.Data`. */
export type MessageData = {
  readonly receiver?: string;
  readonly status: string;
  readonly alerts: readonly {
    readonly status: string;
    readonly labels: Labels;
    readonly annotations: Labels;
    readonly generatorURL?: string;
  }[];
  readonly groupLabels?: Labels;
  readonly commonLabels: Labels;
  readonly commonAnnotations?: Labels;
  readonly externalURL: string;
};

/** A routing to one receiver, called `only`, and the problems of it. */
export function routedTo(only: Receiver) {
  const problems = new Problems();
  const nobody = { takes: "nothing" as const, bind: () => ({}) };
  const rendered =
    only.takes === "heartbeat"
      ? alertmanagerConfig({ receivers: { only, nobody }, route: { receiver: "nobody" } }, problems)
      : alertmanagerConfig({ receivers: { only }, route: { receiver: "only" } }, problems);
  return {
    rendered,
    receiver: rendered.config.receivers[0],
    problems: codes(problems.all),
    all: problems.all,
  };
}

/**
 * Lets amtool check a configuration with its template files; fails with what it says. amtool opens no file of a
 * secret.
 */
export function checkRouting({ config, templateFiles }: RenderedRouting): void {
  inFolder(templateFiles, (cwd) => {
    write(cwd, asOldAmtool({ ...config, templates: [path.join(cwd, "*.tmpl")] }));
    amtool(cwd, "check-config", "config.json");
  });
}

/** Lets amtool say at which receivers each set of labels arrives, in the order of the tree. */
export function receiversOf(config: AlertmanagerConfig, labelSets: readonly Labels[]): string[][] {
  return inFolder({}, (cwd) => {
    write(cwd, asOldAmtool({ ...config, templates: [] }));
    return labelSets.map((labels) => {
      const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
      return amtool(cwd, "config", "routes", "test", "--config.file=config.json", ...pairs)
        .trim()
        .split(",");
    });
  });
}

/** Lets amtool run a template of a message. */
export function renderMessage(
  { templateFiles }: Pick<RenderedRouting, "templateFiles">,
  template: string,
  data: MessageData,
  type: "text" | "html" = "text",
): string {
  return inFolder({ ...templateFiles, "data.json": JSON.stringify(data) }, (cwd) =>
    amtool(
      cwd,
      "template",
      "render",
      `--template.glob=${path.join(cwd, "*.tmpl")}`,
      `--template.text=${template}`,
      `--template.type=${type}`,
      "--template.data=data.json",
    ),
  );
}

/**
 * Debian 12 has amtool 0.25, which is older than three things: files with the addresses of webhooks and of Discord
 * (0.26), and Teams by workflows (0.28). They become what it knows; everything else reaches it as it is. What is
 * replaced here is held against Alertmanager's own list of keys in the test of `alertmanagerConfig`.
 */
export function asOldAmtool(config: AlertmanagerConfig): object {
  const placeholder = "http://placeholder.invalid";
  type Entry = { readonly [key: string]: unknown };
  const receivers = config.receivers.map((receiver) => {
    const { msteamsv2_configs: teams, ...rest } = receiver as { readonly [key: string]: readonly Entry[] };
    const known = Object.entries(rest).map(([key, entries]) => {
      if (key === "webhook_configs") {
        return [key, entries.map(({ url_file: _, ...entry }) => ({ ...entry, url: placeholder }))];
      }
      if (key === "discord_configs") {
        return [
          key,
          entries.map(({ webhook_url_file: _, ...entry }) => ({ ...entry, webhook_url: placeholder })),
        ];
      }
      return [key, entries];
    });
    return {
      ...Object.fromEntries(known),
      ...(teams && {
        discord_configs: [
          ...((Object.fromEntries(known).discord_configs as readonly Entry[] | undefined) ?? []),
          ...teams.map(({ send_resolved, title, text }) => ({
            send_resolved,
            title,
            message: text,
            webhook_url: placeholder,
          })),
        ],
      }),
    };
  });
  return { ...config, receivers };
}

/** Alertmanager reads YAML, and so JSON. */
function write(cwd: string, config: object): void {
  fs.writeFileSync(path.join(cwd, "config.json"), JSON.stringify(config));
}

function amtool(cwd: string, ...args: readonly string[]): string {
  // Without a home, no configuration of a user is read.
  const env = { ...process.env, HOME: cwd };
  const { status, stdout, stderr } = spawnSync("amtool", [...args], { cwd, encoding: "utf8", env });
  if (status !== 0) {
    throw new Error(`amtool ${args.join(" ")}\n${stdout}${stderr}`);
  }
  return stdout;
}

function inFolder<T>(files: Readonly<Record<string, string>>, use: (cwd: string) => T): T {
  const cwd = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-amtool-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      fs.writeFileSync(path.join(cwd, name), content);
    }
    return use(cwd);
  } finally {
    fs.rmSync(cwd, { recursive: true, force: true });
  }
}
