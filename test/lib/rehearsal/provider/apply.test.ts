import { applyChange, settle } from "../../../../lib/rehearsal/provider/apply";
import type { BlockSchema } from "../../../../lib/rehearsal/schema/types";
import { type Call, Refusal, UNKNOWN, type Values } from "../../../../lib/rehearsal/world/backend";
import { MemoryBackend } from "../../../support/memory-backend";
import { resource } from "../../../support/simulated";

const text = { type: "string", optional: true } as const;
const made = { type: "string", computed: true } as const;
const inner: BlockSchema = { attributes: { a: text, made }, blocks: {} };
const call: Call = {
  provider: "test",
  providerConfig: {},
  type: "test_thing",
  schema: resource({ id: made, name: text }, { blocks: { many: { nesting: "list", block: inner } } }),
};
const planned: Values = { id: UNKNOWN, name: "n", many: [{ a: "x", made: UNKNOWN }] };

describe("applyChange", () => {
  it("creates, updates and deletes the object of a key", async () => {
    const backend = new MemoryBackend();
    const created = await applyChange(backend, call, { prior: null, planned, key: undefined });
    expect(created).toEqual({
      key: "test_thing-1",
      values: { id: "test_thing-1", name: "n", many: [{ a: "x", made: "test_thing-1-made" }] },
    });
    const after = { ...created.values, name: "m" };
    const updated = await applyChange(backend, call, {
      prior: created.values,
      planned: after,
      key: created.key,
    });
    expect(updated).toEqual({ key: "test_thing-1", values: after });
    const deleted = await applyChange(backend, call, { prior: after, planned: null, key: created.key });
    expect(deleted).toEqual({ values: null, key: undefined });
    expect(backend.objects.size).toBe(0);
  });

  it("finds an object by its id where the state carries no key, as a state of the real provider", async () => {
    const backend = new MemoryBackend();
    const { values } = await applyChange(backend, call, { prior: null, planned, key: undefined });
    await applyChange(backend, call, { prior: values, planned: null, key: undefined });
    expect(backend.objects.size).toBe(0);
  });

  it("takes the deletion of an object that is gone for done", async () => {
    const change = { prior: { id: "gone" }, planned: null, key: undefined };
    expect(await applyChange(new MemoryBackend(), call, change)).toEqual({ values: null, key: undefined });
  });

  it("fails to update an object that does not exist", async () => {
    const change = { prior: { id: "gone" }, planned, key: undefined };
    await expect(applyChange(new MemoryBackend(), call, change)).rejects.toThrow(
      new Refusal("test_thing to change was not found"),
    );
  });
});

describe("settle", () => {
  const { block } = call.schema;

  it("returns what was planned and takes only the unknown from what was made", () => {
    const result = { id: "i", name: "other", many: [{ a: "other", made: "m" }] };
    expect(settle(block, planned, result)).toEqual({ id: "i", name: "n", many: [{ a: "x", made: "m" }] });
  });

  it("takes everything of a block whose number of elements was not known", () => {
    const result = {
      id: "i",
      many: [
        { a: "1", made: "m" },
        { a: "2", made: "m" },
      ],
    };
    expect(settle(block, { id: "i", name: null, many: UNKNOWN }, result).many).toEqual(result.many);
  });

  it("leaves null where nothing was made", () => {
    expect(settle(block, planned, {})).toEqual({ id: null, name: "n", many: [{ a: "x", made: null }] });
  });
});
