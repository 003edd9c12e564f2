import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, physicalName } from "../../../lib/core/names";
import type { JsonObject } from "../../../lib/core/render";
import { ifKnown } from "../../../lib/core/tokens";
import { checkGroups } from "./argo-cd-access";
import type { ArgoCdProjectProps, ProjectAction } from "./argo-cd-project";

/** Address of the cluster Argo CD runs in. */
export const IN_CLUSTER = "https://kubernetes.default.svc";

/** What a namespace's owner sets and its applications may not: what NamespaceBoundary puts there. */
const GUARDED = [
  { group: "", kind: "ResourceQuota" },
  { group: "", kind: "LimitRange" },
];

const ACTIONS: readonly ProjectAction[] = ["get", "sync", "create", "update", "delete", "override"];

/** Fills defaults and reports every problem. */
export function resolveArgoCdProject(props: ArgoCdProjectProps, problems: Problems) {
  checkName(problems, "name", props.name, DNS_LABEL);
  problems.addIf(props.name === "default", {
    prop: "name",
    code: "default-project",
    rule: "Argo CD has a project of this name, which allows everything",
    value: props.name,
    fix: "name the project after the team",
  });
  checkList(problems, "repositories", props.repositories, "the repositories applications come from");
  checkList(problems, "namespaces", props.namespaces, "the namespaces applications go to");
  const namespaces = problems.at("namespaces");
  props.namespaces.forEach((namespace, index) => {
    ifKnown(namespace, (known) => {
      namespaces.addIf(known !== "*" && !/^[a-z0-9*]([a-z0-9*-]*[a-z0-9*])?$/.test(known), {
        prop: `[${index}]`,
        code: "invalid-name",
        rule: `name must ${DNS_LABEL.must}, or be a pattern with *`,
        value: known,
        fix: "write it like shop or preview-*",
      });
    });
  });
  const roles = Object.entries(props.roles ?? {}).map(([name, { groups, allow }]) => {
    const at = problems.at("roles").at(name);
    checkName(at, "", name, DNS_LABEL);
    checkGroups(at, "groups", groups);
    allow.forEach((action, index) => {
      checkKnown(at.at("allow"), `[${index}]`, "unknown-action", "action", action, ACTIONS);
    });
    return { name, groups, policies: allow.map((action) => rolePolicy(props.name, name, action)) };
  });
  return {
    name: props.name,
    releaseName: physicalName(["argocd-project", props.name], 53),
    spec: projectSpec(props, roles),
  };
}

function projectSpec(props: ArgoCdProjectProps, roles: readonly JsonObject[]): JsonObject {
  const { description, repositories, namespaces, clusterResources = [], deniedResources = GUARDED } = props;
  const made = (props.createsNamespaces ?? false) ? namespaces : [];
  return {
    ...(description !== undefined && { description }),
    sourceRepos: repositories,
    destinations: namespaces.map((namespace) => ({ namespace, server: IN_CLUSTER })),
    clusterResourceWhitelist: [
      ...made.map((name) => ({ group: "", kind: "Namespace", name })),
      ...clusterResources,
    ],
    namespaceResourceBlacklist: deniedResources,
    orphanedResources: { warn: true },
    ...(roles.length > 0 && { roles }),
  };
}

function rolePolicy(project: string, role: string, action: ProjectAction): string {
  return `p, proj:${project}:${role}, applications, ${action}, ${project}/*, allow`;
}

function checkList(problems: Problems, prop: string, values: readonly string[], noun: string): void {
  problems.addIf(values.length === 0, {
    prop,
    code: "empty-project",
    rule: `a project names ${noun}`,
    value: [],
    fix: "name at least one",
  });
  values.forEach((value, index) => {
    problems
      .at(prop)
      .at(index)
      .addIf(value === "*" || value === "**", {
        prop: "",
        code: "open-project",
        rule: `a project narrows down ${noun}`,
        value,
        fix: "name them, or use a pattern such as https://github.com/acme/* or preview-*",
      });
  });
}
