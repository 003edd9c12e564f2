import type { ArgoCdProjectProps } from "../../../../constructs/delivery/gitops/argo-cd-project";
import { resolveArgoCdProject } from "../../../../constructs/delivery/gitops/argo-cd-project-config";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const PROPS = {
  name: "shop",
  repositories: ["https://github.com/acme/shop.git"],
  namespaces: ["shop"],
} as unknown as ArgoCdProjectProps;

function resolve(options: object = {}) {
  const problems = new Problems();
  return { config: resolveArgoCdProject({ ...PROPS, ...options }, problems), codes: codes(problems.all) };
}

describe("resolveArgoCdProject", () => {
  it("allows nothing without a namespace, and not what the namespace's owner sets", () => {
    expect(resolve().config.spec).toEqual({
      sourceRepos: ["https://github.com/acme/shop.git"],
      destinations: [{ namespace: "shop", server: "https://kubernetes.default.svc" }],
      clusterResourceWhitelist: [],
      namespaceResourceBlacklist: [
        { group: "", kind: "ResourceQuota" },
        { group: "", kind: "LimitRange" },
      ],
      orphanedResources: { warn: true },
    });
    expect(resolve({ deniedResources: [] }).config.spec).toHaveProperty("namespaceResourceBlacklist", []);
  });

  it("lets applications make the namespaces they go to, and no others, when told to", () => {
    const options = {
      namespaces: ["preview-*"],
      createsNamespaces: true,
      clusterResources: [{ group: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "shop-*" }],
    };
    expect(resolve(options).config.spec).toHaveProperty("clusterResourceWhitelist", [
      { group: "", kind: "Namespace", name: "preview-*" },
      { group: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "shop-*" },
    ]);
    expect(resolve(options).codes).toEqual([]);
  });

  it("writes the policies of roles", () => {
    const roles = { deployer: { groups: ["acme:shop"], allow: ["get", "sync"] } };
    expect(resolve({ roles }).config.spec).toHaveProperty("roles", [
      {
        name: "deployer",
        groups: ["acme:shop"],
        policies: [
          "p, proj:shop:deployer, applications, get, shop/*, allow",
          "p, proj:shop:deployer, applications, sync, shop/*, allow",
        ],
      },
    ]);
  });

  it.each<[string, object, string[]]>([
    ["a bad name", { name: "Shop" }, ["name invalid-name"]],
    ["the default project", { name: "default" }, ["name default-project"]],
    [
      "lists without entries",
      { repositories: [], namespaces: [] },
      ["repositories empty-project", "namespaces empty-project"],
    ],
    [
      "everything",
      { repositories: ["*"], namespaces: ["*"] },
      ["repositories[0] open-project", "namespaces[0] open-project"],
    ],
    ["a namespace that is none", { namespaces: ["Shop"] }, ["namespaces[0] invalid-name"]],
    [
      "roles that break out",
      { roles: { "a,b": { groups: ["x,y"], allow: ["fly"] } } },
      [
        'roles["a,b"] invalid-name',
        'roles["a,b"].groups[0] invalid-group',
        'roles["a,b"].allow[0] unknown-action',
      ],
    ],
  ])("refuses %s", (_, options, expected) => {
    expect(resolve(options).codes).toEqual(expected);
  });
});
