import { DataResource } from "cdktf";
import type { KubernetesManifest } from "../../../constructs/helm";
import { ImportedKeda } from "../../../constructs/keda/imported-keda";
import { kedaManifests } from "../../../constructs/keda/keda-manifests";
import { FakeKeda, objectsOf } from "../../support/fake-keda";
import { synth } from "../../support/synth";

const STATEMENTS = [{ actions: ["sqs:GetQueueAttributes"], resources: ["arn:aws:sqs:eu:1:orders"] }];
const MANIFEST = {
  apiVersion: "keda.sh/v1alpha1",
  kind: "TriggerAuthentication",
  metadata: { name: "aws", namespace: "shop" },
  spec: { podIdentity: { provider: "aws" } },
} satisfies KubernetesManifest;
const CONFIG = {
  releaseName: "orders",
  namespace: "shop",
  manifests: [MANIFEST],
  statements: [],
  dependsOn: undefined,
};

describe("kedaManifests", () => {
  it("puts the objects into one release that waits for KEDA and for what the user names", () => {
    const synthesized = synth((stack) => {
      const keda = new FakeKeda(stack);
      const workload = new DataResource(stack, "Workload", {});
      kedaManifests(stack, keda, { ...CONFIG, dependsOn: [workload] });
    });
    expect(synthesized.one("helm_release", "Manifests_Release")).toMatchObject({
      name: "orders",
      namespace: "shop",
      depends_on: [expect.stringContaining("FakeKeda_Definitions"), "terraform_data.Workload"],
    });
    expect(objectsOf(synthesized, "Manifests_Release")).toEqual({ "TriggerAuthentication/aws": MANIFEST });
  });

  it("grants the operator what the objects need", () => {
    synth((stack) => {
      const keda = new FakeKeda(stack);
      kedaManifests(stack, keda, { ...CONFIG, statements: STATEMENTS });
      expect(keda.granted).toEqual(STATEMENTS);
    });
  });

  it("waits for no release of KEDA that another stack has", () => {
    const release = synth((stack) => {
      const { cluster } = new FakeKeda(stack);
      kedaManifests(stack, new ImportedKeda(stack, "Imported", { cluster }), CONFIG);
    }).one("helm_release");
    expect(release.depends_on ?? []).toEqual([]);
  });
});
