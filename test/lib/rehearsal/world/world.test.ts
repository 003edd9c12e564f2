import * as fc from "fast-check";
import { ConfigError } from "../../../../lib/core/errors";
import { Refusal, UNKNOWN, type Values } from "../../../../lib/rehearsal/world/backend";
import { isUnique } from "../../../../lib/rehearsal/world/references";
import { World } from "../../../../lib/rehearsal/world/world";
import {
  AWS,
  callFor,
  drop,
  install,
  installManifests,
  put,
  putCluster,
  schema,
} from "../../../support/world";

const refusal = (summary: string | RegExp) => ({
  name: "Refusal",
  summary: typeof summary === "string" ? summary : expect.stringMatching(summary),
});
const KEDA: Values = {
  name: "keda",
  namespace: "keda",
  chart: "keda",
  repository: "https://x",
  create_namespace: true,
};
const SCALED = { apiVersion: "keda.sh/v1alpha1", kind: "ScaledObject", metadata: { name: "w" } };

describe("World", () => {
  it("keeps what it made until it is deleted", async () => {
    const world = new World();
    const { key, values } = await put(world, "aws_vpc", { cidr_block: "10.0.0.0/16" });
    const call = { ...callFor("aws_vpc", {}), key };
    expect(values).toMatchObject({ id: expect.stringMatching(/^vpc-0/), cidr_block: "10.0.0.0/16" });
    expect(await world.read(call)).toEqual(values);
    expect([world.isEmpty(), world.objects().map((object) => object.key)]).toEqual([false, [key]]);
    await world.delete(call);
    expect([await world.read(call), world.isEmpty()]).toEqual([undefined, true]);
    await expect(world.delete(call)).resolves.toBeUndefined();
  });

  it("gives the same values for the same calls, in every world", async () => {
    const run = async () => {
      const world = new World();
      const vpc = await put(world, "aws_vpc", {});
      await put(world, "aws_subnet", { vpc_id: vpc.values.id ?? null });
      return world.toJSON();
    };
    expect(await run()).toEqual(await run());
  });

  it("updates in place, and fails to update what is gone", async () => {
    const world = new World();
    const { key, values } = await put(world, "aws_vpc", { tags: { Name: "a" } });
    const planned: Values = { id: UNKNOWN, tags: { Name: "b" } };
    const call = { ...callFor("aws_vpc", planned), key, prior: values, planned };
    expect(await world.update(call)).toEqual({ id: values.id, tags: { Name: "b" } });
    world.remove(key);
    await expect(world.update(call)).rejects.toMatchObject(refusal(/^NotFound: aws_vpc /));
  });

  it("finds by id, and a release by namespace and name", async () => {
    const world = new World();
    const { key, values } = await put(world, "aws_vpc", {});
    const find = (type: string, id: string) => world.find({ ...callFor(type, {}), id });
    expect(await find("aws_vpc", String(values.id))).toEqual({ key, values });
    expect(await find("aws_subnet", String(values.id))).toBeUndefined();
    const { helm } = await putCluster(world);
    const release = await install(world, helm, KEDA);
    expect((await find("helm_release", "keda/keda"))?.key).toBe(release.key);
  });

  it("drifts and loses objects behind terraform's back", async () => {
    const world = new World();
    const { key, values } = await put(world, "aws_vpc", { enable_dns_support: true });
    expect([world.drift(key, { enable_dns_support: false }), world.drift("none", {})]).toEqual([true, false]);
    expect(await world.read({ ...callFor("aws_vpc", {}), key })).toEqual({
      ...values,
      enable_dns_support: false,
    });
    expect([world.remove(key), world.remove(key)]).toEqual([true, false]);
  });

  it("loses with a cluster what is in it", async () => {
    const world = new World();
    const { key, helm } = await putCluster(world);
    await install(world, helm, KEDA);
    world.remove(key);
    expect(world.isEmpty()).toBe(true);
  });

  it("logs every call in order, refusals with their reason, data sources by type", async () => {
    const world = new World();
    const { key } = await put(world, "aws_iam_role", { name: "a" });
    await expect(put(world, "aws_iam_role", { name: "a" })).rejects.toBeInstanceOf(Refusal);
    await world.readData({ ...callFor("aws_partition", {}), config: {} });
    await drop(world, "aws_iam_role", key);
    expect(
      world.events().map(({ action, key: of, name, attempted }) => [action, of, name, attempted]),
    ).toEqual([
      ["create", key, "a", undefined],
      ["refuse", "", "a", "create"],
      ["read", "data.aws_partition", "", undefined],
      ["delete", key, "a", undefined],
    ]);
    expect(world.events()[1]?.reason).toMatch(/^EntityAlreadyExists/);
  });

  it("fails and slows calls as it is told, and calms down", async () => {
    const world = new World();
    world.fail({ actions: ["create"], at: 2, summary: "Throttling" });
    await put(world, "aws_vpc", {});
    await expect(put(world, "aws_vpc", {})).rejects.toMatchObject(refusal("Throttling"));
    expect(world.objects().length).toBe(1);
    world.delay({ milliseconds: 60_000 });
    world.calm();
    await put(world, "aws_vpc", {});
    expect(world.objects().length).toBe(2);
  });

  it("has an object terraform never heard of when the answer is lost", async () => {
    const world = new World();
    world.fail({ when: "after" });
    await expect(put(world, "aws_vpc", {})).rejects.toBeInstanceOf(Refusal);
    expect(world.objects().length).toBe(1);
  });

  it("goes on from a snapshot as if nothing had happened", async () => {
    const world = new World({ clusters: ["https://elsewhere"] });
    const { helm } = await putCluster(world);
    const keda = await install(world, helm, KEDA);
    const vpc = await put(world, "aws_vpc", {});
    await drop(world, "helm_release", keda.key, helm);
    await drop(world, "aws_vpc", vpc.key);
    const copy = World.fromJSON(JSON.parse(JSON.stringify(world)));
    expect(copy.toJSON()).toEqual(world.toJSON());
    // Names, deleted ids, namespaces Helm left behind, known clusters and counts all came along.
    await expect(putCluster(copy)).rejects.toMatchObject(refusal(/^ResourceInUseException/));
    await expect(put(copy, "aws_subnet", { vpc_id: vpc.values.id ?? null })).rejects.toMatchObject(
      refusal(/^InvalidID\.NotFound/),
    );
    await install(copy, helm, { ...KEDA, create_namespace: false });
    await install(copy, { kubernetes: { host: "https://elsewhere/" } }, KEDA);
    expect((await put(copy, "aws_vpc", {})).key).toBe((await put(world, "aws_vpc", {})).key);
  });

  it("knows the kinds of charts that were there before, in clusters it does not make", async () => {
    const outside = { kubernetes: { host: "https://elsewhere" } };
    const worker = { name: "worker", namespace: "default" };
    const unknown = refusal(/^no matches for kind "ScaledObject"/);
    const world = new World({ clusters: ["https://elsewhere"], charts: ["keda"] });
    await installManifests(World.fromJSON(JSON.parse(JSON.stringify(world))), outside, worker, [SCALED]);
    await installManifests(world, outside, worker, [SCALED]);
    const without = new World({ clusters: ["https://elsewhere"], charts: ["flagger"] });
    await expect(installManifests(without, outside, worker, [SCALED])).rejects.toMatchObject(unknown);
    const { helm } = await putCluster(world);
    await expect(installManifests(world, helm, worker, [SCALED])).rejects.toMatchObject(unknown);
  });

  it("fails to be made of something that is no snapshot", () => {
    expect(() => World.fromJSON({})).toThrow(ConfigError);
  });
});

describe("World with a Kubernetes cluster", () => {
  it("plays the whole life of a platform", async () => {
    const world = new World();
    const { key, helm, kubernetes } = await putCluster(world);
    const group = await put(world, "aws_eks_node_group", { cluster_name: "main", node_group_name: "a" });
    const keda = await install(world, helm, KEDA);
    const namespace = { metadata: [{ name: "orders" }] };
    const orders = await put(world, "kubernetes_namespace_v1", namespace, kubernetes);
    const worker = await installManifests(world, helm, { name: "worker", namespace: "orders" }, [SCALED]);

    await expect(drop(world, "aws_eks_cluster", key)).rejects.toMatchObject(refusal(/still holds releases/));
    await expect(drop(world, "helm_release", keda.key, helm)).rejects.toMatchObject(
      refusal(/keda while it is needed/),
    );
    await expect(drop(world, "kubernetes_namespace_v1", orders.key, kubernetes)).rejects.toMatchObject(
      refusal(/orders while it is needed/),
    );
    await drop(world, "helm_release", worker.key, helm);
    await drop(world, "helm_release", keda.key, helm);
    await drop(world, "kubernetes_namespace_v1", orders.key, kubernetes);
    await expect(drop(world, "aws_eks_cluster", key)).rejects.toMatchObject(refusal(/is in use/));
    await drop(world, "aws_eks_node_group", group.key);
    await drop(world, "aws_eks_cluster", key);
    expect(world.isEmpty()).toBe(true);
  });

  it("fails where cluster, namespace or definition is missing", async () => {
    const world = new World();
    const nowhere = { kubernetes: { host: "https://nowhere" } };
    await expect(install(world, nowhere, KEDA)).rejects.toMatchObject(
      refusal(/^Kubernetes cluster unreachable/),
    );
    const { helm } = await putCluster(world);
    await expect(install(world, helm, { ...KEDA, create_namespace: false })).rejects.toMatchObject(
      refusal('namespaces "keda" not found'),
    );
    await expect(
      installManifests(world, helm, { name: "w", namespace: "default" }, [SCALED]),
    ).rejects.toMatchObject(refusal(/^no matches for kind "ScaledObject"/));
    expect(world.objects().length).toBe(1);
  });

  it("fails to delete through a provider that has lost its cluster", async () => {
    const world = new World();
    const { helm } = await putCluster(world);
    const { key } = await install(world, helm, KEDA);
    await expect(drop(world, "helm_release", key, { kubernetes: { host: UNKNOWN } })).rejects.toMatchObject(
      refusal(/host of its provider is not known/),
    );
  });

  it("takes any cluster behind a kubeconfig, and tells two of them apart", async () => {
    const world = new World();
    await install(world, { kubernetes: { config_path: "a" } }, KEDA);
    await install(world, { kubernetes: { config_path: "b" } }, KEDA);
    await expect(install(world, { kubernetes: { config_path: "a" } }, KEDA)).rejects.toMatchObject(
      refusal("cannot re-use a name that is still in use"),
    );
  });

  it("lends a live cluster to its data source, and takes an unknown one for existing", async () => {
    const world = new World();
    const { values } = await putCluster(world);
    const of = schema({ arn: "string", endpoint: "string", version: "string" }, { name: "string" });
    const look = (name: string) => {
      const config = { name, arn: null, endpoint: null, version: null };
      return world.readData({ ...callFor("aws_eks_cluster", config, AWS, of), config });
    };
    expect(await look("main")).toMatchObject({ arn: values.arn, endpoint: values.endpoint });
    const other = await look("other");
    expect(await look("other")).toEqual(other);
    await install(world, { kubernetes: { host: other.endpoint ?? null } }, KEDA);
  });

  it("accepts everything when its rules are off", async () => {
    const world = new World({ rules: false });
    await install(world, {}, { ...KEDA, create_namespace: false });
    await put(world, "aws_iam_role", { name: "a" });
    await put(world, "aws_iam_role", { name: "a" });
    expect(world.objects().length).toBe(3);
  });
});

describe("World under random orders", () => {
  it("never leaves a reference to something that is gone, and can always be emptied", async () => {
    const step = fc.record({
      action: fc.constantFrom("vpc", "subnet", "role", "attachment", "delete"),
      pick: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const world = new World();
        let counter = 0;
        const one = (type: string, pick: number) => {
          const all = world.objects().filter((object) => object.type === type);
          return all[pick % Math.max(all.length, 1)];
        };
        const act = async (action: string, pick: number) => {
          counter += 1;
          switch (action) {
            case "vpc":
              return put(world, "aws_vpc", {});
            case "subnet":
              return put(world, "aws_subnet", { vpc_id: one("aws_vpc", pick)?.values.id ?? null });
            case "role":
              return put(world, "aws_iam_role", { name: `role-${counter}` });
            case "attachment":
              return put(world, "aws_iam_role_policy", {
                name: `p-${counter}`,
                role: one("aws_iam_role", pick)?.values.name ?? null,
              });
            default: {
              const all = world.objects();
              const victim = all[pick % Math.max(all.length, 1)];
              return victim && drop(world, victim.type, victim.key);
            }
          }
        };
        for (const { action, pick } of steps) {
          await act(action, pick).catch((error: unknown) => {
            expect(error).toBeInstanceOf(Refusal);
          });
          const ids = new Set(world.objects().flatMap(({ values }) => [values.id, values.name]));
          for (const { mentions } of world.objects()) {
            const named = mentions.map((mention) => (isUnique(mention) ? mention : mention.split(" ").pop()));
            expect(named.filter((mention) => !ids.has(mention ?? null))).toEqual([]);
          }
        }
        for (const { type, key } of [...world.objects()].reverse()) {
          await drop(world, type, key);
        }
        expect(world.isEmpty()).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("costs the same for each object in a large world", async () => {
    const world = new World();
    const vpc = await put(world, "aws_vpc", {});
    const began = performance.now();
    for (let index = 0; index < 1000; index += 1) {
      await put(world, "aws_subnet", { vpc_id: vpc.values.id ?? null, cidr_block: `${index}` });
    }
    const middle = performance.now();
    for (const { type, key } of [...world.objects()].reverse()) {
      await drop(world, type, key);
    }
    expect(world.isEmpty()).toBe(true);
    // Generous: it takes a tenth of that. A search through all objects for each delete would not fit.
    expect(middle - began).toBeLessThan(3_000);
    expect(performance.now() - middle).toBeLessThan(3_000);
  });
});
