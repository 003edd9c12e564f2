import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { mergeTags, type Tags } from "../../lib/core/tags";

/** Last part of the service names, `com.amazonaws.<region>.ecr.api` ("AWS services that integrate with PrivateLink"). */
const INTERFACE_ENDPOINTS = [
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "logs",
  "secretsmanager",
  "sqs",
  "sts",
] as const;

/**
 * An AWS service that private subnets can reach through an endpoint in the VPC. Nodes without NAT need `ec2`,
 * `ecr.api`, `ecr.dkr` and `sts` to join a cluster, `eks-auth` for Pod Identity and `logs` for what they log.
 */
export type InterfaceEndpoint = (typeof INTERFACE_ENDPOINTS)[number];

/** `VpcEndpoints` are made by a Network; these are its resolved choices. */
export interface VpcEndpointsProps {
  /** Name of the network. */
  readonly name: string;
  readonly region: string;
  readonly vpcId: string;
  /** IPv4 block whose addresses may use the interface endpoints. */
  readonly cidr: string;
  /** Whether S3 is reached without leaving the VPC. */
  readonly s3Gateway: boolean;
  /** Route tables that lead to S3. */
  readonly routeTableIds: readonly string[];
  readonly interfaceEndpoints: readonly InterfaceEndpoint[];
  /** Subnets the interface endpoints stand in, one for each zone. */
  readonly subnetIds: readonly string[];
  readonly tags: Tags | undefined;
}

/**
 * Ways to AWS services that do not leave the VPC: the gateway to S3, which is free of charge, and interface endpoints
 * with private DNS behind one security group that admits HTTPS from the VPC only.
 */
export class VpcEndpoints extends Construct {
  /** The aws_vpc_endpoint of S3; undefined where it was switched off. */
  readonly s3?: VpcEndpoint;
  /** The aws_vpc_endpoint of each chosen service. */
  readonly interfaces: ReadonlyMap<InterfaceEndpoint, VpcEndpoint>;
  /** Security group of the interface endpoints; undefined where there are none. */
  readonly securityGroup?: SecurityGroup;
  /** What must exist before the services are reached this way. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    if (props.s3Gateway) {
      this.s3 = this.createS3Gateway(props);
    }
    const rules: ITerraformDependable[] = [];
    if (props.interfaceEndpoints.length > 0) {
      this.securityGroup = this.createSecurityGroup(props);
      rules.push(this.allowHttps(this.securityGroup, props));
    }
    this.interfaces = this.createInterfaces(props, this.securityGroup);
    this.ready = [...(this.s3 ? [this.s3] : []), ...rules, ...this.interfaces.values()];
  }

  private createS3Gateway(props: VpcEndpointsProps): VpcEndpoint {
    return new VpcEndpoint(this, "S3", {
      vpcId: props.vpcId,
      vpcEndpointType: "Gateway",
      serviceName: `com.amazonaws.${props.region}.s3`,
      routeTableIds: [...props.routeTableIds],
      tags: mergeTags(props.tags, { Name: `${props.name}-s3` }),
    });
  }

  private createInterfaces(
    props: VpcEndpointsProps,
    securityGroup: SecurityGroup | undefined,
  ): Map<InterfaceEndpoint, VpcEndpoint> {
    const group = new Construct(this, "Interfaces");
    const securityGroupIds = securityGroup ? [securityGroup.id] : undefined;
    return new Map(
      props.interfaceEndpoints.map((service) => [
        service,
        new VpcEndpoint(group, service, {
          vpcId: props.vpcId,
          vpcEndpointType: "Interface",
          serviceName: `com.amazonaws.${props.region}.${service}`,
          privateDnsEnabled: true,
          subnetIds: [...props.subnetIds],
          securityGroupIds,
          tags: mergeTags(props.tags, { Name: `${props.name}-${service}` }),
        }),
      ]),
    );
  }

  private createSecurityGroup(props: VpcEndpointsProps): SecurityGroup {
    return new SecurityGroup(this, "SecurityGroup", {
      name: `${props.name}-vpc-endpoints`,
      description: `Interface endpoints of network ${props.name}`,
      vpcId: props.vpcId,
      tags: mergeTags(props.tags, { Name: `${props.name}-vpc-endpoints` }),
    });
  }

  private allowHttps(securityGroup: SecurityGroup, props: VpcEndpointsProps): VpcSecurityGroupIngressRule {
    return new VpcSecurityGroupIngressRule(this, "HttpsFromVpc", {
      securityGroupId: securityGroup.id,
      description: "HTTPS from the VPC",
      cidrIpv4: props.cidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags: mergeTags(props.tags, { Name: `${props.name}-vpc-endpoints-https` }),
    });
  }
}

/** Fills the default and reports every problem: `unknown-endpoint`, `duplicate-endpoint`. */
export function resolveInterfaceEndpoints(
  endpoints: readonly InterfaceEndpoint[] | undefined,
  problems: Problems,
): readonly InterfaceEndpoint[] {
  const chosen = endpoints ?? [];
  chosen.forEach((endpoint, index) => {
    checkKnown(problems.at(index), "", "unknown-endpoint", "endpoint", endpoint, INTERFACE_ENDPOINTS);
    problems.at(index).addIf(chosen.indexOf(endpoint) < index, {
      prop: "",
      code: "duplicate-endpoint",
      rule: "a service has one endpoint in a VPC",
      value: endpoint,
      fix: "remove it",
    });
  });
  return chosen;
}
