import type { ExternalSecretsProps } from "../../../constructs/secrets";
import { resolveExternalSecrets } from "../../../constructs/secrets/external-secrets-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const cluster = {} as ExternalSecretsProps["cluster"];

function codesOf(props: Partial<ExternalSecretsProps>) {
  const problems = new Problems();
  resolveExternalSecrets({ cluster, ...props }, problems);
  return codes(problems.all);
}

describe("resolveExternalSecrets", () => {
  it("fills safe defaults", () => {
    expect(resolveExternalSecrets({ cluster }, new Problems())).toMatchObject({
      releaseName: "external-secrets",
      namespace: "external-secrets",
      replicas: 2,
      serviceAccountTokens: "refused",
      clusterExternalSecrets: false,
      pushSecrets: false,
      networkPolicy: true,
      serviceMonitors: false,
    });
    expect(codesOf({})).toEqual([]);
  });

  it("reports every problem at its prop", () => {
    expect(
      codesOf({
        releaseName: "X",
        namespace: "X",
        watchNamespace: "X",
        priorityClassName: "X",
        replicas: 0,
        logLevel: "loud" as "info",
        serviceAccountTokens: "some" as "allowed",
        clusterExternalSecrets: true,
        resources: { webhook: { requests: { cpu: "2" }, limits: { cpu: "1" } } },
        permissions: [{ actions: ["*"], resources: ["*"] }],
      }),
    ).toEqual([
      "releaseName invalid-name",
      "namespace invalid-name",
      "watchNamespace invalid-name",
      "priorityClassName invalid-name",
      "replicas out-of-range",
      "logLevel unknown-log-level",
      "serviceAccountTokens unknown-token-access",
      "clusterExternalSecrets not-watched",
      "resources.webhook.requests.cpu request-above-limit",
      "permissions[0].actions[0] wildcard-action",
    ]);
  });
});
