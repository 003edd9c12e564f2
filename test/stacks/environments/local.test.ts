import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { local } from "../../../stacks/environments/local";
import { ROOT } from "../../support/project";

const read = (file: string) => fs.readFileSync(path.join(ROOT, file), "utf8");

describe("local", () => {
  const kind = parse(read("stacks/environments/kind.yaml"));

  it("is reached under the name kind gives its cluster", () => {
    expect(local.platform).toMatchObject({ clusterName: kind.name, context: `kind-${kind.name}` });
  });

  it("has one control plane and two workers, which pull from a registry on this machine", () => {
    expect(kind.nodes.map(({ role }: { role: string }) => role)).toEqual([
      "control-plane",
      "worker",
      "worker",
    ]);
    expect(kind.containerdConfigPatches.join()).toContain('config_path = "/etc/containerd/certs.d"');
    expect(read("scripts/kind-local.sh")).toContain(`cluster=${kind.name}\n`);
  });

  it("opens no port beyond this machine", () => {
    const ports = kind.nodes.flatMap(({ extraPortMappings = [] }) => extraPortMappings);
    expect(ports.map(({ listenAddress }: { listenAddress: string }) => listenAddress)).toEqual([
      "127.0.0.1",
      "127.0.0.1",
    ]);
  });
});
