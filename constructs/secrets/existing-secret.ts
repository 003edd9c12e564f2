import { checkSecret, type SecretValue, secretReferences } from "./secret-value";

/**
 * A Secret that something else makes in the namespace of the workload: another workload, an operator, a person. Pods
 * wait for it.
 *
 * Codes when bound: `invalid-name`, `duplicate-key`.
 *
 * @param keys what it holds, so that a wrong key is found before apply; undefined lets every key pass
 */
export function existingSecret(name: string, keys?: readonly string[]): SecretValue {
  return {
    ...secretReferences(name, keys),
    bind: ({ problems }) => {
      checkSecret(problems, name, keys);
      return {};
    },
  };
}
