import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { describeWithChromium, findingsOf } from "./support/chromium";
import { panelsOf } from "./support/dashboards";
import { ROOT } from "./support/project";
import { sampleDashboards } from "./support/sample-dashboards";

const FOLDER = path.join(ROOT, "docs", "dashboards");
const DASHBOARDS = sampleDashboards();

function read(folder: string): Record<string, string> {
  return Object.fromEntries(
    fs
      .readdirSync(folder)
      .sort()
      .map((file) => [file, fs.readFileSync(path.join(folder, file), "utf8")]),
  );
}

/** What a browser finds out about one picture. */
interface Findings {
  readonly name: string;
  readonly error: string;
  readonly panels: number;
  readonly overflowing: readonly string[];
}

describe("previews of dashboards", () => {
  it("are what the dashboards give now: node scripts/render-dashboards.mjs writes them", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-previews-"));
    try {
      execFileSync(process.execPath, [path.join(ROOT, "scripts", "render-dashboards.mjs"), folder]);
      const [now, kept] = [read(folder), read(FOLDER)];
      expect(Object.keys(kept)).toEqual(Object.keys(now));
      expect(Object.keys(now).filter((file) => now[file] !== kept[file])).toEqual([]);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  it("are one for each dashboard, and say that their data is invented", () => {
    expect(Object.keys(read(FOLDER))).toEqual(
      ["README.md", ...DASHBOARDS.map(({ uid }) => `${uid}.svg`)].sort(),
    );
    for (const { uid } of DASHBOARDS) {
      expect(read(FOLDER)[`${uid}.svg`]).toContain("SAMPLE DATA");
    }
  });

  describeWithChromium("in a browser", () => {
    const findings = () => findingsOf<readonly Findings[]>(page(read(FOLDER)));

    it("open without an error and keep every text inside its panel", () => {
      const expected = DASHBOARDS.map((dashboard) => ({
        name: `${dashboard.uid}.svg`,
        error: "",
        panels: panelsOf(dashboard).length,
        overflowing: [],
      })).sort((one, other) => (one.name < other.name ? -1 : 1));
      expect(findings()).toEqual(expected);
    });

    it("fail where a text leaves its panel or the picture is broken", () => {
      const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;
      const text = '<text x="5" y="20" font-size="12">far too long for this</text>';
      const [broken, long] = findingsOf<readonly Findings[]>(
        page({ "broken.svg": svg("<g>"), "long.svg": svg(`<g data-box="0 0 40 40">${text}</g>`) }),
      );
      expect(broken?.error).not.toBe("");
      expect(long?.overflowing).toEqual(["far too long for this"]);
    });
  });
});

/** A page that puts each picture into itself and measures its texts. */
function page(files: Readonly<Record<string, string>>): string {
  const pictures = Object.entries(files).filter(([name]) => name.endsWith(".svg"));
  const encoded = Buffer.from(JSON.stringify(pictures)).toString("base64");
  return `<!doctype html><meta charset="utf-8"><body><div id="stage"></div><pre id="result"></pre><script>
const decode = (text) => new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
const encode = (text) => btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
const stage = document.getElementById("stage");
const results = JSON.parse(decode("${encoded}")).map(([name, source]) => {
  const parsed = new DOMParser().parseFromString(source, "image/svg+xml");
  const error = parsed.querySelector("parsererror");
  if (error) {
    return { name, error: error.textContent, panels: 0, overflowing: [] };
  }
  stage.replaceChildren(document.importNode(parsed.documentElement, true));
  const groups = [...stage.querySelectorAll("g[data-box]")];
  const page = stage.firstChild.getAttribute("viewBox");
  const leaves = (text, [x, y, width, height]) => {
    const box = text.getBBox();
    return box.x < x || box.y < y || box.x + box.width > x + width || box.y + box.height > y + height;
  };
  const overflowing = [
    ...groups.flatMap((group) =>
      [...group.querySelectorAll("text")].filter((text) => leaves(text, group.dataset.box.split(" ").map(Number))),
    ),
    ...(page ? [...stage.querySelectorAll("text")].filter((text) => leaves(text, page.split(" ").map(Number))) : []),
  ].map((text) => text.textContent);
  return { name, error: "", panels: groups.length, overflowing };
});
document.getElementById("result").textContent = encode(JSON.stringify(results));
</script>`;
}
