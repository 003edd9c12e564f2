/** Colour of a value by the thresholds of its panel. */
export function colorOf(value, steps) {
  return steps.findLast((step) => step.value === null || value >= step.value)?.color ?? "green";
}

/** Part of a half circle, from and to shares of it. */
export function arc([x, y], radius, from, to, width, classes) {
  const point = (share) => {
    const angle = Math.PI * (1 - share);
    return [x + radius * Math.cos(angle), y - radius * Math.sin(angle)].map(round).join(" ");
  };
  const stroke = classes === "track-line" ? "grid" : classes;
  return `<path class="${stroke}" fill="none" stroke-width="${round(width)}" d="M${point(from)}A${round(radius)} ${round(radius)} 0 0 1 ${point(to)}"/>`;
}

/** Points as the data of a path. */
export function path(points) {
  return points.map(([x, y]) => `${round(x)} ${round(y)}`).join("L");
}

/** The end of an axis: a round number above a value, round in the unit people read it in. */
export function niceAbove(value, unit) {
  if (value <= 0) {
    return 1;
  }
  if (unit === "bytes") {
    const size = 1024 ** Math.floor(Math.log(value) / Math.log(1024));
    return niceAbove(value / size) * size;
  }
  if (unit === "s" && value > 60) {
    const size = value > 3600 ? 3600 : 60;
    return niceAbove(value / size) * size;
  }
  const magnitude = 10 ** Math.floor(Math.log10(value));
  return (
    [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10, 12]
      .map((step) => step * magnitude)
      .find((step) => step >= value * 1.05) ?? value * 1.2
  );
}

/** A coordinate with one digit: more would only make the file larger. */
export function round(number) {
  return Math.round(number * 10) / 10;
}
