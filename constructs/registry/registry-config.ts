import { checkKnown, type Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";
import { type ResolvedCreationTemplate, resolveCreationTemplates } from "./creation-template";
import { type ResolvedPullThroughCache, resolvePullThroughCache } from "./pull-through-cache";
import type { RegistryProps } from "./registry";
import { resolveEncryption } from "./registry-key";
import { isRegion, resolveReplication } from "./registry-replication";
import { checkScanningFilters, type RegistryScanningProps } from "./registry-scanning";
import {
  type RepositorySettings,
  type ResolvedRepositorySettings,
  resolveRepositorySettings,
} from "./repository-settings";

/** What the surroundings of a registry say where its props are silent. */
export interface RegistrySurroundings {
  /** Region of the stack's AWS provider; undefined where it is not known. */
  readonly providerRegion: string | undefined;
  /** Alias of the key where the props name none. */
  readonly defaultKeyAlias: string;
}

/** A repository with everything filled in. */
export interface ResolvedRepository {
  /** The name the user gave, without the prefix: the construct's id and the key of lookups. */
  readonly key: string;
  /** The name in ECR. */
  readonly repositoryName: string;
  readonly settings: ResolvedRepositorySettings;
}

/** Of a registry that stands in no stack yet. */
const NOWHERE: RegistrySurroundings = { providerRegion: undefined, defaultKeyAlias: "registry" };

/** Fills defaults and reports every problem. */
export function resolveRegistry(
  props: RegistryProps,
  problems: Problems,
  surroundings: RegistrySurroundings = NOWHERE,
) {
  const namePrefix = props.namePrefix ?? "";
  const prefixIsValid = checkNamePrefix(namePrefix, problems);
  const shared = resolveRepositorySettings(props, problems);
  const homeRegion = props.homeRegion ?? surroundings.providerRegion;
  checkHomeRegion(props.homeRegion, problems);
  const config = {
    repositories: resolveRepositories(props, prefixIsValid ? namePrefix : "", shared, problems),
    encryption: resolveEncryption(props, surroundings.defaultKeyAlias, problems),
    scanning: resolveScanning(props, problems),
    replication: resolveReplication(
      props.replication ?? [],
      { homeRegion, namePrefix },
      problems.at("replication"),
    ),
    pullThroughCache: resolvePullThroughCache(props.pullThroughCache ?? {}, problems.at("pullThroughCache")),
    creationTemplates: resolveCreationTemplates(
      props.creationTemplates ?? {},
      shared,
      problems.at("creationTemplates"),
    ),
    tags: shared.tags,
  };
  problems.addIf(
    config.repositories.length + config.pullThroughCache.length + config.creationTemplates.length === 0,
    {
      prop: "repositories",
      code: "no-repositories",
      rule: "a registry without cache and templates has at least one repository",
      value: [],
      fix: "name the repositories, such as api and web",
    },
  );
  return {
    ...config,
    creationTemplates: [
      ...config.creationTemplates,
      ...cacheTemplates(config.pullThroughCache, config.creationTemplates, shared, problems),
    ],
  };
}

function resolveRepositories(
  props: RegistryProps,
  namePrefix: string,
  shared: ResolvedRepositorySettings,
  problems: Problems,
): ResolvedRepository[] {
  const entries = entriesOf(props.repositories);
  const byId = new Map<string, string>();
  return entries.map(({ key, at, overrides }) => {
    const view = problems.at("repositories").at(at);
    checkRepositoryName(key, `${namePrefix}${key}`, view);
    const other = byId.get(idOf(key));
    view.addIf(other === key, {
      prop: "",
      code: "duplicate-repository",
      rule: "this repository is listed already",
      value: key,
      fix: "remove one of them",
    });
    view.addIf(other !== undefined && other !== key, {
      prop: "",
      code: "ambiguous-repository-name",
      rule: `it differs from ${other} only in dots, which Terraform addresses leave out`,
      value: key,
      fix: "rename one of them, or keep them in two registries",
    });
    byId.set(idOf(key), key);
    const settings = resolveRepositorySettings(overrides, view, shared);
    return { key, repositoryName: `${namePrefix}${key}`, settings };
  });
}

function entriesOf(repositories: RegistryProps["repositories"]) {
  return isList(repositories)
    ? repositories.map((key, index) => ({ key, at: index, overrides: {} as RepositorySettings }))
    : Object.entries(repositories).map(([key, overrides]) => ({ key, at: key, overrides }));
}

function isList(repositories: RegistryProps["repositories"]): repositories is readonly string[] {
  return Array.isArray(repositories);
}

/** What is left of a name in an address: constructs write a slash as two dashes, cdktf drops the dots. */
function idOf(key: string): string {
  return key.replaceAll("/", "--").replaceAll(".", "");
}

/** Source of shape and length: CreateRepository, ECR API reference. */
const REPOSITORY_NAME = /^([a-z0-9]+([._-][a-z0-9]+)*\/)*[a-z0-9]+([._-][a-z0-9]+)*$/;

function checkRepositoryName(key: string, repositoryName: string, problems: Problems): void {
  if (isToken(key)) {
    problems.add({
      prop: "",
      code: "name-not-known",
      rule: "the name of a repository must be known before apply, it is its identity in the plan",
      value: key,
      fix: "use a literal name",
    });
    return;
  }
  const tooLong = repositoryName.length > 256;
  problems.addIf(!REPOSITORY_NAME.test(key) || repositoryName.length < 2 || tooLong, {
    prop: "",
    code: "invalid-repository-name",
    rule: "a repository name has 2 to 256 lowercase letters and digits, with single . _ - or / between them",
    value: repositoryName,
    fix: "choose another name, such as team/api",
  });
}

function checkNamePrefix(namePrefix: string, problems: Problems): boolean {
  return !problems.addIf(namePrefix !== "" && !REPOSITORY_NAME.test(`${namePrefix}x`), {
    prop: "namePrefix",
    code: "invalid-name-prefix",
    rule: "a prefix is the beginning of a repository name in lowercase letters and digits",
    value: namePrefix,
    fix: "write it like platform/",
  });
}

function checkHomeRegion(homeRegion: string | undefined, problems: Problems): void {
  problems.addIf(homeRegion !== undefined && !isToken(homeRegion) && !isRegion(homeRegion), {
    prop: "homeRegion",
    code: "invalid-region",
    rule: "not the name of an AWS region",
    value: homeRegion,
    fix: "write it like eu-central-1",
  });
}

function resolveScanning(props: RegistryProps, problems: Problems): RegistryScanningProps | undefined {
  const scanning = props.scanning ?? "unmanaged";
  checkKnown(problems, "scanning", "unknown-scanning", "scanning", scanning, [
    "unmanaged",
    "basic",
    "enhanced",
  ]);
  if (scanning === "unmanaged") {
    problems.addIf(props.scanningFilters !== undefined, {
      prop: "scanningFilters",
      code: "filters-without-scanning",
      rule: "filters belong to the registry scanning configuration, which is left alone",
      value: props.scanningFilters,
      fix: "set scanning to basic or enhanced, or leave the filters out",
    });
    return undefined;
  }
  const repositoryFilters = props.scanningFilters ?? ["*"];
  checkScanningFilters(problems.at("scanningFilters"), repositoryFilters);
  return { scanType: scanning, repositoryFilters };
}

/**
 * Cached repositories are made by ECR, so without a template they would be mutable and without a lifecycle. No
 * role may push to them: what stands under an upstream's name comes from the upstream.
 */
function cacheTemplates(
  caches: readonly ResolvedPullThroughCache[],
  templates: readonly ResolvedCreationTemplate[],
  settings: ResolvedRepositorySettings,
  problems: Problems,
): ResolvedCreationTemplate[] {
  return caches
    .filter((cache) => cache.hasTemplate)
    .map((cache) => {
      problems
        .at("creationTemplates")
        .at(cache.prefix)
        .addIf(
          templates.some((template) => template.prefix === cache.prefix),
          {
            prop: "",
            code: "duplicate-template",
            rule: `pullThroughCache.${cache.upstream} makes a template for this prefix already`,
            value: cache.prefix,
            fix: `set pullThroughCache.${cache.upstream}.creationTemplate to "none", or remove this one`,
          },
        );
      return {
        prefix: cache.prefix,
        appliedFor: ["pull-through-cache"],
        settings: { ...settings, pushRoles: [] },
      };
    });
}
