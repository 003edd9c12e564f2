export * from "./errors";
export { type HelmValues, mergeValues, renderValues } from "./helm-values";
export { type PolicyStatement, policyDocument, serviceTrust } from "./policy";
export { type Json, type JsonObject, renderJson, renderYaml } from "./render";
export type { Tags } from "./tags";
export { guardStack } from "./validation";
