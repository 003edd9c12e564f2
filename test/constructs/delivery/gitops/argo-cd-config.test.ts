import type { ArgoCdProps } from "../../../../constructs/delivery/gitops/argo-cd";
import { resolveArgoCd } from "../../../../constructs/delivery/gitops/argo-cd-config";
import { ArgoCdSso } from "../../../../constructs/delivery/gitops/argo-cd-sso";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const SSO = ArgoCdSso.oidc({ name: "SSO", issuer: "https://login.example.com", clientId: "argocd" });

function resolve(options: object = {}) {
  const problems = new Problems();
  return { config: resolveArgoCd(options as ArgoCdProps, problems), codes: codes(problems.all) };
}

describe("resolveArgoCd", () => {
  it("is highly available and closed by default", () => {
    expect(resolve().config).toMatchObject({
      releaseName: "argocd",
      namespace: "argocd",
      highlyAvailable: true,
      server: 2,
      repoServer: 2,
      applicationSet: 2,
      controllerShards: 1,
      tls: "server",
      sso: "none",
      localAdmin: true,
      terminal: false,
      notifications: false,
      networkPolicy: true,
      metrics: true,
      serviceMonitors: false,
    });
  });

  it("runs one of each where it need not be available", () => {
    expect(resolve({ highlyAvailable: false, replicas: { server: 3 } }).config).toMatchObject({
      server: 3,
      repoServer: 1,
      applicationSet: 1,
    });
  });

  it("switches the local admin off with single sign-on, unless told not to", () => {
    const domain = "argocd.example.com";
    expect(resolve({ sso: SSO, domain }).config).toMatchObject({ sso: "oidc", localAdmin: false });
    expect(resolve({ sso: SSO, domain, localAdmin: true }).config.localAdmin).toBe(true);
    expect(resolve({ localAdmin: false }).config.localAdmin).toBe(false);
  });

  it.each<[string, object, string[]]>([
    ["a login without domain", { sso: SSO }, ["domain missing-domain"]],
    ["a gateway without domain", { tls: "gateway" }, ["domain missing-domain"]],
    ["a domain that is an address", { domain: "https://argocd.example.com" }, ["domain invalid-domain"]],
    ["a domain of one word", { domain: "argocd" }, ["domain invalid-domain"]],
    ["an unknown place of TLS", { tls: "moon" }, ["tls unknown-tls"]],
    ["an unknown log level", { logLevel: "loud" }, ["logLevel unknown-log-level"]],
    [
      "bad names",
      { releaseName: "A", namespace: "B", priorityClassName: "C" },
      ["releaseName invalid-name", "namespace invalid-name", "priorityClassName invalid-name"],
    ],
    [
      "a range upside down",
      { replicas: { server: { min: 4, max: 2 } } },
      ["replicas.server.max max-below-min"],
    ],
    [
      "no replicas",
      { replicas: { repoServer: 0, controllerShards: 0 } },
      ["replicas.repoServer out-of-range", "replicas.controllerShards out-of-range"],
    ],
    [
      "monitors without metrics",
      { metrics: false, serviceMonitors: true },
      ["serviceMonitors service-monitors-need-metrics"],
    ],
    [
      "bad resources",
      { resources: { server: { requests: { cpu: "x" } } } },
      ["resources.server.requests.cpu invalid-quantity"],
    ],
    ["a toleration of nothing", { tolerations: [{}] }, ["tolerations[0].key toleration-key"]],
    [
      "problems of the parts below them",
      {
        domain: "a.b",
        sso: ArgoCdSso.dex(),
        access: { admins: ["a,b"] },
      },
      ["sso.connectors no-connectors", "access.admins[0] invalid-group"],
    ],
  ])("refuses %s", (_, options, expected) => {
    expect(resolve(options).codes).toEqual(expected);
  });
});
