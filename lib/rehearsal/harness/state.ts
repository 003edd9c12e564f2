import { list, record } from "./stack-folder";

/** One object terraform keeps in its state. */
export type StateObject = {
  /** `aws_subnet.Public[0]`, `module.net.aws_vpc.Main` */
  readonly address: string;
  readonly type: string;
  /** Built into terraform, as `terraform_data` is, and therefore no part of the world. */
  readonly builtIn: boolean;
  readonly values: Readonly<Record<string, unknown>>;
  /** Addresses of everything it depends on, directly or not, without instance keys. */
  readonly dependencies: readonly string[];
  /** Will be replaced by the next apply, because making it failed halfway. */
  readonly tainted: boolean;
};

/**
 * Managed objects in a state as terraform saves it, in its order; none where it has not saved one yet.
 *
 * The text is read instead of asking `terraform show`, which would start the whole program for every look. Its format
 * (version 4) has been the same since Terraform 0.12 and is OpenTofu's too.
 */
export function parseState(source: string | undefined): readonly StateObject[] {
  if (source === undefined) {
    return [];
  }
  const state = record(JSON.parse(source));
  return list(state.resources)
    .map(record)
    .filter((resource) => resource.mode === "managed")
    .flatMap((resource) =>
      list(resource.instances)
        .map(record)
        // What create_before_destroy still has to delete goes by the same address.
        .filter((instance) => instance.deposed === undefined)
        .map((instance) => ({
          address: addressOf(resource, instance.index_key),
          type: String(resource.type),
          builtIn: String(resource.provider).includes("terraform.io/builtin/"),
          values: record(instance.attributes),
          dependencies: list(instance.dependencies).map(String),
          tainted: instance.status === "tainted",
        })),
    );
}

/**
 * The longest chain of objects each of which had to wait for the one before, as addresses from first to last: no number
 * of workers makes an apply shorter than that.
 */
export function longestChain(objects: readonly StateObject[]): readonly string[] {
  const byAddress = new Map<string, StateObject[]>();
  for (const object of objects) {
    const address = withoutKeys(object.address);
    byAddress.set(address, [...(byAddress.get(address) ?? []), object]);
  }
  const chains = new Map<string, readonly string[]>();
  const chainTo = (object: StateObject): readonly string[] => {
    const known = chains.get(object.address);
    if (known !== undefined) {
      return known;
    }
    // Set before going on: a state edited by hand may hold a cycle.
    chains.set(object.address, []);
    const before = longest(
      object.dependencies.flatMap((address) => byAddress.get(address) ?? []).map(chainTo),
    );
    const chain = [...before, object.address];
    chains.set(object.address, chain);
    return chain;
  };
  return longest(objects.map(chainTo));
}

/** An address without instance keys: what dependencies are written in. */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}

function longest(chains: readonly (readonly string[])[]): readonly string[] {
  return chains.reduce<readonly string[]>((best, chain) => (chain.length > best.length ? chain : best), []);
}

function addressOf(resource: Readonly<Record<string, unknown>>, key: unknown): string {
  const module = typeof resource.module === "string" ? `${resource.module}.` : "";
  const index = key === undefined ? "" : `[${JSON.stringify(key)}]`;
  return `${module}${resource.type}.${resource.name}${index}`;
}
