import { EcrReplicationConfiguration } from "@cdktf/provider-aws/lib/ecr-replication-configuration";
import { Construct } from "constructs";
import type { Problems } from "../../lib/core/errors";
import { ifKnown, isToken } from "../../lib/core/tokens";
import type { AwsAccount } from "../account/aws-account";
import { refuseSecond } from "./registry-wide";

/** A registry that images are copied to when they are pushed. */
export interface ReplicationDestination {
  /** Region of the copies: `eu-west-1`. */
  readonly region: string;
  /** Account of the copies, 12 digits. Its registry policy must allow the copy. @default the own account */
  readonly registryId?: string;
  /**
   * Beginnings of the names of repositories that are copied, `"all"` for every repository of account and region.
   * @default the registry's namePrefix; without one, all
   */
  readonly repositoryPrefixes?: readonly string[] | "all";
}

/** Destinations that get the same repositories: what ECR calls a rule. */
export interface ResolvedReplicationRule {
  /** Empty stands for every repository. */
  readonly repositoryPrefixes: readonly string[];
  /** Without `registryId`: the own account. */
  readonly destinations: readonly { readonly region: string; readonly registryId?: string }[];
}

/** Limits of a replication configuration. Source: "Private image replication", ECR user guide. */
const MAX_RULES = 10;
const MAX_DESTINATIONS = 25;
const MAX_PREFIXES = 100;

export interface RegistryReplicationProps {
  readonly rules: readonly ResolvedReplicationRule[];
  /** Account the images are in. */
  readonly account: AwsAccount;
}

/**
 * Where images of the registry of account and region are copied to when they are pushed. Images pushed earlier
 * are not copied, and nothing is ever deleted in a destination.
 *
 * @throws ConfigError `registry-setting-twice`
 */
export class RegistryReplication extends Construct {
  /** The aws_ecr_replication_configuration, for overrides that no prop covers. */
  readonly resource: EcrReplicationConfiguration;

  constructor(scope: Construct, id: string, props: RegistryReplicationProps) {
    super(scope, id);
    refuseSecond(this, EcrReplicationConfiguration.tfResourceType, "replication");
    this.resource = new EcrReplicationConfiguration(this, "Resource", {
      replicationConfiguration: {
        rule: props.rules.map((rule) => ({
          destination: rule.destinations.map(({ region, registryId }) => ({
            region,
            registryId: registryId ?? props.account.accountId,
          })),
          repositoryFilter:
            rule.repositoryPrefixes.length > 0
              ? rule.repositoryPrefixes.map((filter) => ({ filter, filterType: "PREFIX_MATCH" }))
              : undefined,
        })),
      },
    });
  }
}

/** What the registry itself is, for defaults and for what would point back at it. */
export interface ReplicationSource {
  /** Undefined where it is not known before apply. */
  readonly homeRegion: string | undefined;
  /** Empty where names have none. */
  readonly namePrefix: string;
}

/**
 * Groups destinations that get the same repositories into rules, in the order of their first mention, and
 * reports every problem.
 *
 * Codes: `invalid-region`, `invalid-account`, `replicates-to-itself`, `duplicate-destination`,
 * `invalid-repository-prefix`, `too-many-repository-prefixes`, `too-many-replication-rules`,
 * `too-many-destinations`.
 */
export function resolveReplication(
  replication: readonly ReplicationDestination[],
  source: ReplicationSource,
  problems: Problems,
): ResolvedReplicationRule[] {
  const rules = new Map<string, { repositoryPrefixes: readonly string[]; destinations: Target[] }>();
  replication.forEach((destination, index) => {
    const at = problems.at(index);
    checkDestination(destination, source, at);
    const repositoryPrefixes = prefixesOf(destination, source);
    checkPrefixes(repositoryPrefixes, at);
    const key = JSON.stringify([...repositoryPrefixes].sort());
    const rule = rules.get(key) ?? { repositoryPrefixes, destinations: [] };
    rules.set(key, rule);
    const { region, registryId } = destination;
    at.addIf(
      rule.destinations.some((other) => other.region === region && other.registryId === registryId),
      {
        prop: "",
        code: "duplicate-destination",
        rule: "the same repositories go to this destination already",
        value: { region, registryId },
        fix: "remove one of them",
      },
    );
    rule.destinations.push({ region, registryId });
  });
  checkLimits([...rules.values()], problems);
  return [...rules.values()];
}

type Target = { readonly region: string; readonly registryId?: string };

function prefixesOf(destination: ReplicationDestination, source: ReplicationSource): readonly string[] {
  if (destination.repositoryPrefixes === "all") {
    return [];
  }
  return destination.repositoryPrefixes ?? (source.namePrefix === "" ? [] : [source.namePrefix]);
}

function checkDestination(
  destination: ReplicationDestination,
  source: ReplicationSource,
  problems: Problems,
): void {
  ifKnown(destination.region, (region) => {
    problems.addIf(!isRegion(region), {
      prop: "region",
      code: "invalid-region",
      rule: "not the name of an AWS region",
      value: region,
      fix: "write it like eu-west-1",
    });
  });
  ifKnown(destination.registryId, (registryId) => {
    problems.addIf(!/^\d{12}$/.test(registryId), {
      prop: "registryId",
      code: "invalid-account",
      rule: "the id of an AWS account has 12 digits",
      value: registryId,
      fix: "write the bare account id, in quotes",
    });
  });
  problems.addIf(
    destination.registryId === undefined &&
      !isToken(destination.region) &&
      destination.region === source.homeRegion,
    {
      prop: "region",
      code: "replicates-to-itself",
      rule: "the images are in this region and account already",
      value: destination.region,
      fix: "name another region, or the registryId of another account",
    },
  );
}

/** Source of the shape: ECR API, RepositoryFilter. */
function checkPrefixes(prefixes: readonly string[], problems: Problems): void {
  const at = problems.at("repositoryPrefixes");
  at.addIf(prefixes.length > MAX_PREFIXES, {
    prop: "",
    code: "too-many-repository-prefixes",
    rule: `a replication rule has at most ${MAX_PREFIXES} prefixes`,
    value: prefixes.length,
    fix: "use shorter prefixes that cover more repositories",
  });
  prefixes.forEach((prefix, index) => {
    ifKnown(prefix, (known) => {
      at.addIf(!/^[a-z0-9][a-z0-9._/-]{1,255}$/.test(known), {
        prop: `[${index}]`,
        code: "invalid-repository-prefix",
        rule: "a prefix is the beginning of a repository name, 2 to 256 lowercase letters, digits or . _ - /",
        value: known,
        fix: "write it like prod/, without wildcards",
      });
    });
  });
}

function checkLimits(rules: readonly ResolvedReplicationRule[], problems: Problems): void {
  problems.addIf(rules.length > MAX_RULES, {
    prop: "",
    code: "too-many-replication-rules",
    rule: `destinations differ in repositoryPrefixes in more than ${MAX_RULES} ways`,
    value: rules.length,
    fix: "let more destinations share the same prefixes",
  });
  const destinations = new Set(
    rules.flatMap((rule) => rule.destinations.map(({ region, registryId }) => `${registryId} ${region}`)),
  );
  problems.addIf(destinations.size > MAX_DESTINATIONS, {
    prop: "",
    code: "too-many-destinations",
    rule: `a registry replicates to at most ${MAX_DESTINATIONS} destinations`,
    value: destinations.size,
    fix: "remove some",
  });
}

/** Shape of a region name, as the AWS provider checks it. */
export function isRegion(text: string): boolean {
  return /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(text);
}
