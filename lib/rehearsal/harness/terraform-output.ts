/** What terraform does, or plans to do, with one object. `no-op` and `read` change nothing. */
export type Action = "create" | "read" | "update" | "delete" | "replace" | "import" | "no-op" | "other";

/** An error or a warning of terraform, in terraform's own words. */
export type Diagnostic = {
  readonly severity: "error" | "warning";
  /** One line. */
  readonly summary: string;
  /** The rest, possibly empty, possibly several lines. */
  readonly detail: string;
  /** Resource, data source, output or provider it is about; undefined where that cannot be told. */
  readonly address?: string;
  /** Line, counted from 1, in the copy of the stack's file that terraform read. */
  readonly line?: number;
};

/** One thing terraform said while it ran. Times are in milliseconds since the epoch. */
export type TerraformEvent =
  | {
      readonly kind: "started" | "finished" | "failed";
      readonly address: string;
      readonly type: string;
      readonly action: Action;
      readonly at: number;
    }
  | {
      readonly kind: "planned" | "drifted";
      readonly address: string;
      readonly type: string;
      readonly action: Action;
    }
  | { readonly kind: "diagnostic"; readonly diagnostic: Diagnostic };

type Json = { readonly [key: string]: unknown };

const KINDS: Readonly<Record<string, "started" | "finished" | "failed" | "planned" | "drifted">> = {
  apply_start: "started",
  apply_complete: "finished",
  apply_errored: "failed",
  planned_change: "planned",
  resource_drift: "drifted",
};

const ACTIONS: readonly Action[] = ["create", "read", "update", "delete", "replace", "import"];

/** Reads one line of `terraform plan -json` and the like; undefined for lines that tell nothing new. */
export function parseLine(line: string): TerraformEvent | undefined {
  const message = parseObject(line);
  if (message === undefined) {
    return undefined;
  }
  if (message.type === "diagnostic") {
    return { kind: "diagnostic", diagnostic: diagnosticOf(object(message.diagnostic)) };
  }
  const kind = KINDS[text(message.type)];
  if (kind === undefined) {
    return undefined;
  }
  const subject = object(kind === "planned" || kind === "drifted" ? message.change : message.hook);
  const resource = object(subject.resource);
  const common = {
    address: text(resource.addr),
    type: text(resource.resource_type),
    action: actionOf(text(subject.action)),
  };
  if (kind === "planned" || kind === "drifted") {
    return { kind, ...common };
  }
  return { kind, ...common, at: timeOf(text(message["@timestamp"])) };
}

/** Reads what `terraform validate -json` prints: one object with all diagnostics. */
export function parseValidation(output: string): readonly Diagnostic[] {
  const report = parseObject(output);
  return Array.isArray(report?.diagnostics)
    ? report.diagnostics.map((diagnostic) => diagnosticOf(object(diagnostic)))
    : [];
}

/**
 * Makes a diagnostic of what a program wrote for human eyes: for `terraform init`, for crashes, and for errors before
 * terraform knows that JSON is wanted. Undefined where it wrote nothing.
 */
export function diagnosticOfText(output: string): Diagnostic | undefined {
  const lines = output
    .split("\n")
    .map((line) => line.replace(/^[│╷╵\s]+/, "").trimEnd())
    .filter((line) => line !== "");
  const start = lines.findIndex((line) => line.startsWith("Error: "));
  const [summary, ...detail] = lines.slice(Math.max(start, 0));
  return summary === undefined
    ? undefined
    : { severity: "error", summary: summary.replace(/^Error: /, ""), detail: detail.join("\n") };
}

/** A diagnostic as one would say it in a sentence: the address, the summary and the detail. */
export function describeDiagnostic({ address, summary, detail }: Diagnostic): string {
  const message = detail === "" ? summary : `${summary}: ${detail.replace(/\s+/g, " ").trim()}`;
  return address === undefined || message.includes(address) ? message : `${address}: ${message}`;
}

function diagnosticOf(diagnostic: Json): Diagnostic {
  const address = text(diagnostic.address) || addressOf(text(object(diagnostic.snippet).context));
  const { line } = object(object(diagnostic.range).start);
  return {
    severity: diagnostic.severity === "warning" ? "warning" : "error",
    summary: text(diagnostic.summary),
    detail: text(diagnostic.detail),
    ...(address === undefined ? {} : { address }),
    ...(typeof line === "number" ? { line } : {}),
  };
}

/**
 * Address of the block a snippet lies in. `validate` gives no address, but it names the block in which it found the
 * mistake as a path in the JSON: `resource.aws_vpc.Main.tags`, `data.aws_ami.Linux[0]`, `output.url`.
 */
function addressOf(context: string): string | undefined {
  const [kind = "", ...names] = context.replace(/\[\d+\]/g, "").split(".");
  const wanted = kind === "resource" || kind === "data" ? 2 : 1;
  if (
    !["resource", "data", "output", "provider", "variable", "module"].includes(kind) ||
    names.length < wanted
  ) {
    return undefined;
  }
  const address = names.slice(0, wanted).join(".");
  return kind === "resource" ? address : `${kind}.${address}`;
}

/** Milliseconds with the microseconds terraform writes behind the point: objects often take less than a millisecond. */
function timeOf(timestamp: string): number {
  const [, seconds = timestamp, fraction = "0"] = /^(.*?)\.(\d+)Z$/.exec(timestamp) ?? [];
  return Date.parse(`${seconds.replace(/Z$/, "")}Z`) + Number(`0.${fraction}`) * 1000;
}

function actionOf(action: string): Action {
  if (action === "noop") {
    return "no-op";
  }
  return ACTIONS.find((known) => known === action) ?? "other";
}

function parseObject(source: string): Json | undefined {
  if (!source.trimStart().startsWith("{")) {
    return undefined;
  }
  try {
    return object(JSON.parse(source));
  } catch {
    // Half a line, as a killed terraform leaves it.
    return undefined;
  }
}

function object(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
