import * as fs from "node:fs";
import * as path from "node:path";
import type { TerraformStack } from "cdktf";

/** A stack with the time it took to build, and to synthesize once the app has done so. */
export interface TimedStack {
  readonly stack: TerraformStack;
  readonly seconds: () => number;
}

/** Builds a stack and measures that, and its synthesis later on. */
export function timed(build: () => TerraformStack): TimedStack {
  const started = performance.now();
  const stack = build();
  let milliseconds = performance.now() - started;
  const synthesizer = stack.synthesizer;
  stack.synthesizer = {
    synthesize(session) {
      const begun = performance.now();
      synthesizer.synthesize(session);
      milliseconds += performance.now() - begun;
    },
  };
  return { stack, seconds: () => milliseconds / 1000 };
}

/** One line of the summary. */
export type Row = {
  readonly stack: string;
  /** Number of resources by provider, `aws 84`. */
  readonly resources: readonly string[];
  /** Release, chart and version, `keda 2.20.2`. */
  readonly releases: readonly string[];
  readonly bytes: number;
  readonly seconds: number;
  readonly folder: string;
};

/** The table `npm start` prints: what each stack holds and where its Terraform lies. */
export function summarize(outdir: string, stacks: readonly TimedStack[]): string {
  const rows = stacks.map(({ stack, seconds }) => {
    const folder = path.join(outdir, "stacks", stack.node.id);
    const text = fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8");
    return rowOf(stack.node.id, folder, text, seconds());
  });
  return renderTable(rows);
}

/** Reads one synthesized stack. */
export function rowOf(stack: string, folder: string, text: string, seconds: number): Row {
  const resources: Record<string, Record<string, Record<string, unknown>>> = JSON.parse(text).resource ?? {};
  const counts = new Map<string, number>();
  for (const [type, byName] of Object.entries(resources)) {
    const provider = type.split("_")[0] ?? type;
    counts.set(provider, (counts.get(provider) ?? 0) + Object.keys(byName).length);
  }
  const releases = Object.values(resources.helm_release ?? {}).map((release) =>
    release.version === undefined ? `${release.name} (manifests)` : `${release.name} ${release.version}`,
  );
  return {
    stack,
    resources: [...counts].sort().map(([provider, count]) => `${provider} ${count}`),
    releases: releases.sort(),
    bytes: Buffer.byteLength(text),
    seconds,
    folder,
  };
}

/** Draws rows as a table; a cell of several lines stays in its column. */
export function renderTable(rows: readonly Row[]): string {
  const lines = rows.flatMap((row) => {
    const cells = [
      [row.stack],
      row.resources,
      row.releases,
      [grouped(row.bytes)],
      [row.seconds.toFixed(2)],
      [row.folder],
    ];
    const height = Math.max(...cells.map((cell) => cell.length));
    const body = Array.from({ length: height }, (_, line) => cells.map((cell) => cell[line] ?? ""));
    return [...body, undefined];
  });
  const header = ["stack", "resources", "Helm releases", "bytes", "seconds", "output folder"];
  const table = [header, undefined, ...lines.slice(0, -1)];
  const widths = header.map((_, column) => Math.max(...table.map((line) => line?.[column]?.length ?? 0)));
  const rule = widths.map((width) => "─".repeat(width)).join("─┼─");
  const numeric = new Set([3, 4]);
  return table
    .map((line) =>
      line === undefined
        ? rule
        : line
            .map((cell, column) => {
              const width = widths[column] ?? 0;
              return numeric.has(column) ? cell.padStart(width) : cell.padEnd(width);
            })
            .join(" │ ")
            .trimEnd(),
    )
    .join("\n");
}

/** 79,867; toLocaleString would load a locale database for it. */
function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}
