import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName, type NameRule } from "../../lib/core/names";
import { mergeTags, type Tags } from "../../lib/core/tags";
import { ifKnown, isToken } from "../../lib/core/tokens";

/** What EKS grants by itself, by the name the entry uses. Source: "Review access policy permissions", EKS user guide. */
export const ACCESS_POLICIES = {
  "cluster-admin": "AmazonEKSClusterAdminPolicy",
  admin: "AmazonEKSAdminPolicy",
  "admin-view": "AmazonEKSAdminViewPolicy",
  edit: "AmazonEKSEditPolicy",
  view: "AmazonEKSViewPolicy",
} as const;

/** Name of an access policy. */
export type AccessPolicyName = keyof typeof ACCESS_POLICIES;

/** One access policy of an entry. */
export interface AccessPolicyGrant {
  /** `cluster-admin` may do everything, `admin-view` may read everything including secrets. */
  readonly policy: AccessPolicyName;
  /** Namespaces the policy is limited to; `dev-*` is allowed. @default the whole cluster */
  readonly namespaces?: readonly string[];
}

/** Who may use the Kubernetes API, and how. */
export interface AccessEntryProps {
  /** ARN of an IAM role or user, path included: `arn:aws:iam::111122223333:role/deployer`. */
  readonly principalArn: string;
  /** Access policies, each at most once. An empty list leaves all to `kubernetesGroups` and RBAC. */
  readonly policies: readonly AccessPolicyGrant[];
  /** Groups that Kubernetes role bindings refer to; none may start with `system:`. @default none */
  readonly kubernetesGroups?: readonly string[];
}

/** An access entry after `resolveAccessEntries`. */
export interface AccessEntryConfig {
  readonly principalArn: string;
  readonly policies: readonly AccessPolicyGrant[];
  readonly kubernetesGroups: readonly string[];
}

/** What an access entry needs of its cluster. */
export interface AccessEntryPlacement {
  /** Name of the cluster, as a reference to it, so that the entry waits for the cluster. */
  readonly clusterName: string;
  /** Partition of the account, `aws`. */
  readonly partition: string;
  readonly tags: Tags | undefined;
}

/** An IAM principal that may use the Kubernetes API, with its access policies. */
export class AccessEntry extends Construct {
  /** What to wait for before the principal can use the API. */
  readonly dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AccessEntryConfig & AccessEntryPlacement) {
    super(scope, id);
    const entry = new EksAccessEntry(this, "Resource", {
      clusterName: props.clusterName,
      principalArn: props.principalArn,
      kubernetesGroups: props.kubernetesGroups.length > 0 ? [...props.kubernetesGroups] : undefined,
      type: "STANDARD",
      tags: mergeTags(props.tags),
    });
    const principalArn = entry.principalArn;
    const associations = props.policies.map(
      ({ policy, namespaces }) =>
        new EksAccessPolicyAssociation(this, policy, {
          clusterName: props.clusterName,
          principalArn,
          policyArn: `arn:${props.partition}:eks::aws:cluster-access-policy/${ACCESS_POLICIES[policy]}`,
          accessScope: namespaces ? { type: "namespace", namespaces: [...namespaces] } : { type: "cluster" },
        }),
    );
    this.dependencies = [entry, ...associations];
  }
}

/** A key becomes part of an address, so it keeps to what an address shows. */
const ENTRY_KEY: NameRule = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
  maxLength: 63,
  must: "be letters, digits, dashes and underscores, start with a letter or digit, at most 63 characters",
};

const PRINCIPAL = /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/\S+$/;
const NAMESPACE = /^[a-z0-9*]([a-z0-9*-]{0,61}[a-z0-9*])?$/;

/**
 * Checks access entries and fills their defaults.
 *
 * Codes: `invalid-name`, `missing-principal`, `invalid-principal`, `duplicate-principal`,
 * `unknown-access-policy`, `duplicate-access-policy`, `no-namespaces`, `invalid-namespace`, `reserved-group`.
 */
export function resolveAccessEntries(
  entries: Readonly<Record<string, AccessEntryProps>>,
  problems: Problems,
): ReadonlyMap<string, AccessEntryConfig> {
  const keys = new Map<string, string>();
  return new Map(
    Object.entries(entries).map(([key, entry]) => {
      const at = problems.at(key);
      checkName(at, "", key, ENTRY_KEY);
      checkPrincipal(at, entry.principalArn);
      ifKnown(entry.principalArn, (arn) => {
        at.addIf(keys.has(arn), {
          prop: "principalArn",
          code: "duplicate-principal",
          rule: `EKS has one entry for each principal, and ${keys.get(arn)} is about this one already`,
          value: arn,
          fix: "put the policies of both into one entry",
        });
        keys.set(arn, key);
      });
      checkPolicies(at, entry.policies);
      checkGroups(at, entry.kubernetesGroups ?? []);
      return [key, { ...entry, kubernetesGroups: entry.kubernetesGroups ?? [] }];
    }),
  );
}

/** Whether some entry may do everything in the whole cluster. */
export function grantsClusterAdmin(entries: ReadonlyMap<string, AccessEntryConfig>): boolean {
  return [...entries.values()].some((entry) =>
    entry.policies.some(({ policy, namespaces }) => policy === "cluster-admin" && namespaces === undefined),
  );
}

function checkPrincipal(problems: Problems, principalArn: string): void {
  if (isToken(principalArn)) {
    return;
  }
  if (principalArn === "") {
    problems.add({
      prop: "principalArn",
      code: "missing-principal",
      rule: "an access entry is about an IAM role or user",
      value: principalArn,
      fix: "pass the ARN of the role",
    });
    return;
  }
  problems.addIf(!PRINCIPAL.test(principalArn), {
    prop: "principalArn",
    code: "invalid-principal",
    rule: "a principal is the ARN of an IAM role or user",
    value: principalArn,
    fix: "write arn:aws:iam::<account>:role/<name>; for a session (sts assumed-role) name the role behind it",
  });
}

function checkPolicies(problems: Problems, policies: readonly AccessPolicyGrant[]): void {
  const seen = new Set<string>();
  policies.forEach(({ policy, namespaces }, index) => {
    const at = problems.at("policies").at(index);
    checkKnown(at, "policy", "unknown-access-policy", "access policy", policy, Object.keys(ACCESS_POLICIES));
    at.addIf(seen.has(policy), {
      prop: "policy",
      code: "duplicate-access-policy",
      rule: "a principal has a policy once",
      value: policy,
      fix: "list all namespaces in one place",
    });
    seen.add(policy);
    at.addIf(namespaces?.length === 0, {
      prop: "namespaces",
      code: "no-namespaces",
      rule: "a policy limited to namespaces names at least one",
      value: [],
      fix: "add namespaces, or leave the prop out to grant the policy in the whole cluster",
    });
    namespaces?.forEach((namespace, position) => {
      at.addIf(!isToken(namespace) && !NAMESPACE.test(namespace), {
        prop: `namespaces[${position}]`,
        code: "invalid-namespace",
        rule: "a namespace is lowercase letters, digits and dashes, with * for any characters",
        value: namespace,
        fix: "write the name of a namespace or a pattern such as dev-*",
      });
    });
  });
}

function checkGroups(problems: Problems, groups: readonly string[]): void {
  groups.forEach((group, index) => {
    problems.at("kubernetesGroups").addIf(!isToken(group) && group.startsWith("system:"), {
      prop: `[${index}]`,
      code: "reserved-group",
      rule: "EKS keeps groups that start with system: to itself",
      value: group,
      fix: "use an access policy (cluster-admin stands for system:masters) or a group of your own",
    });
  });
}
