import type { ContainerPort } from "../../../../constructs/workload/pod/ports";
import {
  Probe,
  type ProbeKind,
  type ProbeValue,
  resolveProbe,
} from "../../../../constructs/workload/pod/probe";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const PORTS: ContainerPort[] = [
  { name: "dns", number: 53, protocol: "UDP" },
  { name: "http", number: 3000, protocol: "TCP" },
  { name: "grpc", number: 9000, protocol: "TCP" },
];

function resolved(probe: ProbeValue, kind: ProbeKind = "readiness", ports = PORTS) {
  const problems = new Problems();
  const manifest = JSON.parse(JSON.stringify(resolveProbe(kind, probe, ports, problems)));
  return { manifest, problems: codes(problems.all), fixes: problems.all.map(({ fix }) => fix) };
}

describe("resolveProbe", () => {
  it("asks over HTTP at the first TCP port, by its name", () => {
    expect(resolved(Probe.http({ path: "/health" }))).toMatchObject({
      manifest: { httpGet: { path: "/health", port: "http" } },
      problems: [],
    });
  });

  it("says scheme, headers and timing where they are given", () => {
    const probe = Probe.http({
      path: "/ready",
      port: 9000,
      scheme: "HTTPS",
      headers: { Accept: "text/plain" },
      initialDelaySeconds: 5,
      periodSeconds: 15,
      timeoutSeconds: 2,
      failureThreshold: 4,
      successThreshold: 2,
    });
    expect(resolved(probe).manifest).toEqual({
      httpGet: {
        path: "/ready",
        port: "grpc",
        scheme: "HTTPS",
        httpHeaders: [{ name: "Accept", value: "text/plain" }],
      },
      initialDelaySeconds: 5,
      periodSeconds: 15,
      timeoutSeconds: 2,
      failureThreshold: 4,
      successThreshold: 2,
    });
  });

  it("opens a connection, and runs a command", () => {
    expect(resolved(Probe.tcp()).manifest).toEqual({ tcpSocket: { port: "http" } });
    expect(resolved(Probe.exec({ command: ["redis-cli", "ping"] }), "liveness", []).manifest).toEqual({
      exec: { command: ["redis-cli", "ping"] },
    });
  });

  it("asks over gRPC by number, for the API takes no name there", () => {
    expect(resolved(Probe.grpc({ port: "grpc", service: "shop.Users" })).manifest).toEqual({
      grpc: { port: 9000, service: "shop.Users" },
    });
    expect(resolved(Probe.grpc()).manifest).toEqual({ grpc: { port: 3000 } });
  });

  it.each([["admin"], [8080], ["dns"], [53]])(
    "fails on port %s, which is no TCP port of the container",
    (port) => {
      const { problems, fixes } = resolved(Probe.http({ path: "/", port }));
      expect(problems).toEqual(["port probe-port-not-exposed"]);
      expect(fixes[0]).toContain("http (3000), grpc (9000)");
    },
  );

  it("fails without a port to ask at", () => {
    expect(resolved(Probe.tcp(), "liveness", []).problems).toEqual(["port probe-port-not-exposed"]);
  });

  it("fails on a path without slash and on an empty command", () => {
    expect(resolved(Probe.http({ path: "health" })).problems).toEqual(["path probe-path"]);
    expect(resolved(Probe.exec({ command: [] })).problems).toEqual(["command probe-command"]);
  });

  it.each(["liveness", "startup"] as const)("fails on a %s probe that needs two successes", (kind) => {
    expect(resolved(Probe.tcp({ successThreshold: 2 }), kind).problems).toEqual([
      "successThreshold success-threshold",
    ]);
    expect(resolved(Probe.tcp({ successThreshold: 1 }), kind).problems).toEqual([]);
  });

  it.each([
    ["initialDelaySeconds", -1],
    ["periodSeconds", 0],
    ["timeoutSeconds", 0.5],
    ["failureThreshold", 0],
    ["successThreshold", 0],
  ])("fails on %s %d", (prop, value) => {
    expect(resolved(Probe.tcp({ [prop]: value })).problems).toEqual([`${prop} out-of-range`]);
  });
});
