import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";
import { Secret, type SopsDelivery } from "../../../../constructs/secrets";
import { ConfigError } from "../../../../lib/core/errors";
import { crdProblems } from "../../../support/crds";
import { sopsManifest } from "../../../support/sops";
import { codes } from "../../../support/synth";
import { contextOf, reported } from "../../../support/workloads";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-sops-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const FLUX: SopsDelivery = {
  source: { kind: "GitRepository", name: "shop", namespace: "flux-system" },
  path: "./deploy/secrets",
  decryption: { secretName: "sops-age" },
};

function write(directory: string, name: string, content: unknown): string {
  fs.mkdirSync(path.join(folder, directory), { recursive: true });
  const file = path.join(folder, directory, name);
  fs.writeFileSync(file, stringify(content));
  return file;
}

describe("Secret.sops", () => {
  const file = write("good", "users.yaml", sopsManifest());

  it("knows name and keys, and brings nothing where something else applies the file", () => {
    const value = Secret.sops({ file });
    expect(value).toMatchObject({ name: "users", keys: ["jwt"] });
    expect(value.bind(contextOf())).toEqual({});
    expect(() => value.key("db")).toThrow(ConfigError);
  });

  it("lets Flux take the file from the repository and open it", () => {
    const { manifests = [] } = Secret.sops({ file, flux: FLUX }).bind(contextOf());
    expect(manifests).toEqual([
      {
        apiVersion: "kustomize.toolkit.fluxcd.io/v1",
        kind: "Kustomization",
        metadata: { name: "users-sops", namespace: "shop", labels: contextOf().labels },
        spec: {
          interval: "600s",
          path: "./deploy/secrets",
          prune: true,
          sourceRef: { kind: "GitRepository", name: "shop", namespace: "flux-system" },
          targetNamespace: "shop",
          decryption: { provider: "sops", secretRef: { name: "sops-age" } },
        },
      },
    ]);
    expect(manifests.flatMap(crdProblems)).toEqual([]);
  });

  it("can open it by the key of a cloud, as a service account", () => {
    const dependsOn = [{ fqn: "helm_release.flux" }];
    const flux = {
      ...FLUX,
      decryption: { serviceAccountName: "sops" },
      serviceAccountName: "deployer",
      dependsOn,
    };
    const bound = Secret.sops({ file, flux }).bind(contextOf());
    expect(bound.manifests?.[0]?.spec).toMatchObject({
      serviceAccountName: "deployer",
      decryption: { provider: "sops", serviceAccountName: "sops" },
    });
    expect(bound.dependsOn).toEqual(dependsOn);
    expect((bound.manifests ?? []).flatMap(crdProblems)).toEqual([]);
  });

  it("puts no cipher into the release", () => {
    expect(JSON.stringify(Secret.sops({ file, flux: FLUX }).bind(contextOf()))).not.toContain("ENC[");
  });

  it("refuses a file that is not there or not encrypted", () => {
    const problemsOf = (name: string) => {
      try {
        Secret.sops({ file: name });
      } catch (error) {
        return codes((error as ConfigError).problems);
      }
      return [];
    };
    expect(problemsOf(path.join(folder, "none.yaml"))).toEqual(["file file-missing"]);
    const plain = write("plain", "users.yaml", { ...sopsManifest(), sops: undefined });
    expect(problemsOf(plain)).toEqual(["file not-sops"]);
  });

  it("refuses to let Flux apply what lies beside it unencrypted", () => {
    const beside = write("mixed", "users.yaml", sopsManifest());
    write("mixed", "kustomization.yaml", { resources: ["users.yaml"] });
    const plain = write("mixed", "plain.yaml", { ...sopsManifest(), sops: undefined });
    const { codes } = reported((problems) =>
      Secret.sops({ file: beside, flux: FLUX }).bind(contextOf(problems)),
    );
    expect(codes).toEqual(["file plain-file-beside"]);
    fs.rmSync(plain);
    expect(
      reported((problems) => Secret.sops({ file: beside, flux: FLUX }).bind(contextOf(problems))).codes,
    ).toEqual([]);
  });

  it("reports another namespace and names that cannot be", () => {
    const elsewhere = write("else", "u.yaml", sopsManifest({ metadata: { name: "users", namespace: "b" } }));
    const flux: SopsDelivery = {
      source: { kind: "Bucket", name: "X", namespace: "Y" },
      path: ".",
      decryption: { secretName: "Z" },
      intervalSeconds: 1,
    };
    expect(
      reported((problems) => Secret.sops({ file: elsewhere, flux }).bind(contextOf(problems))).codes,
    ).toEqual([
      "file secret-elsewhere",
      "flux.source.name invalid-name",
      "flux.source.namespace invalid-name",
      "flux.decryption.secretName invalid-name",
      "flux.intervalSeconds out-of-range",
    ]);
  });
});
