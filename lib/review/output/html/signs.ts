import type { ChangeKind } from "../../plan";
import type { Counts } from "../../review";
import { number, TOLD_KINDS } from "../words";

/** A sign for each kind, as terraform writes them where it has one; always beside a word or a title. */
export const SIGNS: Readonly<Record<ChangeKind, string>> = {
  delete: "−",
  replace: "±",
  "replace-and-forget": "±",
  forget: "∅",
  update: "~",
  create: "+",
  import: "↓",
  move: "→",
  read: "≤",
  "no-op": "=",
};

/** A sign and a number for each kind there is, from the most to the least dangerous. */
export function signsOf(counts: Counts): readonly { readonly kind: ChangeKind; readonly text: string }[] {
  return TOLD_KINDS.flatMap((kind) => {
    const count = counts[kind];
    return count ? [{ kind, text: `${SIGNS[kind]}${number(count)}` }] : [];
  });
}

/** `−2 ±1 ~5`; empty where nothing changes. */
export function countSigns(counts: Counts): string {
  return signsOf(counts)
    .map(({ text }) => text)
    .join(" ");
}
