import { Construct } from "constructs";
import { ConfigError, resolveOrThrow } from "../../lib/core/errors";
import { physicalName } from "../../lib/core/names";
import type { PolicyStatement } from "../../lib/core/policy";
import { guardStack } from "../../lib/core/validation";
import { AwsAccount } from "../account/aws-account";
import type { CreationTemplateProps } from "./creation-template";
import { CreationTemplates } from "./creation-templates";
import { providerRegion } from "./provider-region";
import { type PullThroughCacheProps, PullThroughCacheRule } from "./pull-through-cache";
import { resolveRegistry } from "./registry-config";
import { type EncryptionProps, RegistryKey, type ResolvedEncryption } from "./registry-key";
import { RegistryReplication, type ReplicationDestination } from "./registry-replication";
import { RegistryRepository } from "./registry-repository";
import { RegistryScanning, type RegistryScanningType } from "./registry-scanning";
import { pullStatements, pullThroughStatements, pushStatements } from "./registry-statements";
import { repositoryArn } from "./repository-arn";
import type { RepositorySettings } from "./repository-settings";

/** Settings here are shared by all repositories; each repository may have its own in `repositories`. */
export interface RegistryProps extends RepositorySettings, EncryptionProps {
  /**
   * Names of the repositories, or names with what each has otherwise than the others: 2 to 256 lowercase letters
   * and digits with single `.`, `_`, `-` or `/` between them, `namePrefix` included. Renaming one replaces it.
   */
  readonly repositories: readonly string[] | Readonly<Record<string, RepositorySettings>>;
  /** Put in front of every name as it stands: `platform/`. @default names stand alone */
  readonly namePrefix?: string;
  /**
   * Registry scanning configuration of the whole account and region. It exists once, so one stack at most may
   * manage it: ask for it where the account is set up. Images are scanned on push either way.
   * @default unmanaged: left as it is
   */
  readonly scanning?: "unmanaged" | RegistryScanningType;
  /** Repositories `scanning` is about, `*` stands for anything. @default every repository of the account */
  readonly scanningFilters?: readonly string[];
  /** Registries that get a copy of each pushed image. Exists once for account and region. @default none */
  readonly replication?: readonly ReplicationDestination[];
  /** Upstream registries whose images ECR fetches and keeps when they are first pulled. @default none */
  readonly pullThroughCache?: PullThroughCacheProps;
  /**
   * Settings of repositories ECR makes by itself, by namespace (`ROOT` for all others). They start from the
   * shared settings.
   * @default one for each upstream of pullThroughCache, with the shared settings
   */
  readonly creationTemplates?: Readonly<Record<string, CreationTemplateProps>>;
  /** Region of the registry, to refuse copies to itself. @default the region of the stack's AWS provider */
  readonly homeRegion?: string;
}

/**
 * Container repositories (Amazon ECR) with one policy: immutable tags, images encrypted with a key of their own
 * and scanned on push, untagged images expired, nothing deleted that still holds images.
 *
 *     const registry = new Registry(this, "Registry", {
 *       namePrefix: "platform/",
 *       repositories: ["api", "web"],
 *       lifecycle: { keep: [{ tagPatterns: ["v*"], count: 30 }], expire: [{ tagPatterns: ["pr-*"], olderThanDays: 14 }] },
 *     });
 *
 * @throws ConfigError `no-repositories`, `invalid-repository-name`, `invalid-name-prefix`, `name-not-known`,
 * `duplicate-repository`, `ambiguous-repository-name`, `unknown-encryption`, `invalid-key-arn`,
 * `invalid-key-alias`, `alias-without-key`, `unknown-scanning`, `filters-without-scanning`,
 * `invalid-scanning-filter`, `duplicate-template`, `registry-setting-twice`, and those of
 * `resolveRepositorySettings`, `resolveLifecycle`, `checkLifecycleRules`, `resolveReplication`,
 * `resolvePullThroughCache` and `resolveCreationTemplates`
 */
export class Registry extends Construct {
  /** Repositories by the name they were given, without the prefix. */
  readonly repositories: Readonly<Record<string, RegistryRepository>>;
  /** ARN of each repository by its name, without the prefix. */
  readonly repositoryArns: Readonly<Record<string, string>>;
  /** Address of each repository by its name, without the prefix. */
  readonly repositoryUrls: Readonly<Record<string, string>>;
  /** Key the images are encrypted with; undefined with `aes256`. */
  readonly encryptionKeyArn: string | undefined;
  private readonly account: AwsAccount;
  private readonly cachePrefixes: readonly string[];

  constructor(scope: Construct, id: string, props: RegistryProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "RegistryProps", (problems) =>
      resolveRegistry(props, problems, {
        providerRegion: providerRegion(this),
        defaultKeyAlias: aliasOf(this.node.path),
      }),
    );
    this.account = AwsAccount.of(this);
    this.cachePrefixes = config.pullThroughCache.map((rule) => rule.prefix);
    this.encryptionKeyArn = this.makeKey(config);
    this.repositories = this.makeRepositories(config);
    this.repositoryArns = mapValues(this.repositories, (repository) => repository.arn);
    this.repositoryUrls = mapValues(this.repositories, (repository) => repository.url);
    this.makeCache(config);
    if (config.scanning !== undefined) {
      new RegistryScanning(this, "Scanning", config.scanning);
    }
    if (config.replication.length > 0) {
      new RegistryReplication(this, "Replication", { rules: config.replication, account: this.account });
    }
  }

  /**
   * Address of a repository, to put a tag or digest behind.
   *
   * @param name as it was given, without the prefix
   * @throws ConfigError `unknown-repository`
   */
  repositoryUrl(name: string): string {
    return this.repository("repositoryUrl", name).url;
  }

  /**
   * What a role needs to pull: log in, and read the named repositories.
   *
   * @param names without the prefix; all of them where left out
   * @throws ConfigError `unknown-repository`, `no-repositories`
   */
  pullStatements(names?: readonly string[]): PolicyStatement[] {
    return pullStatements(this.arnsOf("pullStatements", names));
  }

  /**
   * What a role needs to push and pull: log in, and read and write the named repositories.
   *
   * @param names without the prefix; all of them where left out
   * @throws ConfigError `unknown-repository`, `no-repositories`
   */
  pushStatements(names?: readonly string[]): PolicyStatement[] {
    return pushStatements(this.arnsOf("pushStatements", names));
  }

  /**
   * What a role needs to pull through the cache: log in, and read, fetch and make repositories below the prefixes
   * of `pullThroughCache`.
   *
   * @throws ConfigError `no-pull-through-cache`
   */
  pullThroughStatements(): PolicyStatement[] {
    if (this.cachePrefixes.length === 0) {
      throw new ConfigError(this.node.path, "pullThroughStatements", [
        {
          prop: "",
          code: "no-pull-through-cache",
          rule: "this registry caches no upstream",
          fix: "add the upstream to pullThroughCache",
        },
      ]);
    }
    return pullThroughStatements(this.cachePrefixes.map((prefix) => repositoryArn(this.account, prefix)));
  }

  private makeKey(config: RegistryConfig): string | undefined {
    const encryption: ResolvedEncryption = config.encryption;
    switch (encryption.type) {
      case "customer-key":
        return new RegistryKey(this, "Key", {
          alias: encryption.alias,
          account: this.account,
          tags: config.tags,
        }).keyArn;
      case "given-key":
        return encryption.keyArn;
      case "aes256":
        return undefined;
    }
  }

  private makeRepositories(config: RegistryConfig): Record<string, RegistryRepository> {
    const scope = new Construct(this, "Repositories");
    return Object.fromEntries(
      config.repositories.map(({ key, repositoryName, settings }) => [
        key,
        new RegistryRepository(scope, key, {
          repositoryName,
          settings,
          keyArn: this.encryptionKeyArn,
          account: this.account,
        }),
      ]),
    );
  }

  private makeCache(config: RegistryConfig): void {
    const { templates } = new CreationTemplates(this, "CreationTemplates", {
      templates: config.creationTemplates,
      keyArn: this.encryptionKeyArn,
      account: this.account,
      tags: config.tags,
    });
    const scope = new Construct(this, "PullThroughCache");
    for (const rule of config.pullThroughCache) {
      const template = templates.get(rule.prefix);
      new PullThroughCacheRule(scope, rule.upstream, {
        rule,
        dependsOn: template === undefined ? [] : [template.resource],
      });
    }
  }

  private arnsOf(method: string, names: readonly string[] | undefined): string[] {
    const wanted = names ?? Object.keys(this.repositories);
    if (wanted.length === 0) {
      throw new ConfigError(this.node.path, method, [
        {
          prop: "names",
          code: "no-repositories",
          rule: "a permission names at least one repository",
          value: wanted,
          fix: "name a repository, or leave the permission out",
        },
      ]);
    }
    return wanted.map((name) => this.repository(method, name).arn);
  }

  private repository(method: string, name: string): RegistryRepository {
    const found = Object.hasOwn(this.repositories, name) ? this.repositories[name] : undefined;
    if (found === undefined) {
      throw new ConfigError(this.node.path, method, [
        {
          prop: "name",
          code: "unknown-repository",
          rule: "this registry has no such repository",
          value: name,
          fix: `use one of ${Object.keys(this.repositories).join(", ") || "none"}, without the prefix`,
        },
      ]);
    }
    return found;
  }
}

type RegistryConfig = ReturnType<typeof resolveRegistry>;

/** The path begins with the stack's id, so that environments of one account stay apart. */
function aliasOf(path: string): string {
  return physicalName(
    path.split("/").map((part) => part.replace(/[^\w-]/g, "-")),
    250,
  );
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
