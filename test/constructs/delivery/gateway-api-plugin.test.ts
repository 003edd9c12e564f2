import { type GatewayApiPlugin, resolvePlugin } from "../../../constructs/delivery/gateway-api-plugin";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const SHA256 = "0123456789abcdef".repeat(4);
const location = "https://example.com/releases/v1.0.0/gatewayapi-plugin-linux-amd64";

function resolved(plugin: GatewayApiPlugin) {
  const problems = new Problems();
  return { config: resolvePlugin(plugin, problems), problems: codes(problems.all) };
}

describe("resolvePlugin", () => {
  it("downloads a binary that is pinned by its hash", () => {
    expect(resolved({ location, sha256: SHA256 })).toEqual({
      config: { plugin: { name: "argoproj-labs/gatewayAPI", location, sha256: SHA256 }, copy: undefined },
      problems: [],
    });
  });

  it("takes the binary out of an image, at the path it is told", () => {
    const image = "registry.example.com/plugin:v0.5.0";
    expect(resolved({ image })).toEqual({
      config: {
        plugin: { name: "argoproj-labs/gatewayAPI", location: "file:///plugins/gatewayapi" },
        copy: { image, path: "/bin/rollouts-plugin-trafficrouter-gatewayapi" },
      },
      problems: [],
    });
    expect(resolved({ image, path: "/plugin" }).config.copy).toEqual({ image, path: "/plugin" });
  });

  it.each<[GatewayApiPlugin, string]>([
    [{ location: "http://example.com/plugin", sha256: SHA256 }, "location insecure-location"],
    [{ location: "plugin", sha256: SHA256 }, "location insecure-location"],
    [{ location, sha256: "abc" }, "sha256 invalid-sha256"],
    [{ location, sha256: undefined as never }, "sha256 invalid-sha256"],
    [{ image: "registry.example.com/plugin" }, "image image-without-tag"],
    [{ image: "registry.example.com/plugin:latest" }, "image.tag mutable-tag"],
    [{ image: "registry.example.com/plugin:v1", path: "bin/plugin" }, "path invalid-path"],
  ])("refuses %j", (plugin, problem) => {
    expect(resolved(plugin).problems).toEqual([problem]);
  });
});
