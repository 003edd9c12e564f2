import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import type { CallMember } from "../../../../constructs/workload/calls/calls-props";
import {
  WorkloadRegistry,
  workloadKey,
  workloadRegistry,
} from "../../../../constructs/workload/calls/workload-registry";
import { codes, problemsOf, synth } from "../../../support/synth";

function member(name: string, namespace = "shop"): CallMember {
  return { name, namespace, selector: {}, ports: {}, port: undefined };
}

describe("WorkloadRegistry", () => {
  it("finds workloads and the calls from and to them, in the order they were declared", () => {
    synth((stack) => {
      const registry = new WorkloadRegistry();
      const [users, auth] = [member("users"), member("auth", "identity")];
      const call = (ports?: readonly string[]) => ({ from: "users.shop", to: "auth.identity", ports });
      registry.declare(call());
      registry.add(stack, users);
      registry.add(stack, auth);
      registry.declare(call(["grpc"]));
      expect(registry.find("auth.identity")).toBe(auth);
      expect(registry.find("auth.shop")).toBeUndefined();
      expect(registry.callsFrom(users)).toEqual([call(), call(["grpc"])]);
      expect(registry.callsTo(auth)).toEqual([call(), call(["grpc"])]);
      expect(registry.callsTo(users)).toEqual([]);
    });
  });

  it("names workloads as one in a namespace would", () => {
    synth((stack) => {
      const registry = new WorkloadRegistry();
      for (const one of [member("users"), member("auth", "identity"), member("cart")]) {
        registry.add(stack, one);
      }
      expect(registry.namesFor("shop")).toEqual(["auth.identity", "cart", "users"]);
      expect(registry.namesFor("identity")).toEqual(["auth", "cart.shop", "users.shop"]);
      expect(workloadKey(member("users"))).toBe("users.shop");
    });
  });

  it("refuses two workloads of one name in a namespace, and names the other", () => {
    const problems = problemsOf((stack) => {
      const registry = new WorkloadRegistry();
      registry.add(new Construct(stack, "One"), member("users"));
      registry.add(new Construct(stack, "Two"), member("users"));
    });
    expect(codes(problems)).toEqual(["name duplicate-workload"]);
    expect(problems[0]?.rule).toContain("test/One");
  });
});

describe("workloadRegistry", () => {
  it("is one for a cluster in a stack", () => {
    synth((stack) => {
      const cluster = (scope: Construct, id: string) =>
        new KubeconfigCluster(scope, id, { clusterName: "a", context: "kind-a", providerAlias: id });
      const [blue, green] = [cluster(stack, "Blue"), cluster(stack, "Green")];
      const other = new TerraformStack(stack.node.root, "other");
      const registry = workloadRegistry(stack, blue);
      expect(workloadRegistry(new Construct(stack, "Below"), blue)).toBe(registry);
      expect(workloadRegistry(stack, green)).not.toBe(registry);
      expect(workloadRegistry(other, blue)).not.toBe(registry);
    });
  });
});
