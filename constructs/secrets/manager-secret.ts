import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName } from "../../lib/core/names";
import { checkWholeNumber } from "../../lib/core/quantities";
import type { JsonObject } from "../../lib/core/render";
import { isToken } from "../../lib/core/tokens";
import type { KubernetesManifest } from "../helm/manifests";
import type { WorkloadContext } from "../workload/extension";
import { holdsSecret } from "../workload/pod/literal-secrets";
import { checkSecretName, isReadable, LITERAL_NAME } from "./secret-names";
import type { ISecretStore } from "./secret-store-interface";
import { checkSecret, SECRET_KEY, type SecretValue, secretReferences } from "./secret-value";

/** One secret of a manager, or one member of it. */
export type ManagerReference = {
  /** Its name in the manager: `prod/users`. */
  readonly key: string;
  /** Member of a secret that is a JSON object: `password`, `db.password`. @default the secret as a whole */
  readonly property?: string;
  /** @default the newest version */
  readonly version?: string;
};

/** What a Secret takes from a manager: `data` or `from`, or both. */
export interface ManagerSecretProps {
  /** Where the values are. */
  readonly store: ISecretStore;
  /** Name of the Secret. */
  readonly name: string;
  /** Keys of the Secret, with the place each value is at; a text is the name of a secret. @default none */
  readonly data?: Readonly<Record<string, string | ManagerReference>>;
  /** Name of a secret that is a JSON object: each of its members becomes a key. @default none */
  readonly from?: string;
  /** Members that `from` is known to have, so that a wrong key is found before apply. @default every key passes */
  readonly keys?: readonly string[];
  /** Time between two looks at the manager; 0 looks once and never again. @default 3600 */
  readonly refreshIntervalSeconds?: number;
  /**
   * What becomes of the Secret when the manager has the values no longer: `Retain` keeps the last ones, `Delete` removes
   * the Secret, `Merge` removes the keys that are gone.
   * @default Retain: whoever deletes a secret by mistake stops no workload
   */
  readonly deletionPolicy?: "Retain" | "Delete" | "Merge";
}

/**
 * A Secret that the External Secrets operator fills from a secret manager and keeps up to date; it goes when the
 * workload goes. Pods see new values in mounted files by themselves, in variables after a restart.
 *
 * Codes when bound: `invalid-name`, `no-secret-data`, `duplicate-key`, `literal-secret`, `invalid-secret-name`,
 * `secret-not-readable`, `namespace-not-served`, `out-of-range`, `unknown-deletion-policy`.
 */
export function managerSecret(props: ManagerSecretProps): SecretValue {
  return {
    ...secretReferences(props.name, managedKeys(props)),
    bind: (context) => ({
      manifests: [externalSecret(props, context)],
      dependsOn: props.store.dependencies,
    }),
  };
}

/** Keys of the Secret; undefined where only the manager knows them. */
export function managedKeys({ data = {}, from, keys }: ManagerSecretProps): readonly string[] | undefined {
  return from === undefined || keys !== undefined ? [...Object.keys(data), ...(keys ?? [])] : undefined;
}

type Context = Pick<WorkloadContext, "namespace" | "labels" | "problems">;

/** Reports every problem and renders the ExternalSecret. */
export function externalSecret(props: ManagerSecretProps, context: Context): KubernetesManifest {
  checkManagerSecret(props, context);
  const { namespace, labels } = context;
  const { store, name, data = {}, from } = props;
  const entries = Object.entries(data).map(([secretKey, reference]) => ({
    secretKey,
    remoteRef: typeof reference === "string" ? { key: reference } : { ...reference },
  }));
  const seconds = props.refreshIntervalSeconds ?? 3600;
  const spec: JsonObject = {
    secretStoreRef: { kind: store.kind, name: store.name },
    ...(seconds === 0 ? { refreshPolicy: "CreatedOnce" } : { refreshInterval: `${seconds}s` }),
    target: { name, creationPolicy: "Owner", deletionPolicy: props.deletionPolicy ?? "Retain" },
    ...(entries.length > 0 && { data: entries }),
    ...(from !== undefined && { dataFrom: [{ extract: { key: from } }] }),
  };
  return {
    apiVersion: "external-secrets.io/v1",
    kind: "ExternalSecret",
    metadata: { name, namespace, labels },
    spec,
  };
}

function checkManagerSecret(props: ManagerSecretProps, { namespace, problems }: Context): void {
  const { store, name, data = {}, from, keys, deletionPolicy } = props;
  checkSecret(problems, name, keys);
  checkServed(store, namespace, problems);
  checkWholeNumber(problems, "refreshIntervalSeconds", props.refreshIntervalSeconds, 0, WEEK);
  checkKnown(problems, "deletionPolicy", "unknown-deletion-policy", "deletion policy", deletionPolicy, [
    "Retain",
    "Delete",
    "Merge",
  ]);
  problems.addIf(Object.keys(data).length === 0 && from === undefined, {
    prop: "data",
    code: "no-secret-data",
    rule: "a Secret takes at least one value from the manager",
    value: data,
    fix: "add data or from, or use Secret.existing for a Secret that is there already",
  });
  for (const [key, reference] of Object.entries(data)) {
    const at = problems.at("data").at(key);
    checkName(at, "", key, SECRET_KEY);
    at.addIf(keys?.includes(key) ?? false, {
      prop: "",
      code: "duplicate-key",
      rule: "a key comes from one place, and keys says that from has it",
      value: key,
      fix: "remove it from data or from keys",
    });
    checkReference(at, store, reference);
  }
  if (from !== undefined && checkSecretName(problems, "from", from)) {
    checkReadable(problems, "from", store, from);
  }
}

const WEEK = 604_800;

function checkReference(problems: Problems, store: ISecretStore, reference: string | ManagerReference): void {
  const { key, property, version } = typeof reference === "string" ? { key: reference } : reference;
  const prop = typeof reference === "string" ? "" : "key";
  if (checkSecretName(problems, prop, key)) {
    checkReadable(problems, prop, store, key);
  }
  for (const [part, text] of Object.entries({ property, version })) {
    problems.addIf(text !== undefined && holdsSecret("", text), { prop: part, ...LITERAL_NAME });
  }
}

/** A store that may not read a secret says so in the status of the ExternalSecret, after the release went through. */
function checkReadable(problems: Problems, prop: string, { readable }: ISecretStore, name: string): void {
  problems.addIf(readable !== undefined && !isReadable(name, readable), {
    prop,
    code: "secret-not-readable",
    rule: `the store may read ${readable?.join(", ") || "nothing"}`,
    value: name,
    fix: "add the name to the secrets of the store's provider, or correct it",
  });
}

function checkServed(store: ISecretStore, namespace: string, problems: Problems): void {
  const { namespaces } = store;
  problems.addIf(
    namespaces !== undefined &&
      ![namespace, ...namespaces].some((one) => isToken(one)) &&
      !namespaces.includes(namespace),
    {
      prop: "store",
      code: "namespace-not-served",
      rule: `${store.kind} ${store.name} serves ${namespaces?.join(", ")}`,
      value: namespace,
      fix: "add the namespace to the ClusterSecretStore, or make a SecretStore in it",
    },
  );
}
