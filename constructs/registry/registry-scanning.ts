import { EcrRegistryScanningConfiguration } from "@cdktf/provider-aws/lib/ecr-registry-scanning-configuration";
import { Construct } from "constructs";
import type { Problems } from "../../lib/core/errors";
import { ifKnown } from "../../lib/core/tokens";
import { refuseSecond } from "./registry-wide";

/** `basic`: on push, free. `enhanced`: Amazon Inspector, again whenever a new vulnerability becomes known. */
export type RegistryScanningType = "basic" | "enhanced";

export interface RegistryScanningProps {
  readonly scanType: RegistryScanningType;
  /** Names of repositories that are scanned, `*` stands for anything. */
  readonly repositoryFilters: readonly string[];
}

/**
 * What is scanned in the whole registry of the account and region, repositories of others included.
 *
 * @throws ConfigError `registry-setting-twice`
 */
export class RegistryScanning extends Construct {
  /** The aws_ecr_registry_scanning_configuration, for overrides that no prop covers. */
  readonly resource: EcrRegistryScanningConfiguration;

  constructor(scope: Construct, id: string, props: RegistryScanningProps) {
    super(scope, id);
    refuseSecond(this, EcrRegistryScanningConfiguration.tfResourceType, "scanning");
    this.resource = new EcrRegistryScanningConfiguration(this, "Resource", {
      scanType: props.scanType === "enhanced" ? "ENHANCED" : "BASIC",
      rule: [
        {
          scanFrequency: props.scanType === "enhanced" ? "CONTINUOUS_SCAN" : "SCAN_ON_PUSH",
          repositoryFilter: props.repositoryFilters.map((filter) => ({ filter, filterType: "WILDCARD" })),
        },
      ],
    });
  }
}

/** Reports filters ECR would refuse: `invalid-scanning-filter`. Source: ECR API, ScanningRepositoryFilter. */
export function checkScanningFilters(problems: Problems, filters: readonly string[]): void {
  problems.addIf(filters.length === 0, {
    prop: "",
    code: "invalid-scanning-filter",
    rule: "a scanning rule names the repositories it is about",
    value: filters,
    fix: "write * for all of them, or leave scanning out",
  });
  filters.forEach((filter, index) => {
    ifKnown(filter, (known) => {
      problems.addIf(known.length > 255 || !/^[a-z0-9*]([._/-]?[a-z0-9*])*$/.test(known), {
        prop: `[${index}]`,
        code: "invalid-scanning-filter",
        rule: "a filter is a repository name of lowercase letters, digits, . _ - / and *, at most 255 characters",
        value: known,
        fix: "write it like prod/* or *",
      });
    });
  });
}
