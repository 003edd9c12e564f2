import type { JsonObject } from "../../../lib/core/render";
import { ifKnown } from "../../../lib/core/tokens";
import type { StoreProviderValue } from "./store-provider-value";
import { type StoreServiceAccount, serviceAccountRef } from "./store-service-account";

export interface GcpSecretManagerProps {
  /** Project the secrets are in: `shop-production`. */
  readonly projectId: string;
  /** Region of regional secrets. @default secrets are global */
  readonly location?: string;
  /**
   * Workload Identity of a service account of its own, and the GKE cluster it lives in.
   * @default the operator's own: grant `roles/secretmanager.secretAccessor` to its service account
   */
  readonly workloadIdentity?: {
    readonly serviceAccount: StoreServiceAccount;
    readonly clusterName: string;
    readonly clusterLocation: string;
    /** @default that of the secrets */
    readonly clusterProjectId?: string;
  };
}

export function gcpSecretManager(props: GcpSecretManagerProps): StoreProviderValue {
  const { projectId, location, workloadIdentity: identity } = props;
  return {
    type: "gcp-secret-manager",
    bind: (context) => {
      ifKnown(projectId, (known) => {
        context.problems.addIf(!/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(known), {
          prop: "projectId",
          code: "invalid-project",
          rule: "a project has 6 to 30 lowercase letters, digits and dashes and starts with a letter",
          value: known,
          fix: "write the id of the project, not its name or number",
        });
      });
      const auth: JsonObject | undefined = identity && {
        workloadIdentity: {
          clusterName: identity.clusterName,
          clusterLocation: identity.clusterLocation,
          ...(identity.clusterProjectId !== undefined && { clusterProjectID: identity.clusterProjectId }),
          serviceAccountRef: serviceAccountRef(
            identity.serviceAccount,
            "workloadIdentity.serviceAccount",
            context,
          ),
        },
      };
      return {
        spec: {
          gcpsm: {
            projectID: projectId,
            ...(location !== undefined && { location }),
            ...(auth !== undefined && { auth }),
          },
        },
        readable: undefined,
        statements: [],
      };
    },
  };
}
