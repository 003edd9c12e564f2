import type { AttributePath, Diagnostic, PathStep } from "../wire/calls";

/**
 * Where in a configuration or a state something is: the steps terraform understands, to point at the right
 * line, and text for people.
 */
export class Place {
  /** The top of a block. */
  static readonly TOP = new Place([], "", false);

  private constructor(
    private readonly steps: readonly PathStep[],
    /** `vpc_config[0].subnet_ids`; empty at the top. */
    readonly text: string,
    private readonly insideSet: boolean,
  ) {}

  /** An attribute or a nested block of this place. */
  attribute(name: string): Place {
    return this.step({ attributeName: name }, this.text === "" ? name : `${this.text}.${name}`);
  }

  /** An element of a list. */
  index(index: number): Place {
    return this.step({ elementKeyInt: index }, `${this.text}[${index}]`);
  }

  /** An element of a map. */
  key(key: string): Place {
    return this.step({ elementKeyString: key }, `${this.text}[${JSON.stringify(key)}]`);
  }

  /** An element of a set. Such an element has no address, so the path ends at the set from here on. */
  element(): Place {
    return new Place(this.steps, `${this.text}[*]`, true);
  }

  /** The place as terraform's message has it. */
  get path(): AttributePath {
    return { steps: this.steps };
  }

  private step(step: PathStep, text: string): Place {
    return new Place(this.insideSet ? this.steps : [...this.steps, step], text, this.insideSet);
  }
}

/** An error as terraform prints it, with the argument it is about where there is one. */
export function errorAt(summary: string, detail: string, place: Place = Place.TOP): Diagnostic {
  const { path } = place;
  return { severity: "ERROR", summary, detail, ...(path.steps.length > 0 && { attribute: path }) };
}
