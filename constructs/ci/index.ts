export { BootstrapStack, type BootstrapStackProps } from "./bootstrap-stack";
export { GitHubOidc } from "./github-oidc";
export type { GitHubOidcProps } from "./github-oidc-config";
export type { GitHubRoleProps, GitHubRolePurpose } from "./github-oidc-role-config";
export type { GitHubRepositoryIdentity, GitHubTrust, SubjectForms } from "./github-oidc-subjects";
export { type ImageTags, WRITTEN_ONCE } from "./image-trust/image-tags";
export { ImageTrust, type ImageTrustProps } from "./image-trust/image-trust";
export type { TrustedNamespaces, TrustMode } from "./image-trust/image-trust-policies";
export { Kyverno, type KyvernoProps } from "./image-trust/kyverno";
export type { IKyverno } from "./image-trust/kyverno-interface";
export type { KyvernoComponent } from "./image-trust/kyverno-network-policies";
export {
  GITHUB_ISSUER,
  type GitHubWorkflow,
  githubWorkflow,
  type Signer,
  type SignerIdentity,
} from "./image-trust/signer";
export { TrivyOperator, type TrivyOperatorProps } from "./image-trust/trivy-operator";
export type { TrivyScanner, TrivySeverity } from "./image-trust/trivy-operator-values";
export { StateBackend } from "./state-backend";
export { readStateStatements, type StateAccess, writeStateStatements } from "./state-backend-access";
export type { StateBackendProps } from "./state-backend-config";
