import * as fc from "fast-check";
import {
  expiredPreviews,
  type ListedNamespace,
} from "../../../../constructs/delivery/preview/expired-previews";

const CREATED = "2026-11-20T06:00:00Z";

function namespace(number: number, ttlHours: number | string, created = CREATED): ListedNamespace {
  return {
    metadata: {
      name: `preview-${number}`,
      creationTimestamp: created,
      labels: {
        "slipway.dev/preview": String(number),
        "slipway.dev/preview-stack": `preview-${number}`,
        "slipway.dev/ttl-hours": String(ttlHours),
      },
    },
  };
}

function expired(namespaces: readonly ListedNamespace[], now: string): string[] {
  return expiredPreviews(namespaces, new Date(now)).map(({ stack }) => stack);
}

describe("expiredPreviews", () => {
  it("finds a preview at the moment its time is over, not before", () => {
    expect(expired([namespace(7, 24)], "2026-11-21T05:59:59Z")).toEqual([]);
    expect(expiredPreviews([namespace(7, 24)], new Date("2026-11-21T06:00:00Z"))).toEqual([
      {
        number: 7,
        stack: "preview-7",
        namespace: "preview-7",
        expiredAt: new Date("2026-11-21T06:00:00Z"),
      },
    ]);
  });

  it("counts hours from the namespace's creation, for any time to live", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 720 }), fc.integer({ min: -1000, max: 1000 }), (ttl, offset) => {
        const now = new Date(Date.parse(CREATED) + ttl * 3_600_000 + offset);
        expect(expiredPreviews([namespace(7, ttl)], now)).toHaveLength(offset >= 0 ? 1 : 0);
      }),
    );
  });

  it("names the oldest first", () => {
    const namespaces = [namespace(9, 2), namespace(8, 1), namespace(7, 2)];
    expect(expired(namespaces, "2026-12-01T00:00:00Z")).toEqual(["preview-8", "preview-7", "preview-9"]);
  });

  it("passes over everything it is not sure of", () => {
    const { metadata } = namespace(7, 1);
    const others: ListedNamespace[] = [
      { metadata: { name: "kube-system", creationTimestamp: CREATED } },
      { metadata: { ...metadata, name: "production" } },
      { metadata: { ...metadata, creationTimestamp: "yesterday" } },
      { metadata: { ...metadata, labels: { ...metadata.labels, "slipway.dev/preview": "x" } } },
      namespace(7, "never"),
      namespace(7, "0"),
    ];
    expect(expired(others, "2027-01-01T00:00:00Z")).toEqual([]);
  });
});
