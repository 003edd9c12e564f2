import type { ICluster } from "cdktf-slipway/cluster";
import {
  ClusterSecretStore,
  ExternalSecrets,
  type ISecretStore,
  Secret,
  StoreProvider,
} from "cdktf-slipway/secrets";
import { VolumeFrom } from "cdktf-slipway/workload";
import type { Construct } from "constructs";
import type { DevopsEnvironment } from "./environment";
import { PREVIEW_ROUTES } from "./ingress";
import type { ShopSecrets } from "./shop";

const STORE = "previews";
const READABLE = ["preview/*"];

/** Makes the store of the previews, which reads made-up secrets and nothing else. It stands in the environment. */
export function makePreviewStore(scope: Construct, cluster: ICluster, environment: DevopsEnvironment): void {
  const operator = new ExternalSecrets(scope, "ExternalSecrets", {
    cluster,
    replicas: environment.replicas.operators,
  });
  new ClusterSecretStore(scope, "PreviewStore", {
    operator,
    name: STORE,
    namespaces: { matchLabels: PREVIEW_ROUTES },
    provider: StoreProvider.awsSecretsManager({ region: environment.region, secrets: READABLE }),
  });
}

/** The same store, as a preview finds it. */
export const PREVIEW_STORE = ClusterSecretStore.existing(STORE, { readable: READABLE });

/** What the services read, out of that store: the same names, the same files. */
export function previewSecrets(store: ISecretStore): ShopSecrets {
  const auth = Secret.fromManager({
    store,
    name: "auth",
    data: { database: "preview/auth-database", "signing-key": "preview/auth-signing-key" },
  });
  return {
    auth: { secrets: [auth], mounts: { "/vault/secrets": VolumeFrom.secret(auth.name) } },
    notifications: Secret.fromManager({
      store,
      name: "notifications",
      data: { "smtp-password": "preview/smtp-password" },
    }),
    frontend: Secret.fromManager({
      store,
      name: "frontend",
      data: { "session-key": "preview/session-key" },
    }),
  };
}
