import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { ConfigError, type Problem } from "../../../lib/core/errors";
import type { ICluster } from "../../cluster/cluster";
import type { KubernetesManifest } from "../../helm/manifests";
import { type RouteClaim, routeClaims } from "./route-claims";

/** Requests that are taken, by whom and by what kind of route. */
interface Taken {
  readonly byPath: Map<string, string>;
  readonly kinds: Map<string, { readonly kind: string; readonly owner: string }>;
}

/** By stack and cluster. Kept on the side so that nothing is made of it. */
const ROUTES = new WeakMap<TerraformStack, Map<string, Taken>>();

/**
 * Remembers the requests that the routes among some objects take.
 *
 * @throws ConfigError `duplicate-route` if others take requests of the same host and path: the Gateway or the load
 * balancer would pick one of them without a word. `mixed-route-kinds` if HTTP and gRPC share a hostname, of which a
 * Gateway accepts one
 */
export function registerRoutes(
  scope: IConstruct,
  cluster: ICluster,
  manifests: readonly KubernetesManifest[],
): void {
  const claims = routeClaims(manifests);
  if (claims.length === 0) {
    return;
  }
  const taken = takenOf(scope, cluster);
  const problems = claims.flatMap((claim) => take(taken, claim, scope.node.path));
  if (problems.length > 0) {
    throw new ConfigError(scope.node.path, "exposure", problems);
  }
}

function take({ byPath, kinds }: Taken, claim: RouteClaim, owner: string): readonly Problem[] {
  const { entrance, hostname, path, kind } = claim;
  const address = `${entrance} ${hostname}`;
  const other = byPath.get(`${address} ${path}`);
  const first = kinds.get(address);
  byPath.set(`${address} ${path}`, other ?? owner);
  kinds.set(address, first ?? { kind, owner });
  return [
    ...(other === undefined ? [] : [duplicate(claim, other === owner ? "the workload itself" : other)]),
    ...(first === undefined || first.kind === kind ? [] : [mixed(claim, first)]),
  ];
}

function duplicate({ entrance, hostname, path }: RouteClaim, other: string): Problem {
  const [type, value] = path.split(" ");
  return {
    prop: "exposure",
    code: "duplicate-route",
    rule: `${other} takes ${type === "Exact" ? "this path" : "all paths that begin like this"} at ${entrance} already`,
    value: `${hostname}${value}`,
    fix: "use another hostname or path for one of them",
  };
}

function mixed({ entrance, hostname, kind }: RouteClaim, first: { kind: string; owner: string }): Problem {
  return {
    prop: "exposure",
    code: "mixed-route-kinds",
    rule: `${entrance} takes one kind of route for a hostname, and ${first.owner} has a ${first.kind} for it`,
    value: `${kind} ${hostname}`,
    fix: "use another hostname for one of them",
  };
}

function takenOf(scope: IConstruct, cluster: ICluster): Taken {
  const stack = TerraformStack.of(scope);
  const clusters = ROUTES.get(stack) ?? new Map<string, Taken>();
  ROUTES.set(stack, clusters);
  const taken = clusters.get(cluster.node.path) ?? { byPath: new Map(), kinds: new Map() };
  clusters.set(cluster.node.path, taken);
  return taken;
}
