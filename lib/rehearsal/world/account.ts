import type { Value, Values } from "./backend";
import { elementsOf, isRecord, textAt, valueAt } from "./values";

/** The account and place an AWS provider configuration points at. */
export type Account = {
  /** Twelve digits. */
  readonly id: string;
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** `amazonaws.com`. */
  readonly dnsSuffix: string;
  /** Tags every object gets. */
  readonly defaultTags: Values;
};

/** Account of a provider that names none. */
export const DEFAULT_ACCOUNT_ID = "123456789012";
const DEFAULT_REGION = "us-east-1";

/**
 * Reads the account from the configuration of a provider: `region`, `default_tags`, and the id from
 * `allowed_account_ids` or the role it assumes, because a provider that is bound to an account reports that one.
 */
export function accountOf(config: Values): Account {
  const region = textAt(config, "region") ?? DEFAULT_REGION;
  const tags = elementsOf(config.default_tags).map((block) => valueAt(block, "tags"));
  return {
    id: accountId(config),
    region,
    ...partitionOf(region),
    defaultTags: Object.assign({}, ...tags.filter((map) => isRecord(map))),
  };
}

/** Partition and DNS suffix of a region. */
export function partitionOf(region: string): Pick<Account, "partition" | "dnsSuffix"> {
  if (region.startsWith("cn-")) {
    return { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" };
  }
  return { partition: region.startsWith("us-gov-") ? "aws-us-gov" : "aws", dnsSuffix: "amazonaws.com" };
}

/** The account as an object with its own `region` argument sees it. */
export function inRegion(account: Account, region: Value | undefined): Account {
  return typeof region === "string" && region !== ""
    ? { ...account, region, ...partitionOf(region) }
    : account;
}

function accountId(config: Values): string {
  const allowed = elementsOf(config.allowed_account_ids)[0];
  const assumed = /:(\d{12}):role\//.exec(textAt(config, "assume_role.role_arn") ?? "")?.[1];
  return assumed ?? (typeof allowed === "string" ? allowed : DEFAULT_ACCOUNT_ID);
}
