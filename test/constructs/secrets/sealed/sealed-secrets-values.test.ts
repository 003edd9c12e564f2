import { parse } from "yaml";
import {
  type SealedSecretsValuesConfig,
  sealedSecretsValues,
} from "../../../../constructs/secrets/sealed/sealed-secrets-values";
import { chartKeys, misfits } from "../../../support/chart-keys";
import { coreProblems } from "../../../support/core-kinds";

const MINIMAL: SealedSecretsValuesConfig = {
  releaseName: "sealed-secrets",
  keyRenewalDays: 30,
  certificateReaders: undefined,
  networkPolicy: false,
  serviceMonitors: false,
  resources: undefined,
  priorityClassName: undefined,
};
const MAXIMAL: SealedSecretsValuesConfig = {
  ...MINIMAL,
  certificateReaders: "developers",
  networkPolicy: true,
  serviceMonitors: true,
  resources: { requests: { cpu: "50m" } },
  priorityClassName: "system-cluster-critical",
};

describe("sealedSecretsValues", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("sets only keys the pinned chart offers, from %s props", (_, config) => {
    expect(misfits(sealedSecretsValues(config), chartKeys("sealed-secrets"))).toEqual([]);
  });

  it("hands the certificate to nobody, or to the group that is named", () => {
    expect(sealedSecretsValues(MINIMAL).rbac.serviceProxier).toEqual({ create: false, bind: false });
    const { subjects, ...rest } = sealedSecretsValues(MAXIMAL).rbac.serviceProxier;
    expect(rest).toEqual({ create: true, bind: true });
    expect(parse(subjects ?? "")).toEqual([
      { apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "developers" },
    ]);
  });

  it("renews its key and closes all ports but its own", () => {
    const values = sealedSecretsValues(MAXIMAL);
    expect(values.keyrenewperiod).toBe("720h");
    const [policy] = values.extraDeploy ?? [];
    expect(policy).toMatchObject({
      spec: {
        policyTypes: ["Ingress"],
        ingress: [
          {
            ports: [
              { protocol: "TCP", port: 8080 },
              { protocol: "TCP", port: 8081 },
            ],
          },
        ],
      },
    });
    expect(coreProblems([policy as never])).toEqual([]);
    expect(sealedSecretsValues(MINIMAL)).not.toHaveProperty("extraDeploy");
  });
});
