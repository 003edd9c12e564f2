import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, physicalName } from "../../../lib/core/names";
import { ifKnown } from "../../../lib/core/tokens";
import { passwordPaths } from "../literal-passwords";
import type { ApplicationProps, ImageOverride, Rendering } from "./application-props";
import { checkRepositoryPath, checkRepositoryUrl, checkRevision } from "./git-repository";
import type { IGitOps } from "./gitops-interface";
import { projectName } from "./gitops-manifests";

/** An application once every default is filled in. */
export type ResolvedApplication = ReturnType<typeof resolveApplication>;

/** Fills defaults and reports every problem. */
export function resolveApplication(props: ApplicationProps, problems: Problems) {
  const { gitOps, project } = props;
  const rendering: Rendering = props.rendering ?? { type: "kustomize" };
  const uninstalls = gitOps.controller === "flux" && rendering.type === "helm";
  const config = {
    name: props.name,
    releaseName: physicalName(["app", props.name], 53),
    repository: props.repository,
    path: props.path,
    revision: props.revision,
    namespace: props.namespace,
    rendering,
    sync: props.sync ?? "automatic",
    prune: props.prune ?? false,
    selfHeal: props.selfHeal ?? true,
    onDelete: props.onDelete ?? (uninstalls ? "delete" : "keep"),
    ignoreDifferences: props.ignoreDifferences ?? [],
    project: projectName(project) ?? "",
    serviceAccount: props.serviceAccount,
    credentialsSecret: props.credentialsSecret,
  };
  // Objects of both controllers end in labels, which stop at 63 characters.
  checkName(problems, "name", config.name, DNS_LABEL);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkRepositoryUrl(problems, "repository", config.repository);
  checkRepositoryPath(problems, "path", config.path);
  checkRevision(problems, "revision", config.revision);
  checkKnown(problems, "sync", "unknown-sync", "way to sync", config.sync, ["automatic", "manual"]);
  checkKnown(problems, "onDelete", "unknown-deletion", "deletion", config.onDelete, ["keep", "delete"]);
  checkRendering(problems.at("rendering"), rendering);
  checkIgnored(props, problems);
  checkController(gitOps, props, problems);
  return config;
}

function checkIgnored({ ignoreDifferences = [] }: ApplicationProps, problems: Problems): void {
  ignoreDifferences.forEach((ignored, index) => {
    const at = problems.at("ignoreDifferences").at(index);
    if (typeof ignored === "string") {
      checkKnown(at, "", "unknown-difference", "difference", ignored, ["replicas", "traffic-weights"]);
      return;
    }
    ignored.jsonPointers.forEach((pointer, position) => {
      at.at("jsonPointers").addIf(!/^(\/([^~]|~[01])*)+$/.test(pointer), {
        prop: `[${position}]`,
        code: "invalid-pointer",
        rule: "a JSON pointer is a path with slashes",
        value: pointer,
        fix: "write it like /spec/replicas, and ~1 for a slash inside a key",
      });
    });
  });
}

function checkController(gitOps: IGitOps, props: ApplicationProps, problems: Problems): void {
  if (gitOps.controller === "argo-cd") {
    checkArgo(props, problems);
  } else {
    checkFlux(gitOps.multiTenant, props, problems);
  }
}

function checkArgo(
  { project, serviceAccount, credentialsSecret }: ApplicationProps,
  problems: Problems,
): void {
  const name = projectName(project);
  problems.addIf(name === undefined || name === "default", {
    prop: "project",
    code: name === undefined ? "missing-project" : "default-project",
    rule: "an application belongs to a project that narrows down what it may touch; the default one allows everything",
    value: name,
    fix: "make an ArgoCdProject and pass it",
  });
  checkName(problems, "project", name, DNS_SUBDOMAIN);
  notWith(problems, "Argo CD", "serviceAccount", serviceAccount, "limit the application by its project");
  notWith(
    problems,
    "Argo CD",
    "credentialsSecret",
    credentialsSecret,
    "label the Secret argocd.argoproj.io/secret-type: repository, Argo CD finds it by the address",
  );
}

function checkFlux(multiTenant: boolean, props: ApplicationProps, problems: Problems): void {
  const { project, serviceAccount, credentialsSecret, rendering, onDelete, selfHeal } = props;
  notWith(problems, "Flux", "project", project, "limit the application by the roles of its service account");
  notWith(
    problems,
    "Flux",
    "selfHeal",
    selfHeal === false ? false : undefined,
    "leave it out, Flux undoes changes",
  );
  notWith(
    problems,
    "Flux and a Helm chart",
    "onDelete",
    rendering?.type === "helm" && onDelete === "keep" ? onDelete : undefined,
    "leave it out, Flux uninstalls the release",
  );
  notWith(
    problems,
    "Flux and a kustomization",
    "ignoreDifferences",
    rendering?.type !== "helm" && props.ignoreDifferences?.length ? props.ignoreDifferences : undefined,
    "leave the members out of the repository: Flux applies only what stands there",
  );
  problems.addIf(multiTenant && serviceAccount === undefined, {
    prop: "serviceAccount",
    code: "missing-service-account",
    rule: "where Flux is multi-tenant, an application acts as a service account of its namespace",
    fix: "name one that may make the application's objects",
  });
  checkName(problems, "serviceAccount", serviceAccount, DNS_SUBDOMAIN);
  checkName(problems, "credentialsSecret", credentialsSecret, DNS_SUBDOMAIN);
}

function notWith(problems: Problems, controller: string, prop: string, value: unknown, fix: string): void {
  problems.addIf(value !== undefined, {
    prop,
    code: "not-supported",
    rule: `${controller} knows no such thing`,
    value: typeof value === "object" ? undefined : value,
    fix,
  });
}

function checkRendering(problems: Problems, rendering: Rendering): void {
  checkKnown(problems, "type", "unknown-rendering", "rendering", rendering.type, ["kustomize", "helm"]);
  if (rendering.type === "kustomize") {
    (rendering.images ?? []).forEach((image, index) => {
      checkImage(problems.at("images").at(index), image);
    });
    return;
  }
  checkName(problems, "releaseName", rendering.releaseName, DNS_LABEL);
  (rendering.valueFiles ?? []).forEach((file, index) => {
    checkRepositoryPath(problems.at("valueFiles"), `[${index}]`, file);
  });
  for (const path of passwordPaths(rendering.values ?? {})) {
    problems.at("values").add({
      prop: path,
      code: "literal-secret",
      rule: "a credential would be readable in the plan, the state and the cluster",
      fix: "put it into a Secret and let the chart refer to it",
    });
  }
}

function checkImage(problems: Problems, { tag, digest }: ImageOverride): void {
  problems.addIf((tag === undefined) === (digest === undefined), {
    prop: "tag",
    code: "tag-or-digest",
    rule: "an image is given by a tag or a digest",
    value: tag,
    fix: "set exactly one of them",
  });
  ifKnown(tag, (known) => {
    problems.addIf(known === "latest", {
      prop: "tag",
      code: "mutable-tag",
      rule: "latest is another image every day",
      value: known,
      fix: "name the version, or the commit it was built from",
    });
  });
  ifKnown(digest, (known) => {
    problems.addIf(!/^sha256:[0-9a-f]{64}$/.test(known), {
      prop: "digest",
      code: "invalid-digest",
      rule: "a digest is sha256: and 64 hexadecimal digits",
      value: known,
      fix: "copy it from the registry",
    });
  });
}
