/**
 * Stops cdktf from noting where each reference was made: it writes down the whole call stack for every one, a sixth of
 * the time of a synthesis, and shows it only in the rare error of a reference that cannot be resolved. Errors keep their
 * stacks.
 *
 * For a program, not for a library: it changes the process it runs in. SLIPWAY_TOKEN_TRACES=1 leaves the notes on.
 */
export function skipTokenTraces(wanted: string | undefined): void {
  if (wanted === "1") {
    return;
  }
  const capture = Error.captureStackTrace;
  Error.captureStackTrace = (target, below) => {
    // cdktf takes its notes on plain objects.
    if (target instanceof Error) {
      capture(target, below);
    }
  };
}
