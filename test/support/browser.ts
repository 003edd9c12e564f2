import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";

/** The first browser that runs without a screen, undefined where none is installed. */
export const CHROMIUM = ["chromium", "chromium-browser", "google-chrome"].find(
  (program) => spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0,
);

type Params = Record<string, unknown>;

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Params;
  readonly error?: { readonly message: string };
}

/** What a page did that it should not have done. */
export interface Misdeeds {
  /** Errors and warnings in the console, exceptions included. */
  readonly console: readonly string[];
  /** Addresses that were asked for, but for the page itself. */
  readonly requests: readonly string[];
  /** Directives of the content security policy that stopped something. */
  readonly violations: readonly string[];
}

export interface PageOptions {
  /** @default 1240 x 900 */
  readonly size?: readonly [width: number, height: number];
  /** @default false */
  readonly dark?: boolean;
  /** @default true */
  readonly script?: boolean;
}

/** A page in a browser, steered with real keys, wheel and mouse. */
export interface Page {
  /** Calls a function in the page. It travels as text: it sees its argument and the page, nothing of the test. */
  call<T, A = undefined>(act: (argument: A) => T | Promise<T>, argument?: A): Promise<T>;
  /** Waits until a function in the page is true. */
  until<A = undefined>(act: (argument: A) => boolean, argument?: A): Promise<void>;
  /** Moves the mouse; `pressed`: while its button is down. */
  mouse(type: "Moved" | "Pressed" | "Released" | "Wheel", x: number, y: number, rest?: Params): Promise<void>;
  /** Presses a key, such as `Enter` or `ArrowLeft`; `shift`: with Shift held. */
  key(key: string, shift?: boolean): Promise<void>;
  /** The whole page as PNG, or a strip of it. */
  picture(strip?: { readonly top: number; readonly height: number }): Promise<Buffer>;
  misdeeds(): Misdeeds;
}

/** A browser that is told what to do over pipes: no port is opened, and no other process can reach it. */
export class Browser {
  readonly #process: ChildProcess;
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-browser-"));
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #listeners = new Map<string, (message: Message) => void>();
  #pages = 0;
  #last = 0;

  constructor() {
    this.#process = spawn(
      CHROMIUM ?? "chromium",
      [
        "--headless",
        // Containers often run tests as root, where Chromium cannot make its sandbox; the pages are our own.
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-dev-shm-usage",
        `--user-data-dir=${path.join(this.#folder, "profile")}`,
        "--remote-debugging-pipe",
      ],
      { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
    );
    let rest = "";
    (this.#process.stdio[4] as Readable).setEncoding("utf8").on("data", (chunk: string) => {
      const messages = (rest + chunk).split("\0");
      rest = messages.pop() ?? "";
      for (const text of messages) {
        this.#receive(JSON.parse(text));
      }
    });
  }

  async open(html: string, options: PageOptions = {}): Promise<Page> {
    const file = path.join(this.#folder, `page-${++this.#pages}.html`);
    fs.writeFileSync(file, html);
    const { targetId } = await this.#send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.#send("Target.attachToTarget", { targetId, flatten: true });
    const session = String(sessionId);
    const send = (method: string, params: Params = {}) => this.#send(method, params, session);
    const misdeeds = { console: [] as string[], requests: [] as string[], violations: [] as string[] };
    const url = pathToFileURL(file).href;
    const loaded = new Promise<void>((resolve) => {
      this.#listeners.set(session, (message) => {
        note(message, url, misdeeds);
        if (message.method === "Page.loadEventFired") {
          resolve();
        }
      });
    });
    const [width, height] = options.size ?? [1240, 900];
    await Promise.all(
      ["Page", "Runtime", "Network", "Log", "Audits"].map((domain) => send(`${domain}.enable`)),
    );
    await send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    await send("Emulation.setEmulatedMedia", {
      features: [{ name: "prefers-color-scheme", value: options.dark ? "dark" : "light" }],
    });
    await send("Emulation.setScriptExecutionDisabled", { value: options.script === false });
    await send("Page.navigate", { url });
    await loaded;
    return pageOf(send, misdeeds);
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    // Its helpers write into the folder until they have ended, which a kill does not wait for.
    this.#send("Browser.close", {}).catch(() => this.#process.kill("SIGKILL"));
    const late = setTimeout(() => this.#process.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(late);
    fs.rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  #send(method: string, params: Params, sessionId?: string): Promise<Params> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result ?? {}),
      );
      (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  #receive(message: Message): void {
    if (message.id === undefined) {
      this.#listeners.get(message.sessionId ?? "")?.(message);
      return;
    }
    this.#waiting.get(message.id)?.(message);
    this.#waiting.delete(message.id);
  }
}

type Send = (method: string, params?: Params) => Promise<Params>;

function pageOf(send: Send, misdeeds: Misdeeds): Page {
  const call: Page["call"] = async (act, argument) => {
    const expression = `(${act.toString()})(${JSON.stringify(argument)})`;
    const { result, exceptionDetails } = (await send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })) as { result: { value: never }; exceptionDetails?: { exception?: { description?: string } } };
    if (exceptionDetails) {
      throw new Error(`in the page: ${exceptionDetails.exception?.description}`);
    }
    return result.value;
  };
  return {
    call,
    async until(act, argument) {
      const deadline = Date.now() + 10_000;
      while (!(await call(act, argument))) {
        if (Date.now() > deadline) {
          throw new Error(`never became true in the page: ${act}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async mouse(type, x, y, rest = {}) {
      await send("Input.dispatchMouseEvent", {
        type: `mouse${type}`,
        x,
        y,
        button: "left",
        clickCount: 1,
        ...rest,
      });
    },
    async key(key, shift = false) {
      const text = key === "Enter" ? "\r" : key.length === 1 ? key : undefined;
      const pressed = { key, modifiers: shift ? 8 : 0, windowsVirtualKeyCode: KEY_CODES[key] };
      await send("Input.dispatchKeyEvent", { type: "keyDown", text, ...pressed });
      await send("Input.dispatchKeyEvent", { type: "keyUp", ...pressed });
    },
    async picture(strip) {
      const { cssContentSize: whole } = (await send("Page.getLayoutMetrics")) as {
        cssContentSize: { width: number; height: number };
      };
      const { top: y, height } = strip ?? { top: 0, height: whole.height };
      const clip = { x: 0, y, width: whole.width, height, scale: 1 };
      const { data } = await send("Page.captureScreenshot", {
        format: "png",
        captureBeyondViewport: true,
        clip,
      });
      return Buffer.from(String(data), "base64");
    },
    misdeeds: () => structuredClone(misdeeds),
  };
}

/** Keys that do something of themselves, by the code a browser wants. */
const KEY_CODES: Readonly<Record<string, number>> = {
  Tab: 9,
  Enter: 13,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
};

function note(
  { method, params = {} }: Message,
  url: string,
  misdeeds: { console: string[]; requests: string[]; violations: string[] },
): void {
  if (method === "Runtime.exceptionThrown" || method === "Log.entryAdded") {
    misdeeds.console.push(JSON.stringify(params));
  } else if (method === "Runtime.consoleAPICalled") {
    misdeeds.console.push(JSON.stringify(params.args));
  } else if (method === "Network.requestWillBeSent") {
    const { url: asked } = params.request as { url: string };
    if (asked !== url) {
      misdeeds.requests.push(asked);
    }
  } else if (method === "Audits.issueAdded") {
    const { issue } = params as {
      issue: { code: string; details: { contentSecurityPolicyIssueDetails?: Params } };
    };
    if (issue.code === "ContentSecurityPolicyIssue") {
      misdeeds.violations.push(JSON.stringify(issue.details.contentSecurityPolicyIssueDetails));
    }
  }
}
