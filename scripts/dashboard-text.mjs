import { round } from "./dashboard-shapes.mjs";

/** Text of an SVG at the left, middle or end of a point. */
export function text(x, y, classes, size, content, anchor = "start") {
  const at = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  return `<text class="${classes}" x="${round(x)}" y="${round(y)}" font-size="${size}"${at}>${escapeXml(content)}</text>`;
}

/** The text, cut where it would not fit in any of the fonts it may be shown in. */
export function cut(content, width, size, perCharacter = 0.6) {
  const most = Math.max(1, Math.floor(width / (size * perCharacter)));
  return content.length <= most ? content : `${content.slice(0, most - 1).trimEnd()}…`;
}

/** Whether a text fits without being cut. */
export function isWhole(content, width, size) {
  return cut(content, width, size) === content;
}

export function escapeXml(content) {
  return content
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const SCALES = {
  bytes: [1024, ["B", "KiB", "MiB", "GiB", "TiB"]],
  Bps: [1000, ["B/s", "kB/s", "MB/s", "GB/s"]],
  short: [1000, ["", "K", "Mil", "Bil"]],
  ops: [1000, ["ops/s", "K ops/s"]],
  reqps: [1000, ["req/s", "K req/s"]],
};

const SUFFIXES = { celsius: "°C", watt: "W", ms: "ms", µs: "µs", percent: "%" };

const SECONDS = [
  [86400, "days"],
  [3600, "hours"],
  [60, "min"],
  [1, "s"],
  [0.001, "ms"],
];

/** What people call a unit of Grafana. */
export function unitName(unit) {
  const names = {
    percentunit: "%",
    s: "time",
    short: "count",
    Bps: "bytes/s",
    reqps: "requests/s",
    ops: "operations/s",
    currencyUSD: "US$",
    celsius: "°C",
    watt: "W",
  };
  return names[unit] ?? SUFFIXES[unit] ?? unit;
}

/** A value beside an axis: shorter, because the unit stands below the title. */
export function axisFormat(value, unit) {
  return format(value, unit)
    .replace(/ (ops|req)\/s$|\/s$/, "")
    .replace(/(\d) ([KM])\w* ?.*$/, "$1 $2")
    .replace(/ hours$/, " h")
    .replace(/ days$/, " d");
}

/** A value as Grafana shows it in its unit. */
export function format(value, unit, decimals) {
  if (unit === "percentunit") {
    return `${number(value * 100, decimals)} %`;
  }
  if (unit === "currencyUSD") {
    return `$${format(value, "short", decimals)}`;
  }
  if (unit === "s" && value !== 0) {
    const [size, name] = SECONDS.find(([least]) => Math.abs(value) >= least) ?? SECONDS.at(-1);
    return `${number(value / size, decimals)} ${name}`;
  }
  const [base, names] = SCALES[unit] ?? [1000, [SUFFIXES[unit] ?? (unit === "s" ? "s" : "")]];
  let rest = value;
  let step = 0;
  while (Math.abs(rest) >= base && step < names.length - 1) {
    rest /= base;
    step += 1;
  }
  return `${number(rest, step === 0 ? decimals : undefined)} ${names[step]}`.trim();
}

function number(value, decimals) {
  const size = Math.abs(value);
  const digits = decimals ?? (size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2);
  return String(Number(value.toFixed(digits)));
}
