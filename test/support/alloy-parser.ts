/** A block of Alloy's syntax: a component at the top, a part of one below. */
export interface AlloyBlock {
  readonly name: string;
  readonly label: string | undefined;
  readonly attributes: Readonly<Record<string, AlloyValue>>;
  readonly blocks: readonly AlloyBlock[];
}

/** A value; what refers to something else is the path it names. */
export type AlloyValue =
  | string
  | number
  | boolean
  | readonly AlloyValue[]
  | { readonly members: Readonly<Record<string, AlloyValue>> }
  | { readonly reference: string; readonly call: boolean };

/** Reads a configuration; blocks in the order they stand. */
export function parseAlloy(config: string): AlloyBlock[] {
  const parser = new Parser(tokensOf(config));
  const { attributes, blocks } = parser.body("end");
  if (Object.keys(attributes).length > 0) {
    throw new Error(`attributes outside of a block: ${Object.keys(attributes).join(", ")}`);
  }
  return blocks;
}

interface Token {
  readonly type:
    | "identifier"
    | "string"
    | "number"
    | "newline"
    | "end"
    | "{"
    | "}"
    | "["
    | "]"
    | "("
    | ")"
    | "="
    | ","
    | "+"
    | ".";
  readonly text: string;
  readonly at: number;
}

const TOKEN =
  /(?<space>[ \t\r]+)|(?<newline>\n)|(?<string>"(?:[^"\\\n]|\\(?:["\\abfnrtv]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[0-7]{3}))*")|(?<number>\d+(?:\.\d+)?)(?![\w.])|(?<identifier>[A-Za-z_]\w*)|(?<sign>[{}[\]()=,+.])/y;

function tokensOf(config: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < config.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(config)?.groups;
    if (groups === undefined) {
      throw new Error(`not of Alloy's syntax at ${at}: ${JSON.stringify(config.slice(at, at + 40))}`);
    }
    const [type, text] = Object.entries(groups).find(([, matched]) => matched !== undefined) ?? ["", ""];
    if (type !== "space") {
      tokens.push({ type: (type === "sign" ? text : type) as Token["type"], text: text ?? "", at });
    }
  }
  return [...tokens, { type: "end", text: "", at: config.length }];
}

class Parser {
  private place = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** Statements up to the end of a block or of the text, each on a line of its own. */
  body(end: "}" | "end"): { attributes: Record<string, AlloyValue>; blocks: AlloyBlock[] } {
    const attributes: Record<string, AlloyValue> = {};
    const blocks: AlloyBlock[] = [];
    this.newlines();
    while (this.peek().type !== end) {
      const name = this.path();
      if (this.accept("=")) {
        if (name.includes(".") || Object.hasOwn(attributes, name)) {
          throw this.unexpected(`the attribute ${name} again or with a dot`);
        }
        attributes[name] = this.expression();
      } else {
        const label = this.peek().type === "string" ? unquoted(this.take("string")) : undefined;
        this.take("{");
        const inner = this.body("}");
        this.take("}");
        blocks.push({ name, label, ...inner });
      }
      if (this.peek().type !== end) {
        this.take("newline");
      }
      this.newlines();
    }
    return { attributes, blocks };
  }

  private expression(): AlloyValue {
    const first = this.primary();
    if (!this.accept("+")) {
      return first;
    }
    const second = this.expression();
    return typeof first === "string" && typeof second === "object" && "call" in second
      ? second
      : `${first}${second}`;
  }

  private primary(): AlloyValue {
    const { type } = this.peek();
    if (type === "string") {
      return unquoted(this.take("string"));
    }
    if (type === "number") {
      return Number(this.take("number").text);
    }
    if (type === "[") {
      return this.list();
    }
    if (type === "{") {
      return { members: this.members() };
    }
    const path = this.path();
    if (path === "true" || path === "false") {
      return path === "true";
    }
    const call = this.accept("(");
    if (call) {
      this.take("string");
      this.take(")");
    }
    return { reference: path, call };
  }

  private list(): AlloyValue[] {
    const items: AlloyValue[] = [];
    this.take("[");
    while (this.peek().type !== "]") {
      items.push(this.expression());
      if (this.peek().type !== "]") {
        this.take(",");
      }
    }
    this.take("]");
    return items;
  }

  /** Members of an object: a comma ends each line. */
  private members(): Record<string, AlloyValue> {
    const members: Record<string, AlloyValue> = {};
    this.take("{");
    this.newlines();
    while (this.peek().type !== "}") {
      const name =
        this.peek().type === "string" ? unquoted(this.take("string")) : this.take("identifier").text;
      if (Object.hasOwn(members, name)) {
        throw this.unexpected(`the member ${name} again`);
      }
      this.take("=");
      Object.defineProperty(members, name, { value: this.expression(), enumerable: true });
      if (this.peek().type !== "}") {
        this.take(",");
        this.newlines();
      }
    }
    this.take("}");
    return members;
  }

  private path(): string {
    let path = this.take("identifier").text;
    while (this.accept(".")) {
      path += `.${this.take("identifier").text}`;
    }
    return path;
  }

  private newlines(): void {
    while (this.accept("newline")) {}
  }

  private peek(): Token {
    return this.tokens[this.place] ?? { type: "end", text: "", at: -1 };
  }

  private accept(type: Token["type"]): boolean {
    const found = this.peek().type === type;
    this.place += found ? 1 : 0;
    return found;
  }

  private take(type: Token["type"]): Token {
    const token = this.peek();
    if (token.type !== type) {
      throw this.unexpected(type);
    }
    this.place++;
    return token;
  }

  private unexpected(wanted: string): Error {
    const { type, text, at } = this.peek();
    return new Error(
      `not of Alloy's syntax at ${at}: ${type} ${JSON.stringify(text)} where ${wanted} was due`,
    );
  }
}

/** Reads a string literal the way Go does, by its own table of escapes. */
function unquoted({ text }: Token): string {
  const simple: Record<string, string> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
  return text.slice(1, -1).replace(/\\(u....|x..|[0-7]{3}|.)/g, (_, code: string) => {
    const [kind = ""] = code;
    if (code.length === 1) {
      return simple[code] ?? code;
    }
    return String.fromCharCode(
      Number.parseInt(
        kind === "u" || kind === "x" ? code.slice(1) : code,
        kind === "u" || kind === "x" ? 16 : 8,
      ),
    );
  });
}
