import type { PodSecurityLevel } from "../../../../constructs/workload/namespace/pod-security";
import {
  checkLevel,
  checkSecurity,
  containerSecurityContext,
  forbids,
  type PodSecurityContext,
  podSecurityContext,
} from "../../../../constructs/workload/pod/security";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function checked(security: PodSecurityContext, level: PodSecurityLevel = "restricted") {
  const problems = new Problems();
  checkSecurity(security, level, problems);
  return codes(problems.all);
}

const json = (value: unknown) => JSON.parse(JSON.stringify(value));

describe("containerSecurityContext", () => {
  it("is strict by default", () => {
    expect(json(containerSecurityContext({}))).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect(json(podSecurityContext({}))).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    });
  });

  it("has an off switch for each", () => {
    expect(
      json(
        containerSecurityContext({
          runAsNonRoot: false,
          runAsUser: 0,
          runAsGroup: 0,
          seccompProfile: "Unconfined",
          readOnlyRootFilesystem: false,
          allowPrivilegeEscalation: true,
          privileged: true,
          capabilities: { drop: "none" },
        }),
      ),
    ).toEqual({
      runAsNonRoot: false,
      runAsUser: 0,
      runAsGroup: 0,
      seccompProfile: { type: "Unconfined" },
      privileged: true,
      allowPrivilegeEscalation: true,
      readOnlyRootFilesystem: false,
    });
  });

  it("names users, groups, profiles and capabilities", () => {
    const security: PodSecurityContext = {
      runAsUser: 10001,
      runAsGroup: 10001,
      fsGroup: 10001,
      supplementalGroups: [44],
      seccompProfile: { localhostProfile: "profiles/users.json" },
      capabilities: { drop: ["NET_RAW"], add: ["NET_BIND_SERVICE"] },
    };
    expect(json(containerSecurityContext(security))).toMatchObject({
      runAsUser: 10001,
      runAsGroup: 10001,
      seccompProfile: { type: "Localhost", localhostProfile: "profiles/users.json" },
      capabilities: { drop: ["NET_RAW"], add: ["NET_BIND_SERVICE"] },
    });
    expect(json(podSecurityContext(security))).toMatchObject({
      fsGroup: 10001,
      fsGroupChangePolicy: "OnRootMismatch",
      supplementalGroups: [44],
    });
  });
});

describe("checkSecurity", () => {
  it("takes the defaults, and a port below 1024", () => {
    expect(checked({})).toEqual([]);
    expect(checked({ capabilities: { add: ["NET_BIND_SERVICE"] }, runAsUser: 1000 })).toEqual([]);
    expect(checked({ readOnlyRootFilesystem: false })).toEqual([]);
  });

  it.each<[PodSecurityContext, string]>([
    [{ runAsNonRoot: false }, "runAsNonRoot"],
    [{ allowPrivilegeEscalation: true }, "allowPrivilegeEscalation"],
    [{ capabilities: { drop: "none" } }, "capabilities.drop"],
    [{ capabilities: { drop: ["NET_RAW"] } }, "capabilities.drop"],
    [{ capabilities: { add: ["CHOWN"] } }, "capabilities.add"],
  ])("keeps %j to the baseline level", (security, prop) => {
    expect(checked(security)).toEqual([`${prop} outside-pod-security`]);
    expect(checked(security, "baseline")).toEqual([]);
  });

  it.each<[PodSecurityContext, string]>([
    [{ privileged: true, allowPrivilegeEscalation: true }, "privileged"],
    [{ seccompProfile: "Unconfined" }, "seccompProfile"],
    [{ capabilities: { add: ["NET_ADMIN"] } }, "capabilities.add"],
  ])("keeps %j to the privileged level", (security, prop) => {
    expect(checked(security, "baseline")).toEqual([`${prop} outside-pod-security`]);
    expect(checked(security)).toContain(`${prop} outside-pod-security`);
    expect(checked(security, "privileged")).toEqual([]);
  });

  it("tells one prop once", () => {
    expect(checked({ capabilities: { add: ["NET_ADMIN"] } })).toEqual([
      "capabilities.add outside-pod-security",
    ]);
  });

  it("fails on root that may not start", () => {
    expect(checked({ runAsUser: 0 }, "privileged")).toEqual(["runAsUser root-user"]);
    expect(checked({ runAsUser: 0, runAsNonRoot: false }, "baseline")).toEqual([]);
  });

  it.each<PodSecurityContext>([{ privileged: true }, { capabilities: { add: ["SYS_ADMIN"] } }])(
    "fails on %j without privilege escalation, as Kubernetes does",
    (security) => {
      expect(checked(security, "privileged")).toEqual([
        "allowPrivilegeEscalation needs-privilege-escalation",
      ]);
    },
  );

  it("fails on capabilities in another spelling, and on ids out of range", () => {
    expect(
      checked(
        {
          capabilities: { add: ["CAP_CHOWN"], drop: ["ALL", "net_raw"] },
          runAsUser: -1,
          runAsGroup: 2 ** 31,
          fsGroup: 0.5,
          supplementalGroups: [1, -1],
        },
        "privileged",
      ),
    ).toEqual([
      "capabilities.add[0] invalid-capability",
      "capabilities.drop[1] invalid-capability",
      "runAsUser out-of-range",
      "runAsGroup out-of-range",
      "fsGroup out-of-range",
      "supplementalGroups[1] out-of-range",
    ]);
  });
});

describe("levels", () => {
  it("forbid what looser levels forbid", () => {
    expect(forbids("restricted", "baseline")).toBe(true);
    expect(forbids("baseline", "restricted")).toBe(false);
    expect(forbids("privileged", "baseline")).toBe(false);
  });

  it("are known by name", () => {
    const problems = new Problems();
    checkLevel("strict" as PodSecurityLevel, problems);
    checkLevel("baseline", problems);
    expect(codes(problems.all)).toEqual(["podSecurity unknown-pod-security-level"]);
  });
});
