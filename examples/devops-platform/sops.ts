import * as path from "node:path";
import type { ICluster } from "cdktf-slipway/cluster";
import { Flux } from "cdktf-slipway/delivery";
import { type KubernetesManifest, Manifests } from "cdktf-slipway/helm";
import { Secret, type SecretValue } from "cdktf-slipway/secrets";
import type { NamespaceBoundary } from "cdktf-slipway/workload";
import type { Construct } from "constructs";
import type { DevopsEnvironment } from "./environment";
import { REPOSITORY } from "./repository";

/** The program runs compiled, in dist; what it deploys lies beside its source. */
const SOURCE = path.join(__dirname, "..", "..", "..", "examples", "devops-platform");

/** Name of the source, the service account and its role. */
const NAME = "sops";

/**
 * Secret `frontend`, encrypted by SOPS in `deploy/secrets`. Argo CD opens no such files; Flux does, with two of its
 * controllers and with nothing else to do. It acts as a service account that may write Secrets of the namespace.
 */
export function sopsSecret(
  scope: Construct,
  cluster: ICluster,
  { name }: DevopsEnvironment,
  boundary: NamespaceBoundary,
): SecretValue {
  const flux = new Flux(scope, "Flux", { cluster, components: ["kustomize"] });
  const source = new Manifests(scope, "SopsSource", {
    cluster,
    releaseName: NAME,
    namespace: boundary.name,
    createNamespace: false,
    manifests: [gitRepository(), ...writerOfSecrets(boundary.name)],
    dependsOn: [flux, boundary],
  });
  const folder = `deploy/secrets/${name}`;
  return Secret.sops({
    file: path.join(SOURCE, folder, "frontend.yaml"),
    flux: {
      source: { kind: "GitRepository", name: NAME },
      path: folder,
      // The age key, which a person put there once.
      decryption: { secretName: "sops-age" },
      serviceAccountName: NAME,
      dependsOn: [source],
    },
  });
}

function gitRepository(): KubernetesManifest {
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "GitRepository",
    metadata: { name: NAME },
    spec: { url: REPOSITORY, ref: { branch: "main" }, interval: "5m" },
  };
}

function writerOfSecrets(namespace: string): readonly KubernetesManifest[] {
  const metadata = { name: NAME };
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata, automountServiceAccountToken: false },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata,
      rules: [
        {
          apiGroups: [""],
          resources: ["secrets"],
          verbs: ["get", "list", "watch", "create", "patch", "update", "delete"],
        },
      ],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: NAME },
      subjects: [{ kind: "ServiceAccount", name: NAME, namespace }],
    },
  ];
}
