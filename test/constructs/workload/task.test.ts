import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { TerraformStack } from "cdktf";
import { Microservice } from "../../../constructs/workload/microservice";
import { resolveTask, Task, type TaskProps } from "../../../constructs/workload/task";
import { coreProblems } from "../../support/core-kinds";
import { describeWithHelm, helm } from "../../support/helm";
import { codes, problemsOf, synth } from "../../support/synth";
import { baseOf, objectsOf, platformIn, reported } from "../../support/workloads";

function make(stack: TerraformStack, options: Partial<TaskProps> = {}): Task {
  return new Task(stack, "Migrate", {
    platform: platformIn(stack),
    name: "users-migrate",
    image: "registry.example.com/users:1.4.2",
    command: ["npm", "run", "migrate"],
    config: { env: { TABLE: "users" } },
    ...options,
  });
}

const RELEASE = "Migrate_Manifests_Release";

describe("Task", () => {
  it("is a Job that Helm makes anew behind the objects it needs, and a release that waits for it", () => {
    const synthesized = synth((stack) => make(stack));
    const objects = objectsOf(synthesized, RELEASE);
    const hooks = Object.entries(objects).filter(
      ([, { metadata }]) => metadata.annotations?.["helm.sh/hook"],
    );
    expect(hooks.map(([key]) => key)).toEqual(["Job/users-migrate"]);
    expect(Object.keys(objects).sort()).toEqual([
      "ConfigMap/users-migrate-env",
      "Job/users-migrate",
      "NetworkPolicy/users-migrate",
      "ServiceAccount/users-migrate",
    ]);
    expect(objects["Job/users-migrate"]).toMatchObject({
      metadata: {
        annotations: {
          "helm.sh/hook": "post-install,post-upgrade",
          "helm.sh/hook-delete-policy": "before-hook-creation",
        },
      },
      spec: { backoffLimit: 3, activeDeadlineSeconds: 600, ttlSecondsAfterFinished: 86_400 },
    });
    expect(synthesized.one("helm_release", RELEASE)).toMatchObject({
      wait: true,
      atomic: true,
      timeout: 660,
    });
    expect(coreProblems(Object.values(objects))).toEqual([]);
  });

  it("gives the release a minute more than the run, or what it is told", () => {
    const timeout = (options: Partial<TaskProps>) =>
      synth((stack) => make(stack, options)).one("helm_release", RELEASE).timeout;
    expect(timeout({ activeDeadlineSeconds: 1800 })).toBe(1860);
    expect(timeout({ activeDeadlineSeconds: "none" })).toBe(600);
    expect(timeout({ activeDeadlineSeconds: 1800, timeoutSeconds: 2000 })).toBe(2000);
  });

  it("has run before each release of the workload that names it", () => {
    const synthesized = synth((stack) => {
      const migrate = make(stack);
      new Microservice(stack, "Users", {
        platform: { cluster: migrate.cluster, namespace: "shop" },
        name: "users",
        image: "registry.example.com/users:1.4.2",
        ports: { http: 3000 },
        before: [migrate],
      });
    });
    expect(synthesized.one("helm_release", "Users_Manifests_Release").depends_on).toEqual([
      expect.stringMatching(/^helm_release\.Migrate_Manifests_Release/),
    ]);
  });

  it("fails on what a Job cannot be", () => {
    expect(codes(problemsOf((stack) => make(stack, { completions: 0 })))).toEqual([
      "completions out-of-range",
    ]);
  });
});

describe("resolveTask", () => {
  it("keeps the Job for ever where it is told to", () => {
    const props = { ttlSecondsAfterFinished: "none" } as TaskProps;
    const { result } = reported((problems) => resolveTask(props, baseOf(), problems));
    expect(result.controller({}).spec).not.toHaveProperty("ttlSecondsAfterFinished");
  });
});

describeWithHelm("the release of a Task, through real helm", () => {
  it("has the Job as its only hook", () => {
    const chart = path.join(__dirname, "../../../constructs/helm/manifests-chart");
    const { values } = synth((stack) => make(stack)).one("helm_release", RELEASE);
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "slipway-helm-")), "values.yaml");
    fs.writeFileSync(file, values[0]);
    const kinds = (...flags: string[]) =>
      [
        ...helm("template", "users-migrate", chart, "--values", file, ...flags).matchAll(/^kind: "?(\w+)/gm),
      ].map(([, kind]) => kind);
    expect(kinds("--no-hooks").sort()).toEqual(["ConfigMap", "NetworkPolicy", "ServiceAccount"]);
    expect(kinds().sort()).toEqual(["ConfigMap", "Job", "NetworkPolicy", "ServiceAccount"]);
  });
});
