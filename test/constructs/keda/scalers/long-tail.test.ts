import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { ScalerValue } from "../../../../constructs/keda/scaler-value";
import { LONG_TAIL } from "../../../../constructs/keda/scalers/long-tail";
import { type ScalerEntry, scalerTable } from "../../../../constructs/keda/scalers/scaler-table";
import { ROOT } from "../../../support/project";
import { maximalSample, minimalSample, propsOf } from "../../../support/scaler-samples";
import { bind, bindProblems } from "../../../support/scalers";

const FACTORIES = LONG_TAIL as unknown as Readonly<Record<string, (props: object) => ScalerValue>>;
const SOURCE = path.join(ROOT, "constructs", "keda", "scalers");

function entryOf(factory: string): ScalerEntry {
  const entry = [...scalerTable().values()].find((one) => one.factory === factory);
  if (entry === undefined) {
    throw new Error(`no scaler has the factory ${factory}`);
  }
  return entry;
}

const NAMED = Object.entries(FACTORIES).map(([name, factory]) => [name, factory, entryOf(name)] as const);

/** Text of `long-tail.ts` and of every file in `long-tail`, by name. */
function generatedIn(folder: string): Record<string, string> {
  const names = fs.readdirSync(path.join(folder, "long-tail")).map((name) => path.join("long-tail", name));
  return Object.fromEntries(
    ["long-tail.ts", ...names.sort()].map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]),
  );
}

describe("LONG_TAIL", () => {
  it("has a factory for each file of props", () => {
    const files = fs.readdirSync(path.join(SOURCE, "long-tail")).map((name) => name.replace(/\.ts$/, ""));
    expect(NAMED.map(([, , { type }]) => type).sort()).toEqual(files.sort());
  });

  it.each(NAMED)("makes %s of the least it takes", (_, factory, entry) => {
    const props = propsOf(entry, minimalSample(entry));
    const scaler = factory(props);
    expect(scaler.type).toBe(entry.type);
    expect(bind(scaler).trigger.type).toBe(entry.type);
  });

  it.each(NAMED)(
    "makes %s of as much as it takes, and of settings every trigger has",
    (_, factory, entry) => {
      const props = { ...propsOf(entry, maximalSample(entry)), name: "mine", metricType: "Value" };
      expect(bind(factory(props)).trigger).toMatchObject({ name: "mine", metricType: "Value" });
    },
  );

  it("fails on a prop the scaler does not have", () => {
    const [, nsq, entry] = NAMED.find(([name]) => name === "nsq") ?? [];
    const props = entry && { ...propsOf(entry, minimalSample(entry)), depht: 3 };
    expect(nsq && props && bindProblems(nsq(props))).toEqual([
      expect.objectContaining({ prop: "depht", code: "unknown-parameter" }),
    ]);
  });
});

describe("scripts/generate-scalers.mjs", () => {
  it("makes what stands in the source, from the table as it is", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-scalers-"));
    try {
      execFileSync(process.execPath, [path.join(ROOT, "scripts", "generate-scalers.mjs"), folder], {
        stdio: "pipe",
      });
      expect(generatedIn(folder)).toEqual(generatedIn(SOURCE));
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
