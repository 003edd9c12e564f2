/** Identity the operator takes on to ask a cloud, without any credential. The fields are KEDA's own. */
export type PodIdentity =
  | { readonly provider: "aws"; readonly roleArn?: string; readonly externalID?: string }
  | {
      readonly provider: "azure-workload";
      readonly identityId?: string;
      readonly identityTenantId?: string;
      readonly identityAuthorityHost?: string;
    }
  | { readonly provider: "gcp" };

/** Identities of the clouds. */
export const PodIdentity = {
  /**
   * The operator's own role, or a role it assumes. A role to assume must trust the operator's role for
   * `sts:AssumeRole` and `sts:TagSession`: sessions of EKS Pod Identity carry tags.
   */
  aws: (role: { readonly roleArn?: string; readonly externalId?: string } = {}): PodIdentity => ({
    provider: "aws",
    ...(role.roleArn !== undefined && { roleArn: role.roleArn }),
    ...(role.externalId !== undefined && { externalID: role.externalId }),
  }),

  /** Microsoft Entra Workload ID: the operator's own identity, or another by client and tenant id. */
  azureWorkload: (
    identity: {
      readonly clientId?: string;
      readonly tenantId?: string;
      readonly authorityHost?: string;
    } = {},
  ): PodIdentity => ({
    provider: "azure-workload",
    ...(identity.clientId !== undefined && { identityId: identity.clientId }),
    ...(identity.tenantId !== undefined && { identityTenantId: identity.tenantId }),
    ...(identity.authorityHost !== undefined && { identityAuthorityHost: identity.authorityHost }),
  }),

  /** Google workload identity of the operator. */
  gcp: (): PodIdentity => ({ provider: "gcp" }),
} as const;
