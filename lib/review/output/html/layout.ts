import { acyclic, layersOf } from "./layers";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where nodes stand and edges run. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Upper left corner of each node. */
  readonly boxes: readonly Point[];
  /** Points each edge runs through, from the right side of its first node to the left side of its second one. */
  readonly routes: readonly (readonly Point[])[];
}

export type Edge = readonly [from: number, to: number];

export const BOX = { width: 208, height: 50 } as const;
const GAP = { x: 84, y: 18 } as const;
const MARGIN = 16;
const SWEEPS = 12;

/** A place in a layer: a node, or a bend of an edge that passes by. */
interface Slot {
  readonly layer: number;
  readonly height: number;
  readonly before: number[];
  readonly after: number[];
  y: number;
}

/**
 * Lays out a graph from left to right in layers, with few crossings: the method of Sugiyama, barycenters and medians, the
 * same result for the same input. Nodes without edges stand in rows below. Cycles are drawn with an edge that runs back.
 */
export function layered(count: number, edges: readonly Edge[]): Layout {
  const used = new Set(edges.flat());
  const alone = Array.from({ length: count }, (_, node) => node).filter((node) => !used.has(node));
  const turned = acyclic(count, edges);
  const depths = layersOf(count, turned);
  const slots: Slot[] = depths.map((layer) => ({ layer, height: BOX.height, before: [], after: [], y: 0 }));
  const chains = turned.map(([from, to]) => chain(slots, from, to));
  const layers: number[][] = [];
  slots.forEach(({ layer }, slot) => {
    if (slot >= count || used.has(slot)) {
      layers[layer] ??= [];
      layers[layer].push(slot);
    }
  });
  order(slots, layers);
  place(slots, layers);
  return measured(count, edges, turned, chains, slots, alone);
}

/** Slots an edge runs through: its ends, and a new one in every layer between them. */
function chain(slots: Slot[], from: number, to: number): readonly number[] {
  const found = [from];
  const last = slots[to]?.layer ?? 0;
  for (let layer = (slots[from]?.layer ?? 0) + 1; layer < last; layer++) {
    found.push(slots.length);
    slots.push({ layer, height: 4, before: [], after: [], y: 0 });
  }
  found.push(to);
  for (let index = 1; index < found.length; index++) {
    slots[found[index - 1] ?? 0]?.after.push(found[index] ?? 0);
    slots[found[index] ?? 0]?.before.push(found[index - 1] ?? 0);
  }
  return found;
}

/** Puts slots with neighbours high up high up, layer by layer, to and fro. */
function order(slots: readonly Slot[], layers: readonly number[][]): void {
  const rank = new Map<number, number>();
  const note = (layer: readonly number[]) => {
    layer.forEach((slot, index) => {
      rank.set(slot, index);
    });
  };
  layers.forEach(note);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forth = sweep % 2 === 0;
    for (const layer of forth ? layers : [...layers].reverse()) {
      const center = new Map(
        layer.map((slot) => {
          const near = (forth ? slots[slot]?.before : slots[slot]?.after) ?? [];
          const ranks = near.map((other) => rank.get(other) ?? 0);
          return [slot, ranks.length === 0 ? (rank.get(slot) ?? 0) : mean(ranks)];
        }),
      );
      layer.sort((one, other) => (center.get(one) ?? 0) - (center.get(other) ?? 0) || one - other);
      note(layer);
    }
  }
}

/** Draws slots towards the median of their neighbours as far as the order of their layer leaves room. */
function place(slots: readonly Slot[], layers: readonly number[][]): void {
  for (const layer of layers) {
    spread(slots, layer, () => 0);
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forth = sweep % 2 === 0;
    for (const layer of forth ? layers : [...layers].reverse()) {
      spread(slots, layer, (slot) => {
        const near = [...slot.before, ...slot.after].map((other) => middle(slots[other]));
        return near.length === 0 ? middle(slot) : median(near);
      });
    }
  }
  const top = layers.flat().reduce((least, slot) => Math.min(least, slots[slot]?.y ?? 0), Infinity);
  for (const slot of layers.flat()) {
    const moved = slots[slot];
    if (moved !== undefined) {
      moved.y = Math.round(moved.y - top);
    }
  }
}

/** Gives a layer the wished middles, pushed apart downwards, and then the half of the push back up. */
function spread(slots: readonly Slot[], layer: readonly number[], wish: (slot: Slot) => number): void {
  const members = layer.flatMap((slot) => slots[slot] ?? []);
  const wished = members.map((slot) => wish(slot) - slot.height / 2);
  let bottom = -Infinity;
  const down = members.map((slot, index) => {
    const y = Math.max(wished[index] ?? 0, bottom);
    bottom = y + slot.height + GAP.y;
    return y;
  });
  let top = Infinity;
  const up = members
    .map((_, index) => members.length - 1 - index)
    .map((index) => {
      const y = Math.min(wished[index] ?? 0, top - (members[index]?.height ?? 0) - GAP.y);
      top = y;
      return y;
    })
    .reverse();
  members.forEach((slot, index) => {
    slot.y = ((down[index] ?? 0) + (up[index] ?? 0)) / 2;
  });
}

function measured(
  count: number,
  edges: readonly Edge[],
  turned: readonly Edge[],
  chains: readonly (readonly number[])[],
  slots: readonly Slot[],
  alone: readonly number[],
): Layout {
  const left = (slot: Slot) => MARGIN + slot.layer * (BOX.width + GAP.x);
  const placed = slots.map((slot) => ({ x: left(slot), y: MARGIN + slot.y }));
  const set = new Set(alone);
  const taken = placed.filter((_, slot) => !set.has(slot));
  const below = taken.reduce((most, point) => Math.max(most, point.y + BOX.height + GAP.y), MARGIN);
  const right = taken.reduce((most, point) => Math.max(most, point.x + BOX.width), 0);
  const perRow = Math.max(
    Math.ceil(Math.sqrt(alone.length * 0.6)),
    Math.floor((right - MARGIN + GAP.y) / (BOX.width + GAP.y)),
    1,
  );
  alone.forEach((node, index) => {
    placed[node] = {
      x: MARGIN + (index % perRow) * (BOX.width + GAP.y),
      y: below + Math.floor(index / perRow) * (BOX.height + GAP.y),
    };
  });
  const routes = chains.map((chain, index) => {
    const points = chain.flatMap((slot, step) => {
      const { x, y } = placed[slot] ?? { x: 0, y: 0 };
      const middle = y + (slots[slot]?.height ?? 0) / 2;
      const [enters, leaves] = [
        { x, y: middle },
        { x: x + BOX.width, y: middle },
      ];
      return step === 0 ? [leaves] : step === chain.length - 1 ? [enters] : [enters, leaves];
    });
    return edges[index]?.[0] === turned[index]?.[0] ? points : points.reverse();
  });
  const boxes = placed.slice(0, count);
  return {
    width: boxes.reduce((most, { x }) => Math.max(most, x + BOX.width), 0) + MARGIN,
    height: placed.reduce((most, { y }) => Math.max(most, y + BOX.height), 0) + MARGIN,
    boxes,
    routes,
  };
}

function middle(slot: Slot | undefined): number {
  return slot === undefined ? 0 : slot.y + slot.height / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
