import { type ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

export interface TerraformDataProps {
  /** Values the resource keeps and gives back as its output. */
  readonly input: Readonly<Record<string, string>>;
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * A `terraform_data`, which is part of terraform itself and needs no provider.
 *
 * In place of cdktf's DataResource, which runs `terraform version` on every synthesis: 50 ms, and no synthesis at all
 * where terraform is not installed. Whoever deploys is held to a version by `required_version`.
 */
export class TerraformData extends TerraformResource {
  private readonly input: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: TerraformDataProps) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
      dependsOn: [...props.dependsOn],
    });
    this.input = props.input;
  }

  /** An input as it comes out: known once everything the resource depends on exists. */
  output(key: string): string {
    return this.getStringAttribute(`output.${key}`);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { input: this.input };
  }
}
