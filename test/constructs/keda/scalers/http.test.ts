import { type HttpScalerProps, http } from "../../../../constructs/keda/scalers/http";
import { crdProblems } from "../../../support/crds";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const PROPS: HttpScalerProps = {
  addOn: { scalerAddress: "keda-add-ons-http-external-scaler.keda:9090" },
  target: { service: "orders", port: 8080 },
  hosts: ["orders.example.com"],
  concurrency: 100,
};

describe("http", () => {
  it("pushes from the add-on, by a route of the scaled object's name", () => {
    const bound = bind(http(PROPS));
    expect(bound.trigger).toEqual({
      type: "external-push",
      metadata: {
        scalerAddress: "keda-add-ons-http-external-scaler.keda:9090",
        interceptorRoute: "orders",
        scalingMetric: "concurrency 100",
      },
    });
    expect(bound.manifests).toMatchObject([
      {
        apiVersion: "http.keda.sh/v1beta1",
        kind: "InterceptorRoute",
        metadata: { name: "orders", namespace: "shop" },
        spec: { target: { service: "orders", port: 8080 }, rules: [{ hosts: ["orders.example.com"] }] },
      },
    ]);
    expect(bound).toMatchObject({ authentication: undefined, statements: [] });
  });

  it("makes a route the definition allows", () => {
    const [route] = bind(http(PROPS)).manifests;
    expect(route && crdProblems(JSON.parse(JSON.stringify(route)))).toEqual([]);
  });

  it("changes the trigger with the target, which KEDA takes from the route only then", () => {
    const metadataOf = (props: Partial<HttpScalerProps>) =>
      bind(http({ ...PROPS, ...props })).trigger.metadata;
    expect(metadataOf({ concurrency: 50 })).not.toEqual(metadataOf({}));
    expect(metadataOf({ hosts: ["other.example.com"] })).toEqual(metadataOf({}));
  });

  it("takes a name of its own for the route, and settings of the trigger", () => {
    const bound = bind(
      http({
        ...PROPS,
        routeName: "orders-v2",
        name: "requests",
        metricType: "Value",
        useCachedMetrics: true,
        metadata: { extra: "1" },
      }),
    );
    expect(bound.trigger).toMatchObject({
      name: "requests",
      metricType: "Value",
      useCachedMetrics: true,
      metadata: { interceptorRoute: "orders-v2", extra: "1" },
    });
    expect(bound.manifests[0]?.metadata.name).toBe("orders-v2");
  });

  it("fails on every problem of the route, under the scaler's own props", () => {
    const found = bindProblems(
      http({ ...PROPS, routeName: "_", hosts: [], concurrency: 0, target: { service: "orders" } }),
    );
    expect(codes(found)).toEqual([
      "routeName invalid-name",
      "target.port port-or-port-name",
      "hosts no-rule",
      "concurrency out-of-range",
    ]);
  });
});
