import { resolveOrThrow } from "../../../lib/core/errors";

/**
 * Reads the number of a pull request from an environment variable: undefined where there is none, so that a program
 * makes its previews only when it is asked for one.
 *
 *     const number = previewNumber(process.env.PREVIEW);
 *
 * @throws ConfigError `invalid-preview-number`
 */
export function previewNumber(text: string | undefined): number | undefined {
  if (text === undefined || text === "") {
    return undefined;
  }
  return resolveOrThrow("PREVIEW", "environment variables", (problems) => {
    problems.addIf(!/^[1-9]\d{0,6}$/.test(text), {
      prop: "PREVIEW",
      code: "invalid-preview-number",
      rule: "a preview has the number of its pull request",
      value: text,
      fix: "write the number alone: PREVIEW=7",
    });
    return Number(text);
  });
}
