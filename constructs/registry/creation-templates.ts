import { Construct } from "constructs";
import type { Tags } from "../../lib/core/tags";
import type { AwsAccount } from "../account/aws-account";
import { CreationTemplate, type ResolvedCreationTemplate } from "./creation-template";
import { CreationTemplateRole } from "./creation-template-role";

export interface CreationTemplatesProps {
  readonly templates: readonly ResolvedCreationTemplate[];
  /** KMS key of the images. @default encrypted with a key of S3 (AES256) */
  readonly keyArn?: string;
  readonly account: AwsAccount;
  /** Tags of the role. @default none */
  readonly tags?: Tags;
}

/** The creation templates of a registry and, where a key or tags ask for it, the role ECR acts as. */
export class CreationTemplates extends Construct {
  /** Templates by their prefix. */
  readonly templates: ReadonlyMap<string, CreationTemplate>;

  constructor(scope: Construct, id: string, props: CreationTemplatesProps) {
    super(scope, id);
    const needRole = props.templates.filter(
      ({ settings }) => props.keyArn !== undefined || settings.tags !== undefined,
    );
    const role =
      needRole.length > 0
        ? new CreationTemplateRole(this, "Role", {
            prefixes: needRole.map(({ prefix }) => prefix),
            keyArn: props.keyArn,
            account: props.account,
            tags: props.tags,
          })
        : undefined;
    this.templates = new Map(
      props.templates.map((template) => [
        template.prefix,
        new CreationTemplate(this, template.prefix, {
          template,
          keyArn: props.keyArn,
          role: needRole.includes(template) ? role : undefined,
          account: props.account,
        }),
      ]),
    );
  }
}
