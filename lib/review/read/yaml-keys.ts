import { isMap, isPair, isScalar, isSeq } from "yaml";

/**
 * Whether a map of a parsed document holds a key twice. The library finds out by comparing every key with every other one,
 * which takes for ever in a large map: parse with `uniqueKeys: false` and ask this.
 */
export function repeatsKey(node: unknown): boolean {
  if (isSeq(node)) {
    return node.items.some(repeatsKey);
  }
  if (!isMap(node)) {
    return isPair(node) && (repeatsKey(node.key) || repeatsKey(node.value));
  }
  const keys = new Set(node.items.map(({ key }) => (isScalar(key) ? key.value : key)));
  return keys.size < node.items.length || node.items.some(repeatsKey);
}
