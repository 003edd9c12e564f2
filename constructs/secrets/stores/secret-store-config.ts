import type { Problems } from "../../../lib/core/errors";
import {
  checkName,
  DNS_LABEL,
  DNS_SUBDOMAIN,
  HELM_RELEASE_NAME,
  physicalName,
} from "../../../lib/core/names";
import type { JsonObject } from "../../../lib/core/render";
import { ifKnown } from "../../../lib/core/tokens";
import type { KubernetesManifest } from "../../helm/manifests";
import type { IExternalSecrets } from "../external-secrets-interface";
import type { ClusterSecretStoreProps } from "./cluster-secret-store";
import type { SecretStoreProps } from "./secret-store";
import type { AwsFacts, StoreProviderValue } from "./store-provider-value";

/** Fills defaults, reports every problem and renders a SecretStore. */
export function resolveSecretStore(props: SecretStoreProps, aws: () => AwsFacts, problems: Problems) {
  const { name: namespace, dependencies } =
    typeof props.namespace === "string" ? { name: props.namespace, dependencies: [] } : props.namespace;
  checkName(problems, "namespace", namespace, DNS_LABEL);
  const watched = props.operator.watchNamespace;
  problems.addIf(watched !== undefined && watched !== namespace, {
    prop: "namespace",
    code: "not-watched",
    rule: `this operator acts in namespace ${watched} only`,
    value: namespace,
    fix: "use that namespace, or leave watchNamespace out of ExternalSecrets",
  });
  const store = { ...props, kind: "SecretStore" as const, namespace };
  return { ...resolveStore(store, {}, aws, problems), namespace, dependencies };
}

/** Fills defaults, reports every problem and renders a ClusterSecretStore. */
export function resolveClusterSecretStore(
  props: ClusterSecretStoreProps,
  aws: () => AwsFacts,
  problems: Problems,
) {
  const watched = props.operator.watchNamespace;
  problems.addIf(watched !== undefined, {
    prop: "operator",
    code: "not-watched",
    rule: `this operator acts in namespace ${watched} only, and on nothing that belongs to the cluster`,
    value: watched,
    fix: "make a SecretStore there, or leave watchNamespace out of ExternalSecrets",
  });
  const store = { ...props, kind: "ClusterSecretStore" as const, namespace: undefined };
  const resolved = resolveStore(store, conditions(props.namespaces, problems), aws, problems);
  return { ...resolved, namespaces: Array.isArray(props.namespaces) ? props.namespaces : undefined };
}

function resolveStore(
  store: {
    readonly kind: "SecretStore" | "ClusterSecretStore";
    readonly name: string;
    readonly namespace: string | undefined;
    readonly releaseName?: string;
    readonly operator: IExternalSecrets;
    readonly provider: StoreProviderValue;
  },
  rest: JsonObject,
  aws: () => AwsFacts,
  problems: Problems,
) {
  const { kind, name, namespace, operator, provider } = store;
  const releaseName = store.releaseName ?? physicalName([name, "store"], 53);
  checkName(problems, "name", name, DNS_SUBDOMAIN);
  checkName(problems, "releaseName", releaseName, HELM_RELEASE_NAME);
  const { spec, readable, statements } = provider.bind({
    kind,
    namespace,
    serviceAccountTokens: operator.serviceAccountTokens,
    aws,
    problems: problems.at("provider"),
  });
  const manifest: KubernetesManifest = {
    apiVersion: "external-secrets.io/v1",
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    spec: { ...rest, provider: spec },
  };
  return { releaseName, manifest, readable, statements };
}

/** Who may read, as the definition writes it; without conditions every namespace may. */
function conditions(namespaces: ClusterSecretStoreProps["namespaces"], problems: Problems): JsonObject {
  if (namespaces === "every-namespace") {
    return {};
  }
  if ("matchLabels" in namespaces) {
    const { matchLabels } = namespaces;
    noneServed(Object.keys(matchLabels).length === 0, problems);
    return { conditions: [{ namespaceSelector: { matchLabels } }] };
  }
  noneServed(namespaces.length === 0, problems);
  namespaces.forEach((namespace, index) => {
    ifKnown(namespace, (known) => checkName(problems.at("namespaces"), `[${index}]`, known, DNS_LABEL));
  });
  return { conditions: [{ namespaces }] };
}

/** An empty condition is none, and a store without conditions serves everybody. */
function noneServed(empty: boolean, problems: Problems): void {
  problems.addIf(empty, {
    prop: "namespaces",
    code: "no-namespaces",
    rule: "a store serves somebody, and without a condition it would serve everybody",
    value: [],
    fix: 'name the namespaces, or say "every-namespace"',
  });
}
