import { EventLog } from "../../../../lib/rehearsal/world/events";

const event = (started: number, key: string) => ({
  started,
  action: "create" as const,
  type: "aws_vpc",
  key,
  name: key,
});

describe("EventLog", () => {
  it("orders starts and ends by one clock, so that what ran side by side can be told from what waited", () => {
    const log = new EventLog();
    const [a, b] = [log.start(), log.start()];
    log.end(event(b, "b"));
    log.end(event(a, "a"));
    log.end(event(log.start(), "c"));
    expect(log.all().map(({ key, started, order }) => [key, started, order])).toEqual([
      ["b", 2, 3],
      ["a", 1, 4],
      ["c", 5, 6],
    ]);
  });

  it("goes on counting where an earlier log ended", () => {
    const log = new EventLog();
    log.end(event(log.start(), "a"));
    const next = new EventLog(log.all());
    expect(next.start()).toBe(3);
    expect(next.all()).toEqual(log.all());
  });

  it("hands out copies: what was read does not grow", () => {
    const log = new EventLog();
    const before = log.all();
    log.end(event(log.start(), "a"));
    expect(before).toEqual([]);
  });
});
