interface MarkdownNode {
  readonly type: string;
  readonly literal: string | null;
  readonly level: number;
  readonly info: string | null;
  readonly destination: string | null;
  readonly listType: string;
  readonly _isFenced?: boolean;
  readonly firstChild: MarkdownNode | null;
  readonly next: MarkdownNode | null;
}

const { Parser } = require("commonmark") as { Parser: new () => { parse(text: string): MarkdownNode } };

/** What a reader of a comment sees, as a parser of CommonMark has it. */
export interface ParsedComment {
  /** Code spans outside of anything that has to be opened first, as a cell of a table holds them. */
  readonly openCode: readonly string[];
  /** Code spans anywhere, of lines in HTML too. */
  readonly code: readonly string[];
  readonly links: readonly string[];
  readonly fences: readonly string[];
  /** Anything a value must never become. */
  readonly problems: readonly string[];
}

/** Reads a comment of `renderMarkdown` and says what in it is not ours. */
export function parseComment(text: string): ParsedComment {
  const found = {
    openCode: [] as string[],
    code: [] as string[],
    links: [] as string[],
    fences: [] as string[],
  };
  const problems: string[] = [...openFences(text), ...brokenTables(text)];
  let depth = 0;
  let comments = 0;
  const visit = (node: MarkdownNode): void => {
    const literal = node.literal ?? "";
    switch (node.type) {
      case "html_block":
        if (/^<!-- slipway-review [!-~ ]* -->$/.test(literal)) {
          comments++;
          break;
        }
        problems.push(...foreignHtml(literal));
        found.code.push(...htmlCode(literal));
        depth += (literal.match(/<details>/g) ?? []).length - (literal.match(/<\/details>/g) ?? []).length;
        break;
      case "html_inline":
        problems.push(`HTML in a line: ${literal}`);
        break;
      case "code":
        found.code.push(literal);
        if (depth === 0) {
          found.openCode.push(literal);
        }
        break;
      case "code_block":
        found.fences.push(literal);
        if (!node._isFenced || !["diff", "ts"].includes(node.info ?? "")) {
          problems.push(`foreign code block: ${literal}`);
        }
        break;
      case "link":
        found.links.push(node.destination ?? "");
        break;
      case "text":
        problems.push(...joinable(literal));
        break;
      case "heading":
        if (![2, 3].includes(node.level)) {
          problems.push(`foreign heading of level ${node.level}`);
        }
        break;
      case "list":
        if (node.listType !== "bullet") {
          problems.push("foreign ordered list");
        }
        break;
      case "image":
      case "thematic_break":
        problems.push(`foreign ${node.type}`);
    }
    for (let child = node.firstChild; child; child = child.next) {
      visit(child);
    }
  };
  visit(new Parser().parse(text));
  if (depth !== 0) {
    problems.push(`${depth} details left open`);
  }
  if (comments !== 1) {
    problems.push(`${comments} markers`);
  }
  return { ...found, problems };
}

/** The form a code span has within a cell, where bars are escaped. */
export function inCell(code: string): string {
  return code.replace(/(\\*)\|/g, "$1$1\\|");
}

/** Plain text GitHub makes a mention, a reference, a link, an emoji or a formula of. */
function joinable(text: string): string[] {
  const traps = [/@\w/, /#\d/, /\bGH-\d/i, /\/\/\w/, /www\./i, /\b[0-9a-f]{7,40}\b/i, /:\w+:/, /\$\S.*\$/];
  return traps
    .filter((trap) => trap.test(text))
    .map((trap) => `text taken for something else, ${trap}: ${text}`);
}

function foreignHtml(html: string): string[] {
  const withoutCode = html.replace(/<code>[^<>]*<\/code>/g, "");
  const rest = withoutCode.replace(/<\/?(details|summary)>/g, "");
  return [...(/[<>]/.test(rest) ? [`foreign HTML: ${html}`] : []), ...joinable(rest)];
}

function htmlCode(html: string): string[] {
  return [...html.matchAll(/<code>([^<>]*)<\/code>/g)].map(([, inner = ""]) =>
    inner.replace(/&#(\d+);/g, (_, number) => String.fromCharCode(Number(number))),
  );
}

/**
 * By the rules of CommonMark, line by line: a fence is closed by one of its kind at least as long, and what follows one of
 * backticks holds none.
 */
function openFences(text: string): string[] {
  let open: string | undefined;
  for (const line of text.split("\n")) {
    const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line);
    if (open === undefined && fence) {
      open = fence[1];
    } else if (open !== undefined && fence?.[1]?.startsWith(open) && fence[2]?.trim() === "") {
      open = undefined;
    }
  }
  return open === undefined ? [] : [`a fence of ${open.length} is left open`];
}

/** Rows with more or fewer cells than the head of their table, as GitHub's parser cuts them. */
function brokenTables(text: string): string[] {
  let cells: number | undefined;
  return text.split("\n").flatMap((line) => {
    if (!line.startsWith("| ")) {
      cells = undefined;
      return [];
    }
    const count = line.replace(/\\[\\|]/g, "").split("|").length;
    cells ??= count;
    return count === cells ? [] : [`a row with ${count - 2} instead of ${cells - 2} cells: ${line}`];
  });
}
