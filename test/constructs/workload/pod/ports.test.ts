import {
  checkSharedPorts,
  containerPort,
  type PortProps,
  type PortProtocol,
  resolvePorts,
} from "../../../../constructs/workload/pod/ports";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function resolved(ports: Record<string, PortProps> | undefined) {
  const problems = new Problems();
  return { ports: resolvePorts(ports, problems), problems: codes(problems.all) };
}

describe("resolvePorts", () => {
  it("is none by default", () => {
    expect(resolved(undefined)).toEqual({ ports: [], problems: [] });
  });

  it("keeps the order, for the first is the one meant", () => {
    expect(resolved({ http: 3000, dns: { number: 53, protocol: "UDP" } })).toEqual({
      ports: [
        { name: "http", number: 3000, protocol: "TCP" },
        { name: "dns", number: 53, protocol: "UDP" },
      ],
      problems: [],
    });
  });

  it.each(["8080", "HTTP", "a--b", "-a", "a-very-long-name", ""])("fails on the name %j", (name) => {
    const [problem, ...others] = resolved({ [name]: 80 }).problems;
    expect(problem).toMatch(/^ports\S* invalid-name$/);
    expect(others).toEqual([]);
  });

  it.each([0, 65536, 80.5, -1])("fails on the number %d", (number) => {
    expect(resolved({ http: number }).problems).toEqual(["ports.http out-of-range"]);
  });

  it("fails on a protocol nobody knows", () => {
    expect(resolved({ http: { number: 80, protocol: "HTTP" as PortProtocol } }).problems).toEqual([
      "ports.http unknown-protocol",
    ]);
  });
});

describe("checkSharedPorts", () => {
  function shared(main: Record<string, PortProps>, proxy: Record<string, PortProps>) {
    const problems = new Problems();
    const sidecar = problems.at("sidecars").at("proxy");
    checkSharedPorts([
      { problems, ports: resolvePorts(main, problems) },
      { problems: sidecar, ports: resolvePorts(proxy, sidecar) },
    ]);
    return codes(problems.all);
  }

  it("takes one number of two protocols", () => {
    expect(shared({ dns: 53 }, { "dns-udp": { number: 53, protocol: "UDP" } })).toEqual([]);
  });

  it("fails on a number of a sidecar that the main container has", () => {
    expect(shared({ http: 3000 }, { admin: 3000 })).toEqual(["sidecars.proxy.ports.admin duplicate-port"]);
  });

  it("fails on a name of a sidecar that the main container has", () => {
    expect(shared({ http: 3000 }, { http: 3001 })).toEqual(["sidecars.proxy.ports.http duplicate-port"]);
  });

  it("fails on a number that one container has twice", () => {
    expect(shared({ http: 3000, admin: 3000 }, {})).toEqual(["ports.admin duplicate-port"]);
  });
});

describe("containerPort", () => {
  it("is what a container's manifest has", () => {
    expect(containerPort({ name: "http", number: 3000, protocol: "TCP" })).toEqual({
      name: "http",
      containerPort: 3000,
      protocol: "TCP",
    });
  });
});
