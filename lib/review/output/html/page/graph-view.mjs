/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

const CLOSEST = 6;

/**
 * The part of a picture that is seen: zooms around a point, moves, and never leaves the picture behind.
 */
export class View {
  /** @type {Box} */
  #box;
  #picture;
  #whole;

  /** @param {SVGSVGElement} picture */
  constructor(picture) {
    const { x, y, width, height } = picture.viewBox.baseVal;
    this.#picture = picture;
    this.#whole = { x, y, width, height };
    this.#box = this.#whole;
  }

  get zoom() {
    return this.#whole.width / this.#box.width;
  }

  fit() {
    this.#show(this.#whole);
  }

  /**
   * @param {number} factor above 1: closer
   * @param {{ x: number, y: number }} [around] in the picture's own measure; its middle where none is given
   */
  zoomBy(factor, around = this.#middle()) {
    const zoom = Math.min(CLOSEST, Math.max(1, this.zoom * factor));
    const scale = this.zoom / zoom;
    const { x, y, width, height } = this.#box;
    this.#show({
      x: around.x - (around.x - x) * scale,
      y: around.y - (around.y - y) * scale,
      width: width * scale,
      height: height * scale,
    });
  }

  /**
   * @param {number} dx in pixels of the screen
   * @param {number} dy
   */
  moveBy(dx, dy) {
    const matrix = this.#picture.getScreenCTM();
    const scale = matrix ? 1 / matrix.a : 1;
    this.#show({ ...this.#box, x: this.#box.x + dx * scale, y: this.#box.y + dy * scale });
  }

  /**
   * Moves so far that a node is seen.
   *
   * @param {SVGGElement} node
   */
  reveal(node) {
    const { e: left, f: top } = node.transform.baseVal.consolidate()?.matrix ?? { e: 0, f: 0 };
    const { width, height } = node.getBBox();
    const { x, y, width: wide, height: high } = this.#box;
    this.#show({
      ...this.#box,
      x: Math.min(Math.max(x, left + width - wide), left),
      y: Math.min(Math.max(y, top + height - high), top),
    });
  }

  /**
   * A point of the screen in the picture's own measure.
   *
   * @param {number} clientX
   * @param {number} clientY
   */
  pointAt(clientX, clientY) {
    const matrix = this.#picture.getScreenCTM();
    return matrix ? new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse()) : this.#middle();
  }

  #middle() {
    return { x: this.#box.x + this.#box.width / 2, y: this.#box.y + this.#box.height / 2 };
  }

  /** @param {Box} box */
  #show(box) {
    const { width, height } = box;
    this.#box = {
      x: Math.min(Math.max(box.x, -width / 2), this.#whole.width - width / 2),
      y: Math.min(Math.max(box.y, -height / 2), this.#whole.height - height / 2),
      width,
      height,
    };
    const { x, y } = this.#box;
    this.#picture.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  }
}
