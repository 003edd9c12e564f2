import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import type { Problems } from "../../lib/core/errors";
import { GrowingPolicy } from "../../lib/core/growing-policy";
import { checkName, DNS_LABEL, physicalName } from "../../lib/core/names";
import { checkStatements } from "../../lib/core/policy";
import type { ServiceAccountGrant } from "../cluster/cluster";

/** Reports every problem of a grant. Codes: `invalid-name` and those of `checkStatements`. */
export function resolveServiceAccountGrant(
  grant: ServiceAccountGrant,
  problems: Problems,
): ServiceAccountGrant {
  checkName(problems, "namespace", grant.namespace, DNS_LABEL);
  checkName(problems, "serviceAccount", grant.serviceAccount, DNS_LABEL);
  checkStatements(problems, "statements", grant.statements);
  return { namespace: grant.namespace, serviceAccount: grant.serviceAccount, statements: grant.statements };
}

/** The role of a service account and what it may do. */
export interface ServiceAccountRole {
  readonly role: IamRole;
  readonly policy: IamRolePolicy;
  /** What the policy says; it takes more statements until synthesis. */
  readonly statements: GrowingPolicy;
}

/**
 * Makes the role of a grant and its policy.
 *
 * @param assumeRolePolicy trust policy as JSON
 */
export function makeServiceAccountRole(
  scope: Construct,
  clusterName: string,
  { namespace, serviceAccount, statements }: ServiceAccountGrant,
  assumeRolePolicy: string,
): ServiceAccountRole {
  // Dots keep the parts apart: none of the three names can hold one.
  const name = physicalName([`${clusterName}.${namespace}.${serviceAccount}`], 64);
  const role = new IamRole(scope, "Resource", {
    name,
    description: `Service account ${namespace}/${serviceAccount} in EKS cluster ${clusterName}`,
    assumeRolePolicy,
  });
  const growing = new GrowingPolicy(scope, name, statements);
  const policy = new IamRolePolicy(scope, "Policy", {
    name: "grant",
    role: role.name,
    policy: growing.document,
  });
  return { role, policy, statements: growing };
}
