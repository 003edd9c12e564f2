import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { CHROMIUM } from "./browser";

/** Like describe, but skipped, and counted as skipped, where no browser is installed. */
export const describeWithChromium = CHROMIUM === undefined ? describe.skip : describe;

/** Opens a page that writes its findings as JSON into the element `result`, and reads them. */
export function findingsOf<T>(html: string): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-chromium-"));
  try {
    const page = path.join(folder, "page.html");
    fs.writeFileSync(page, html);
    const { stdout, stderr, status } = spawnSync(
      CHROMIUM ?? "chromium",
      [
        "--headless",
        // Containers often run tests as root, where Chromium cannot make its sandbox; the page is our own.
        "--no-sandbox",
        "--disable-gpu",
        `--user-data-dir=${path.join(folder, "profile")}`,
        "--dump-dom",
        pathToFileURL(page).href,
      ],
      { encoding: "utf8", maxBuffer: 64 * 1024 * 1024, timeout: 60_000 },
    );
    const result = /<pre id="result">([^<]*)<\/pre>/.exec(stdout)?.[1];
    if (status !== 0 || result === undefined || result === "") {
      throw new Error(`chromium gave no result (status ${status})\n${stderr}`);
    }
    return JSON.parse(Buffer.from(result, "base64").toString("utf8")) as T;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
