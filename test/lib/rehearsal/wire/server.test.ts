import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import { ConfigError } from "../../../../lib/core/errors";
import { SimulatedProvider } from "../../../../lib/rehearsal/provider/provider";
import type { Handlers } from "../../../../lib/rehearsal/wire/calls";
import { decodeObject, encodeValue } from "../../../../lib/rehearsal/wire/codec";
import { decodeMessage, encodeMessage } from "../../../../lib/rehearsal/wire/messages";
import { type Listening, listen, serve } from "../../../../lib/rehearsal/wire/server";
import { MemoryBackend } from "../../../support/memory-backend";
import { providerSchema } from "../../../support/simulated";

const SCHEMA = providerSchema({
  config: { attributes: { region: { type: "string", optional: true } }, blocks: {} },
});
const clients: Client[] = [];

const dial = (socket: string): Client => {
  // A pool of its own: clients of one address would share a connection.
  const client = new Client(`unix:${socket}`, credentials.createInsecure(), {
    "grpc.use_local_subchannel_pool": 1,
  });
  clients.push(client);
  return client;
};

const ask = (
  client: Client,
  path: string,
  name: string,
  response: string,
  request: object = {},
): Promise<object> =>
  new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      path,
      (message: object) => encodeMessage(name, message),
      (bytes) => decodeMessage(response, bytes),
      request,
      (error: ServiceError | null, answer?: object) =>
        answer === undefined ? reject(error) : resolve(answer),
    );
  });

afterEach(() => {
  for (const client of clients.splice(0)) {
    client.close();
  }
});

describe("serve", () => {
  it("tells terraform where every provider listens", async () => {
    const other = providerSchema({ name: "other", source: "registry.terraform.io/slipway/other" });
    const providers = [SCHEMA, other].map((schema) => new SimulatedProvider(schema, new MemoryBackend()));
    const { reattach, close } = await serve(providers);
    const settings = JSON.parse(reattach);
    expect(Object.keys(settings)).toEqual([
      "registry.terraform.io/slipway/test",
      "registry.terraform.io/slipway/other",
    ]);
    expect(settings["registry.terraform.io/slipway/test"]).toMatchObject({
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: process.pid,
      Test: true,
      Addr: { Network: "unix" },
    });
    await close();
  });

  it("removes the sockets in the end", async () => {
    const { reattach, close } = await serve([new SimulatedProvider(SCHEMA, new MemoryBackend())]);
    const socket = JSON.parse(reattach)["registry.terraform.io/slipway/test"].Addr.String;
    expect(fs.existsSync(socket)).toBe(true);
    await close();
    expect(fs.existsSync(path.dirname(socket))).toBe(false);
  });
});

describe("listen", () => {
  let listening: Listening | undefined;

  afterEach(async () => {
    await listening?.close();
    listening = undefined;
  });

  it("keeps what is configured through one connection from the others", async () => {
    const backend = new MemoryBackend();
    const provider = new SimulatedProvider(SCHEMA, backend);
    const sessions: Handlers[] = [];
    listening = await listen(() => {
      const session = provider.connect();
      sessions.push(session);
      return session;
    });
    for (const region of ["north", "south"]) {
      await ask(
        dial(listening.socket),
        "/tfplugin6.Provider/ConfigureProvider",
        "ConfigureProviderRequest",
        "ConfigureProviderResponse",
        { config: encodeValue({ region }) },
      );
    }
    expect(sessions).toHaveLength(2);
    expect(backend.configs).toEqual([{ region: "north" }, { region: "south" }]);
  });

  it("answers a health check, and says when terraform wants the plugin to end", async () => {
    let ended = false;
    const provider = new SimulatedProvider(SCHEMA, new MemoryBackend());
    listening = await listen(() => provider.connect(), {
      onShutdown: () => {
        ended = true;
      },
    });
    const client = dial(listening.socket);
    expect(await ask(client, "/grpc.health.v1.Health/Check", "Empty", "HealthCheckResponse")).toEqual({
      status: 1,
    });
    await ask(client, "/plugin.GRPCController/Shutdown", "Empty", "Empty");
    expect(ended).toBe(true);
  });

  it("fails a call whose handler throws with what it threw", async () => {
    const handlers = new SimulatedProvider(SCHEMA, new MemoryBackend()).connect();
    listening = await listen(() => ({
      ...handlers,
      StopProvider: () => Promise.reject(new Error("out of order")),
    }));
    const stop = ask(
      dial(listening.socket),
      "/tfplugin6.Provider/StopProvider",
      "StopProviderRequest",
      "StopProviderResponse",
    );
    await expect(stop).rejects.toThrow("13 INTERNAL: out of order");
  });

  it("passes values through unchanged", async () => {
    const provider = new SimulatedProvider(SCHEMA, new MemoryBackend());
    const upgraded: object[] = [];
    listening = await listen(() => ({
      ...provider.connect(),
      ValidateProviderConfig: async ({ config }) => {
        upgraded.push(decodeObject(config) ?? {});
        return {};
      },
    }));
    const call = ["/tfplugin6.Provider/ValidateProviderConfig", "ValidateProviderConfigRequest"] as const;
    const config = { region: "ünïcode", large: "x".repeat(5_000_000) };
    await ask(dial(listening.socket), ...call, "ValidateProviderConfigResponse", {
      config: encodeValue(config),
    });
    expect(upgraded).toEqual([config]);
  });

  it("fails where the path of the socket would be too long", async () => {
    const directory = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "slipway-long-")), "x".repeat(90));
    fs.mkdirSync(directory);
    const error = await listen(() => new SimulatedProvider(SCHEMA, new MemoryBackend()).connect(), {
      directory,
    }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).problems).toMatchObject([{ prop: "TMPDIR", code: "socket-path-too-long" }]);
    expect(fs.readdirSync(directory)).toEqual([]);
    fs.rmSync(path.dirname(directory), { recursive: true });
  });
});
