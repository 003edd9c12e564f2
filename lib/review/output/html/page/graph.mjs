import { button, element } from "./dom.mjs";
import { View } from "./graph-view.mjs";

/** @import { Filter } from "./filter.mjs" */

const STEP = 1.3;
const PIXELS = 60;

/**
 * Brings the pictures of a stack to life: wheel, drag and keys zoom and move, a click or Enter chooses a construct, and one
 * button each goes to the next level of detail.
 *
 * @param {HTMLElement} host
 * @param {Filter} filter
 */
export function graph(host, filter) {
  const pictures = [...host.querySelectorAll("svg")];
  const views = pictures.map((picture) => new View(picture));
  let level = Math.max(
    0,
    pictures.findIndex((picture) => !picture.classList.contains("other")),
  );
  const view = () => /** @type {View} */ (views[level]);
  const turnTo = (/** @type {number} */ next) => {
    level = Math.min(pictures.length - 1, Math.max(0, next));
    pictures.forEach((picture, index) => {
      picture.classList.toggle("other", index !== level);
    });
    coarser.disabled = level === 0;
    finer.disabled = level === pictures.length - 1;
  };
  const coarser = button("Coarser", { class: "quiet" }, () => turnTo(level - 1));
  const finer = button("Finer", { class: "quiet" }, () => turnTo(level + 1));
  const tools = element(
    "div",
    { class: "tools", role: "group", "aria-label": "Picture" },
    pictures.length > 1 && coarser,
    pictures.length > 1 && finer,
    button("−", { class: "quiet", "aria-label": "Zoom out" }, () => view().zoomBy(1 / STEP)),
    button("+", { class: "quiet", "aria-label": "Zoom in" }, () => view().zoomBy(STEP)),
    button("Fit", { class: "quiet" }, () => view().fit()),
  );
  host.prepend(tools);
  turnTo(level);
  pictures.forEach((picture, index) => {
    const own = /** @type {View} */ (views[index]);
    wheelAndDrag(picture, own);
    nodes(picture, own, filter);
  });
  host
    .querySelector("figcaption")
    ?.append(
      " ",
      element(
        "span",
        { class: "hint" },
        "Drag to move; Ctrl and wheel, or the wheel once a construct is chosen, to zoom; arrow keys go from construct to construct, + − 0 zoom.",
      ),
    );
}

/**
 * @param {SVGSVGElement} picture
 * @param {View} view
 */
function wheelAndDrag(picture, view) {
  picture.addEventListener(
    "wheel",
    (event) => {
      // A page that is scrolled past must not stop at the picture.
      if (event.ctrlKey || event.metaKey || picture.contains(document.activeElement)) {
        event.preventDefault();
        view.zoomBy(1.0015 ** -event.deltaY, view.pointAt(event.clientX, event.clientY));
      }
    },
    { passive: false },
  );
  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) {
      return;
    }
    let [x, y] = [event.clientX, event.clientY];
    let moved = false;
    const move = (/** @type {PointerEvent} */ next) => {
      if (!moved && Math.hypot(next.clientX - x, next.clientY - y) < 4) {
        return;
      }
      if (!moved) {
        moved = true;
        picture.setPointerCapture(event.pointerId);
        picture.classList.add("dragged");
      }
      view.moveBy(x - next.clientX, y - next.clientY);
      [x, y] = [next.clientX, next.clientY];
    };
    const stop = () => {
      picture.removeEventListener("pointermove", move);
      picture.removeEventListener("pointerup", stop);
      picture.removeEventListener("pointercancel", stop);
      // The click that ends a drag comes after this.
      setTimeout(() => picture.classList.remove("dragged"));
    };
    picture.addEventListener("pointermove", move);
    picture.addEventListener("pointerup", stop);
    picture.addEventListener("pointercancel", stop);
  });
}

/**
 * @param {SVGSVGElement} picture
 * @param {View} view
 * @param {Filter} filter
 */
function nodes(picture, view, filter) {
  const all = /** @type {SVGGElement[]} */ ([...picture.querySelectorAll(".node")]);
  const lines = /** @type {SVGPathElement[]} */ ([...picture.querySelectorAll(".edges path")]);
  all[0]?.setAttribute("tabindex", "0");
  const choose = (/** @type {SVGGElement} */ node) => {
    const id = node.dataset.id ?? "";
    // What does not change has nothing in the list; it is lit up with what it needs all the same.
    filter.set({ place: filter.place === id ? "" : id });
  };
  const focus = (/** @type {SVGGElement} */ node) => {
    for (const other of all) {
      other.setAttribute("tabindex", other === node ? "0" : "-1");
    }
    node.focus({ preventScroll: true });
    view.reveal(node);
  };
  for (const node of all) {
    node.addEventListener("click", () => {
      if (!picture.classList.contains("dragged")) {
        focus(node);
        choose(node);
      }
    });
  }
  picture.addEventListener("keydown", (event) => {
    const node = all.find((one) => one === document.activeElement);
    const act = node && actionOf(event, node, all, view, focus, choose);
    if (act) {
      event.preventDefault();
      act();
    }
  });
  filter.onChange(() => light(picture, all, lines, filter.place));
}

/**
 * @param {KeyboardEvent} event
 * @param {SVGGElement} node
 * @param {SVGGElement[]} all
 * @param {View} view
 * @param {(node: SVGGElement) => void} focus
 * @param {(node: SVGGElement) => void} choose
 * @returns {(() => void) | undefined}
 */
function actionOf(event, node, all, view, focus, choose) {
  const [dx, dy] = /** @type {Record<string, [number, number]>} */ ({
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  })[event.key] ?? [0, 0];
  if (dx !== 0 || dy !== 0) {
    return event.shiftKey
      ? () => view.moveBy(dx * PIXELS, dy * PIXELS)
      : () => focus(nearest(node, all, dx, dy) ?? node);
  }
  const acts = /** @type {Record<string, () => void>} */ ({
    Enter: () => choose(node),
    " ": () => choose(node),
    "+": () => view.zoomBy(STEP),
    "=": () => view.zoomBy(STEP),
    "-": () => view.zoomBy(1 / STEP),
    0: () => view.fit(),
  });
  return event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
}

/**
 * The node that lies nearest in a direction, what stands askew counting as further away.
 *
 * @param {SVGGElement} from
 * @param {SVGGElement[]} all
 * @param {number} dx
 * @param {number} dy
 */
function nearest(from, all, dx, dy) {
  const at = (/** @type {SVGGElement} */ node) =>
    node.transform.baseVal.consolidate()?.matrix ?? { e: 0, f: 0 };
  const start = at(from);
  /** @type {{ node: SVGGElement, distance: number } | undefined} */
  let best;
  for (const node of all) {
    const { e, f } = at(node);
    const [x, y] = [e - start.e, f - start.f];
    const along = x * dx + y * dy;
    const distance = along + 3 * Math.abs(x * dy + y * dx);
    if (node !== from && along > 0 && (best === undefined || distance < best.distance)) {
      best = { node, distance };
    }
  }
  return best?.node;
}

/**
 * Lights up a chosen construct with what it needs and what needs it.
 *
 * @param {SVGSVGElement} picture
 * @param {SVGGElement[]} all
 * @param {SVGPathElement[]} lines
 * @param {string} place
 */
function light(picture, all, lines, place) {
  const chosen = new Set(
    all.filter(
      ({ dataset: { id = "" } }) =>
        place !== "" && (id === place || id.startsWith(`${place}/`) || place.startsWith(`${id}/`)),
    ),
  );
  const near = new Set(chosen);
  for (const line of lines) {
    const [from, to] = [all[Number(line.dataset.from)], all[Number(line.dataset.to)]];
    const touches = from !== undefined && to !== undefined && (chosen.has(from) || chosen.has(to));
    line.classList.toggle("lit", touches);
    if (touches) {
      near.add(from);
      near.add(to);
    }
  }
  picture.classList.toggle("choosing", chosen.size > 0);
  for (const node of all) {
    node.classList.toggle("chosen", chosen.has(node));
    node.classList.toggle("near", near.has(node));
    node.setAttribute("aria-pressed", String(chosen.has(node)));
  }
}
