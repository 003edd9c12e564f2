import type { PodSecurityLevel } from "../../../../constructs/workload/namespace/pod-security";
import {
  isReadOnly,
  VolumeFrom,
  type VolumeSource,
  volumeSource,
} from "../../../../constructs/workload/pod/volume";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function resolved(source: VolumeSource, level: PodSecurityLevel = "restricted") {
  const problems = new Problems();
  const manifest = JSON.parse(JSON.stringify(volumeSource(source, level, problems)));
  return { manifest, problems: codes(problems.all) };
}

describe("volumeSource", () => {
  it.each<[VolumeSource, unknown]>([
    [VolumeFrom.emptyDir(), { emptyDir: {} }],
    [
      VolumeFrom.emptyDir({ sizeLimit: "64Mi", medium: "Memory" }),
      { emptyDir: { sizeLimit: "64Mi", medium: "Memory" } },
    ],
    [VolumeFrom.secret("tls"), { secret: { secretName: "tls" } }],
    [
      VolumeFrom.secret("tls", { items: { "tls.crt": "cert.pem" }, defaultMode: 0o440, optional: true }),
      {
        secret: {
          secretName: "tls",
          items: [{ key: "tls.crt", path: "cert.pem" }],
          defaultMode: 0o440,
          optional: true,
        },
      },
    ],
    [VolumeFrom.configMap("settings"), { configMap: { name: "settings" } }],
    [
      VolumeFrom.persistentVolumeClaim("data", { readOnly: true }),
      { persistentVolumeClaim: { claimName: "data", readOnly: true } },
    ],
    [
      VolumeFrom.csi("secrets-store.csi.k8s.io", { attributes: { secretProviderClass: "users" } }),
      {
        csi: {
          driver: "secrets-store.csi.k8s.io",
          readOnly: true,
          volumeAttributes: { secretProviderClass: "users" },
        },
      },
    ],
    [
      VolumeFrom.serviceAccountToken({ audience: "vault" }),
      {
        projected: {
          sources: [{ serviceAccountToken: { audience: "vault", path: "token", expirationSeconds: 3600 } }],
        },
      },
    ],
    [
      VolumeFrom.projected([
        VolumeFrom.secret("tls"),
        VolumeFrom.configMap("ca", { optional: true }),
        VolumeFrom.serviceAccountToken({ audience: "vault", path: "jwt", expirationSeconds: 600 }),
      ]),
      {
        projected: {
          sources: [
            { secret: { name: "tls" } },
            { configMap: { name: "ca", optional: true } },
            { serviceAccountToken: { audience: "vault", path: "jwt", expirationSeconds: 600 } },
          ],
        },
      },
    ],
  ])("renders %j", (source, manifest) => {
    expect(resolved(source)).toEqual({ manifest, problems: [] });
  });

  it("mounts directories of the node at the privileged level only", () => {
    const source = VolumeFrom.hostPath("/var/log", { type: "Directory" });
    expect(resolved(source, "privileged")).toEqual({
      manifest: { hostPath: { path: "/var/log", type: "Directory" } },
      problems: [],
    });
    expect(resolved(source, "baseline").problems).toEqual([" outside-pod-security"]);
    expect(resolved(source).problems).toEqual([" outside-pod-security"]);
  });

  it.each<[VolumeSource, string]>([
    [VolumeFrom.emptyDir({ sizeLimit: "1GB" }), "sizeLimit invalid-quantity"],
    [VolumeFrom.secret("TLS"), "name invalid-name"],
    [VolumeFrom.configMap("a", { defaultMode: 1000 }), "defaultMode out-of-range"],
    [VolumeFrom.persistentVolumeClaim("a b"), "name invalid-name"],
    [VolumeFrom.csi("A"), "driver invalid-name"],
    [
      VolumeFrom.serviceAccountToken({ audience: "a", expirationSeconds: 60 }),
      "expirationSeconds out-of-range",
    ],
    [VolumeFrom.projected([VolumeFrom.emptyDir()]), "sources[0] not-projectable"],
    [VolumeFrom.projected([VolumeFrom.secret("A")]), "sources[0].name invalid-name"],
  ])("fails on %j", (source, problem) => {
    expect(resolved(source).problems).toEqual([problem]);
  });

  it("fails on a relative path of the node", () => {
    expect(resolved(VolumeFrom.hostPath("logs"), "privileged").problems).toEqual(["path relative-path"]);
  });
});

describe("isReadOnly", () => {
  it.each<[VolumeSource, boolean]>([
    [VolumeFrom.secret("a"), true],
    [VolumeFrom.configMap("a"), true],
    [VolumeFrom.projected([]), true],
    [VolumeFrom.serviceAccountToken({ audience: "a" }), true],
    [VolumeFrom.csi("a"), true],
    [VolumeFrom.csi("a", { readOnly: false }), false],
    [VolumeFrom.persistentVolumeClaim("a"), false],
    [VolumeFrom.persistentVolumeClaim("a", { readOnly: true }), true],
    [VolumeFrom.emptyDir(), false],
    [VolumeFrom.hostPath("/a"), false],
  ])("says of %j %s", (source, expected) => {
    expect(isReadOnly(source)).toBe(expected);
  });
});
