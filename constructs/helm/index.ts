export { type CatalogChart, CHARTS, type ChartName } from "../../lib/core/charts";
export type { HelmValues } from "../../lib/core/helm-values";
export * from "./helm-release";
export * from "./manifests";
export * from "./manifests-from-yaml";
