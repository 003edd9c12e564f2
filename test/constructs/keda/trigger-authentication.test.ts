import type { TerraformStack } from "cdktf";
import { PodIdentity } from "../../../constructs/keda/pod-identity";
import { rabbitMq } from "../../../constructs/keda/scalers/rabbit-mq";
import { SecretFrom, type SecretReference } from "../../../constructs/keda/secret-reference";
import {
  resolveAuthentication,
  TriggerAuthentication,
  type TriggerAuthenticationProps,
} from "../../../constructs/keda/trigger-authentication";
import { Problems } from "../../../lib/core/errors";
import { FakeKeda, objectsOf } from "../../support/fake-keda";
import { bind } from "../../support/scalers";
import { codes, problemsOf, synth } from "../../support/synth";

const HOST = SecretFrom.secret("rabbitmq", "uri");
const ROLE_ARN = "arn:aws:iam::111122223333:role/reader";
const RELEASE = "RabbitMq_Manifests_Release";

function make(stack: TerraformStack, options: Partial<TriggerAuthenticationProps> = {}, watched?: string) {
  const keda = new FakeKeda(stack, watched);
  const authentication = new TriggerAuthentication(stack, "RabbitMq", {
    keda,
    name: "rabbitmq",
    namespace: "shop",
    secrets: { host: HOST },
    ...options,
  });
  return { keda, authentication };
}

function problemsWith(options: Partial<TriggerAuthenticationProps>, watched?: string) {
  return codes(problemsOf((stack) => make(stack, options, watched)));
}

describe("TriggerAuthentication", () => {
  it("makes one release with the authentication in its namespace, behind KEDA's definitions", () => {
    const synthesized = synth((stack) => make(stack));
    expect(synthesized.one("helm_release", RELEASE)).toMatchObject({
      name: "rabbitmq-authentication",
      namespace: "shop",
      depends_on: [expect.stringMatching(/^terraform_data\.FakeKeda_Definitions/)],
    });
    expect(objectsOf(synthesized, RELEASE)).toEqual({
      "TriggerAuthentication/rabbitmq": {
        apiVersion: "keda.sh/v1alpha1",
        kind: "TriggerAuthentication",
        metadata: { name: "rabbitmq", namespace: "shop" },
        spec: { secretTargetRef: [{ parameter: "host", name: "rabbitmq", key: "uri" }] },
      },
    });
  });

  it("serves a trigger in place of references of its own", () => {
    synth((stack) => {
      const { authentication } = make(stack);
      const { trigger, authentication: own } = bind(
        rabbitMq({ queueName: "orders", queueLength: 5, authentication }),
      );
      expect(trigger.authenticationRef).toEqual({ name: "rabbitmq", kind: "TriggerAuthentication" });
      expect(own).toBeUndefined();
    });
  });

  it("fails on a trigger of another namespace, which KEDA would never give the credentials", () => {
    synth((stack) => {
      const { authentication } = make(stack);
      const problems = new Problems();
      rabbitMq({ queueName: "orders", authentication }).bind({ name: "till", namespace: "desk", problems });
      expect(codes(problems.all)).toEqual(["authentication authentication-elsewhere"]);
    });
  });

  it("fails on a trigger with both", () => {
    const problems = problemsOf((stack) => {
      const { authentication } = make(stack);
      bind(rabbitMq({ queueName: "orders", queueLength: 5, authentication, host: HOST }));
    });
    expect(codes(problems)).toEqual(["authentication two-authentications"]);
  });

  it("grants the operator what the identity needs, and nothing for Secrets", () => {
    synth((stack) => {
      const identity = PodIdentity.aws({ roleArn: ROLE_ARN });
      const { keda, authentication } = make(stack, { secrets: undefined, identity });
      expect(keda.granted).toEqual([
        { actions: ["sts:AssumeRole", "sts:TagSession"], resources: [ROLE_ARN] },
      ]);
      expect(authentication.identity).toBe(identity);
    });
    synth((stack) => expect(make(stack).keda.granted).toEqual([]));
  });

  it("takes a release name and further dependencies", () => {
    const release = synth((stack) => {
      const keda = new FakeKeda(stack);
      const props = { keda, namespace: "shop", secrets: { host: HOST } };
      const first = new TriggerAuthentication(stack, "First", { ...props, name: "first" });
      const dependsOn = [first.manifests];
      new TriggerAuthentication(stack, "RabbitMq", {
        ...props,
        name: "rabbitmq",
        releaseName: "broker",
        dependsOn,
      });
    }).one("helm_release", RELEASE);
    expect(release.name).toBe("broker");
    expect(release.depends_on).toContainEqual(
      expect.stringMatching(/^helm_release\.First_Manifests_Release/),
    );
  });

  it("fails without credentials", () => {
    expect(problemsWith({ secrets: {} })).toEqual(["secrets no-credentials"]);
    expect(problemsWith({ secrets: undefined })).toEqual(["secrets no-credentials"]);
  });

  it.each([["hunter2"], [null], [undefined], [{ value: "hunter2" }]])(
    "fails on %j where a reference belongs, without saying it",
    (literal) => {
      const secrets = { host: HOST, password: literal as unknown as SecretReference };
      const problems = problemsOf((stack) => make(stack, { secrets }));
      expect(codes(problems)).toEqual(["secrets.password literal-secret"]);
      expect(JSON.stringify(problems)).not.toContain("hunter2");
    },
  );

  it("fails on names Kubernetes does not take", () => {
    expect(problemsWith({ name: "Rabbit", namespace: "n".repeat(64) })).toEqual([
      "namespace invalid-name",
      "name invalid-name",
    ]);
  });

  it("fails outside of the namespace KEDA watches", () => {
    expect(problemsWith({}, "till")).toEqual(["namespace not-watched"]);
    const watched = synth((stack) => make(stack, {}, "shop"));
    expect(Object.keys(objectsOf(watched, RELEASE))).toEqual(["TriggerAuthentication/rabbitmq"]);
  });

  it("fails on secrets of two stores with the path of the second", () => {
    const arn = (region: string) => `arn:aws:secretsmanager:${region}:111122223333:secret:rabbitmq-AbCdEf`;
    const secrets = {
      host: SecretFrom.awsSecretsManager({ secretArn: arn("eu-central-1") }),
      password: SecretFrom.awsSecretsManager({ secretArn: arn("us-east-1") }),
    };
    expect(problemsWith({ secrets })).toEqual(["secrets.password two-secret-stores"]);
  });
});

describe("resolveAuthentication", () => {
  it("cuts a long name so that Helm takes the release's", () => {
    const problems = new Problems();
    const { releaseName } = resolveAuthentication(
      { name: "a".repeat(80), secrets: { host: HOST } },
      problems,
    );
    expect(releaseName).toMatch(/^a{44}-[0-9a-f]{8}$/);
    expect(problems.all).toEqual([]);
  });
});
