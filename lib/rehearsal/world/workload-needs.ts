import type { Value, Values } from "./backend";
import { type Need, objectFact } from "./facts";
import { elementsOf, isRecord, textAt, valueAt } from "./values";

/**
 * Secrets, config maps and the service account that a workload names and cannot start without: environment, volumes,
 * pull secrets. What is marked optional is left out. Understands every kind that holds a pod template, and pods.
 */
export function workloadNeeds(manifest: Values, namespace: string): readonly Need[] {
  const pod = podSpecOf(manifest);
  if (pod === undefined) {
    return [];
  }
  const needs = new Map<string, Need>();
  const workload = `${textAt(manifest, "kind")} ${namespace}/${textAt(manifest, "metadata.name")}`;
  const need = (kind: string, name: Value | undefined, optional?: Value) => {
    if (typeof name === "string" && name !== "" && optional !== true) {
      const fact = objectFact(kind, namespace, name);
      needs.set(fact, {
        fact,
        summary: `${WORDS[kind] ?? kind} "${name}" not found`,
        detail: `${workload} names it, and nothing in namespace ${namespace} brings it: add it to the manifests, or depend on what makes it`,
      });
    }
  };
  need("ServiceAccount", pod.serviceAccountName);
  for (const secret of elementsOf(pod.imagePullSecrets)) {
    need("Secret", valueAt(secret, "name"));
  }
  for (const container of [...elementsOf(pod.initContainers), ...elementsOf(pod.containers)]) {
    for (const source of elementsOf(valueAt(container, "envFrom"))) {
      need("Secret", valueAt(source, "secretRef.name"), valueAt(source, "secretRef.optional"));
      need("ConfigMap", valueAt(source, "configMapRef.name"), valueAt(source, "configMapRef.optional"));
    }
    for (const variable of elementsOf(valueAt(container, "env"))) {
      const secret = valueAt(variable, "valueFrom.secretKeyRef");
      const config = valueAt(variable, "valueFrom.configMapKeyRef");
      need("Secret", valueAt(secret, "name"), valueAt(secret, "optional"));
      need("ConfigMap", valueAt(config, "name"), valueAt(config, "optional"));
    }
  }
  for (const volume of elementsOf(pod.volumes)) {
    const sources: readonly Value[] = [volume, ...elementsOf(valueAt(volume, "projected.sources"))];
    for (const source of sources) {
      const secret = valueAt(source, "secret");
      const config = valueAt(source, "configMap");
      need("Secret", valueAt(secret, "secretName") ?? valueAt(secret, "name"), valueAt(secret, "optional"));
      need("ConfigMap", valueAt(config, "name"), valueAt(config, "optional"));
    }
  }
  return [...needs.values()];
}

const WORDS: Readonly<Record<string, string>> = {
  Secret: "secret",
  ConfigMap: "configmap",
  ServiceAccount: "serviceaccount",
};

const POD_TEMPLATES: Readonly<Record<string, string>> = {
  CronJob: "spec.jobTemplate.spec.template.spec",
  DaemonSet: "spec.template.spec",
  Deployment: "spec.template.spec",
  Job: "spec.template.spec",
  Pod: "spec",
  ReplicaSet: "spec.template.spec",
  Rollout: "spec.template.spec",
  ScaledJob: "spec.jobTargetRef.template.spec",
  StatefulSet: "spec.template.spec",
};

function podSpecOf(manifest: Values): Values | undefined {
  const path = POD_TEMPLATES[textAt(manifest, "kind") ?? ""];
  const spec = path === undefined ? undefined : valueAt(manifest, path);
  return isRecord(spec) ? spec : undefined;
}
