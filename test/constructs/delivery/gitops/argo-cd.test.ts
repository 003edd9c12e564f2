import { DataResource, Fn, type TerraformStack, Token } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { ArgoCd, type ArgoCdProps } from "../../../../constructs/delivery/gitops/argo-cd";
import { ArgoCdSso } from "../../../../constructs/delivery/gitops/argo-cd-sso";
import { codes, problemsOf, synth } from "../../../support/synth";

function make(stack: TerraformStack, options: Partial<ArgoCdProps> = {}) {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  return new ArgoCd(stack, "ArgoCd", { cluster, ...options });
}

describe("ArgoCd", () => {
  it("installs the catalog's chart", () => {
    const made = synth((stack) => make(stack, { dependsOn: [new DataResource(stack, "Before")] }));
    expect(made.one("helm_release", "ArgoCd_Release")).toMatchObject({
      chart: "argo-cd",
      name: "argocd",
      namespace: "argocd",
      depends_on: ["terraform_data.Before"],
    });
  });

  it("names the Service a gateway leads to", () => {
    synth((stack) => expect(make(stack).service).toEqual({ name: "argocd-server", port: 443 }));
    synth((stack) => {
      const argoCd = make(stack, { releaseName: "cd", tls: "gateway", domain: "cd.example.com" });
      expect(argoCd.service).toEqual({ name: "cd-server", port: 80 });
    });
  });

  it("carries a login whose issuer is known after apply", () => {
    const made = synth((stack) =>
      make(stack, {
        domain: "argocd.example.com",
        sso: ArgoCdSso.oidc({
          name: "Pool",
          issuer: Token.asString(Fn.join("/", ["https:/", "pool"])),
          clientId: "argocd",
          clientSecret: { secretName: "sso", key: "secret" },
        }),
      }),
    );
    const [values] = made.one("helm_release").values;
    expect(values).toContain('issuer: \\"${join(');
    expect(values).toContain("$sso:secret");
  });

  it("lets the user's values win, and warns where they take the Service's name away", () => {
    const made = synth((stack) => {
      const argoCd = make(stack, { values: { fullnameOverride: "mine", server: { replicas: 7 } } });
      expect(argoCd.release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("fullnameOverride"),
      ]);
    });
    expect(parse(made.one("helm_release").values[0])).toMatchObject({
      fullnameOverride: "mine",
      server: { replicas: 7 },
    });
  });

  it("can stand in dependsOn, and be one that was installed elsewhere", () => {
    synth((stack) => {
      const argoCd = make(stack);
      expect(argoCd.dependencies).toEqual([argoCd.release]);
      expect(argoCd.fqn).toBe(argoCd.release.fqn);
      expect(ArgoCd.fromAttributes({ cluster: argoCd.cluster })).toEqual({
        controller: "argo-cd",
        cluster: argoCd.cluster,
        namespace: "argocd",
        dependencies: [],
      });
    });
  });

  it("says all that is wrong at once", () => {
    expect(codes(problemsOf((stack) => make(stack, { namespace: "A", tls: "gateway" })))).toEqual([
      "namespace invalid-name",
      "domain missing-domain",
    ]);
  });
});
