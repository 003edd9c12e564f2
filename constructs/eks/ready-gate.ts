import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { TerraformData } from "./terraform-data";
import { waitFor } from "./wait-for";

export interface ReadyGateProps {
  readonly clusterName: string;
  readonly endpoint: string;
  /** Base64. */
  readonly certificateAuthority: string;
  /** What must exist before Kubernetes objects can be made and run. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * The gate between a cluster and what runs in it, as a `terraform_data` that only carries the cluster's address.
 *
 * The Kubernetes and Helm providers read the address from here. So their objects are made after everything the
 * gate waits for, and destroyed before any of it goes: without it, access entries and nodes would be deleted first,
 * and releases would stay behind.
 */
export class ReadyGate extends Construct {
  /** The terraform_data. */
  readonly resource: TerraformData;
  /** Address of the cluster as it comes through the gate. */
  readonly connection: {
    readonly clusterName: string;
    readonly host: string;
    readonly caCertificate: string;
  };

  constructor(scope: Construct, id: string, props: ReadyGateProps) {
    super(scope, id);
    this.resource = new TerraformData(this, "Resource", {
      input: {
        name: props.clusterName,
        endpoint: props.endpoint,
        certificateAuthority: props.certificateAuthority,
      },
      dependsOn: props.dependsOn,
    });
    this.connection = {
      clusterName: this.resource.output("name"),
      host: this.resource.output("endpoint"),
      caCertificate: Fn.base64decode(this.resource.output("certificateAuthority")),
    };
  }

  /** Makes the gate wait for something that was added to the cluster later. */
  waitFor(...dependencies: readonly ITerraformDependable[]): void {
    waitFor(this.resource, ...dependencies);
  }
}
