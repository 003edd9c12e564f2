import type { PolicyStatement } from "../../lib/core/policy";
import { type StateAccess, stateBucketArn } from "./state-backend-access";

/** Account and partition, which ARNs are made of. */
export interface AccountFacts {
  readonly partition: string;
  readonly accountId: string;
}

/**
 * Policies of AWS that describe resources and read nothing of what they hold: no object, no item, no secret. A plan
 * refreshes with them; `ReadOnlyAccess` would read every object and every table.
 */
export const DESCRIBE_POLICIES: Readonly<Record<string, string>> = {
  SecurityAudit: "SecurityAudit",
  ViewOnlyAccess: "job-function/ViewOnlyAccess",
};

/** Sids of `denySecrets`, which share a policy with the user's own. */
export const DENIAL_SIDS = ["NeverReadSecrets", "NeverReadParameters", "NeverDecrypt"];

/**
 * What no role that pull requests can use may do, whatever else it is given: read a secret, read a parameter of the
 * account, decrypt with any key but that of the states. Parameters that AWS publishes for all (images of nodes) have
 * no account in their ARN and stay readable.
 *
 * @param parameters `plain` leaves those that are not encrypted readable; encrypted ones need the key that is denied
 */
export function denySecrets(
  { partition, accountId }: AccountFacts,
  stateKeyArn: string | undefined,
  parameters: "denied" | "plain",
): PolicyStatement[] {
  return [
    {
      sid: "NeverReadSecrets",
      effect: "Deny",
      actions: ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"],
      resources: ["*"],
    },
    ...(parameters === "plain"
      ? []
      : [
          {
            sid: "NeverReadParameters",
            effect: "Deny" as const,
            actions: [
              "ssm:GetParameter",
              "ssm:GetParameters",
              "ssm:GetParametersByPath",
              "ssm:GetParameterHistory",
            ],
            resources: [`arn:${partition}:ssm:*:${accountId}:parameter/*`],
          },
        ]),
    {
      sid: "NeverDecrypt",
      effect: "Deny",
      actions: ["kms:Decrypt", "kms:ReEncryptFrom"],
      ...(stateKeyArn === undefined ? { resources: ["*"] } : { notResources: [stateKeyArn] }),
    },
  ];
}

/** What a boundary is about, by the names things have: they and the boundary would else wait for each other. */
export interface BoundaryFacts extends AccountFacts {
  readonly boundaryName: string;
  readonly roleNames: readonly string[];
  readonly providerArn: string;
  readonly state: StateAccess | undefined;
}

/**
 * A boundary that keeps a pipeline from changing what holds it: its own roles and whom they trust, the provider, the
 * boundary, and the guards of the states. Everything else is left to the policies of each role.
 */
export function protectPipeline(facts: BoundaryFacts): PolicyStatement[] {
  const { partition, accountId, boundaryName, roleNames, providerArn, state } = facts;
  const iam = `arn:${partition}:iam::${accountId}`;
  return [
    { sid: "WhatPoliciesAllow", actions: ["*"], resources: ["*"] },
    {
      sid: "KeepRoles",
      effect: "Deny",
      actions: [
        "iam:AttachRolePolicy",
        "iam:DeleteRole",
        "iam:DeleteRolePermissionsBoundary",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
      ],
      resources: roleNames.map((name) => `${iam}:role/${name}`),
    },
    {
      sid: "KeepBoundary",
      effect: "Deny",
      actions: [
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:SetDefaultPolicyVersion",
      ],
      resources: [`${iam}:policy/${boundaryName}`],
    },
    {
      sid: "KeepProvider",
      effect: "Deny",
      actions: [
        "iam:AddClientIDToOpenIDConnectProvider",
        "iam:DeleteOpenIDConnectProvider",
        "iam:RemoveClientIDFromOpenIDConnectProvider",
        "iam:UpdateOpenIDConnectProviderThumbprint",
      ],
      resources: [providerArn],
    },
    ...(state === undefined ? [] : keepStates(state, partition)),
  ];
}

function keepStates(state: StateAccess, partition: string): PolicyStatement[] {
  const bucket = stateBucketArn(state, partition);
  return [
    {
      sid: "KeepStates",
      effect: "Deny",
      actions: [
        "s3:DeleteBucket",
        "s3:DeleteBucketPolicy",
        "s3:DeleteObjectVersion",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
      ],
      resources: [bucket, `${bucket}/*`],
    },
    ...(state.keyArn === undefined
      ? []
      : [
          {
            sid: "KeepStateKey",
            effect: "Deny" as const,
            actions: [
              "kms:CreateGrant",
              "kms:DeleteAlias",
              "kms:DisableKey",
              "kms:DisableKeyRotation",
              "kms:PutKeyPolicy",
              "kms:ScheduleKeyDeletion",
              "kms:UpdateAlias",
            ],
            resources: [state.keyArn],
          },
        ]),
  ];
}
