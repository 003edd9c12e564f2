/** Blocks of Markdown, apart by blank lines, that stop at a number of bytes: a block is taken whole or not at all. */
export class Page {
  private readonly blocks: string[] = [];
  private bytes = 1;

  constructor(private readonly limitBytes: number) {}

  /** Adds a block, and says whether there was room for it. */
  add(block: string): boolean {
    const bytes = Buffer.byteLength(block) + 2;
    if (this.bytes + bytes > this.limitBytes) {
      return false;
    }
    this.blocks.push(block);
    this.bytes += bytes;
    return true;
  }

  toString(): string {
    return `${this.blocks.join("\n\n")}\n`;
  }
}

/**
 * All blocks as a page, or undefined as soon as one has no room. Blocks are drawn one by one: what would fill a hundred
 * pages is given up after the first.
 */
export function fittingPage(blocks: Iterable<string>, limitBytes: number): string | undefined {
  const page = new Page(limitBytes);
  for (const block of blocks) {
    if (!page.add(block)) {
      return undefined;
    }
  }
  return page.toString();
}

/** A block that opens on a click, around others. */
export function* folded(summary: string, blocks: Iterable<string>): Generator<string> {
  yield `<details><summary>${summary}</summary>`;
  yield* blocks;
  yield "</details>";
}
