import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../../../lib/core/charts";
import { checkKnown, type Problems, resolveOrThrow } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, HELM_RELEASE_NAME } from "../../../lib/core/names";
import { checkResources, checkWholeNumber, type ResourceRequirements } from "../../../lib/core/quantities";
import { guardStack } from "../../../lib/core/validation";
import type { ICluster } from "../../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../../helm/helm-release";
import type { Labels } from "../../workload/extension";
import { checkVaultAddress } from "../stores/vault-store";
import type { IVaultAgentInjector } from "./vault-agent";
import { vaultAgentInjectorValues } from "./vault-agent-injector-values";

export interface VaultAgentInjectorProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /** Address of Vault as pods reach it: `https://vault.example.com:8200`. */
  readonly vaultAddress: string;
  /** Whether `http://` will do: secrets then cross the network readable. @default refused */
  readonly plainHttp?: "refused" | "allowed";
  /** Path of the Kubernetes authentication of this cluster. @default auth/kubernetes */
  readonly authPath?: string;
  /** With two or more there is a pod disruption budget. Pods keep to different nodes. @default 2 */
  readonly replicas?: number;
  /**
   * What becomes of new pods while the injector does not answer: `Ignore` starts them without their secrets, `Fail` starts
   * none in the namespaces it serves.
   * @default Ignore
   */
  readonly failurePolicy?: "Ignore" | "Fail";
  /** Labels of the namespaces it serves. With `Fail`, name some. @default every namespace */
  readonly namespaceLabels?: Labels;
  /** Prometheus metrics. @default true */
  readonly metrics?: boolean;
  /** @default none, as the chart has it */
  readonly resources?: ResourceRequirements;
  /** @default none */
  readonly priorityClassName?: string;
}

/**
 * The injector that puts Vault Agent into pods which ask for it. Vault itself runs elsewhere.
 *
 *     const injector = new VaultAgentInjector(this, "Vault", { cluster, vaultAddress: "https://vault.example.com:8200" });
 *     const database = Secret.vaultAgent({ injector, role: "users", secrets: { database: "database/creds/users" } });
 *
 * @throws ConfigError `invalid-url`, `insecure-url`, `invalid-name`, `out-of-range`, `unknown-failure-policy`,
 * `blocks-every-pod`, `invalid-quantity`, `request-above-limit`, and those of HelmRelease
 */
export class VaultAgentInjector extends Construct implements IVaultAgentInjector, ITerraformDependable {
  readonly cluster: ICluster;
  readonly release: HelmRelease;
  readonly vaultAddress: string;
  readonly dependencies: readonly ITerraformDependable[];
  /** Address of the release. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: VaultAgentInjectorProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "VaultAgentInjectorProps", (problems) =>
      resolveVaultAgentInjector(props, problems),
    );
    this.cluster = props.cluster;
    this.vaultAddress = config.vaultAddress;
    this.release = new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "vault",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: vaultAgentInjectorValues(config),
      dependsOn: props.dependsOn,
    });
    this.dependencies = [this.release];
    this.fqn = this.release.fqn;
  }
}

/** Fills defaults and reports every problem. */
export function resolveVaultAgentInjector(props: VaultAgentInjectorProps, problems: Problems) {
  const config = {
    releaseName: props.releaseName ?? "vault",
    namespace: props.namespace ?? CHARTS.vault.namespace,
    vaultAddress: props.vaultAddress,
    authPath: props.authPath ?? "auth/kubernetes",
    replicas: props.replicas ?? 2,
    failurePolicy: props.failurePolicy ?? "Ignore",
    namespaceLabels: props.namespaceLabels,
    metrics: props.metrics ?? true,
    resources: props.resources,
    priorityClassName: props.priorityClassName,
  };
  checkVaultAddress(problems, "vaultAddress", config.vaultAddress, props.plainHttp ?? "refused");
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkName(problems, "priorityClassName", config.priorityClassName, DNS_SUBDOMAIN);
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  checkResources(problems, "resources", config.resources);
  checkKnown(problems, "failurePolicy", "unknown-failure-policy", "failure policy", config.failurePolicy, [
    "Ignore",
    "Fail",
  ]);
  problems.addIf(config.failurePolicy === "Fail" && Object.keys(config.namespaceLabels ?? {}).length === 0, {
    prop: "failurePolicy",
    code: "blocks-every-pod",
    rule: "without namespaceLabels no pod of the cluster starts while the injector is away, its own among them",
    value: "Fail",
    fix: "name labels of the namespaces it serves",
  });
  return config;
}
