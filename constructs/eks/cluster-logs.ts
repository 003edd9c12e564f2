import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkLogRetention } from "../../lib/core/log-retention";
import { mergeTags, type Tags } from "../../lib/core/tags";

/** Logs the control plane can write. Source: EKS API, LogSetup. */
export const CONTROL_PLANE_LOG_TYPES = [
  "api",
  "audit",
  "authenticator",
  "controllerManager",
  "scheduler",
] as const;

/** Name of a control plane log. */
export type ControlPlaneLogType = (typeof CONTROL_PLANE_LOG_TYPES)[number];

/** What the control plane logs, and for how long it is kept. */
export interface ControlPlaneLogsProps {
  /** @default all five: api, audit, authenticator, controllerManager, scheduler */
  readonly types?: readonly ControlPlaneLogType[];
  /** Days until CloudWatch drops an event, a number CloudWatch Logs offers: 1, 3, 5, 7, 14, 30 ... 3653. @default 365 */
  readonly retentionDays?: number;
}

/** Name of the log group EKS writes to; it cannot be chosen. */
export function clusterLogGroupName(clusterName: string): string {
  return `/aws/eks/${clusterName}/cluster`;
}

/**
 * The log group of a control plane. EKS would make it by itself, unencrypted and kept for ever, so it must exist
 * before the cluster.
 */
export class ClusterLogs extends Construct {
  /** The aws_cloudwatch_log_group. */
  readonly resource: CloudwatchLogGroup;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly clusterName: string;
      readonly retentionDays: number;
      readonly kmsKeyArn: string | undefined;
      readonly tags: Tags | undefined;
    },
  ) {
    super(scope, id);
    this.resource = new CloudwatchLogGroup(this, "Resource", {
      name: clusterLogGroupName(props.clusterName),
      retentionInDays: props.retentionDays,
      kmsKeyId: props.kmsKeyArn,
      tags: mergeTags(props.tags),
    });
  }
}

/**
 * Fills defaults and reports every problem; undefined where nothing is logged.
 *
 * Codes: `no-log-types`, `unknown-log-type`, `duplicate-log-type`, `retention-not-allowed`.
 */
export function resolveClusterLogs(props: ControlPlaneLogsProps | "none" | undefined, problems: Problems) {
  if (props === "none") {
    return undefined;
  }
  const types = props?.types ?? CONTROL_PLANE_LOG_TYPES;
  const retentionDays = props?.retentionDays ?? 365;
  problems.addIf(types.length === 0, {
    prop: "types",
    code: "no-log-types",
    rule: "a control plane that logs names at least one log",
    value: [],
    fix: 'write "none" in place of the object to log nothing',
  });
  types.forEach((type, index) => {
    const at = problems.at("types").at(index);
    checkKnown(at, "", "unknown-log-type", "control plane log", type, CONTROL_PLANE_LOG_TYPES);
    at.addIf(types.indexOf(type) !== index, {
      prop: "",
      code: "duplicate-log-type",
      rule: "a log is named once",
      value: type,
      fix: "remove one of them",
    });
  });
  checkLogRetention(problems, "retentionDays", retentionDays);
  return { types: [...types], retentionDays };
}
