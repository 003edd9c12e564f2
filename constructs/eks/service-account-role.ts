export { IrsaRole, type IrsaRoleProps } from "./irsa-role";
export { PodIdentityRole, type PodIdentityRoleProps } from "./pod-identity-role";
export { resolveServiceAccountGrant } from "./service-account-grant";
