import { isToken } from "../../lib/core/tokens";
import { holdsPassword } from "../keda/credential-text";

/**
 * Paths of members, however deep, that hold an address or connection string with a password; empty where none does.
 */
export function passwordPaths(value: unknown, path = ""): readonly string[] {
  if (isToken(value) || typeof value !== "object" || value === null) {
    return typeof value === "string" && holdsPassword(value) ? [path] : [];
  }
  return Object.entries(value).flatMap(([key, member]) =>
    passwordPaths(member, path === "" ? key : `${path}.${key}`),
  );
}
