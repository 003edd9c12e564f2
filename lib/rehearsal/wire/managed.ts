import * as fs from "node:fs";
import { ServerCredentials } from "@grpc/grpc-js";
import { ConfigError } from "../../core/errors";
import { SimulatedProvider } from "../provider/provider";
import { type Certificate, selfSignedCertificate } from "./certificate";
import { MIRROR_ENV, schemaFile, worldFile } from "./mirror";
import { type Listening, listen } from "./server";
import { SharedBackend, type StoredBackend } from "./shared-backend";

/** What a process that terraform started works with. */
export type ManagedOptions = {
  /** Environment of the process. */
  readonly env: NodeJS.ProcessEnv;
  /** Writes a line to standard output, the channel of the handshake. */
  readonly print: (line: string) => void;
  /** Called when terraform asks the process to end. */
  readonly onShutdown: () => void;
};

/** The value terraform sets so that a plugin knows it was not started by hand. Part of the protocol, not a secret. */
const MAGIC_COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/**
 * Serves a provider as a plugin terraform started itself: checks who started it, listens, with mutual TLS where
 * terraform asks for it, and announces the socket in one line.
 *
 * @throws ConfigError `not-started-by-terraform`, `protocol-not-offered`, `socket-path-too-long`
 */
export async function serveManaged(
  provider: SimulatedProvider,
  { env, print, onShutdown }: ManagedOptions,
): Promise<Listening> {
  checkStarter(env);
  const clientCertificate = env.PLUGIN_CLIENT_CERT;
  const own = clientCertificate ? selfSignedCertificate() : undefined;
  const listening = await listen(() => provider.connect(), {
    credentials: credentialsFor(own, clientCertificate),
    onShutdown,
  });
  // Core protocol 1, application protocol 6, where to dial, and whom to trust. Base64 without padding.
  const trust = own?.der.toString("base64").replace(/=+$/, "") ?? "";
  print(`1|6|unix|${listening.socket}|grpc|${trust}`);
  return listening;
}

/**
 * The whole life of a plugin process: finds the schema and the world in the folder the environment names, serves,
 * and ends when terraform says so or is gone.
 *
 * @param source address of the provider, `registry.terraform.io/hashicorp/aws`
 * @throws ConfigError `mirror-folder-unknown` and what `serveManaged` throws
 */
export async function runPlugin(source: string, restore: (json: unknown) => StoredBackend): Promise<void> {
  const directory = process.env[MIRROR_ENV.directory];
  if (directory === undefined || !fs.existsSync(schemaFile(directory, source))) {
    throw new ConfigError("simulated provider", "environment", [
      {
        prop: MIRROR_ENV.directory,
        code: "mirror-folder-unknown",
        rule: `must name the folder of a mirror that has ${source}`,
        value: directory,
        fix: "run terraform with the environment the mirror was made with",
      },
    ]);
  }
  // Ctrl-C reaches every process of the terminal; terraform alone decides when its providers end.
  process.on("SIGINT", () => undefined);
  const provider = new SimulatedProvider(
    JSON.parse(fs.readFileSync(schemaFile(directory, source), "utf8")),
    new SharedBackend(worldFile(directory), restore),
  );
  const end = () => void listening.close().finally(() => process.exit(0));
  const listening = await serveManaged(provider, {
    env: process.env,
    print: (line) => process.stdout.write(`${line}\n`),
    onShutdown: () => setTimeout(end, GOODBYE_MS),
  });
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), ORPHAN_CHECK_MS);
}

/** Time for the answer to the call that ends the process to leave it. */
const GOODBYE_MS = 10;

/** How often to look whether terraform was killed and could not say goodbye. */
const ORPHAN_CHECK_MS = 1000;

function credentialsFor(own: Certificate | undefined, client: string | undefined): ServerCredentials {
  if (own === undefined || client === undefined) {
    return ServerCredentials.createInsecure();
  }
  return ServerCredentials.createSsl(
    Buffer.from(client),
    [{ cert_chain: Buffer.from(own.certificate), private_key: Buffer.from(own.key) }],
    true,
  );
}

function checkStarter(env: NodeJS.ProcessEnv): void {
  if (env.TF_PLUGIN_MAGIC_COOKIE !== MAGIC_COOKIE) {
    throw new ConfigError("simulated provider", "environment", [
      {
        prop: "TF_PLUGIN_MAGIC_COOKIE",
        code: "not-started-by-terraform",
        rule: "a provider is started by terraform, not by hand",
        fix: "run terraform with the environment the mirror was made with",
      },
    ]);
  }
  const offered = env.PLUGIN_PROTOCOL_VERSIONS;
  if (offered !== undefined && !offered.split(",").includes("6")) {
    throw new ConfigError("simulated provider", "environment", [
      {
        prop: "PLUGIN_PROTOCOL_VERSIONS",
        code: "protocol-not-offered",
        rule: "terraform must speak plugin protocol 6",
        value: offered,
        fix: "use terraform 1.0 or later",
      },
    ]);
  }
}
