import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Attributes } from "./synth";
import { TERRAFORM, terraform } from "./terraform";

/**
 * Folder of a provider mirror, laid out as terraform lays out filesystem mirrors, that holds hashicorp/aws. Named by
 * the environment; .ci/run looks for one by the provider's file name.
 */
export const PROVIDER_MIRROR = process.env.SLIPWAY_PROVIDER_MIRROR;

/** Like describe, but skipped, and counted as skipped, where no real AWS provider was named. */
export const describeWithAwsProvider =
  PROVIDER_MIRROR === undefined || TERRAFORM === undefined ? describe.skip : describe;

/** What hashicorp/aws 5.100.0 does not know yet; the bindings are made for 6.25. */
const NEWER: Readonly<Record<string, readonly string[]>> = {
  aws_eks_cluster: ["deletion_protection"],
  aws_ecr_repository: ["image_tag_mutability_exclusion_filter"],
};

/** The AWS half of a synthesized stack, ready for a provider without credentials. */
export function awsHalf(stack: Attributes): Attributes {
  const resource = Object.fromEntries(
    Object.entries(stack.resource as Record<string, Record<string, Attributes>>)
      .filter(([type]) => type.startsWith("aws_") || type === "terraform_data")
      .map(([type, byName]) => [type, mapValues(byName, (resource) => without(resource, NEWER[type] ?? []))]),
  );
  const text = JSON.stringify({ resource, data: offlineData(stack.data ?? {}) });
  const half: Attributes = JSON.parse(
    // The account is asked of AWS; without credentials it has to be told.
    text.replace(/data\.aws_caller_identity\.\w+\.account_id/g, "local.account_id"),
  );
  return {
    ...half,
    locals: { account_id: "111122223333" },
    provider: {
      aws: {
        region: stack.provider.aws[0].region,
        default_tags: stack.provider.aws[0].default_tags,
        access_key: "none",
        secret_key: "none",
        skip_credentials_validation: true,
        skip_metadata_api_check: true,
        skip_requesting_account_id: true,
      },
    },
    terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  };
}

/** Initializes, validates and plans a configuration; returns the planned changes by address. */
export function validateAndPlan(config: Attributes): Record<string, string> {
  const cwd = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-aws-"));
  try {
    fs.writeFileSync(path.join(cwd, "main.tf.json"), JSON.stringify(config));
    terraform(["init", "-no-color", `-plugin-dir=${PROVIDER_MIRROR}`], cwd);
    terraform(["validate", "-no-color"], cwd);
    terraform(["plan", "-no-color", "-refresh=false", "-lock=false", "-out=plan"], cwd);
    const plan: { resource_changes: { address: string; change: { actions: string[] } }[] } = JSON.parse(
      terraform(["show", "-json", "plan"], cwd),
    );
    return Object.fromEntries(
      plan.resource_changes.map(({ address, change }) => [address, change.actions.join(",")]),
    );
  } finally {
    fs.rmSync(cwd, { recursive: true, force: true });
  }
}

function offlineData(data: Record<string, Attributes>): Record<string, Attributes> {
  return Object.fromEntries(Object.entries(data).filter(([type]) => type !== "aws_caller_identity"));
}

function without(resource: Attributes, names: readonly string[]): Attributes {
  const dependencies: string[] | undefined = resource.depends_on;
  return {
    ...Object.fromEntries(
      Object.entries(resource).filter(
        ([key]) => key !== "//" && !names.includes(key) && key !== "depends_on",
      ),
    ),
    ...(dependencies !== undefined && {
      depends_on: dependencies.filter(
        (address) => address.startsWith("aws_") || address.startsWith("terraform_data."),
      ),
    }),
  };
}

function mapValues(record: Record<string, Attributes>, change: (value: Attributes) => Attributes) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
