import { PREVIEW_LABELS } from "./preview-config";

/** A namespace as the API server lists it: `kubectl get namespaces --output json` has them in `items`. */
export type ListedNamespace = {
  readonly metadata: {
    readonly name: string;
    readonly creationTimestamp: string;
    readonly labels?: { readonly [key: string]: string };
  };
};

/** A preview whose time is over. */
export interface ExpiredPreview {
  /** Number of its pull request. */
  readonly number: number;
  /** Stack to destroy: `cdktf destroy <stack>`. */
  readonly stack: string;
  readonly namespace: string;
  /** When its time was over. */
  readonly expiredAt: Date;
}

/**
 * The previews among namespaces whose time to live is over, oldest first: what a scheduled sweeper destroys. It counts
 * from the creation of the namespace; raising `ttlHours` of a preview that stands keeps it longer.
 *
 * Other namespaces are passed over, and so are previews whose labels somebody broke: a sweeper destroys nothing it is
 * not sure of.
 */
export function expiredPreviews(
  namespaces: readonly ListedNamespace[],
  now: Date,
): readonly ExpiredPreview[] {
  return namespaces
    .flatMap((namespace) => {
      const preview = previewOf(namespace);
      return preview !== undefined && preview.expiredAt <= now ? [preview] : [];
    })
    .sort((one, other) => one.expiredAt.getTime() - other.expiredAt.getTime() || one.number - other.number);
}

const HOUR = 3_600_000;

function previewOf({ metadata }: ListedNamespace): ExpiredPreview | undefined {
  const number = wholeNumber(metadata.labels?.[PREVIEW_LABELS.number]);
  const ttlHours = wholeNumber(metadata.labels?.[PREVIEW_LABELS.ttlHours]);
  const stack = metadata.labels?.[PREVIEW_LABELS.stack];
  const created = Date.parse(metadata.creationTimestamp);
  // The namespace is named like the stack: labels copied to another namespace name neither of them.
  if (number === undefined || ttlHours === undefined || stack !== metadata.name || Number.isNaN(created)) {
    return undefined;
  }
  return { number, stack, namespace: metadata.name, expiredAt: new Date(created + ttlHours * HOUR) };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
}
