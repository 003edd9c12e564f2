/** Texts that are remembered at most. */
const MOST_TEXTS = 64;
/** Characters of a text that is remembered at most. */
const LONGEST = 200_000;

/** What was made of the last few texts: several readers look at the same one before the next comes. */
export class Recent<Made> {
  private readonly made = new Map<string, Made>();

  of(text: string, make: (text: string) => Made): Made {
    if (text.length > LONGEST) {
      return make(text);
    }
    const known = this.made.get(text);
    if (known !== undefined || this.made.has(text)) {
      return known as Made;
    }
    const made = make(text);
    if (this.made.size >= MOST_TEXTS) {
      this.made.clear();
    }
    this.made.set(text, made);
    return made;
  }
}
