import { type IResolveContext, Lazy } from "cdktf";
import type { IConstruct } from "constructs";
import { resolveOrThrow } from "./errors";
import {
  checkStatements,
  mergeStatements,
  type PolicyStatement,
  policyDocument,
  policyLength,
} from "./policy";
import { isToken } from "./tokens";

/** Characters AWS allows the inline policies of a role together. Source: "IAM and AWS STS quotas", IAM user guide. */
const MAX_LENGTH = 10_240;

/**
 * The inline policy of a role, which takes statements until synthesis and is merged and written once then.
 *
 * It makes no resource: pass `document` to one. A document that is too long for AWS fails synthesis as
 * `policy-too-long`.
 */
export class GrowingPolicy {
  /** The policy as JSON, rendered at synthesis. */
  readonly document: string;
  private readonly statements: PolicyStatement[] = [];
  private readonly sids = new Set<string>();
  private merged: readonly PolicyStatement[] | undefined;
  private rendered: string | undefined;

  /** @param roleName for messages */
  constructor(
    private readonly scope: IConstruct,
    private readonly roleName: string,
    statements: readonly PolicyStatement[] = [],
  ) {
    this.document = Lazy.stringValue({ produce: (context) => this.render(context) });
    scope.node.addValidation({ validate: () => this.tooLong() });
    if (statements.length > 0) {
      this.add(statements);
    }
  }

  /** @throws ConfigError with the codes of `checkStatements` */
  add(statements: readonly PolicyStatement[]): void {
    resolveOrThrow(this.scope, "PolicyStatements", (problems) =>
      checkStatements(problems, "statements", statements, this.sids),
    );
    this.statements.push(...statements);
    this.merged = undefined;
    this.rendered = undefined;
  }

  /** cdktf resolves every argument three times; a thousand statements are merged and written once. */
  private render(context: IResolveContext): string {
    // One attribute read twice gives two tokens: only what they resolve to shows that they are the same.
    this.merged ??= mergeStatements(this.statements, (resource) =>
      isToken(resource) ? String(context.resolve(resource)) : resource,
    );
    this.rendered ??= policyDocument(this.merged);
    return this.rendered;
  }

  private tooLong(): string[] {
    const length = policyLength(this.merged ?? mergeStatements(this.statements));
    const role = isToken(this.roleName) ? `of ${this.scope.node.path}` : this.roleName;
    return length > MAX_LENGTH
      ? [
          `[policy-too-long]: the inline policy of role ${role} has ${length} characters, AWS allows ${MAX_LENGTH}; ` +
            "spread the permissions over several roles: for scalers of KEDA, give some an identity of their own " +
            "with PodIdentity.aws({ roleArn })",
        ]
      : [];
  }
}
