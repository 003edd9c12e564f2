/** A change in the list. */
export interface ChangeRow {
  readonly address: string;
  readonly type: string;
  readonly kind: string;
  readonly sign: string;
  readonly happens: string;
  readonly risk: string;
  readonly path: string | undefined;
  readonly previous: string | undefined;
  readonly importId: string | undefined;
  readonly reason: string | undefined;
  readonly findings: readonly {
    readonly rule: string;
    readonly level: string;
    readonly title: string;
    readonly evidence: string;
    readonly fix: string;
    readonly waiver: string | undefined;
  }[];
  /** `2 attributes, 1 document`: what its details hold, also where there was no room for them. */
  readonly attributeCount: number;
  readonly documentCount: number;
}

/** What unfolds below a change. */
export interface ChangeDetail {
  readonly attributes: readonly {
    readonly path: string;
    readonly before: string | undefined;
    readonly after: string | undefined;
    readonly forces: boolean;
    readonly sources: readonly string[];
  }[];
  readonly moreAttributes: number;
  readonly documents: readonly {
    readonly path: string;
    readonly title: string;
    readonly notes: readonly string[];
    /** Each with its sign in front. */
    readonly lines: readonly string[];
    readonly moreLines: number;
  }[];
  readonly dependents: readonly string[];
  readonly moreDependents: number;
  readonly hidden: readonly string[];
}

/** What the script of the page is given of a stack. */
export interface StackData {
  readonly name: string;
  readonly changes: readonly ChangeRow[];
  /** At the place of each change; null where there was no room. */
  readonly details: readonly (ChangeDetail | null)[];
  readonly omitted: number;
  readonly constructs: readonly {
    readonly path: string;
    readonly risk: string;
    /** `−2`, with its kind. */
    readonly signs: readonly { readonly kind: string; readonly text: string }[];
  }[];
}
