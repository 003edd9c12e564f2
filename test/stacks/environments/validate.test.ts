import { ENVIRONMENTS } from "../../../stacks/environments";
import { staging } from "../../../stacks/environments/staging";
import type { Environment } from "../../../stacks/environments/types";
import { checkEnvironment } from "../../../stacks/environments/validate";
import { codes } from "../../support/synth";

function generalNodes({ platform }: Environment): object {
  return platform.type === "aws" ? (platform.cluster.nodeGroups.general ?? {}) : {};
}

function found(change: (environment: Environment) => unknown): string[] {
  const environment = structuredClone(staging) as Environment;
  change(environment);
  return codes(checkEnvironment(environment));
}

describe("checkEnvironment", () => {
  it.each(ENVIRONMENTS.map((environment) => [environment.name, environment] as const))(
    "accepts %s",
    (_, environment) => {
      expect(checkEnvironment(environment)).toEqual([]);
    },
  );

  it("fails with every problem at once, each with its path and value", () => {
    const environment = structuredClone(staging) as Environment & {
      platform: { account: string; region: string };
    };
    environment.platform.account = "1234";
    environment.platform.region = "Frankfurt";
    environment.logs.retentionDays = 0;
    const problems = checkEnvironment(environment);
    expect(codes(problems)).toEqual([
      "platform.account invalid-format",
      "platform.region invalid-format",
      "logs.retentionDays too-small",
    ]);
    expect(problems[0]).toMatchObject({ value: "1234", rule: "an AWS account id has 12 digits" });
  });

  it.each<[string, (environment: Environment) => unknown, string[]]>([
    ["an upper-case name", (e) => Object.assign(e, { name: "Staging" }), ["name invalid-format"]],
    ["a domain without a dot", (e) => Object.assign(e, { domain: "localhost" }), ["domain invalid-format"]],
    ["an unknown key", (e) => Object.assign(e, { colour: "blue" }), ["colour unrecognized-keys"]],
    ["a missing part", (e) => Object.assign(e, { keda: undefined }), ["keda invalid-type"]],
    [
      "an unknown kind of state",
      (e) => Object.assign(e, { state: { type: "ftp" } }),
      ["state.type invalid-union"],
    ],
    [
      "a bucket with capitals",
      (e) => Object.assign(e.state, { bucket: "Slipway_State" }),
      ["state.bucket invalid-format"],
    ],
    [
      "a memory size in plain words",
      (e) => Object.assign(e.keda.resources.operator.requests, { memory: "128 MB" }),
      ["keda.resources.operator.requests.memory invalid-format"],
    ],
    ["half a replica", (e) => Object.assign(e.metrics, { replicas: 0.5 }), ["metrics.replicas invalid-type"]],
    [
      "an unknown taint effect",
      (e) => Object.assign(generalNodes(e), { taints: [{ key: "gpu", effect: "NoSchedule" }] }),
      ["platform.cluster.nodeGroups.general.taints[0].effect invalid-value"],
    ],
  ])("fails on %s", (_, change, expected) => {
    expect(found(change)).toEqual(expected);
  });
});
