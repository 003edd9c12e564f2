/** One line for something a cluster has: `Secret orders/db`, `Namespace /orders`, `kind keda.sh/ScaledObject`. */
export type Fact = string;

/** Something an object or release puts into its cluster. */
export type Brought = {
  readonly fact: Fact;
  /** The object is its owner: a second owner is refused. Otherwise it only sees to it that the thing is there. */
  readonly owned: boolean;
};

/** Something that must be in the cluster before. */
export type Need = {
  readonly fact: Fact;
  /** What Kubernetes or Helm says when it is not. */
  readonly summary: string;
  readonly detail: string;
};

/** The fact that an object exists. Kinds of API groups that every cluster serves are named without their group. */
export function objectFact(kind: string, namespace: string, name: string): Fact {
  return `${kind} ${namespace}/${name}`;
}

/** The fact that a cluster knows a custom kind. */
export function kindFact(group: string, kind: string): Fact {
  return `kind ${group}/${kind}`;
}

/** The fact that anything may be in a namespace: a chart makes objects that nobody here can list. */
export function anythingFact(namespace: string): Fact {
  return `anything ${namespace}`;
}

/** A namespace that must exist. */
export function namespaceNeed(namespace: string): Need {
  return {
    fact: objectFact("Namespace", "", namespace),
    summary: `namespaces "${namespace}" not found`,
    detail:
      "create the namespace first and depend on it, or let the release create it with create_namespace = true",
  };
}

/** What every cluster has from the beginning. */
export function isBuiltIn(fact: Fact): boolean {
  return (
    /^Namespace \/(default|kube-system|kube-public|kube-node-lease)$/.test(fact) ||
    /^ServiceAccount [^/]*\/default$/.test(fact) ||
    /^ConfigMap [^/]*\/kube-root-ca\.crt$/.test(fact)
  );
}

/** Facts any of which makes this one credible: itself, or anything in its namespace where a chart may have made it. */
export function standInsFor(fact: Fact): readonly Fact[] {
  const namespace = /^(?:Secret|ConfigMap|ServiceAccount) ([^/]*)\//.exec(fact)?.[1];
  return namespace === undefined ? [fact] : [fact, anythingFact(namespace), anythingFact("*")];
}
