import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";

/** Command that prints a short-lived Kubernetes credential (client.authentication.k8s.io). */
export interface ExecAuthentication {
  /** @default client.authentication.k8s.io/v1beta1, which `aws eks get-token` prints */
  readonly apiVersion?: string;
  /** Program on the PATH of whoever runs terraform, such as `aws`. */
  readonly command: string;
  readonly args?: readonly string[];
  /** Environment variables for the command. Not for secrets: they are written to the plan. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How the API server of a cluster is reached: through a kubeconfig file, or by address and exec command. */
export type ClusterConnection =
  | { readonly kubeconfigPath: string; readonly context: string }
  | { readonly host: string; readonly caCertificate: string; readonly exec: ExecAuthentication };

/**
 * The Helm and Kubernetes providers of one cluster, each made when it is first asked for, so that a stack
 * without releases does not need the provider.
 *
 * Credentials are exec commands or a kubeconfig, never a token: tokens of EKS live 15 minutes and expire in long
 * applies and between plan and apply.
 */
export class ClusterProviders {
  private helmProvider?: HelmProvider;
  private kubernetesProvider?: KubernetesProvider;

  /** @param alias provider alias; undefined makes them the default providers of the stack */
  constructor(
    private readonly scope: Construct,
    private readonly connection: ClusterConnection,
    private readonly alias: string | undefined,
  ) {}

  get helm(): HelmProvider {
    this.helmProvider ??= this.makeHelmProvider();
    return this.helmProvider;
  }

  get kubernetes(): KubernetesProvider {
    this.kubernetesProvider ??= this.makeKubernetesProvider();
    return this.kubernetesProvider;
  }

  private makeHelmProvider(): HelmProvider {
    const provider = new HelmProvider(this.scope, "HelmProvider", {
      alias: this.alias,
      kubernetes:
        "kubeconfigPath" in this.connection
          ? kubeconfig(this.connection)
          : { ...address(this.connection), exec: command(this.connection.exec) },
    });
    this.setEnvironment(provider, "kubernetes.exec.env");
    return provider;
  }

  private makeKubernetesProvider(): KubernetesProvider {
    const provider = new KubernetesProvider(this.scope, "KubernetesProvider", {
      alias: this.alias,
      ...("kubeconfigPath" in this.connection
        ? kubeconfig(this.connection)
        : { ...address(this.connection), exec: [command(this.connection.exec)] }),
    });
    this.setEnvironment(provider, "exec.0.env");
    return provider;
  }

  /** An override, because cdktf writes the keys of provider maps in snake case: AWS_PROFILE as aws_profile. */
  private setEnvironment(provider: TerraformProvider, path: string): void {
    if ("exec" in this.connection && this.connection.exec.env !== undefined) {
      provider.addOverride(path, { ...this.connection.exec.env });
    }
  }
}

function kubeconfig(connection: { readonly kubeconfigPath: string; readonly context: string }) {
  return { configPath: connection.kubeconfigPath, configContext: connection.context };
}

function address(connection: { readonly host: string; readonly caCertificate: string }) {
  return { host: connection.host, clusterCaCertificate: connection.caCertificate };
}

function command(exec: ExecAuthentication) {
  return {
    apiVersion: exec.apiVersion ?? "client.authentication.k8s.io/v1beta1",
    command: exec.command,
    args: exec.args ? [...exec.args] : undefined,
  };
}
