import * as crypto from "node:crypto";

/** A certificate for `localhost` that vouches for itself, and its key. */
export type Certificate = {
  /** Certificate as PEM text. */
  readonly certificate: string;
  /** Private key as PEM text. */
  readonly key: string;
  /** Certificate as DER bytes, which is what terraform's handshake carries. */
  readonly der: Buffer;
};

const OID = {
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  commonName: "2.5.4.3",
  basicConstraints: "2.5.29.19",
  keyUsage: "2.5.29.15",
  extendedKeyUsage: "2.5.29.37",
  subjectAltName: "2.5.29.17",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
} as const;

const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
  dnsName: 0x82,
} as const;

const HOUR_MS = 3_600_000;

/**
 * Makes a certificate for one run of a provider: EC P-256, valid for a day around now.
 *
 * node:crypto signs but does not build certificates, hence the few lines of DER below (X.690, RFC 5280).
 */
export function selfSignedCertificate(now = new Date()): Certificate {
  const { publicKey, privateKey } = crypto.generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(objectId(OID.ecdsaWithSha256));
  const name = sequence(der(TAG.set, sequence(objectId(OID.commonName), utf8("localhost"))));
  const body = sequence(
    der(TAG.version, der(TAG.integer, Buffer.from([2]))),
    // The leading 1 keeps the serial positive and free of leading zeros, as DER wants integers.
    der(TAG.integer, Buffer.concat([Buffer.from([1]), crypto.randomBytes(15)])),
    algorithm,
    name,
    // An hour back, for machines whose clocks disagree.
    sequence(utcTime(now.getTime() - HOUR_MS), utcTime(now.getTime() + 24 * HOUR_MS)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(TAG.extensions, extensions()),
  );
  const signature = crypto.sign("sha256", body, privateKey);
  const certificate = sequence(body, algorithm, bitString(signature));
  return {
    certificate: pem(certificate),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    der: certificate,
  };
}

/** terraform trusts exactly this certificate and dials "localhost", so it is its own authority and names that host. */
function extensions(): Buffer {
  const isAuthority = sequence(der(0x01, Buffer.from([0xff])));
  // digitalSignature and keyCertSign, as bits of a bit string with two unused bits.
  const usage = der(TAG.bitString, Buffer.from([2, 0b10000100]));
  return sequence(
    extension(OID.basicConstraints, isAuthority),
    extension(OID.keyUsage, usage),
    extension(OID.extendedKeyUsage, sequence(objectId(OID.serverAuth), objectId(OID.clientAuth))),
    extension(OID.subjectAltName, sequence(der(TAG.dnsName, Buffer.from("localhost")))),
  );
}

function extension(oid: string, value: Buffer): Buffer {
  return sequence(objectId(oid), der(TAG.octetString, value));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(TAG.sequence, Buffer.concat(parts));
}

function bitString(bytes: Buffer): Buffer {
  return der(TAG.bitString, Buffer.concat([Buffer.from([0]), bytes]));
}

function utf8(text: string): Buffer {
  return der(TAG.utf8String, Buffer.from(text));
}

function utcTime(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\D/g, "");
  return der(TAG.utcTime, Buffer.from(`${digits.slice(2, 14)}Z`));
}

/** The first two numbers share a byte; the others are written in base 128, high bit set on all but the last digit. */
function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = rest.flatMap((number) => {
    const digits = [number & 0x7f];
    for (let left = number >>> 7; left > 0; left >>>= 7) {
      digits.unshift((left & 0x7f) | 0x80);
    }
    return digits;
  });
  return der(TAG.oid, Buffer.from([first * 40 + second, ...bytes]));
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
