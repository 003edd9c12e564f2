import { curve, LOG_LINES, randomOf, seriesOf, share, typical, valuesOf } from "./dashboard-samples.mjs";
import { arc, colorOf, niceAbove, path, round } from "./dashboard-shapes.mjs";
import { axisFormat, cut, format, isWhole, text, unitName } from "./dashboard-text.mjs";

const COLORS = ["green", "yellow", "blue", "orange", "purple", "teal", "red"];
const POINTS = 60;

/** What is inside the frame of a panel. */
export function drawPanel(panel, box, seed, ticks) {
  const { unit, thresholds, decimals } = panel.fieldConfig.defaults;
  const steps = thresholds.steps;
  const inner = { x: box.x + 10, y: box.y + 42, width: box.width - 20, height: box.height - 50 };
  const sample = { panel, unit, decimals, steps, ticks, random: randomOf(seed) };
  return [
    text(inner.x, box.y + 19, "ink bold", 12.5, cut(panel.title, inner.width, 12.5)),
    text(inner.x, box.y + 34, "muted", 10, subtitle(panel, unit, steps, inner.width)),
    ...(DRAWINGS[panel.type] ?? nothing)(sample, inner),
  ];
}

const KINDS = {
  timeseries: "curves",
  stat: "value",
  gauge: "gauge",
  bargauge: "bars",
  table: "table",
  heatmap: "heat map",
  "state-timeline": "states",
  logs: "lines of logs",
};

const DRAWINGS = {
  timeseries,
  stat,
  gauge,
  bargauge,
  table,
  heatmap,
  "state-timeline": stateTimeline,
  logs,
};

function nothing() {
  return [];
}

/** Type, unit and thresholds, as many as there is room for. */
function subtitle(panel, unit, steps, width) {
  const limits = steps
    .filter(({ value }) => value !== null)
    .map(({ value, color }) => `${color} ≥ ${format(value, unit)}`);
  const kind = KINDS[panel.type] ?? panel.type;
  const states = Object.entries(panel.fieldConfig.defaults.mappings?.[0]?.options ?? {});
  const named = states.map(([value, state]) => `${value} is ${state.text}`);
  const measured = panel.type === "logs" ? [] : [unitName(unit), ...limits];
  const parts = [kind, ...(named.length > 0 ? named : measured)];
  const shown = parts.reduce((line, part) =>
    isWhole(`${line} · ${part}`, width, 10) ? `${line} · ${part}` : line,
  );
  return cut(shown, width, 10);
}

function timeseries({ panel, unit, steps, ticks, random }, box) {
  const stacked = panel.fieldConfig.defaults.custom.stacking.mode === "normal";
  const series = panel.targets.flatMap(({ expr, legendFormat }) =>
    seriesOf(legendFormat ?? "", panel.title, expr).map((name, index) => ({
      name,
      values: curve(typical(expr, unit, steps) * share(expr, legendFormat ?? "", index), POINTS, random),
    })),
  );
  const sums = Array.from({ length: POINTS }, () => 0);
  const drawn = series.map(({ name, values }) => {
    const base = [...sums];
    if (stacked) {
      values.forEach((value, index) => {
        sums[index] += value;
      });
    }
    return { name, base, values: stacked ? [...sums] : values };
  });
  const limits = steps.filter(({ value }) => value !== null);
  const { max } = panel.fieldConfig.defaults;
  const top =
    max ??
    niceAbove(Math.max(...drawn.flatMap(({ values }) => values), ...limits.map(({ value }) => value)), unit);
  const plot = { x: box.x + 58, y: box.y + 4, width: box.width - 62, height: box.height - 44 };
  const at = (index, value) => [
    plot.x + (index / (POINTS - 1)) * plot.width,
    plot.y + plot.height - (Math.max(0, Math.min(value, top)) / top) * plot.height,
  ];
  return [
    ...axes(plot, top, unit, ticks),
    ...drawn.flatMap(({ base, values }, index) => {
      const color = COLORS[index % COLORS.length];
      const line = values.map((value, position) => at(position, value));
      const floor = base.map((value, position) => at(position, stacked ? value : 0)).reverse();
      return [
        `<path class="area f-${color}" d="M${path([...line, ...floor])}Z"/>`,
        `<path class="line s-${color}" d="M${path(line)}"/>`,
      ];
    }),
    ...limits.map(
      ({ value, color }) =>
        `<path class="limit s-${color}" d="M${path([at(0, value), at(POINTS - 1, value)])}"/>`,
    ),
    ...legend(
      drawn.map(({ name }) => name),
      box,
    ),
  ];
}

function axes(plot, top, unit, ticks) {
  const lines = [0, 0.25, 0.5, 0.75, 1];
  return [
    ...lines.map((share) => {
      const y = plot.y + plot.height * (1 - share);
      return [
        `<path class="grid" d="M${path([
          [plot.x, y],
          [plot.x + plot.width, y],
        ])}"/>`,
        text(plot.x - 6, y + 3.5, "muted", 9.5, cut(axisFormat(top * share, unit), 56, 9.5), "end"),
      ].join("");
    }),
    ...timeAxis(plot, ticks),
  ];
}

function timeAxis(plot, ticks) {
  return ticks.map((tick, index) =>
    text(
      plot.x + plot.width * (0.08 + index * 0.28),
      plot.y + plot.height + 14,
      "muted",
      9.5,
      tick,
      "middle",
    ),
  );
}

/** Names of curves below them, as many as fit into one line. */
function legend(names, box) {
  const y = box.y + box.height - 2;
  let x = box.x;
  return names.flatMap((name, index) => {
    const room = box.x + box.width - x - 14;
    if (room < 40) {
      return [];
    }
    const shown = cut(name, Math.min(room, 190), 10);
    const start = x;
    x += shown.length * 6 + 30;
    const color = COLORS[index % COLORS.length];
    return [
      `<rect class="f-${color}" x="${round(start)}" y="${round(y - 6)}" width="10" height="3" rx="1"/>`,
      text(start + 14, y, "muted", 10, shown),
    ];
  });
}

function stat({ panel, unit, steps, decimals, random }, box) {
  const values = curve(typical(panel.targets[0].expr, unit, steps), POINTS, random);
  const { mappings = [] } = panel.fieldConfig.defaults;
  const last = settled(panel.targets[0].expr, unit, steps, values);
  const shown = mappings[0]?.options[last]?.text ?? format(last, unit, decimals);
  const plain = panel.options.colorMode === "none";
  const color = mappings[0]?.options[last]?.color ?? colorOf(last, steps);
  const size = Math.min(30, (box.width / Math.max(shown.length, 4)) * 1.5, box.height * 0.62);
  return [
    ...(panel.options.graphMode === "area" && mappings.length === 0 && last !== 0
      ? sparkline(whole(last) ? values.map(() => last) : values, plain ? "blue" : color, box)
      : []),
    text(
      box.x + box.width / 2,
      box.y + box.height * 0.42 + size * 0.3,
      plain ? "ink bold" : `f-${color} bold`,
      Math.round(size),
      shown,
      "middle",
    ),
  ];
}

/** Counts are whole; what stands for one exact value keeps it. */
function settled(expr, unit, steps, values) {
  const middle = typical(expr, unit, steps);
  if (whole(middle)) {
    return middle;
  }
  // Such values lie too close to their thresholds to wander.
  return steps[0].color === "red" ? Math.min(middle, unit === "percentunit" ? 0.995 : middle) : values.at(-1);
}

function whole(value) {
  return Number.isInteger(value) && value < 20;
}

function sparkline(values, color, box) {
  const most = Math.max(...values) * 1.2;
  const points = values.map((value, index) => [
    box.x - 9 + (index / (POINTS - 1)) * (box.width + 18),
    box.y + box.height + 6 - (value / most) * box.height * 0.4,
  ]);
  const bottom = box.y + box.height + 6;
  return [
    `<path class="area f-${color}" d="M${path([...points, [points.at(-1)[0], bottom], [points[0][0], bottom]])}Z"/>`,
    `<path class="line s-${color}" d="M${path(points)}"/>`,
  ];
}

function gauge({ panel, unit, steps, random }, box) {
  const { min = 0, max = 1 } = panel.fieldConfig.defaults;
  const value = typical(panel.targets[0].expr, unit, steps) * (0.9 + random() * 0.2);
  const radius = Math.min(box.width / 2 - 10, box.height - 12);
  const centre = [
    box.x + box.width / 2,
    box.y + box.height - 6 - Math.max(0, (box.height - radius - 12) / 2),
  ];
  const share = Math.max(0, Math.min(1, (value - min) / (max - min)));
  const thick = Math.max(8, radius * 0.22);
  const bounds = steps.map((step) => Math.max(0, ((step.value ?? min) - min) / (max - min)));
  return [
    arc(centre, radius - thick / 2, 0, 1, thick, "track-line"),
    arc(centre, radius - thick / 2, 0, share, thick, `s-${colorOf(value, steps)}`),
    ...steps.map(({ color }, index) =>
      arc(centre, radius + 3, bounds[index], bounds[index + 1] ?? 1, 3, `s-${color}`),
    ),
    text(
      centre[0],
      centre[1] - 2,
      `f-${colorOf(value, steps)} bold`,
      Math.round(Math.max(15, radius * 0.3)),
      format(value, unit),
      "middle",
    ),
  ];
}

function bargauge({ panel, unit, steps, random }, box) {
  const { expr, legendFormat } = panel.targets[0];
  const names = seriesOf(legendFormat, panel.title, expr);
  const most = panel.fieldConfig.defaults.max;
  const middle = typical(expr, unit, steps);
  const values = names.map((_, index) => middle * (1.25 - index * 0.35 + random() * 0.1));
  const top = most ?? Math.max(...values) * 1.1;
  const height = box.height / names.length;
  return names.flatMap((name, index) => {
    const y = box.y + index * height;
    const width = (box.width - 84) * Math.min(1, values[index] / top);
    const bar = Math.min(20, height - 24);
    return [
      text(box.x, y + 13, "ink", 11, cut(name, box.width, 11)),
      `<rect class="track" x="${round(box.x)}" y="${round(y + 19)}" width="${round(box.width - 84)}" height="${round(bar)}" rx="2"/>`,
      `<rect class="f-${colorOf(values[index], steps)}" x="${round(box.x)}" y="${round(y + 19)}" width="${round(width)}" height="${round(bar)}" rx="2"/>`,
      text(
        box.x + box.width,
        y + 19 + bar / 2 + 4,
        `f-${colorOf(values[index], steps)} bold`,
        12,
        cut(format(values[index], unit), 80, 12),
        "end",
      ),
    ];
  });
}

function table({ panel, unit, steps, decimals, random }, box) {
  const { renameByName } = panel.transformations[0].options;
  const columns = Object.entries(renameByName);
  const most = Math.max(
    ...columns.map(([label]) => (label === "Value" ? 1 : valuesOf(label, panel.targets[0].expr).length)),
  );
  const rows = Math.min(most, Math.floor((box.height - 26) / 24));
  const middle = typical(panel.targets[0].expr, unit, steps);
  const valueWidth = 110;
  const width = (box.width - valueWidth) / (columns.length - 1);
  const cell = (row, [label]) => {
    if (label !== "Value") {
      const values = valuesOf(label, panel.targets[0].expr);
      return cut(values[row % values.length], width - 12, 11);
    }
    const close = unit === "percentunit" && middle > 0.9;
    // What is nearly all stays below all.
    const value = close ? 0.999 - row * 0.004 : middle * (1.6 - row * 0.25) * (0.95 + random() * 0.1);
    return format(
      decimals === 0 || Number.isInteger(middle) ? Math.max(1, Math.round(value)) : value,
      unit,
      decimals,
    );
  };
  const left = (index) => box.x + index * width;
  const shown = Array.from({ length: rows }, (_, row) => row);
  const place = (y, column, index, classes, content) =>
    column[0] === "Value"
      ? text(box.x + box.width - 4, y, classes, 11, cut(content, valueWidth, 11), "end")
      : text(left(index), y, classes, 11, content);
  return [
    ...columns.map((column, index) =>
      place(
        box.y + 12,
        column,
        index,
        "f-blue bold",
        cut(column[1], column[0] === "Value" ? valueWidth : width - 12, 11),
      ),
    ),
    ...shown.flatMap((row) => {
      const y = box.y + 20 + row * 24;
      return [
        `<path class="grid" d="M${path([
          [box.x, y],
          [box.x + box.width, y],
        ])}"/>`,
        ...columns.map((column, index) => place(y + 16, column, index, "ink", cell(row, column))),
      ];
    }),
  ];
}

function heatmap({ unit, ticks, random }, box) {
  const [columns, rows] = [30, 9];
  const plot = { x: box.x + 58, y: box.y + 4, width: box.width - 62, height: box.height - 30 };
  const [width, height] = [plot.width / columns, plot.height / rows];
  const cells = [];
  for (let column = 0; column < columns; column++) {
    const centre = 3 + Math.sin(column / 5 + random() * 0.6) * 0.9;
    for (let row = 0; row < rows; row++) {
      const weight = Math.exp(-((row - centre) ** 2) / 2.6) * (0.75 + random() * 0.25);
      if (weight > 0.06) {
        cells.push(
          `<rect class="heat f-orange" opacity="${Math.round(weight * 100) / 100}" x="${round(plot.x + column * width)}" y="${round(plot.y + plot.height - (row + 1) * height)}" width="${round(width - 1)}" height="${round(height - 1)}"/>`,
        );
      }
    }
  }
  const least = unit === "ms" ? 5 : 0.005;
  return [
    ...[0, 3, 6, 9].map((row) =>
      text(
        plot.x - 6,
        plot.y + plot.height - row * height + 3.5,
        "muted",
        9.5,
        format(least * 2.3 ** row, unit),
        "end",
      ),
    ),
    ...cells,
    ...timeAxis(plot, ticks),
  ];
}

function stateTimeline({ panel, random }, box) {
  const names = panel.targets.flatMap(({ expr, legendFormat }) => seriesOf(legendFormat, panel.title, expr));
  const { options } = panel.fieldConfig.defaults.mappings[0];
  const height = (box.height - 26) / names.length;
  const left = box.x + 88;
  const width = box.width - 88;
  return [
    ...names.flatMap((name, row) => {
      const cuts = [0, 0.15 + random() * 0.15, 0.45 + random() * 0.15, 0.7 + random() * 0.2, 1];
      const y = box.y + row * height + 4;
      return [
        text(box.x, y + height / 2 + 2, "ink", 11, cut(name, 84, 11)),
        ...cuts.slice(0, -1).map((from, index) => {
          const { color } = options[String((index + row) % 2)];
          return `<rect class="f-${color}" opacity="0.75" x="${round(left + from * width)}" y="${round(y)}" width="${round((cuts[index + 1] - from) * width - 1)}" height="${round(height - 10)}" rx="2"/>`;
        }),
      ];
    }),
    ...Object.values(options).flatMap((state, index) => [
      `<rect class="f-${state.color}" x="${round(box.x + index * 80)}" y="${round(box.y + box.height - 10)}" width="10" height="8" rx="1"/>`,
      text(box.x + index * 80 + 14, box.y + box.height - 2, "muted", 10, cut(state.text, 60, 10)),
    ]),
  ];
}

function logs({ panel, random }, box) {
  const onlyErrors = /level=~"error/.test(panel.targets[0].expr);
  const lines = LOG_LINES.filter(([level]) => !onlyErrors || level === "error");
  const rows = Math.floor(box.height / 22);
  const colors = { error: "red", warn: "yellow", info: "green" };
  let second = 55;
  return Array.from({ length: rows }, (_, row) => {
    const [level, app, message, rest] = lines[row % lines.length];
    second -= random() * 2;
    const time = `15:0${Math.max(0, 4 - Math.floor(row / 5))}:${String(Math.floor(Math.abs(second)) % 60).padStart(2, "0")}`;
    const y = box.y + row * 22 + 14;
    const line = `${time}  ${level.padEnd(5)}  ${app}  ${message}  ${rest}`;
    return [
      `<rect class="f-${colors[level]}" x="${round(box.x)}" y="${round(y - 11)}" width="3" height="15" rx="1"/>`,
      text(box.x + 10, y, "ink mono", 11, cut(line, box.width - 14, 11, 0.62)),
    ].join("");
  });
}
