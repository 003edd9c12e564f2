import type { Review, ReviewedChange } from "../../review";
import { byDanger, happensTo, letsGo, number, plural } from "../words";
import { code } from "./escape";
import { MAX_ADDRESS } from "./gone";
import { Page } from "./page";
import { riskWord, stackIndex } from "./verdict";

/** Kept free for the last block, which says what has no room. */
const RESERVED_BYTES = 4_000;
const MAX_TYPES = 10;

/**
 * What is left where even the table of what is destroyed is longer than a comment: the verdict and addresses, one to a
 * line and riskiest first, for as long as there is room. What has none is counted by type.
 */
export function essentialPage(
  opening: readonly string[],
  reviews: readonly Review[],
  footer: readonly string[],
  limitBytes: number,
): string {
  const page = new Page(limitBytes - RESERVED_BYTES);
  const [marker = "", first = "", ...rest] = opening;
  page.add(`${marker}\n${first}`);
  for (const block of [...rest, ...(reviews.length > 1 ? [stackIndex(reviews)] : [])]) {
    page.add(block);
  }
  const stacks = new Map(reviews.flatMap(({ stack, changes }) => changes.map((change) => [change, stack])));
  const gone = byDanger([...stacks.keys()].filter(letsGo));
  const listed = gone.findIndex((change) => {
    const where = reviews.length > 1 ? ` in ${code(stacks.get(change) ?? "", 60)}` : "";
    const what = `${code(change.address, MAX_ADDRESS)} ${happensTo(change, code)}${where}`;
    return !page.add(`- ${riskWord(change.risk)} ${what}`);
  });
  const left = listed < 0 ? [] : gone.slice(listed);
  const end = [...(left.length > 0 ? [overflow(left)] : []), ...footer];
  return `${page}\n${end.join("\n\n")}\n`;
}

function overflow(left: readonly ReviewedChange[]): string {
  const counts = new Map<string, number>();
  for (const { type } of left) {
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const types = [...counts].sort(([, one], [, other]) => other - one);
  const named = types.slice(0, MAX_TYPES).map(([type, count]) => `${number(count)} ${code(type, 60)}`);
  const more = types.length - named.length;
  return `**${plural(left.length, "more object")} destroyed or let go than fit here**: ${[
    ...named,
    ...(more > 0 ? [`the rest of ${plural(more, "more type")}`] : []),
  ].join(", ")}.`;
}
