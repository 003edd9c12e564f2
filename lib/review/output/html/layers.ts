type Edge = readonly [from: number, to: number];

/** The same edges, with those turned round that close a cycle. Edges of a node to itself must not be among them. */
export function acyclic(count: number, edges: readonly Edge[]): readonly Edge[] {
  const leaving = Array.from({ length: count }, (): number[] => []);
  edges.forEach(([from], index) => {
    leaving[from]?.push(index);
  });
  const state = new Uint8Array(count);
  const turned = new Set<number>();
  for (let root = 0; root < count; root++) {
    const stack = state[root] === 0 ? [{ node: root, next: 0 }] : [];
    state[root] ||= 1;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = leaving[top.node]?.[top.next++];
      if (edge === undefined) {
        state[top.node] = 2;
        stack.pop();
        continue;
      }
      const to = edges[edge]?.[1] ?? 0;
      if (state[to] === 1) {
        turned.add(edge);
      } else if (state[to] === 0) {
        state[to] = 1;
        stack.push({ node: to, next: 0 });
      }
    }
  }
  return edges.map(([from, to], index) => (turned.has(index) ? [to, from] : [from, to]));
}

/**
 * Layer of each node: one behind the last of those that lead to it. Nodes nothing leads to move as far back as what they
 * lead to allows, so that edges stay short. The edges must have no cycle.
 */
export function layersOf(count: number, edges: readonly Edge[]): readonly number[] {
  const leaving = Array.from({ length: count }, (): number[] => []);
  const open = new Uint32Array(count);
  for (const [from, to] of edges) {
    leaving[from]?.push(to);
    open[to] = (open[to] ?? 0) + 1;
  }
  const isRoot = [...open].map((degree) => degree === 0);
  const layers = new Array<number>(count).fill(0);
  const ready = layers.map((_, node) => node).filter((node) => isRoot[node]);
  for (let index = 0; index < ready.length; index++) {
    const node = ready[index] ?? 0;
    for (const to of leaving[node] ?? []) {
      layers[to] = Math.max(layers[to] ?? 0, (layers[node] ?? 0) + 1);
      open[to] = (open[to] ?? 0) - 1;
      if (open[to] === 0) {
        ready.push(to);
      }
    }
  }
  return layers.map((layer, node) => {
    const behind = leaving[node] ?? [];
    return isRoot[node] && behind.length > 0
      ? behind.reduce((least, to) => Math.min(least, layers[to] ?? 0), Infinity) - 1
      : layer;
  });
}
