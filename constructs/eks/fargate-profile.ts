import { EksFargateProfile } from "@cdktf/provider-aws/lib/eks-fargate-profile";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Problems, resolveOrThrow } from "../../lib/core/errors";
import { checkName, type NameRule, physicalName } from "../../lib/core/names";
import { policyDocument } from "../../lib/core/policy";
import { checkTags, mergeTags, type Tags } from "../../lib/core/tags";
import { ifKnown } from "../../lib/core/tokens";
import { guardStack } from "../../lib/core/validation";
import { AwsAccount } from "../account/aws-account";
import type { IEksCluster } from "./eks-cluster-interface";
import { checkLabelKey, checkLabelValue } from "./kubernetes-labels";
import { ManagedPolicyRole } from "./managed-policy-role";

/** Pods that run on Fargate: those of a namespace that carry all the labels. */
export interface FargateSelector {
  /** Namespace; `*` stands for any text and `?` for one character. It need not exist yet. */
  readonly namespace: string;
  /** At most 5 labels, wildcards allowed in values. @default all pods of the namespace */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What a user can say about a Fargate profile. */
export interface FargateProfileProps {
  /** 1 to 5; a pod runs on Fargate when one of them matches. */
  readonly selectors: readonly FargateSelector[];
  /** Private subnets for the pods. @default the private subnets the cluster hands out */
  readonly subnetIds?: readonly string[];
  /** Tags of the profile and its role. @default none */
  readonly tags?: Tags;
}

/** Where a Fargate profile goes; EksCluster fills it in. */
export type FargateProfilePlacement = {
  readonly cluster: IEksCluster;
  /** At most 100 characters, not beginning with `eks-`. */
  readonly profileName: string;
  /** Subnets in use: the user's where there are any, else the cluster's. */
  readonly subnetIds: readonly string[];
  /** What pods need before they can start: routes. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
};

/**
 * A Fargate profile and the role its pods are started with.
 *
 *     new FargateProfile(this, "Batch", {
 *       cluster,
 *       profileName: "batch",
 *       subnetIds: network.privateSubnetIds,
 *       selectors: [{ namespace: "batch" }],
 *     });
 *
 * A profile cannot be changed: any change but of tags replaces it, and its pods restart. Pods on Fargate cannot use
 * Pod Identity; give them permissions through an `IrsaRole`.
 *
 * @throws ConfigError `invalid-name`, `reserved-name`, `no-selectors`, `too-many-selectors`, `duplicate-selector`,
 * `too-many-labels`, `invalid-label-key`, `invalid-label-value`, `no-subnets` and those of tags
 */
export class FargateProfile extends Construct {
  /** The aws_eks_fargate_profile, for overrides that no prop covers. */
  readonly resource: EksFargateProfile;
  /** Role that pulls images and ships logs for the pods; the pods themselves do not have it. */
  readonly role: ManagedPolicyRole;

  constructor(scope: Construct, id: string, props: FargateProfileProps & FargateProfilePlacement) {
    super(scope, id);
    guardStack(this);
    const { cluster, profileName } = props;
    const { clusterName } = cluster;
    const config = resolveOrThrow(this, "FargateProfileProps", (problems) =>
      resolveFargateProfile(props, { clusterName, profileName }, problems),
    );
    this.role = new ManagedPolicyRole(this, "Role", {
      roleName: config.roleName,
      description: `Fargate profile ${profileName} of EKS cluster ${clusterName}`,
      trustPolicy: trustOfProfiles(cluster.clusterArn),
      policies: ["AmazonEKSFargatePodExecutionRolePolicy"],
      partition: AwsAccount.of(this).partition,
      tags: config.tags,
    });
    this.resource = new EksFargateProfile(this, "Resource", {
      clusterName,
      fargateProfileName: profileName,
      podExecutionRoleArn: this.role.roleArn,
      selector: config.selectors,
      subnetIds: [...props.subnetIds],
      tags: config.tags,
      dependsOn: [...this.role.dependencies, ...(props.dependsOn ?? [])],
    });
  }
}

/**
 * Trust for the Fargate profiles of one cluster, against a confused deputy.
 *
 * Source: "Amazon EKS Pod execution IAM role", EKS user guide.
 */
function trustOfProfiles(clusterArn: string): string {
  return policyDocument([
    {
      actions: ["sts:AssumeRole"],
      principals: { Service: ["eks-fargate-pods.amazonaws.com"] },
      conditions: {
        ArnLike: { "aws:SourceArn": [`${Fn.replace(clusterArn, ":cluster/", ":fargateprofile/")}/*`] },
      },
    },
  ]);
}

/** Fills defaults and reports every problem. */
export function resolveFargateProfile(
  props: FargateProfileProps,
  context: { readonly clusterName: string; readonly profileName: string },
  problems: Problems,
) {
  const { clusterName, profileName } = context;
  checkName(problems, "profileName", profileName, PROFILE_NAME);
  ifKnown(profileName, (known) => {
    problems.addIf(known.startsWith("eks-"), {
      prop: "profileName",
      code: "reserved-name",
      rule: "names that begin with eks- belong to AWS",
      value: known,
      fix: "choose another name",
    });
  });
  checkSelectors(props.selectors, problems);
  ifKnown(props.subnetIds, (known) => {
    problems.addIf(known.length === 0, {
      prop: "subnetIds",
      code: "no-subnets",
      rule: "a Fargate profile needs at least one private subnet",
      value: known,
      fix: "name subnets, or leave the prop out for the cluster's",
    });
  });
  checkTags(problems, "tags", props.tags);
  return {
    // One dot: roles of service accounts have two, so that no two roles of a cluster can meet.
    roleName: physicalName([`${clusterName}.${profileName}`, "fargate"], 64),
    selectors: props.selectors.map(({ namespace, labels }) => ({
      namespace,
      labels: labels && { ...labels },
    })),
    tags: mergeTags(props.tags),
  };
}

const PROFILE_NAME: NameRule = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
  maxLength: 100,
  must: "be letters, digits, dashes and underscores, start with a letter or digit, at most 100 characters",
};

/** A namespace in which `*` and `?` may stand anywhere. */
const NAMESPACE_PATTERN: NameRule = {
  pattern: /^[a-z0-9*?]([a-z0-9*?-]*[a-z0-9*?])?$/,
  maxLength: 63,
  must: "be lowercase letters, digits, dashes and the wildcards * and ?, at most 63 characters",
};

/** Source: "Amazon EKS service quotas", EKS user guide: 5 selectors for each profile, 5 label pairs for each selector. */
const MAX_SELECTORS = 5;
const MAX_LABELS = 5;

function checkSelectors(selectors: readonly FargateSelector[], problems: Problems): void {
  problems.addIf(selectors.length === 0, {
    prop: "selectors",
    code: "no-selectors",
    rule: "a Fargate profile selects the pods it runs",
    value: selectors,
    fix: "add a selector with a namespace",
  });
  problems.addIf(selectors.length > MAX_SELECTORS, {
    prop: "selectors",
    code: "too-many-selectors",
    rule: `a Fargate profile has at most ${MAX_SELECTORS} selectors`,
    value: selectors.length,
    fix: "use wildcards or a second profile",
  });
  const seen = new Set<string>();
  selectors.forEach((selector, index) => {
    const at = problems.at("selectors").at(index);
    const labels = Object.entries(selector.labels ?? {});
    checkName(at, "namespace", selector.namespace, NAMESPACE_PATTERN);
    at.addIf(labels.length > MAX_LABELS, {
      prop: "labels",
      code: "too-many-labels",
      rule: `a selector has at most ${MAX_LABELS} labels`,
      value: labels.length,
      fix: "select by fewer labels",
    });
    for (const [key, value] of labels) {
      checkLabelKey(at.at("labels").at(key), "", key);
      // A wildcard may stand where a letter may.
      checkLabelValue(at.at("labels").at(key), "", value.replace(/[*?]/g, "x"));
    }
    const identity = JSON.stringify([selector.namespace, labels.sort()]);
    at.addIf(seen.has(identity), {
      prop: "",
      code: "duplicate-selector",
      rule: "two selectors select the same pods",
      value: selector.namespace,
      fix: "remove one of them",
    });
    seen.add(identity);
  });
}
