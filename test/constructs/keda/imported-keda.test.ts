import { DataResource, type TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../constructs/cluster";
import type { KedaAttributes } from "../../../constructs/keda/imported-keda";
import { Keda } from "../../../constructs/keda/keda";
import type { IKeda } from "../../../constructs/keda/keda-interface";
import { codes, problemsOf, synth } from "../../support/synth";

const READ = {
  actions: ["sqs:GetQueueAttributes"],
  resources: ["arn:aws:sqs:eu-central-1:111122223333:orders"],
};
const ASK = { ...READ, resources: ["arn:aws:sqs:eu-central-1:111122223333:returns"] };

function importedIn(stack: TerraformStack, attributes: Partial<KedaAttributes> = {}): IKeda {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  return Keda.fromAttributes(stack, "Keda", { cluster, ...attributes });
}

describe("Keda.fromAttributes", () => {
  it("knows where KEDA is by default, and makes nothing", () => {
    const made = synth((stack) => {
      const keda = importedIn(stack);
      expect(keda).toMatchObject({
        namespace: "keda",
        serviceAccount: "keda-operator",
        watchNamespace: undefined,
      });
      new DataResource(stack, "Workload", { dependsOn: [...keda.dependencies] });
      keda.grant([]);
    });
    expect(made.addresses()).toEqual(["terraform_data.Workload"]);
    expect(made.one("terraform_data").depends_on ?? []).toEqual([]);
  });

  it("takes what is different", () => {
    synth((stack) => {
      const other = { namespace: "scaling", serviceAccount: "operator", watchNamespace: "shop" };
      expect(importedIn(stack, other)).toMatchObject(other);
    });
  });

  it("puts every grant into one policy of the operator's role", () => {
    const made = synth((stack) => {
      const keda = importedIn(stack, { operatorRoleName: "keda" });
      keda.grant([READ]);
      keda.grant([ASK]);
    }, "shop");
    const policy = made.one("aws_iam_role_policy");
    expect(policy).toMatchObject({ name: "shop.Keda", role: "keda" });
    expect(JSON.parse(policy.policy).Statement).toEqual([
      {
        Effect: "Allow",
        Action: "sqs:GetQueueAttributes",
        Resource: [...READ.resources, ...ASK.resources],
      },
    ]);
  });

  it("fails on a grant where the role is not known", () => {
    expect(codes(problemsOf((stack) => importedIn(stack).grant([READ])))).toEqual([
      "operatorRoleName no-operator-role",
    ]);
  });

  it("fails on a grant that allows everything", () => {
    const found = problemsOf((stack) =>
      importedIn(stack, { operatorRoleName: "keda" }).grant([{ actions: ["*"], resources: ["*"] }]),
    );
    expect(codes(found)).toEqual(["statements[0].actions[0] wildcard-action"]);
  });

  it("fails on names Kubernetes or IAM refuses, such as the ARN of a role", () => {
    const found = problemsOf((stack) =>
      importedIn(stack, {
        namespace: "Keda",
        serviceAccount: "_",
        watchNamespace: "a,b",
        operatorRoleName: "arn:aws:iam::111122223333:role/keda",
      }),
    );
    expect(codes(found)).toEqual([
      "namespace invalid-name",
      "serviceAccount invalid-name",
      "watchNamespace invalid-name",
      "operatorRoleName invalid-name",
    ]);
  });
});
