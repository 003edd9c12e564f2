import {
  TerraformDataSource,
  TerraformElement,
  TerraformOutput,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
} from "cdktf";
import type { IConstruct, IValidation } from "constructs";

const GUARDED = Symbol.for("slipway/guarded-stack");

/**
 * Makes the stack of a construct refuse, at synthesis, what cdktf would drop without a word: two resources or
 * data sources with one address, two outputs with one name, two default providers of one kind, two stacks with
 * one id. Calling it again changes nothing.
 */
export function guardStack(scope: IConstruct): void {
  const stack = TerraformStack.of(scope);
  if (!(GUARDED in stack)) {
    Object.defineProperty(stack, GUARDED, { value: true });
    stack.node.addValidation(new StackGuard(stack));
  }
}

class StackGuard implements IValidation {
  constructor(private readonly stack: TerraformStack) {}

  validate(): string[] {
    const elements = this.stack.node
      .findAll()
      .filter(TerraformElement.isTerraformElement)
      .filter((element) => element.cdktfStack === this.stack);
    return [
      ...duplicates(elements, addressOf).map(
        ([address, paths]) =>
          `[duplicate-address]: ${address} stands for ${list(paths)}, only one of them would be written; ` +
          "use ids that differ in more than characters other than letters and digits",
      ),
      ...duplicates(
        elements.filter(TerraformOutput.isTerraformOutput),
        (output) => output.friendlyUniqueId,
      ).map(
        ([name, paths]) =>
          `[duplicate-output]: output ${name} is declared by ${list(paths)}, only the last would be written; ` +
          "rename one of them",
      ),
      ...duplicates(elements.filter(TerraformProvider.isTerraformProvider), providerOf).map(
        ([provider, paths]) =>
          `[duplicate-provider]: provider ${provider} is configured by ${list(paths)}; ` +
          "give all but one an alias (providerAlias of a cluster)",
      ),
      ...this.stackIds(),
    ];
  }

  private stackIds(): string[] {
    return duplicates(stacksBelow(this.stack.node.root), (stack) => stack.node.id)
      .filter(([id]) => id === this.stack.node.id)
      .map(
        ([id, paths]) =>
          `[duplicate-stack]: stack id ${id} is used by ${list(paths)}, they would share one folder and one ` +
          "state; rename one of them",
      );
  }
}

/** The stacks of an app. What is inside a stack is not searched: every stack of an app asks this. */
function stacksBelow(construct: IConstruct): TerraformStack[] {
  return TerraformStack.isStack(construct) ? [construct] : construct.node.children.flatMap(stacksBelow);
}

function addressOf(element: TerraformElement): string | undefined {
  if (TerraformResource.isTerraformResource(element)) {
    return `${element.terraformResourceType}.${element.friendlyUniqueId}`;
  }
  if (TerraformDataSource.isTerraformDataSource(element)) {
    return `data.${element.terraformResourceType}.${element.friendlyUniqueId}`;
  }
  return undefined;
}

function providerOf(provider: TerraformProvider): string {
  const type = provider.terraformResourceType;
  return provider.alias === undefined ? `${type} without alias` : `${type}.${provider.alias}`;
}

function duplicates<T extends IConstruct>(
  constructs: readonly T[],
  keyOf: (construct: T) => string | undefined,
): [key: string, paths: string[]][] {
  const paths = new Map<string, string[]>();
  for (const construct of constructs) {
    const key = keyOf(construct);
    if (key !== undefined) {
      paths.set(key, [...(paths.get(key) ?? []), construct.node.path]);
    }
  }
  return [...paths].filter(([, users]) => users.length > 1);
}

function list(paths: readonly string[]): string {
  return paths.join(" and ");
}
