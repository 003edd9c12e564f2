import type { TerraformStack } from "cdktf";
import {
  ClusterTriggerAuthentication,
  type ClusterTriggerAuthenticationProps,
} from "../../../constructs/keda/cluster-trigger-authentication";
import { PodIdentity } from "../../../constructs/keda/pod-identity";
import { sqs } from "../../../constructs/keda/scalers/sqs";
import { SecretFrom, type SecretReference } from "../../../constructs/keda/secret-reference";
import { FakeKeda, objectsOf } from "../../support/fake-keda";
import { bind } from "../../support/scalers";
import { codes, problemsOf, synth } from "../../support/synth";

const QUEUE_ARN = "arn:aws:sqs:eu-central-1:111122223333:orders";
const RELEASE = "Shared_Manifests_Release";

function make(stack: TerraformStack, options: Partial<ClusterTriggerAuthenticationProps> = {}) {
  const keda = new FakeKeda(stack, "shop");
  const identity = PodIdentity.aws();
  return new ClusterTriggerAuthentication(stack, "Shared", { keda, name: "aws", identity, ...options });
}

describe("ClusterTriggerAuthentication", () => {
  it("belongs to no namespace; its release lies beside KEDA's, whatever namespace KEDA watches", () => {
    const synthesized = synth((stack) => make(stack));
    expect(synthesized.one("helm_release", RELEASE)).toMatchObject({
      name: "aws-authentication",
      namespace: "keda",
    });
    expect(objectsOf(synthesized, RELEASE)).toEqual({
      "ClusterTriggerAuthentication/aws": {
        apiVersion: "keda.sh/v1alpha1",
        kind: "ClusterTriggerAuthentication",
        metadata: { name: "aws" },
        spec: { podIdentity: { provider: "aws" } },
      },
    });
  });

  it("gives triggers its identity, so that what they need is granted to the operator", () => {
    synth((stack) => {
      const { trigger, authentication, statements } = bind(
        sqs({ queueArn: QUEUE_ARN, authentication: make(stack) }),
      );
      expect(trigger.authenticationRef).toEqual({ name: "aws", kind: "ClusterTriggerAuthentication" });
      expect(authentication).toBeUndefined();
      expect(statements).toEqual([{ actions: ["sqs:GetQueueAttributes"], resources: [QUEUE_ARN] }]);
    });
  });

  it("leaves permissions to the role that is assumed", () => {
    synth((stack) => {
      const identity = PodIdentity.aws({ roleArn: "arn:aws:iam::111122223333:role/reader" });
      const authentication = make(stack, { identity });
      expect(bind(sqs({ queueArn: QUEUE_ARN, authentication })).statements).toEqual([]);
    });
  });

  it("takes secrets of KEDA's own namespace", () => {
    const secrets = { host: SecretFrom.secret("rabbitmq", "uri") };
    const objects = objectsOf(
      synth((stack) => make(stack, { identity: undefined, secrets })),
      RELEASE,
    );
    expect(objects["ClusterTriggerAuthentication/aws"]?.spec).toEqual({
      secretTargetRef: [{ parameter: "host", name: "rabbitmq", key: "uri" }],
    });
  });

  it("fails on a bad name, a literal and nothing at all", () => {
    const secrets = { host: "hunter2" as unknown as SecretReference };
    const problems = problemsOf((stack) => make(stack, { name: "AWS", secrets }));
    expect(codes(problems)).toEqual(["name invalid-name", "secrets.host literal-secret"]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
    expect(codes(problemsOf((stack) => make(stack, { identity: undefined })))).toEqual([
      "secrets no-credentials",
    ]);
  });
});
