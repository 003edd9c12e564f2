import * as fs from "node:fs";
import * as path from "node:path";
import { type StateHome, stateInFile, stateInMemory } from "../../../../lib/rehearsal/harness/state-home";

const homes: StateHome[] = [];

async function inMemory(): Promise<{ home: StateHome; address: string }> {
  const home = await stateInMemory();
  homes.push(home);
  return { home, address: String(home.settings.address) };
}

afterEach(async () => {
  await Promise.all(homes.splice(0).map((home) => home.close()));
});

describe("state in memory", () => {
  it("is what terraform saved last, and not there before", async () => {
    const { home, address } = await inMemory();
    expect((await fetch(address)).status).toBe(404);
    expect(home.read()).toBeUndefined();
    await fetch(address, { method: "POST", body: '{"serial":1}' });
    await fetch(address, { method: "POST", body: '{"serial":2}' });
    expect(await (await fetch(address)).text()).toBe('{"serial":2}');
    expect(home.read()).toBe('{"serial":2}');
    await fetch(address, { method: "DELETE" });
    expect((await fetch(address)).status).toBe(404);
  });

  it("takes a state of many megabytes", async () => {
    const { home, address } = await inMemory();
    const large = "x".repeat(20_000_000);
    await fetch(address, { method: "POST", body: large });
    expect(home.read()).toHaveLength(large.length);
  });

  it("fails at any other path: there is one state, and its address is not guessed", async () => {
    const { home, address } = await inMemory();
    const other = await fetch(new URL("/", address), { method: "POST", body: "mine" });
    expect(other.status).toBe(404);
    expect(home.read()).toBeUndefined();
    expect((await inMemory()).address).not.toBe(address);
  });

  it("fails when it is closed, even while somebody is connected", async () => {
    const { home, address } = await inMemory();
    await fetch(address);
    await home.close();
    await expect(fetch(address)).rejects.toThrow(/fetch failed/);
  });
});

describe("state in a file", () => {
  it("is none where terraform was killed in the middle of a save", async () => {
    const home = stateInFile();
    homes.push(home);
    const file = String(home.settings.path);
    fs.writeFileSync(file, '{"version": 4, "resour');
    expect(home.read()).toBeUndefined();
    expect(fs.existsSync(file)).toBe(false);
  });

  it("is what the file holds, and goes with its folder", async () => {
    const home = stateInFile();
    const file = String(home.settings.path);
    expect(home.read()).toBeUndefined();
    fs.writeFileSync(file, "{}");
    expect(home.read()).toBe("{}");
    await home.close();
    expect(fs.existsSync(path.dirname(file))).toBe(false);
  });
});
