import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** Series in Prometheus' notation to their values, one a minute, in promtool's: `0+1x30`. */
export type Series = Readonly<Record<string, string>>;

/**
 * What Prometheus answers to a query at a minute, by promtool: undefined for no answer. Labels of the answer are left
 * out; several answers are an error.
 */
export function answerOf(query: string, series: Series, atMinute: number): number | undefined {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-promql-"));
  try {
    const file = path.join(folder, "test.yaml");
    fs.writeFileSync(file, JSON.stringify(testOf(query, series, atMinute)));
    const { stdout, stderr } = spawnSync("promtool", ["test", "rules", file], { encoding: "utf8" });
    // No query gives what is expected, so that promtool tells what it got instead.
    const got = /got:\s*(nil|(?:\{.*?\} \S+,?\s*)+)/.exec(`${stdout}\n${stderr}`)?.[1];
    if (got === undefined) {
      throw new Error(`${stdout}\n${stderr}`);
    }
    const values = [...got.matchAll(/\} (\S+?),?(?=\s|$)/g)].map(([, value]) => value ?? "");
    if (values.length > 1) {
      throw new Error(`several answers: ${got}`);
    }
    return values[0] === undefined ? undefined : Number(values[0].replace("Inf", "Infinity"));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function testOf(query: string, series: Series, atMinute: number) {
  return {
    rule_files: [],
    evaluation_interval: "1m",
    tests: [
      {
        interval: "1m",
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [
          {
            expr: query,
            eval_time: `${atMinute}m`,
            exp_samples: [{ labels: "no_such_answer", value: 0.123456789 }],
          },
        ],
      },
    ],
  };
}
