import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { App, TerraformStack } from "cdktf";
import { Scaler } from "../../../constructs/keda";
import { resolveScaledObject } from "../../../constructs/keda/scaled-object-config";
import { scalerTable } from "../../../constructs/keda/scalers/scaler-table";
import { MOST_USED, mostUsedHttp } from "../../../examples/scalers/most-used";
import { OTHERS } from "../../../examples/scalers/others";
import { Problems } from "../../../lib/core/errors";
import { crdProblems } from "../../support/crds";
import { FakeKeda } from "../../support/fake-keda";
import { ROOT } from "../../support/project";

const HTTP = mostUsedHttp({ scalerAddress: "keda-add-ons-http-external-scaler.keda:9090" });
const SMALLEST = Object.entries({ ...MOST_USED, ...OTHERS });

describe("Scaler", () => {
  it("has a factory for every scaler of KEDA 2.20, under the table's name, and two more", () => {
    const names = [...scalerTable().values()].map(({ factory }) => factory);
    expect(Object.keys(Scaler).sort()).toEqual([...names, "custom", "http"].sort());
  });

  it("is shown at its smallest for every scaler", () => {
    expect(SMALLEST.map(([type]) => type).sort()).toEqual([...scalerTable().keys()].sort());
  });

  it.each([...SMALLEST.map(([type, make]) => [type, make] as const), ["external-push", () => HTTP] as const])(
    "makes of %s at its smallest what KEDA's definitions take, without a problem",
    (type, make) => {
      const problems = new Problems();
      const { manifests } = resolveScaledObject(
        {
          keda: new FakeKeda(new TerraformStack(new App(), "test")),
          name: "orders",
          namespace: "shop",
          target: { name: "orders" },
          minReplicas: 1,
          triggers: [make()],
        },
        problems,
      );
      expect(problems.all).toEqual([]);
      expect(make().type).toBe(type);
      expect(manifests.flatMap(crdProblems)).toEqual([]);
    },
  );

  it("is listed in the README as npm run generate writes it", () => {
    const script = path.join(ROOT, "scripts", "generate-scaler-readme.mjs");
    const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});
