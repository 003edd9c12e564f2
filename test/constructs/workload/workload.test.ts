import { App, DataResource, LocalBackend, TerraformStack, TerraformVariable } from "cdktf";
import { KubeconfigCluster } from "../../../constructs/cluster/kubeconfig-cluster";
import { Microservice, type MicroserviceProps } from "../../../constructs/workload/microservice";
import { Task } from "../../../constructs/workload/task";
import { expectRehearsal, rehearse } from "../../../lib/rehearsal";
import type { Rehearsal, StepName } from "../../../lib/rehearsal/harness/rehearsal";
import { removeTemporaryFolders, temporaryFolder } from "../../support/rehearsals";
import { codes, problemsOf, synth } from "../../support/synth";
import { describeWithTerraform } from "../../support/terraform";
import { boundaryIn, objectsOf, platformIn, type TestPlatform } from "../../support/workloads";

const READ = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::one/*"] };
const WRITE = { actions: ["s3:PutObject"], resources: ["arn:aws:s3:::one/*"] };
const RELEASE = "Users_Manifests_Release";

function service(
  stack: TerraformStack,
  id: string,
  platform: MicroserviceProps["platform"],
  options: Partial<MicroserviceProps> = {},
): Microservice {
  const name = id.toLowerCase();
  const image = `registry.example.com/${name}:1.4.2`;
  return new Microservice(stack, id, { platform, name, image, ports: { http: 3000 }, ...options });
}

describe("Workload", () => {
  it("is one release under its own name, in a namespace that may not exist yet", () => {
    const release = synth((stack) => service(stack, "Users", platformIn(stack))).one("helm_release", RELEASE);
    expect(release).toMatchObject({ name: "users", namespace: "shop", create_namespace: true, timeout: 600 });
    expect(release.depends_on).toBeUndefined();
  });

  it("waits for the namespace's boundary and leaves making it to the boundary", () => {
    const synthesized = synth((stack) =>
      service(stack, "Users", platformIn(stack, { namespace: boundaryIn(stack) })),
    );
    expect(synthesized.one("helm_release", RELEASE)).toMatchObject({
      create_namespace: false,
      depends_on: ["terraform_data.Boundary"],
    });
  });

  it("waits for what its parts ask for once each, and takes a name and a time", () => {
    const synthesized = synth((stack) => {
      const store = new DataResource(stack, "Store", {});
      const part = { bind: () => ({ dependsOn: [store] }) };
      service(stack, "Users", platformIn(stack), {
        secrets: [part],
        extensions: [part],
        dependsOn: [store],
        releaseName: "shop-users",
        timeoutSeconds: 900,
      });
    });
    expect(synthesized.one("helm_release", RELEASE)).toMatchObject({
      name: "shop-users",
      timeout: 900,
      depends_on: ["terraform_data.Store"],
    });
  });

  it("gathers permissions until synthesis, waits for them, and opens the way to the agent", () => {
    let platform: TestPlatform | undefined;
    const synthesized = synth((stack) => {
      platform = platformIn(stack, {}, true);
      const part = { bind: () => ({ statements: [WRITE] }) };
      const users = service(stack, "Users", platform, { permissions: [READ], extensions: [part] });
      users.grant([{ ...READ, actions: ["s3:ListBucket"] }]);
    });
    expect(platform?.cluster.grants["shop.users"]?.statements.flatMap(({ actions }) => actions)).toEqual([
      "s3:GetObject",
      "s3:PutObject",
      "s3:ListBucket",
    ]);
    expect(synthesized.one("helm_release", RELEASE).depends_on).toEqual([
      expect.stringMatching(/^terraform_data\.Cluster_Identity/),
    ]);
    const objects = objectsOf(synthesized, RELEASE);
    expect(objects["ServiceAccount/users"]?.metadata.annotations).toEqual({
      "example.com/role": "role-of-users",
    });
    expect(JSON.stringify(objects["NetworkPolicy/users"])).toContain("169.254.170.23/32");
  });

  it("takes a first permission after it was made", () => {
    const synthesized = synth((stack) => {
      service(stack, "Users", platformIn(stack, {}, true)).grant([READ]);
    });
    expect(synthesized.one("helm_release", RELEASE).depends_on).toHaveLength(1);
    expect(objectsOf(synthesized, RELEASE)["ServiceAccount/users"]?.metadata.annotations).toBeDefined();
  });

  it("asks the cluster for nothing where nothing is allowed", () => {
    synth((stack) => {
      const platform = platformIn(stack);
      service(stack, "Users", platform);
      expect(platform.cluster.grants).toEqual({});
    });
  });

  it("writes calls into the policies of both sides, whichever was made first", () => {
    const synthesized = synth((stack) => {
      const platform = platformIn(stack);
      const users = service(stack, "Users", platform, { calls: ["auth"] });
      const auth = service(stack, "Auth", platform);
      auth.callTo(users);
      users.allowFrom(service(stack, "Gateway", platform));
    });
    const policy = (id: string) =>
      objectsOf(synthesized, `${id}_Manifests_Release`)[`NetworkPolicy/${id.toLowerCase()}`]?.spec;
    const peer = (name: string) => ({ podSelector: { matchLabels: { "app.kubernetes.io/name": name } } });
    expect(policy("Users")).toMatchObject({ ingress: [{ from: [peer("auth"), peer("gateway")] }] });
    expect(policy("Auth")).toMatchObject({ ingress: [{ from: [peer("users")] }] });
    expect(JSON.stringify(policy("Gateway"))).toContain(JSON.stringify(peer("users")));
  });

  it("has no policy where it is told so", () => {
    const synthesized = synth((stack) =>
      service(stack, "Users", platformIn(stack), { networkPolicy: "none" }),
    );
    expect(Object.keys(objectsOf(synthesized, RELEASE))).not.toContain("NetworkPolicy/users");
  });

  it("takes the tag of its image from a variable", () => {
    const synthesized = synth((stack) => {
      const tag = new TerraformVariable(stack, "image_tag", { type: "string" }).stringValue;
      const image = { repository: "registry.example.com/users", tag };
      service(stack, "Users", platformIn(stack), { image });
    });
    const values: string = synthesized.one("helm_release", RELEASE).values[0];
    expect(values).toContain('image: ${jsonencode("registry.example.com/users:${var.image_tag}")}');
    expect(values).not.toContain("app.kubernetes.io/version");
  });

  it("gives the same bytes for the same input", () => {
    const [one, two] = [0, 1].map(() =>
      JSON.stringify(synth((stack) => service(stack, "Users", platformIn(stack))).json),
    );
    expect(one).toBe(two);
  });

  it("refuses a second workload of its name, and a call to nobody", () => {
    const twice = (stack: TerraformStack) => {
      const platform = platformIn(stack);
      service(stack, "Users", platform);
      service(stack, "Others", platform, { name: "users", releaseName: "others" });
    };
    expect(codes(problemsOf(twice))).toEqual(["name duplicate-workload"]);
    expect(() => synth((stack) => service(stack, "Users", platformIn(stack), { calls: ["nobody"] }))).toThrow(
      "[unknown-call-target]: calls[0]: no workload of this stack is nobody.shop",
    );
  });
});

/** Addresses of releases that a step made, with how it came out. */
function releases(rehearsal: Rehearsal, step: StepName): Record<string, boolean> {
  const changes = rehearsal.steps.find(({ name }) => name === step)?.changes ?? [];
  return Object.fromEntries(
    changes
      .filter(({ type }) => type === "helm_release")
      .map(({ address, ok }) => [address.replace(/^helm_release\.(\w+?)_Manifests.*/, "$1"), ok]),
  );
}

describeWithTerraform("workloads, rehearsed", () => {
  afterEach(removeTemporaryFolders);

  function stackOf(): TerraformStack {
    const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), "shop");
    new LocalBackend(stack, {});
    const cluster = new KubeconfigCluster(stack, "Cluster", {
      clusterName: "kind",
      context: "kind",
      kubernetesVersion: "1.36",
    });
    const platform = { cluster, namespace: "shop" };
    const image = "registry.example.com/users:1.4.2";
    const migrate = new Task(stack, "Migrate", { platform, name: "users-migrate", image });
    const users = service(stack, "Users", platform, { before: [migrate] });
    service(stack, "Orders", platform, { calls: [users] });
    service(stack, "Search", platform);
    return stack;
  }

  it("are made in order, plan nothing more, and go without a trace", async () => {
    expectRehearsal(await rehearse(stackOf()))
      .toSucceed()
      .toBeIdempotent()
      .toHaveCreated("helm_release", 4)
      .toCreateInOrder("shop/Migrate", "shop/Users")
      .toDestroyInOrder("shop/Users", "shop/Migrate")
      .toBeDestroyedClean();
  });

  it("leave the others alone where one fails, and a second apply makes what is missing", async () => {
    for (let call = 1; call <= 4; call++) {
      const rehearsal = await rehearse(stackOf(), { failAt: call });
      expectRehearsal(rehearsal).toSucceed().toBeDestroyedClean();
      const first = releases(rehearsal, "apply");
      const failed = Object.keys(first).filter((name) => !first[name]);
      expect(failed).toHaveLength(1);
      const waiting = failed.includes("Migrate") ? ["Users"] : [];
      expect(Object.keys(first).sort()).toEqual(
        ["Migrate", "Orders", "Search", "Users"].filter((name) => !waiting.includes(name)),
      );
      expect(Object.keys(releases(rehearsal, "apply again")).sort()).toEqual([...failed, ...waiting].sort());
    }
  });
});
