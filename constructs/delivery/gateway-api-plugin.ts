import type { Problems } from "../../lib/core/errors";
import type { JsonObject } from "../../lib/core/render";
import { isToken } from "../../lib/core/tokens";
import { type ImageProps, resolveImage } from "../workload/pod/image";

/**
 * Where Argo Rollouts finds its plugin for the Gateway API, of which it brings none: a binary it downloads when it
 * starts, or an image that holds it.
 */
export type GatewayApiPlugin =
  | {
      /**
       * `https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/releases/download/<version>/gatewayapi-plugin-linux-amd64`,
       * or `-arm64`, as the nodes are.
       */
      readonly location: string;
      /** SHA-256 of the file, 64 hexadecimal digits: the controller runs what it downloads. */
      readonly sha256: string;
    }
  | {
      /**
       * `ghcr.io/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi` with a tag or digest. It is there for both
       * kinds of nodes, and nothing is downloaded when the controller starts.
       */
      readonly image: ImageProps;
      /** Path of the binary in the image. @default /bin/rollouts-plugin-trafficrouter-gatewayapi */
      readonly path?: string;
    };

/** What the plugin comes to in the controller's pods. */
export interface PluginConfig {
  /** Entry of `trafficRouterPlugins`. */
  readonly plugin: JsonObject;
  /** Image to take the binary from, and its path there; undefined where it is downloaded. */
  readonly copy: { readonly image: string; readonly path: string } | undefined;
}

/** Name Rollouts call it by. */
const NAME = "argoproj-labs/gatewayAPI";

/** Where the binary lies in the controller's container. */
export const PLUGIN_FOLDER = "/plugins";
export const PLUGIN_FILE = `${PLUGIN_FOLDER}/gatewayapi`;

/** Codes: `insecure-location`, `invalid-sha256`, those of `resolveImage`, `invalid-path`. */
export function resolvePlugin(plugin: GatewayApiPlugin, problems: Problems): PluginConfig {
  if ("image" in plugin) {
    const { reference } = resolveImage(plugin.image, undefined, "refused", problems);
    const { path = "/bin/rollouts-plugin-trafficrouter-gatewayapi" } = plugin;
    problems.addIf(!isToken(path) && !path.startsWith("/"), {
      prop: "path",
      code: "invalid-path",
      rule: "the path of the binary starts at the root of the image",
      value: path,
      fix: "write it like /bin/plugin",
    });
    return {
      plugin: { name: NAME, location: `file://${PLUGIN_FILE}` },
      copy: { image: reference, path },
    };
  }
  const { location, sha256 } = plugin;
  problems.addIf(!isToken(location) && !/^https:\/\/[^\s/]+\/\S+$/.test(location ?? ""), {
    prop: "location",
    code: "insecure-location",
    rule: "the controller runs what it downloads, so that comes over https",
    value: location,
    fix: "write the address of the binary, or name an image",
  });
  problems.addIf(!isToken(sha256) && !/^[0-9a-f]{64}$/.test(sha256 ?? ""), {
    prop: "sha256",
    code: "invalid-sha256",
    rule: "a SHA-256 is 64 hexadecimal digits, in lowercase",
    value: sha256,
    fix: "copy it from the checksums of the release",
  });
  return { plugin: { name: NAME, location, sha256 }, copy: undefined };
}
