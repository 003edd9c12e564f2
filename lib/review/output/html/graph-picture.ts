import { visible } from "../visible";
import { countWords, riskRank } from "../words";
import { riskWord } from "./badges";
import { BOX, layered, type Point } from "./layout";
import { html, type Markup, words } from "./markup";
import type { Picture, PictureNode } from "./pictures";
import { countSigns } from "./signs";

/** Characters that fit into a box. */
const MAX_NAME = 24;
const MAX_WITHIN = 28;

/** A picture as SVG that scales to the width it is given, and is whole without a script. */
export function drawn(picture: Picture, label: string, initial: boolean): Markup {
  const { width, height, boxes, routes } = layered(picture.nodes.length, picture.edges);
  const lines = picture.edges.map(([from, to], index) => {
    const [start, end] = [picture.nodes[from], picture.nodes[to]];
    return start && end ? line(routes[index] ?? [], from, to) : html``;
  });
  const nodes = picture.nodes.map((node, index) => box(node, index, boxes[index] ?? { x: 0, y: 0 }));
  return html`<svg class="${initial ? "picture" : "picture other"}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${words(label)}">
<g class="edges">${lines}</g>
<g class="nodes">${nodes}</g>
</svg>`;
}

function box(node: PictureNode, index: number, { x, y }: Point): Markup {
  const signs = countSigns(node.counts);
  const what = signs === "" ? "unchanged, depends on a change" : countWords(node.counts);
  const risk = riskRank(node.risk) > 0 ? `, risk ${node.risk}` : "";
  const name = cut(visible(node.name), MAX_NAME);
  const parent = node.within.split("/").at(-1) ?? "";
  const where = parent === "" ? "" : cut(visible(`in ${parent}`), MAX_WITHIN - signs.length);
  const below = signs === "" ? where : signs;
  const aside = riskRank(node.risk) > 1 ? riskWord(node.risk) : signs === "" ? "" : where;
  // The name begins with the letters that are seen, so that it can be spoken to choose it.
  const label = words(`${[name, below, aside].filter(Boolean).join(" ")}: ${node.id}, ${what}${risk}`);
  return html`<g class="node risk-${node.risk}${signs === "" ? " still" : ""}" data-index="${index}" data-id="${node.id}" transform="translate(${x} ${y})" role="button" tabindex="-1" aria-label="${label}"><title>${words(`${node.id}: ${what}${risk}`)}</title><rect class="box" width="${BOX.width}" height="${BOX.height}" rx="7"/><rect class="edge-of-risk" x="0.5" y="0.5" width="6" height="${BOX.height - 1}" rx="3"/><text class="name" x="16" y="21">${name}</text><text class="within" x="16" y="38">${below}</text>${
    aside !== "" &&
    html`<text class="${riskRank(node.risk) > 1 ? "risk" : "where"}" x="${BOX.width - 10}" y="38" text-anchor="end">${aside}</text>`
  }</g>`;
}

/** A curve that leaves and enters its points level. */
function line(points: readonly Point[], from: number, to: number): Markup {
  const [first, ...rest] = points;
  if (first === undefined) {
    return html``;
  }
  let path = `M${first.x} ${first.y}`;
  let last = first;
  for (const point of rest) {
    const half = Math.round((point.x - last.x) / 2);
    path += `C${last.x + half} ${last.y} ${point.x - half} ${point.y} ${point.x} ${point.y}`;
    last = point;
  }
  return html`<path data-from="${from}" data-to="${to}" d="${path}"/>`;
}

function cut(text: string, characters: number): string {
  const all = Array.from(text);
  return all.length <= characters ? text : `${all.slice(0, Math.max(0, characters - 1)).join("")}…`;
}
