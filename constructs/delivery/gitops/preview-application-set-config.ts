import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, physicalName } from "../../../lib/core/names";
import { checkWholeNumber } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import { ifKnown } from "../../../lib/core/tokens";
import type { KubernetesManifest } from "../../helm/manifests";
import { checkRe2 } from "../../observability/log-regex";
import { CASCADE, RETRY } from "./argo-application";
import { IN_CLUSTER } from "./argo-cd-project-config";
import { checkRepositoryPath, checkRepositoryUrl, checkRevision, revisionText } from "./git-repository";
import { projectName } from "./gitops-manifests";
import type { PreviewApplicationSetProps, PreviewRendering } from "./preview-application-set";

/**
 * What a pull request is known by inside a template. Source: "Pull Request Generator", Argo CD operator manual. Title,
 * author and branch are free text of whoever opens one, so they are left out.
 */
const PARAMETERS = [
  "number",
  "branch_slug",
  "target_branch_slug",
  "head_sha",
  "head_short_sha",
  "head_short_sha_7",
];

/** A preview once every default is filled in. */
export type ResolvedPreviews = ReturnType<typeof resolvePreviewApplicationSet>;

/** Fills defaults and reports every problem. */
export function resolvePreviewApplicationSet(props: PreviewApplicationSetProps, problems: Problems) {
  const { project, labels = ["preview"] } = props;
  const config = {
    name: props.name,
    releaseName: physicalName(["previews", props.name], 53),
    project: projectName(project) ?? "",
    repository: props.repository,
    path: props.path,
    revision: props.revision === undefined ? "{{.head_sha}}" : revisionText(props.revision),
    namespacePrefix: props.namespacePrefix ?? "preview-",
    namespaceLabels: props.namespaceLabels ?? { "pod-security.kubernetes.io/enforce": "restricted" },
    requeueAfterSeconds: props.requeueAfterSeconds ?? 300,
    source: props.pullRequests.render(problems.at("pullRequests")),
    provider: props.pullRequests.provider,
    labels: labels === "every" || !props.pullRequests.labels ? [] : labels,
    branches: props.branches,
    rendering: props.rendering,
  };
  checkNames(config, problems);
  checkRepositoryUrl(problems, "repository", config.repository);
  checkRepositoryPath(problems, "path", config.path);
  if (props.revision !== undefined) {
    checkRevision(problems, "revision", props.revision);
  }
  checkWholeNumber(problems, "requeueAfterSeconds", config.requeueAfterSeconds, 30, 86_400);
  checkFilter(props, problems);
  checkRendering(props.rendering, problems.at("rendering"));
  return config;
}

/** Numbers of pull requests have up to ten digits. */
const DIGITS = 10;

function checkNames(
  { name, project, namespacePrefix }: { name: string; project: string; namespacePrefix: string },
  problems: Problems,
): void {
  checkName(problems, "name", name, { ...DNS_LABEL, maxLength: DNS_LABEL.maxLength - DIGITS - 1 });
  problems.addIf(project === "default", {
    prop: "project",
    code: "default-project",
    rule: "previews belong to a project that narrows down what a pull request may touch",
    value: project,
    fix: "make an ArgoCdProject for the namespaces preview-* with createsNamespaces",
  });
  ifKnown(namespacePrefix, (known) => {
    problems.addIf(!/^[a-z][a-z0-9-]{0,50}-$/.test(known), {
      prop: "namespacePrefix",
      code: "invalid-name",
      rule: "a prefix is lowercase letters, digits and dashes, begins with a letter and ends with a dash",
      value: known,
      fix: "write it like preview-",
    });
  });
}

/** Whoever opens a pull request would run code in the cluster: somebody who knows it says which. */
function checkFilter(
  { pullRequests, labels, branches }: PreviewApplicationSetProps,
  problems: Problems,
): void {
  problems.addIf(Array.isArray(labels) && labels.length === 0, {
    prop: "labels",
    code: "no-filter",
    rule: "an empty list of labels takes every pull request",
    value: [],
    fix: 'name a label, or say labels: "every"',
  });
  problems.addIf(!pullRequests.labels && branches === undefined && labels !== "every", {
    prop: "branches",
    code: "no-filter",
    rule: `pull requests of ${pullRequests.provider} have no labels to pick them by`,
    fix: 'pick them by the name of their branch, or say labels: "every"',
  });
  problems.addIf(!pullRequests.labels && Array.isArray(labels), {
    prop: "labels",
    code: "not-supported",
    rule: `pull requests of ${pullRequests.provider} have no labels`,
    value: labels,
    fix: "pick them by branches",
  });
  checkRe2(problems, "branches", branches);
}

function checkRendering(rendering: PreviewRendering, problems: Problems): void {
  const texts =
    rendering.type === "kustomize"
      ? rendering.images.map((image, index) => [`images[${index}]`, image] as const)
      : Object.entries(rendering.parameters).map(([name, value]) => [`parameters.${name}`, value] as const);
  problems.addIf(texts.length === 0, {
    prop: rendering.type === "kustomize" ? "images" : "parameters",
    code: "same-for-all",
    rule: "previews differ by what their pull request built, or they would all show the same",
    value: [],
    fix: "name the image with its tag, such as registry/users:{{.head_sha}}",
  });
  for (const [prop, text] of texts) {
    checkTemplate(problems, prop, text);
  }
}

/** Reports templates that name what a pull request does not have, or what its author writes freely. */
function checkTemplate(problems: Problems, prop: string, text: string): void {
  ifKnown(text, (known) => {
    for (const [expression, name] of known.matchAll(/\{\{-?\s*(?:\.(\w+)\s*-?\}\})?/g)) {
      problems.addIf(name === undefined || !PARAMETERS.includes(name), {
        prop,
        code: "unknown-parameter",
        rule: "a template names one parameter of the pull request that its author cannot choose freely",
        value: expression,
        fix: `use one of ${PARAMETERS.map((parameter) => `{{.${parameter}}}`).join(", ")}`,
      });
    }
  });
}

/** The ApplicationSet of the previews. */
export function previewApplicationSet(config: ResolvedPreviews, argoNamespace: string): KubernetesManifest {
  const namespace = `${config.namespacePrefix}{{.number}}`;
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "ApplicationSet",
    metadata: { name: config.name, namespace: argoNamespace },
    spec: {
      goTemplate: true,
      goTemplateOptions: ["missingkey=error"],
      generators: [{ pullRequest: generator(config) }],
      template: {
        metadata: { name: `${config.name}-{{.number}}`, finalizers: [CASCADE] },
        spec: {
          project: config.project,
          source: {
            repoURL: config.repository,
            path: config.path,
            targetRevision: config.revision,
            ...renderingOf(config.rendering),
          },
          destination: { server: IN_CLUSTER, namespace },
          syncPolicy: {
            automated: { prune: true, selfHeal: true },
            retry: RETRY,
            syncOptions: ["CreateNamespace=true", "ServerSideApply=true"],
            managedNamespaceMetadata: {
              labels: { ...config.namespaceLabels, "slipway.dev/pull-request": "{{.number}}" },
            },
          },
        },
      },
    },
  };
}

function generator({
  provider,
  source,
  labels,
  branches,
  requeueAfterSeconds,
}: ResolvedPreviews): JsonObject {
  return {
    [provider]: { ...source, ...(labels.length > 0 && { labels }) },
    ...(branches !== undefined && { filters: [{ branchMatch: branches }] }),
    requeueAfterSeconds,
  };
}

function renderingOf(rendering: PreviewRendering): JsonObject {
  return rendering.type === "kustomize"
    ? { kustomize: { images: rendering.images } }
    : {
        helm: {
          parameters: Object.entries(rendering.parameters).map(([name, value]) => ({
            name,
            value,
            // A tag of digits only would be read as a number.
            forceString: true,
          })),
        },
      };
}
