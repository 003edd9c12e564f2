/** What is wrong with a credential in plain sight; its value stays out of the message. */
export const LITERAL_SECRET = {
  code: "literal-secret",
  rule: "a credential would be readable in the plan, the state and the cluster",
  fix: "put it into a Secret or a secret manager and pass SecretFrom.secret(name, key) or one of its like",
};

/** Keys that tell things apart and open nothing: `partitionKey`. */
const HARMLESS_KEYS = new Set(
  "partition routing sort primary foreign hash range row object message".split(" "),
);

/**
 * Whether what goes by this name is a credential: `password`, `clientSecret`, `X-Api-Key`, `Authorization`. The last
 * word decides, so that `tokenUrl` and `passwordFromEnv` are none.
 */
export function isCredentialName(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/);
  const last = words.at(-1) ?? "";
  return (
    /(password|passwd|pwd|passphrase|secret|token|credentials?|authorization|cookie)$/.test(last) ||
    /(api|access|account|private|shared)key$/.test(last) ||
    (last === "key" && !HARMLESS_KEYS.has(words.at(-2) ?? ""))
  );
}

/**
 * Whether text, or a member of a list or map, is an address or connection string with a password:
 * `amqp://user:password@host`, `Password=...`, `AccountKey=...`.
 */
export function holdsPassword(value: unknown): boolean {
  const texts: readonly unknown[] =
    typeof value === "object" && value !== null ? Object.values(value) : [value];
  return texts.some((text) => typeof text === "string" && PASSWORD.test(text));
}

const PASSWORD = /:\/\/[^/@\s:]*:[^/@\s]+@|(^|[;&\s])(password|pwd|accountkey|sharedaccesskey)=[^;&\s]/i;
