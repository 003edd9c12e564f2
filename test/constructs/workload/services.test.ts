import { isGrpc, service, serviceUrl, servingPort } from "../../../constructs/workload/services";
import { coreProblems } from "../../support/core-kinds";
import { contextOf } from "../../support/workloads";

function port(name: string, number = 3000, protocol: "TCP" | "UDP" = "TCP") {
  return { name, number, protocol };
}

describe("service", () => {
  it("leads to the pods at the numbers they listen on", () => {
    const made = service(contextOf(), { name: "users", ports: [port("http"), port("metrics", 9090)] });
    expect(made).toEqual({
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "users", namespace: "shop", labels: contextOf().labels },
      spec: {
        type: "ClusterIP",
        selector: { "app.kubernetes.io/name": "users" },
        ports: [
          { name: "http", port: 3000, targetPort: "http", protocol: "TCP" },
          { name: "metrics", port: 9090, targetPort: "metrics", protocol: "TCP" },
        ],
      },
    });
  });

  it("gives pods names of their own without an address, before they are ready", () => {
    const made = service(contextOf(), { name: "users-pods", ports: [], headless: true });
    expect(made.spec).toEqual({
      type: "ClusterIP",
      clusterIP: "None",
      publishNotReadyAddresses: true,
      selector: { "app.kubernetes.io/name": "users" },
    });
  });

  it("tells proxies which ports speak HTTP/2 without TLS", () => {
    const made = service(contextOf(), { name: "users", ports: [port("http"), port("grpc", 50051)] });
    expect(made.spec).toMatchObject({
      ports: [
        expect.not.objectContaining({ appProtocol: expect.anything() }),
        { appProtocol: "kubernetes.io/h2c" },
      ],
    });
    expect(["grpc", "grpc-admin", "http", "grpcweb"].filter(isGrpc)).toEqual(["grpc", "grpc-admin"]);
  });

  it("is what Kubernetes takes", () => {
    const ports = [port("http"), port("dns", 53, "UDP"), port("grpc", 50051)];
    expect(
      coreProblems([
        service(contextOf(), { name: "users", ports }),
        service(contextOf(), { name: "users-pods", ports: [], headless: true }),
      ]),
    ).toEqual([]);
  });
});

describe("servingPort", () => {
  it.each<[string, ReturnType<typeof port>[], string | undefined]>([
    ["http", [port("metrics", 9090), port("grpc", 1), port("http")], "http"],
    ["grpc where there is no http", [port("admin"), port("grpc", 1)], "grpc"],
    ["the first one otherwise", [port("amqp"), port("admin", 1)], "amqp"],
    ["none for metrics", [port("metrics")], undefined],
    ["none without TCP", [port("dns", 53, "UDP")], undefined],
    ["none without ports", [], undefined],
  ])("is %s", (_, ports, expected) => {
    expect(servingPort(ports)?.name).toBe(expected);
  });
});

describe("serviceUrl", () => {
  it.each([
    ["http", "http://users.shop:3000"],
    ["http-api", "http://users.shop:3000"],
    ["https", "https://users.shop:3000"],
    ["grpc", "grpc://users.shop:3000"],
    ["amqp", "tcp://users.shop:3000"],
    ["httpd", "tcp://users.shop:3000"],
  ])("of a port called %s is %s", (name, expected) => {
    expect(serviceUrl("users", "shop", port(name))).toBe(expected);
  });
});
