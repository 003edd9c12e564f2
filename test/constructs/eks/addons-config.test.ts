import { type AddOnsProps, CORE_ADD_ON_NAMES, resolveAddOns } from "../../../constructs/eks/addons-config";
import { Problems } from "../../../lib/core/errors";
import { renderJson } from "../../../lib/core/render";
import { codes } from "../../support/synth";

function resolve(props: AddOnsProps, autoMode = false) {
  const problems = new Problems();
  const addOns = resolveAddOns(props, autoMode, problems.at("addOns"));
  return { addOns, codes: codes(problems.all) };
}

describe("resolveAddOns", () => {
  it("gives every cluster the core add-ons, networking and identity before nodes", () => {
    const { addOns } = resolve({});
    expect([...addOns].map(([name, { beforeNodes }]) => [name, beforeNodes])).toEqual([
      ["vpc-cni", true],
      ["kube-proxy", true],
      ["eks-pod-identity-agent", true],
      ["coredns", false],
      ["aws-ebs-csi-driver", false],
    ]);
  });

  it("enforces and logs network policies and delegates prefixes", () => {
    expect(resolve({}).addOns.get("vpc-cni")?.configurationValues).toEqual({
      enableNetworkPolicy: "true",
      env: { ENABLE_PREFIX_DELEGATION: "true", NETWORK_POLICY_ENFORCING_MODE: "standard" },
      nodeAgent: { enablePolicyEventLogs: "true" },
    });
  });

  it("leaves the version to EKS unless it is pinned", () => {
    const { addOns } = resolve({ coredns: { version: "v1.2.3-eksbuild.4" } });
    expect(addOns.get("kube-proxy")?.version).toBeUndefined();
    expect(addOns.get("coredns")?.version).toBe("v1.2.3-eksbuild.4");
  });

  it("keeps the software that pods need for their network when an add-on is forgotten", () => {
    const preserved = [...resolve({}).addOns].filter(([, { preserve }]) => preserve).map(([name]) => name);
    expect(preserved).toEqual(["vpc-cni", "kube-proxy", "coredns"]);
    expect(resolve({ "vpc-cni": { preserve: false } }).addOns.get("vpc-cni")?.preserve).toBe(false);
  });

  it("merges the user's configuration deep over its own", () => {
    const { addOns } = resolve({
      "vpc-cni": { configurationValues: { enableNetworkPolicy: "false", env: { WARM_PREFIX_TARGET: "2" } } },
    });
    expect(addOns.get("vpc-cni")?.configurationValues).toMatchObject({
      enableNetworkPolicy: "false",
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "2" },
    });
  });

  it("renders the same text whatever order keys are written in", () => {
    const text = (configurationValues: { [key: string]: object }) =>
      renderJson(
        resolve({ coredns: { configurationValues } as never }).addOns.get("coredns")?.configurationValues ??
          {},
      );
    const forwards = text({ a: { x: 1, y: [{ q: 1, p: 2 }] }, b: {} });
    expect(forwards).toBe('{"a":{"x":1,"y":[{"q":1,"p":2}]},"b":{}}');
    expect(text({ b: {}, a: { y: [{ q: 1, p: 2 }], x: 1 } })).toBe(forwards);
  });

  it.each(CORE_ADD_ON_NAMES)("switches %s off", (name) => {
    expect(resolve({ [name]: "none" }).addOns.has(name)).toBe(false);
  });

  it("adds further add-ons, after nodes and forgotten with their software", () => {
    expect(resolve({ "metrics-server": {} }).addOns.get("metrics-server")).toEqual({
      version: undefined,
      configurationValues: undefined,
      preserve: false,
      podIdentity: undefined,
      beforeNodes: false,
    });
  });

  it("leaves out the core add-ons in Auto Mode and keeps others", () => {
    const { addOns, codes } = resolve({ "metrics-server": {}, coredns: "none" }, true);
    expect([...addOns.keys()]).toEqual(["metrics-server"]);
    expect(codes).toEqual([]);
  });

  it("fails on a core add-on in Auto Mode", () => {
    expect(resolve({ coredns: {} }, true).codes).toEqual(["addOns.coredns auto-mode-with-add-ons"]);
  });

  it("fails on switching off what is not made by default, most likely a typing error", () => {
    expect(resolve({ "vpc-cin": "none" }).codes).toEqual(["addOns.vpc-cin unknown-add-on"]);
  });

  it("fails on a name no add-on has", () => {
    expect(resolve({ "Metrics Server": {} }).codes).toEqual(['addOns["Metrics Server"] invalid-name']);
  });

  it.each(["latest", "v1.2", "~1.2.3"])("fails on %j, which is no exact version", (version) => {
    expect(resolve({ coredns: { version } }).codes).toEqual(["addOns.coredns.version invalid-version"]);
  });
});
