import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import type { Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, physicalName } from "../../lib/core/names";
import { checkStatements, policyDocument } from "../../lib/core/policy";
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
): { readonly role: IamRole; readonly policy: IamRolePolicy } {
  const role = new IamRole(scope, "Resource", {
    // Dots keep the parts apart: none of the three names can hold one.
    name: physicalName([`${clusterName}.${namespace}.${serviceAccount}`], 64),
    description: `Service account ${namespace}/${serviceAccount} in EKS cluster ${clusterName}`,
    assumeRolePolicy,
  });
  const policy = new IamRolePolicy(scope, "Policy", {
    name: "grant",
    role: role.name,
    policy: policyDocument(statements),
  });
  return { role, policy };
}
