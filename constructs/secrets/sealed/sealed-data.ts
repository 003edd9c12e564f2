import type { Problems } from "../../../lib/core/errors";

/** Bytes of the key part, by the RSA keys the controller can have: 2048, 3072, 4096 and 8192 bits. */
const KEY_LENGTHS = [256, 384, 512, 1024];
/** Bytes AES-GCM adds to a value. */
const TAG_LENGTH = 16;

/**
 * Whether text can be what kubeseal makes of a value: Base64 of two bytes with the length of the encrypted session key,
 * that key, and the value encrypted with it. Source: pkg/crypto, bitnami/sealed-secrets.
 */
export function looksSealed(text: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) {
    return false;
  }
  const bytes = Buffer.from(text, "base64");
  const keyLength = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  return KEY_LENGTHS.includes(keyLength) && bytes.length >= 2 + keyLength + TAG_LENGTH;
}

/** Reports, under `encryptedData`, what nobody sealed; it may be the secret itself and is not shown. Code: `not-sealed`. */
export function checkSealed(problems: Problems, encryptedData: Readonly<Record<string, string>>): void {
  for (const [key, text] of Object.entries(encryptedData)) {
    problems.at("encryptedData").at(key).addIf(!looksSealed(text), {
      prop: "",
      code: "not-sealed",
      rule: "this is not what kubeseal makes of a value, and may be readable",
      fix: "seal it with `kubeseal --raw`; if it was a secret, change it: it has been in code",
    });
  }
}
