import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import {
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServerWritableStream,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { ConfigError } from "../../core/errors";
import type { SimulatedProvider } from "../provider/provider";
import type { Calls, Handlers } from "./calls";
import { callNames, decodeMessage, encodeMessage } from "./messages";

/** Providers being served. */
export type Serving = {
  /** Value of TF_REATTACH_PROVIDERS: terraform then talks to these servers instead of starting plugins. */
  readonly reattach: string;
  /** Drops every connection without an answer, as a provider does that crashes. The next terraform is served again. */
  crash(): void;
  /** Ends every server and removes the sockets. */
  close(): Promise<void>;
};

/** A socket that answers as a provider. */
export type Listening = {
  readonly socket: string;
  /** Drops every connection without an answer; new ones are still served. */
  drop(): void;
  close(): Promise<void>;
};

export type ListenOptions = {
  /** TLS of the connections. @default none, as terraform expects of a provider it attaches to */
  readonly credentials?: ServerCredentials;
  /** Called when terraform asks the plugin to end. @default nothing happens */
  readonly onShutdown?: () => void;
  /** Where the socket goes, in a folder of its own. @default the folder for temporary files */
  readonly directory?: string;
};

/** Longest path of a unix socket that works everywhere; Linux would take 107 bytes, macOS 103. */
const SOCKET_PATH_BYTES = 103;

/** Schemas of large providers are megabytes: no limit on messages, and no diagnostics service. */
const SERVER_OPTIONS = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
  "grpc.enable_channelz": 0,
};

/**
 * Serves each provider on a unix socket of its own, in this process.
 *
 * Start terraform asynchronously: while a synchronous call waits for it, nothing here can answer it.
 *
 * @throws ConfigError `socket-path-too-long` where the folder for temporary files has a long name
 */
export async function serve(providers: readonly SimulatedProvider[]): Promise<Serving> {
  const listening = await Promise.all(providers.map((provider) => listen(() => provider.connect())));
  const reattach = providers.map((provider, index) => [
    provider.schema.source,
    {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: process.pid,
      // A provider under test: terraform leaves it running when it ends.
      Test: true,
      Addr: { Network: "unix", String: listening[index]?.socket },
    },
  ]);
  return {
    reattach: JSON.stringify(Object.fromEntries(reattach)),
    crash() {
      for (const each of listening) {
        each.drop();
      }
    },
    async close() {
      await Promise.all(listening.map((each) => each.close()));
    },
  };
}

/**
 * Listens on a new unix socket. `connect` makes the handlers of one connection: terraform opens one for each
 * configuration of a provider, so what is configured through a connection holds for that connection alone.
 *
 * @throws ConfigError `socket-path-too-long`
 */
export async function listen(connect: () => Handlers, options: ListenOptions = {}): Promise<Listening> {
  const directory = fs.mkdtempSync(path.join(options.directory ?? os.tmpdir(), "sw-"));
  const socket = path.join(directory, "p");
  checkLength(socket, directory);
  const open = new Set<net.Socket>();
  const listener = net.createServer((connection) => {
    const server = new Server(SERVER_OPTIONS);
    addServices(server, connect(), options.onShutdown ?? (() => undefined));
    open.add(connection);
    connection.once("close", () => {
      open.delete(connection);
      server.forceShutdown();
    });
    server
      .createConnectionInjector(options.credentials ?? ServerCredentials.createInsecure())
      .injectConnection(connection);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject).listen(socket, resolve);
  });
  const drop = (): void => {
    for (const connection of open) {
      connection.destroy();
    }
  };
  return {
    socket,
    drop,
    async close() {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      drop();
      await closed;
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

function checkLength(socket: string, directory: string): void {
  if (Buffer.byteLength(socket) > SOCKET_PATH_BYTES) {
    fs.rmSync(directory, { recursive: true, force: true });
    throw new ConfigError("rehearsal", "environment", [
      {
        prop: "TMPDIR",
        code: "socket-path-too-long",
        rule: `the path of a socket may have at most ${SOCKET_PATH_BYTES} bytes`,
        value: socket,
        fix: "set TMPDIR to a folder with a shorter path",
      },
    ]);
  }
}

function addServices(server: Server, handlers: Handlers, onShutdown: () => void): void {
  const calls = callNames();
  server.addService(
    Object.fromEntries(calls.map((call) => [call, method(`/tfplugin6.Provider/${call}`, call)])),
    Object.fromEntries(calls.map((call) => [call, unary(handlers, call)])),
  );
  server.addService(
    {
      Shutdown: method("/plugin.GRPCController/Shutdown"),
      Check: method("/grpc.health.v1.Health/Check", undefined, "HealthCheckResponse"),
      StreamStdio: { ...method("/plugin.GRPCStdio/StreamStdio"), responseStream: true },
    },
    {
      Shutdown: (_call: unknown, reply: Reply) => {
        reply(null, {});
        onShutdown();
      },
      Check: (_call: unknown, reply: Reply) => reply(null, { status: 1 }),
      // Open until terraform goes: a stream that ends is logged as a provider that lost its output.
      StreamStdio: (stream: ServerWritableStream<object, object>) => {
        stream.once("cancelled", () => stream.end());
      },
    },
  );
}

type Reply = (error: { readonly code: number; readonly message: string } | null, response?: object) => void;

function unary(handlers: Handlers, name: keyof Calls): UntypedServiceImplementation[string] {
  return (call: { request: object }, reply: Reply) => {
    const handle = handlers[name] as (request: object) => Promise<object>;
    handle(call.request).then(
      (response) => reply(null, response),
      (error: unknown) =>
        reply({ code: INTERNAL, message: error instanceof Error ? error.message : String(error) }),
    );
  };
}

/** Status `INTERNAL` of gRPC: a handler failed in a way it did not foresee. */
const INTERNAL = 13;

function method(
  pathName: string,
  call?: keyof Calls,
  response = call === undefined ? "Empty" : `${call}Response`,
): MethodDefinition<object, object> {
  return {
    path: pathName,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message) => encodeMessage(call === undefined ? "Empty" : `${call}Request`, message),
    requestDeserialize: (bytes) => decodeMessage(call === undefined ? "Empty" : `${call}Request`, bytes),
    responseSerialize: (message) =>
      call === "GetProviderSchema" ? encodeOnce(response, message) : encodeMessage(response, message),
    responseDeserialize: (bytes) => decodeMessage(response, bytes),
  };
}

const encodedSchemas = new WeakMap<object, Buffer>();

/** A whole package's schema takes half a second to encode, and every run of terraform asks for the same one. */
function encodeOnce(name: string, message: object): Buffer {
  const bytes = encodedSchemas.get(message) ?? encodeMessage(name, message);
  encodedSchemas.set(message, bytes);
  return bytes;
}
