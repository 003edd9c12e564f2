import { App } from "cdktf";
import { ConfigError } from "../../lib/core/errors";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { ENVIRONMENTS } from "../../stacks/environments";
import { local } from "../../stacks/environments/local";
import { production } from "../../stacks/environments/production";
import { staging } from "../../stacks/environments/staging";
import type { Environment } from "../../stacks/environments/types";
import { changed, synthEnvironment } from "../support/environments";
import { codes } from "../support/synth";

const NAMED = ENVIRONMENTS.map((environment) => [environment.name, environment] as const);
const SYNTHESIZED = new Map(
  ENVIRONMENTS.map((environment) => [environment.name, synthEnvironment(environment)]),
);

function errorOf(environment: Environment): ConfigError {
  try {
    new EnvironmentStack(new App(), environment);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error;
    }
    throw error;
  }
  throw new Error("expected a ConfigError");
}

describe("EnvironmentStack", () => {
  it.each(NAMED)("keeps the addresses of %s: a changed one destroys and makes anew", (name) => {
    expect(SYNTHESIZED.get(name)?.addresses()).toMatchSnapshot();
  });

  it.each(NAMED)("keeps the outputs of %s", (name) => {
    expect(Object.keys(SYNTHESIZED.get(name)?.json.output).sort()).toMatchSnapshot();
  });

  it("keeps local state beside the project, under the same relative path everywhere", () => {
    expect(SYNTHESIZED.get("local")?.json.terraform.backend).toEqual({
      local: { path: "../../../terraform.local.tfstate" },
    });
  });

  it("keeps the state of other environments in S3, encrypted, locked by a file, under a key of their own", () => {
    const keys = [staging, production].map(({ name }) => {
      const { s3 } = SYNTHESIZED.get(name)?.json.terraform.backend ?? {};
      expect(s3).toMatchObject({ encrypt: true, use_lockfile: true, region: "eu-central-1" });
      return `${s3.bucket}/${s3.key}`;
    });
    expect(keys).toEqual([
      "slipway-terraform-state-111122223333/staging/terraform.tfstate",
      "slipway-terraform-state-444455556666/production/terraform.tfstate",
    ]);
  });

  it("encrypts the state with a key of one's own where the environment names one", () => {
    const kmsKeyArn = "arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555";
    const { json } = synthEnvironment(changed(staging, ({ state }) => Object.assign(state, { kmsKeyArn })));
    expect(json.terraform.backend.s3.kms_key_id).toBe(kmsKeyArn);
  });

  it("works in the environment's account only and tags everything", () => {
    expect(SYNTHESIZED.get("staging")?.json.provider.aws).toEqual([
      {
        region: "eu-central-1",
        allowed_account_ids: ["111122223333"],
        default_tags: [{ tags: { Project: "slipway", Environment: "staging" } }],
      },
    ]);
  });

  it("asks for a terraform that can lock state in S3", () => {
    expect(SYNTHESIZED.get("staging")?.json.terraform.required_version).toBe(">= 1.10");
  });

  it("needs nothing of AWS on a laptop", () => {
    expect(Object.keys(SYNTHESIZED.get("local")?.json.provider)).toEqual(["helm", "kubernetes"]);
  });

  it("holds no secret and no mutable tag", () => {
    for (const name of ["local", "staging", "production"]) {
      const text = JSON.stringify(SYNTHESIZED.get(name)?.json);
      expect(text).not.toMatch(/"?(password|secret_key|token)"?\s*[:=]\s*\\?"[^$"\\]/i);
      expect(text).not.toMatch(/:latest\b|tag: \\?"latest/);
    }
  });

  it("fails with the mistakes of shape before anything is made", () => {
    const error = errorOf(changed(staging, (copy) => Object.assign(copy, { domain: "x" })));
    expect(error.constructPath).toBe("stacks/environments/staging");
    expect(codes(error.problems)).toEqual(["domain invalid-format"]);
  });

  it("fails with mistakes in network, cluster, registry, logs, metrics and scaling all at once", () => {
    const error = errorOf(
      changed(staging, (copy) => {
        if (copy.platform.type === "aws") {
          copy.platform.network.cidr = "10.20.0.5/16";
          copy.platform.cluster.version = "1.27";
          copy.platform.cluster.nodeGroups.general = { instanceTypes: ["m7i.large"], minSize: 5, maxSize: 2 };
          copy.platform.registry.repositories = ["Orders"];
        }
        copy.keda.resources.operator.requests.memory = "2Gi";
        copy.metrics.resources.requests.cpu = "1Mi";
      }),
    );
    expect(codes(error.problems)).toEqual([
      "platform.network.cidr host-bits",
      "platform.cluster.version unsupported-version",
      "platform.cluster.nodeGroups.general.minSize min-above-max",
      "platform.registry.repositories[0] invalid-repository-name",
      "metrics.resources.requests.cpu invalid-quantity",
      "keda.resources.operator.requests.memory request-above-limit",
    ]);
  });

  it("fails when logs go to S3 without AWS", () => {
    const error = errorOf(
      changed(local, ({ logs }) =>
        Object.assign(logs, { storage: { type: "s3", deletionProtection: true } }),
      ),
    );
    expect(codes(error.problems)).toEqual(["logs.storage.type s3-needs-aws"]);
  });
});
