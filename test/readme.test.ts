import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { TerraformStack } from "cdktf";
import type { WorkloadPlatform } from "../constructs/workload/workload-platform";
import { coreProblems } from "./support/core-kinds";
import { crdProblems, isCustom } from "./support/crds";
import { ROOT } from "./support/project";
import { synth } from "./support/synth";
import { objectsOf, platformIn } from "./support/workloads";

type Service = (stack: TerraformStack, platform: WorkloadPlatform, tag: string) => void;

/** The block of the README that holds the service; test/docs.test.ts compiles it. */
function block(): string {
  const readme = fs.readFileSync(path.join(ROOT, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code ?? "");
  const found = blocks.filter((code) => code.includes("new Microservice("));
  expect(found).toHaveLength(1);
  return found[0] ?? "";
}

function run(): Service {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-readme-"));
  try {
    const file = path.join(folder, "service.ts");
    fs.writeFileSync(file, block());
    const [service] = Object.values<Service>(require(file));
    return service ?? fail();
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function fail(): never {
  throw new Error("the block exports no service");
}

const METRICS = { prometheusUrl: "http://prometheus.monitoring:9090", namespace: "monitoring" };

describe("the service in the README", () => {
  const service = run();
  const objects = objectsOf(
    synth((stack) => {
      service(stack, platformIn(stack, { metrics: { ...METRICS, dependencies: [] } }), "1.4.2");
    }),
    "Users_Manifests_Release",
  );

  it("is ten lines, imports among them", () => {
    expect(block().trimEnd().split("\n").length).toBeLessThanOrEqual(10);
  });

  it("becomes what the text below it says", () => {
    expect(Object.keys(objects).sort()).toEqual([
      "Deployment/users",
      "NetworkPolicy/users",
      "PodDisruptionBudget/users",
      "PrometheusRule/users",
      "Service/users",
      "ServiceAccount/users",
      "ServiceMonitor/users",
    ]);
    expect(objects["Deployment/users"]?.spec).toMatchObject({
      replicas: 2,
      strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        spec: {
          securityContext: { runAsNonRoot: true },
          containers: [
            {
              image: "registry.example.com/users:1.4.2",
              securityContext: { readOnlyRootFilesystem: true },
            },
          ],
          topologySpreadConstraints: [{ topologyKey: "topology.kubernetes.io/zone" }],
        },
      },
    });
  });

  it("is taken by an API server as it is", () => {
    const all = Object.values(objects);
    expect(coreProblems(all.filter((one) => !isCustom(one)))).toEqual([]);
    expect(all.filter(isCustom).flatMap(crdProblems)).toEqual([]);
  });
});
