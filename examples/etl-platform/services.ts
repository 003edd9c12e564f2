/** A producer puts work into a queue, a consumer takes it out. */
export type Service = {
  readonly role: "producer" | "consumer";
  readonly queue: string;
  /** Messages one replica of a consumer works off. */
  readonly messagesPerReplica?: number;
};

/** Services of the pipeline; each is built from the folder of its name and tagged with the commit. */
export const SERVICES = {
  "orders-producer": { role: "producer", queue: "orders" },
  "clicks-producer": { role: "producer", queue: "clicks" },
  "orders-consumer": { role: "consumer", queue: "orders", messagesPerReplica: 20 },
  "clicks-consumer": { role: "consumer", queue: "clicks", messagesPerReplica: 500 },
} as const satisfies Readonly<Record<string, Service>>;
