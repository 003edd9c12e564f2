import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, type NameRule } from "../../../lib/core/names";
import {
  type ComputeAmounts,
  checkResources,
  checkWholeNumber,
  type ResourceRequirements,
} from "../../../lib/core/quantities";
import { ifKnown } from "../../../lib/core/tokens";
import type { ISecretStore } from "../../secrets/secret-store-interface";
import type { ContainerLimits } from "../../workload/namespace/container-limits";
import type { CpuLimits } from "../../workload/namespace/cpu-limits";
import type { NamespaceQuota } from "../../workload/namespace/namespace-quota";
import type { PreviewSettings } from "./preview-settings";

/** A preview after `resolvePreview`. */
export interface PreviewConfig {
  /** Name of its namespace and its stack: `preview-7`. */
  readonly name: string;
  /** Host of the preview as a whole: `pr-7.previews.example.com`. */
  readonly hostname: string;
  readonly replicas: number;
  readonly resources: ResourceRequirements;
  readonly scaling: NonNullable<PreviewSettings["scaling"]>;
  readonly strategies: NonNullable<PreviewSettings["strategies"]>;
  readonly quota: NamespaceQuota;
  readonly containerLimits: ContainerLimits;
  readonly cpuLimits: CpuLimits;
  readonly labels: { readonly [key: string]: string };
}

type Input = PreviewSettings & {
  readonly number: number;
  readonly imageTag: string;
  readonly secretStore?: ISecretStore;
};

/** Labels by which previews are found, and judged by `expiredPreviews`. */
export const PREVIEW_LABELS = {
  number: "slipway.dev/preview",
  stack: "slipway.dev/preview-stack",
  ttlHours: "slipway.dev/ttl-hours",
} as const;

const RESOURCES = { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "500m", memory: "512Mi" } };

const QUOTA = {
  resources: { requests: { cpu: "2", memory: "4Gi" }, limits: { cpu: "10", memory: "10Gi" } },
  pods: 30,
  volumeClaims: 5,
  volumeStorage: "20Gi",
} as const;

/** Leaves room for a dash and the number in a DNS label. */
const NAME_PREFIX: NameRule = { ...DNS_LABEL, maxLength: 50, must: DNS_LABEL.must.replace("63", "50") };

/** A month: a preview that is needed for longer is an environment. */
const MAX_TTL_HOURS = 720;

const MAX_NUMBER = 9_999_999;

/** Fills defaults and reports every problem. */
export function resolvePreview(props: Input, problems: Problems): PreviewConfig {
  const name = resolvePreviewName(props, problems);
  checkName(problems, "domain", props.domain, DNS_SUBDOMAIN);
  checkTtl(props.ttlHours, problems);
  checkWholeNumber(problems, "replicas", props.replicas, 0, 10);
  ifKnown(props.imageTag, (tag) => {
    problems.addIf(tag.trim() === "", {
      prop: "imageTag",
      code: "missing-image-tag",
      rule: "a preview shows the image of its pull request",
      value: tag,
      fix: "pass the commit's SHA, by a Terraform variable",
    });
  });
  checkSecretStore(props.secretStore, name, problems.at("secretStore"));
  const { cpuLimits = "required" } = props;
  const resources = withDefaults(props.resources);
  checkResources(problems, "resources", resources);
  return {
    name,
    hostname: `pr-${props.number}.${props.domain}`,
    replicas: props.replicas ?? 1,
    resources,
    scaling: props.scaling ?? "none",
    strategies: props.strategies ?? "rolling",
    quota: quotaOf(props.quota, cpuLimits),
    containerLimits: {
      defaults: { ...resources, limits: limitsOf(resources.limits ?? {}, cpuLimits) },
      max: limitsOf({ cpu: "2", memory: "2Gi" }, cpuLimits),
      ...props.containerLimits,
    },
    cpuLimits,
    labels: {
      [PREVIEW_LABELS.number]: String(props.number),
      [PREVIEW_LABELS.stack]: name,
      [PREVIEW_LABELS.ttlHours]: String(props.ttlHours),
    },
  };
}

/** Name of the namespace and the stack of a preview. Codes: `invalid-preview-number`, `invalid-name`. */
export function resolvePreviewName(
  { number, namePrefix = "preview" }: { readonly number: number; readonly namePrefix?: string },
  problems: Problems,
): string {
  problems.addIf(!Number.isInteger(number) || number < 1 || number > MAX_NUMBER, {
    prop: "number",
    code: "invalid-preview-number",
    rule: `a preview has the number of its pull request, from 1 to ${MAX_NUMBER}, known before apply`,
    value: number,
    fix: "pass the number of the pull request",
  });
  checkName(problems, "namePrefix", namePrefix, NAME_PREFIX);
  problems.addIf(namePrefix.startsWith("kube-"), {
    prop: "namePrefix",
    code: "reserved-namespace",
    rule: "names that start with kube- belong to Kubernetes",
    value: namePrefix,
    fix: "choose a name of your own",
  });
  return `${namePrefix}-${number}`;
}

/** Settings come from data, where a type does not keep anybody from leaving the time out. */
function checkTtl(ttlHours: number | undefined, problems: Problems): void {
  if (ttlHours === undefined || ttlHours === null) {
    problems.add({
      prop: "ttlHours",
      code: "preview-without-ttl",
      rule: "a preview has a time after which it goes, or those of forgotten pull requests cost for ever",
      fix: "add ttlHours, such as 72",
    });
    return;
  }
  checkWholeNumber(problems, "ttlHours", ttlHours, 1, MAX_TTL_HOURS);
}

/** Code of a pull request runs before anybody has read it: it gets no store that reads what it likes. */
function checkSecretStore(store: ISecretStore | undefined, name: string, problems: Problems): void {
  if (store === undefined) {
    return;
  }
  const { namespaces, readable } = store;
  problems.addIf(readable === undefined || readable.some((names) => /^[*/]*$/.test(names)), {
    prop: "",
    code: "secret-store-not-limited",
    rule: "a preview runs code nobody has read yet, so its store says which secrets it reads, and not all of them",
    value: store.name,
    fix: "give previews a store of their own that reads their secrets only: preview/*",
  });
  problems.addIf(namespaces !== undefined && !namespaces.includes(name), {
    prop: "",
    code: "namespace-not-served",
    rule: `the store serves other namespaces than ${name}`,
    value: namespaces,
    fix: "add the namespace of the preview to those of the store, or make a store in it",
  });
}

function withDefaults(resources: ResourceRequirements = {}): ResourceRequirements {
  return {
    requests: { ...RESOURCES.requests, ...resources.requests },
    limits: { ...RESOURCES.limits, ...resources.limits },
  };
}

/** Amounts of our own, which do not bring a CPU limit back that is optional. */
function limitsOf({ cpu, ...others }: ComputeAmounts, cpuLimits: CpuLimits): ComputeAmounts {
  return cpuLimits === "optional" ? others : { cpu, ...others };
}

function quotaOf(quota: NamespaceQuota = {}, cpuLimits: CpuLimits): NamespaceQuota {
  const { resources = {} } = quota;
  return {
    ...QUOTA,
    ...quota,
    resources:
      resources === "unlimited"
        ? resources
        : {
            requests: { ...QUOTA.resources.requests, ...resources.requests },
            limits: { ...limitsOf(QUOTA.resources.limits, cpuLimits), ...resources.limits },
          },
  };
}
