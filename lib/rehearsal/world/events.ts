import type { CallAction } from "./faults";

/** One call to the world, as it ended. */
export type WorldEvent = {
  /** Place in the order in which calls ended. Counts from 1 together with `started`. */
  readonly order: number;
  /** When the call arrived: an event that started after another's order can depend on it. */
  readonly started: number;
  readonly action: CallAction | "refuse";
  readonly type: string;
  /** Key of the object; empty where a create was refused, `data.<type>` for a data source. */
  readonly key: string;
  /** Name of the object for people: its name, its `Name` tag or its id. */
  readonly name: string;
  /** What was refused, and why, in the words of the service. Only for `refuse`. */
  readonly attempted?: CallAction;
  readonly reason?: string;
};

/** The log of a world: who asked for what, in which order. */
export class EventLog {
  private readonly list: WorldEvent[];
  private clock: number;

  constructor(events: readonly WorldEvent[] = []) {
    this.list = [...events];
    this.clock = events.reduce((last, { order }) => Math.max(last, order), 0);
  }

  /** Every event, in the order of their ends. */
  all(): readonly WorldEvent[] {
    return [...this.list];
  }

  /** Notes that a call has arrived and returns when. */
  start(): number {
    this.clock += 1;
    return this.clock;
  }

  /** Notes how a call ended. */
  end(event: Omit<WorldEvent, "order">): void {
    this.clock += 1;
    this.list.push({ order: this.clock, ...event });
  }
}
