import { createPrivateKey, X509Certificate } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import * as tls from "node:tls";
import { selfSignedCertificate } from "../../../../lib/rehearsal/wire/certificate";

describe("selfSignedCertificate", () => {
  const { certificate, key, der } = selfSignedCertificate(new Date("2030-06-15T12:30:00Z"));
  const parsed = new X509Certificate(certificate);

  it("is signed by its own key", () => {
    expect(parsed.verify(parsed.publicKey)).toBe(true);
    expect(parsed.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(parsed.checkIssued(parsed)).toBe(true);
    expect(parsed.raw.equals(der)).toBe(true);
  });

  it("names localhost, may sign itself, and serves both ends", () => {
    expect(parsed.checkHost("localhost")).toBe("localhost");
    expect(parsed.ca).toBe(true);
    expect(parsed.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
  });

  it("is valid from an hour before to a day after", () => {
    expect(new Date(parsed.validFrom)).toEqual(new Date("2030-06-15T11:30:00Z"));
    expect(new Date(parsed.validTo)).toEqual(new Date("2030-06-16T12:30:00Z"));
  });

  it("differs from run to run", () => {
    expect(new X509Certificate(selfSignedCertificate().certificate).serialNumber).not.toBe(
      parsed.serialNumber,
    );
  });

  it("secures a connection on which each side trusts the other's certificate alone", async () => {
    const [own, other] = [selfSignedCertificate(), selfSignedCertificate()];
    const server = tls.createServer({
      cert: own.certificate,
      key: own.key,
      ca: other.certificate,
      requestCert: true,
      rejectUnauthorized: true,
    });
    server.on("secureConnection", (socket) => socket.end("hello"));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const client = tls.connect({
      host: "127.0.0.1",
      port: (server.address() as AddressInfo).port,
      servername: "localhost",
      ca: own.certificate,
      cert: other.certificate,
      key: other.key,
    });
    const [data] = await once(client, "data");
    expect(String(data)).toBe("hello");
    client.destroy();
    server.close();
  });
});
