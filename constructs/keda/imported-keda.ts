import type { IamRolePolicyConfig } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../../lib/core/charts";
import { ConfigError, type Problems, resolveOrThrow } from "../../lib/core/errors";
import { GrowingPolicy } from "../../lib/core/growing-policy";
import { checkName, DNS_LABEL, type NameRule, physicalName } from "../../lib/core/names";
import type { PolicyStatement } from "../../lib/core/policy";
import { guardStack } from "../../lib/core/validation";
import type { ICluster } from "../cluster/cluster";
import type { IKeda } from "./keda-interface";

/** What must be known of a KEDA that was installed elsewhere. */
export interface KedaAttributes {
  readonly cluster: ICluster;
  /** Namespace KEDA runs in. @default keda */
  readonly namespace?: string;
  /** Service account of the operator. @default keda-operator */
  readonly serviceAccount?: string;
  /** The one namespace KEDA acts in. @default every namespace */
  readonly watchNamespace?: string;
  /**
   * Name, not ARN, of the IAM role the operator's service account has. Scalers of AWS need it; this stack puts one
   * inline policy of its own into the role. All inline policies of a role share the 10,240 characters AWS allows.
   * @default scalers of AWS are refused, unless they assume roles that trust the operator already
   */
  readonly operatorRoleName?: string;
}

/**
 * KEDA that was installed elsewhere: by another stack, by hand. Made by `Keda.fromAttributes`.
 *
 * @throws ConfigError `invalid-name`, and of `grant` `no-operator-role`
 */
export class ImportedKeda extends Construct implements IKeda {
  readonly cluster: ICluster;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly watchNamespace: string | undefined;
  readonly dependencies: readonly ITerraformDependable[] = [];
  private readonly operatorRoleName: string | undefined;
  private policy: GrowingPolicy | undefined;

  constructor(scope: Construct, id: string, attributes: KedaAttributes) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "KedaAttributes", (problems) =>
      resolveKedaAttributes(attributes, problems),
    );
    this.cluster = config.cluster;
    this.namespace = config.namespace;
    this.serviceAccount = config.serviceAccount;
    this.watchNamespace = config.watchNamespace;
    this.operatorRoleName = config.operatorRoleName;
  }

  /** @throws ConfigError `no-operator-role`, and those of `checkStatements` */
  grant(statements: readonly PolicyStatement[]): void {
    if (statements.length === 0) {
      return;
    }
    this.policy ??= this.makePolicy();
    this.policy.add(statements);
  }

  private makePolicy(): GrowingPolicy {
    const role = this.operatorRoleName;
    if (role === undefined) {
      throw new ConfigError(this.node.path, "KedaAttributes", [
        {
          prop: "operatorRoleName",
          code: "no-operator-role",
          rule: "a scaler needs permissions in AWS, and the role of KEDA's operator is not known",
          fix: "pass operatorRoleName to Keda.fromAttributes",
        },
      ]);
    }
    const policy = new GrowingPolicy(this, role);
    rolePolicy(this, "OperatorPolicy", {
      // A role holds one policy of a name: the path keeps stacks from writing over each other's.
      name: physicalName([this.node.path.replace(/[^\w+=,.@-]+/g, ".")], 128),
      role,
      policy: policy.document,
    });
    return policy;
  }
}

/** Loaded where it is used: KEDA on a cluster without AWS does not have the provider. */
function rolePolicy(scope: Construct, id: string, config: IamRolePolicyConfig): void {
  const {
    IamRolePolicy,
  }: typeof import("@cdktf/provider-aws/lib/iam-role-policy") = require("@cdktf/provider-aws/lib/iam-role-policy");
  new IamRolePolicy(scope, id, config);
}

/** Source: "IAM and AWS STS quotas", IAM user guide. */
const ROLE_NAME: NameRule = {
  pattern: /^[\w+=,.@-]+$/,
  maxLength: 64,
  must: "be the name of an IAM role, not its ARN: letters, digits and +=,.@_-, at most 64 characters",
};

/** Fills defaults and reports every problem. */
export function resolveKedaAttributes(attributes: KedaAttributes, problems: Problems) {
  const config = {
    cluster: attributes.cluster,
    namespace: attributes.namespace ?? CHARTS.keda.namespace,
    serviceAccount: attributes.serviceAccount ?? "keda-operator",
    watchNamespace: attributes.watchNamespace,
    operatorRoleName: attributes.operatorRoleName,
  };
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkName(problems, "serviceAccount", config.serviceAccount, DNS_LABEL);
  checkName(problems, "watchNamespace", config.watchNamespace, DNS_LABEL);
  checkName(problems, "operatorRoleName", config.operatorRoleName, ROLE_NAME);
  return config;
}
