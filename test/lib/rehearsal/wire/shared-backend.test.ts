import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { SharedBackend } from "../../../../lib/rehearsal/wire/shared-backend";
import { type Call, Refusal, UNKNOWN, type Values } from "../../../../lib/rehearsal/world/backend";
import { MemoryBackend } from "../../../support/memory-backend";
import { resource } from "../../../support/simulated";

const call: Call = {
  provider: "test",
  providerConfig: {},
  type: "test_thing",
  schema: resource({ id: { type: "string", computed: true } }),
};
const planned: Values = { id: UNKNOWN };

describe("SharedBackend", () => {
  let directory: string;
  let file: string;
  const restore = (json: unknown) =>
    json === undefined ? new MemoryBackend() : MemoryBackend.fromJSON(json);

  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-shared-"));
    file = path.join(directory, "world.json");
  });

  afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));

  it("shows every process the objects of the others", async () => {
    const { key } = await new SharedBackend(file, restore).create({ ...call, planned });
    expect(await new SharedBackend(file, restore).read({ ...call, key })).toEqual({ id: key });
  });

  it("loses no call where several come at once", async () => {
    const backends = [1, 2, 3].map(() => new SharedBackend(file, restore));
    const made = await Promise.all(
      Array.from({ length: 30 }, (_, index) => backends[index % 3]?.create({ ...call, planned })),
    );
    expect(new Set(made.map((each) => each?.key)).size).toBe(30);
    expect(fs.readdirSync(directory)).toEqual(["world.json"]);
  });

  it("passes a refusal on and goes on working", async () => {
    const refusing = () => new MemoryBackend((name) => (name.startsWith("create") ? "no" : undefined));
    const backend = new SharedBackend(file, refusing);
    await expect(backend.create({ ...call, planned })).rejects.toThrow(Refusal);
    expect(await backend.find({ ...call, id: "x" })).toBeUndefined();
    expect(fs.existsSync(file)).toBe(true);
  });

  it("takes over the lock of a process that is gone", async () => {
    const gone = spawnSync(process.execPath, ["--version"]);
    fs.writeFileSync(`${file}.lock`, String(gone.pid));
    const { key } = await new SharedBackend(file, restore).create({ ...call, planned });
    expect(key).toBe("test_thing-1");
  });
});
