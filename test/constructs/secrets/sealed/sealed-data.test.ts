import { constants, createCipheriv, generateKeyPairSync, publicEncrypt, randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { checkSealed, looksSealed } from "../../../../constructs/secrets/sealed/sealed-data";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** What kubeseal does: a session key under RSA-OAEP, the value under AES-GCM. */
function seal(value: string): string {
  const session = randomBytes(32);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const key = publicEncrypt({ key: publicKey, padding, oaepHash: "sha256" }, session);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(key.length);
  const cipher = createCipheriv("aes-256-gcm", session, Buffer.alloc(12));
  const sealed = [cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([length, key, ...sealed]).toString("base64");
}

describe("looksSealed", () => {
  it("knows whatever was sealed", () => {
    fc.assert(
      fc.property(fc.string(), (value) => expect(looksSealed(seal(value))).toBe(true)),
      { numRuns: 30 },
    );
  });

  it("knows plain text and its Base64 from what was sealed", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (value) => {
        expect(looksSealed(value)).toBe(false);
        expect(looksSealed(Buffer.from(value).toString("base64"))).toBe(false);
      }),
    );
  });

  it("misses the end of what was cut off", () => {
    const whole = Buffer.from(seal("x"), "base64");
    expect(looksSealed(whole.subarray(0, 270).toString("base64"))).toBe(false);
    expect(looksSealed(`${seal("x")}\n`)).toBe(false);
  });
});

describe("checkSealed", () => {
  it("names the key and never the value", () => {
    const problems = new Problems();
    checkSealed(problems, { good: seal("x"), bad: "hunter2" });
    expect(codes(problems.all)).toEqual(["encryptedData.bad not-sealed"]);
    expect(JSON.stringify(problems.all)).not.toContain("hunter2");
  });
});
