import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { ifKnown } from "../../lib/core/tokens";

interface Upstream {
  /** Undefined where each customer has an address of their own. */
  readonly url?: string;
  readonly needsCredential: boolean;
}

/**
 * Registries ECR can cache. Source: CreatePullThroughCacheRule, ECR API reference, and "Sync an upstream registry
 * with an Amazon ECR private registry", ECR user guide.
 */
const UPSTREAMS = {
  "ecr-public": { url: "public.ecr.aws", needsCredential: false },
  k8s: { url: "registry.k8s.io", needsCredential: false },
  quay: { url: "quay.io", needsCredential: false },
  "docker-hub": { url: "registry-1.docker.io", needsCredential: true },
  ghcr: { url: "ghcr.io", needsCredential: true },
  gitlab: { url: "registry.gitlab.com", needsCredential: true },
  chainguard: { url: "cgr.dev", needsCredential: true },
  azure: { needsCredential: true },
} as const satisfies Record<string, Upstream>;

/** A registry whose images ECR can cache. */
export type UpstreamName = keyof typeof UPSTREAMS;

/** How one upstream registry is cached. */
export interface PullThroughCacheUpstream {
  /** Namespace of the cached repositories, 2 to 30 characters. @default the name of the upstream: `docker-hub` */
  readonly prefix?: string;
  /**
   * ARN of the Secrets Manager secret that holds user name and access token, in the same account and region. Its
   * name begins with `ecr-pullthroughcache/`. Required for docker-hub, ghcr, gitlab, chainguard and azure.
   * @default anonymous
   */
  readonly credentialArn?: string;
  /** Address of the upstream: `<name>.azurecr.io`. Required for azure, and only there. */
  readonly registryUrl?: string;
  /**
   * `"none"` leaves the cached repositories with ECR's own settings: mutable tags, no lifecycle, no customer key.
   * @default the registry's settings, through a repository creation template
   */
  readonly creationTemplate?: "none";
}

/** Upstream registry to how it is cached. */
export type PullThroughCacheProps = { readonly [upstream in UpstreamName]?: PullThroughCacheUpstream };

/** A cache rule with everything filled in. */
export interface ResolvedPullThroughCache {
  /** Name of the upstream, which is the construct's id. */
  readonly upstream: string;
  readonly prefix: string;
  readonly registryUrl: string;
  readonly credentialArn: string | undefined;
  readonly hasTemplate: boolean;
}

export interface PullThroughCacheRuleProps {
  readonly rule: ResolvedPullThroughCache;
  /** What must exist before the first image is cached. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** A rule that makes ECR fetch, and keep, images of another registry when they are first pulled. */
export class PullThroughCacheRule extends Construct {
  /** The aws_ecr_pull_through_cache_rule, for overrides that no prop covers. */
  readonly resource: EcrPullThroughCacheRule;

  constructor(scope: Construct, id: string, props: PullThroughCacheRuleProps) {
    super(scope, id);
    this.resource = new EcrPullThroughCacheRule(this, "Resource", {
      ecrRepositoryPrefix: props.rule.prefix,
      upstreamRegistryUrl: props.rule.registryUrl,
      credentialArn: props.rule.credentialArn,
      dependsOn: props.dependsOn.length > 0 ? [...props.dependsOn] : undefined,
    });
  }
}

/**
 * Fills defaults and reports every problem, in the order of the props.
 *
 * Codes: `unknown-upstream`, `invalid-cache-prefix`, `duplicate-cache-prefix`, `missing-credential`,
 * `invalid-credential-arn`, `missing-registry-url`, `invalid-registry-url`, `fixed-registry-url`.
 */
export function resolvePullThroughCache(
  props: PullThroughCacheProps,
  problems: Problems,
): ResolvedPullThroughCache[] {
  const resolved: ResolvedPullThroughCache[] = [];
  for (const [upstream, options] of Object.entries(props)) {
    const known = checkKnown(problems, upstream, "unknown-upstream", "upstream registry", upstream, NAMES);
    if (!known || options === undefined) {
      continue;
    }
    const at = problems.at(upstream);
    const prefix = options.prefix ?? upstream;
    checkPrefix(prefix, resolved, at);
    const facts: Upstream = UPSTREAMS[upstream as UpstreamName];
    checkCredential(facts, options.credentialArn, at);
    resolved.push({
      upstream,
      prefix,
      registryUrl: registryUrlOf(facts, options.registryUrl, at),
      credentialArn: options.credentialArn,
      hasTemplate: options.creationTemplate !== "none",
    });
  }
  return resolved;
}

const NAMES = Object.keys(UPSTREAMS);

/** Source of shape and length: CreatePullThroughCacheRule, ECR API reference; the slash is ECR's to add. */
function checkPrefix(prefix: string, others: readonly ResolvedPullThroughCache[], problems: Problems): void {
  ifKnown(prefix, (known) => {
    problems.addIf(
      known.length < 2 ||
        known.length > 30 ||
        !/^([a-z0-9]+([._-][a-z0-9]+)*\/)*[a-z0-9]+([._-][a-z0-9]+)*$/.test(known),
      {
        prop: "prefix",
        code: "invalid-cache-prefix",
        rule: "a prefix has 2 to 30 lowercase letters and digits, with single . _ - or / between them",
        value: known,
        fix: "write it like docker-hub, without a slash at the end",
      },
    );
  });
  problems.addIf(
    others.some((other) => other.prefix === prefix),
    {
      prop: "prefix",
      code: "duplicate-cache-prefix",
      rule: "another upstream is cached under this prefix",
      value: prefix,
      fix: "choose another prefix",
    },
  );
}

function checkCredential(upstream: Upstream, credentialArn: string | undefined, problems: Problems): void {
  problems.addIf(upstream.needsCredential && credentialArn === undefined, {
    prop: "credentialArn",
    code: "missing-credential",
    rule: "ECR reaches this upstream with credentials only",
    fix: "name the ARN of a Secrets Manager secret whose name begins with ecr-pullthroughcache/",
  });
  ifKnown(credentialArn, (known) => {
    problems.addIf(
      !/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:ecr-pullthroughcache\/[\w/+=.@-]+$/.test(
        known,
      ),
      {
        prop: "credentialArn",
        code: "invalid-credential-arn",
        rule: "ECR reads secrets only whose name begins with ecr-pullthroughcache/",
        value: known,
        fix: "name the whole ARN of such a secret, never the secret itself",
      },
    );
  });
}

function registryUrlOf(upstream: Upstream, given: string | undefined, problems: Problems): string {
  if (upstream.url !== undefined) {
    problems.addIf(given !== undefined, {
      prop: "registryUrl",
      code: "fixed-registry-url",
      rule: "this upstream has one address",
      value: given,
      fix: `leave it out, it is ${upstream.url}`,
    });
    return upstream.url;
  }
  problems.addIf(given === undefined, {
    prop: "registryUrl",
    code: "missing-registry-url",
    rule: "each Azure container registry has an address of its own",
    fix: "write it like example.azurecr.io",
  });
  ifKnown(given, (known) => {
    problems.addIf(!/^[a-z0-9]+\.azurecr\.io$/.test(known), {
      prop: "registryUrl",
      code: "invalid-registry-url",
      rule: "the address of an Azure container registry is <name>.azurecr.io, without https://",
      value: known,
      fix: "write it like example.azurecr.io",
    });
  });
  return given ?? "";
}
