import * as fc from "fast-check";
import {
  type MountProps,
  type MountsContext,
  resolveMounts,
  type TemporaryDirectory,
} from "../../../../constructs/workload/pod/mounts";
import { VolumeFrom } from "../../../../constructs/workload/pod/volume";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const CONTEXT: MountsContext = { container: "", volumes: {}, level: "restricted", readOnlyRoot: true };

function resolved(
  mounts?: Record<string, MountProps>,
  temporary?: TemporaryDirectory,
  context: Partial<MountsContext> = {},
) {
  const problems = new Problems();
  const config = resolveMounts(mounts, temporary, { ...CONTEXT, ...context }, problems);
  return { ...JSON.parse(JSON.stringify(config)), problems: codes(problems.all) };
}

describe("temporary directory", () => {
  it("is there for a read-only root, bounded in size", () => {
    expect(resolved()).toEqual({
      volumes: [{ name: "tmp", emptyDir: { sizeLimit: "1Gi" } }],
      volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
      problems: [],
    });
  });

  it("has another size, or lies in memory", () => {
    expect(resolved(undefined, { sizeLimit: "64Mi", medium: "Memory" }).volumes).toEqual([
      { name: "tmp", emptyDir: { sizeLimit: "64Mi", medium: "Memory" } },
    ]);
  });

  it("is named after its container where that is not the main one", () => {
    expect(resolved(undefined, undefined, { container: "proxy" }).volumeMounts).toEqual([
      { name: "proxy-tmp", mountPath: "/tmp" },
    ]);
  });

  it.each([
    ["it is switched off", undefined, "none", true],
    ["the root is writable", undefined, undefined, false],
  ] as const)("is not there where %s", (_, mounts, temporary, readOnlyRoot) => {
    expect(resolved(mounts, temporary, { readOnlyRoot })).toEqual({
      volumes: [],
      volumeMounts: [],
      problems: [],
    });
  });

  it("gives way to another mount there, and fails where both are asked for", () => {
    const mounts = { "/tmp/": VolumeFrom.emptyDir() };
    expect(resolved(mounts).volumeMounts).toHaveLength(1);
    expect(resolved(mounts, {}).problems).toEqual(["temporaryDirectory duplicate-mount-path"]);
  });

  it("fails on a size that is none", () => {
    expect(resolved(undefined, { sizeLimit: "big" }).problems).toEqual([
      "temporaryDirectory.sizeLimit invalid-quantity",
    ]);
  });
});

describe("resolveMounts", () => {
  const volumes = { cache: VolumeFrom.emptyDir(), tls: VolumeFrom.secret("tls"), data: undefined };

  it("makes a volume for a source, named after the path", () => {
    expect(resolved({ "/etc/tls": VolumeFrom.secret("tls") }, "none")).toEqual({
      volumes: [{ name: "etc-tls", secret: { secretName: "tls" } }],
      volumeMounts: [{ name: "etc-tls", mountPath: "/etc/tls", readOnly: true }],
      problems: [],
    });
  });

  it("mounts volumes of the pod by name, those of claim templates among them", () => {
    const mounts = {
      "/cache": "cache",
      "/tls": "tls",
      "/app/config.yaml": { volume: "cache", subPath: "config.yaml", readOnly: true },
      "/data": "data",
    };
    expect(resolved(mounts, "none", { volumes })).toEqual({
      volumes: [],
      volumeMounts: [
        { name: "cache", mountPath: "/cache" },
        { name: "tls", mountPath: "/tls", readOnly: true },
        { name: "cache", mountPath: "/app/config.yaml", subPath: "config.yaml", readOnly: true },
        { name: "data", mountPath: "/data" },
      ],
      problems: [],
    });
  });

  it.each(["cash", "constructor"])("fails on the volume %s, which is not there", (volume) => {
    expect(resolved({ "/cache": volume }, "none", { volumes }).problems).toEqual([
      'mounts["/cache"] unknown-volume',
    ]);
  });

  it("fails on two things at one path, however it is written", () => {
    expect(
      resolved({ "/a/b": VolumeFrom.emptyDir(), "/a//b/": VolumeFrom.emptyDir() }, "none").problems,
    ).toEqual(['mounts["/a//b/"] duplicate-mount-path']);
  });

  it.each(["data", "", "/a:b"])("fails on the path %j", (path) => {
    const [problem, ...others] = resolved({ [path]: VolumeFrom.emptyDir() }, "none").problems;
    expect(problem).toMatch(/ relative-path$/);
    expect(others).toEqual([]);
  });

  it("reports what is wrong with a source at its path", () => {
    expect(resolved({ "/logs": VolumeFrom.hostPath("/var/log") }, "none").problems).toEqual([
      'mounts["/logs"] outside-pod-security',
    ]);
  });

  it("names volumes of different paths differently, by names Kubernetes takes", () => {
    const paths = fc.uniqueArray(fc.stringMatching(/^(\/[A-Za-z0-9._-]{1,12}){1,8}$/), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(paths, (list) => {
        const mounts = Object.fromEntries(list.map((path) => [path, VolumeFrom.emptyDir()]));
        const names: string[] = resolved(mounts, "none").volumes.map(({ name }: { name: string }) => name);
        expect(new Set(names).size).toBe(list.length);
        for (const name of names) {
          expect(name).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
        }
      }),
    );
  });
});
