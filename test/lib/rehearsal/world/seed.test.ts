import * as fc from "fast-check";
import { Seed } from "../../../../lib/rehearsal/world/seed";

const text = fc.string();
const draws = (seed: Seed) => [
  seed.hex(17),
  seed.digits(10),
  seed.upper(17),
  seed.lower(6),
  seed.uuid(),
  seed.certificate(),
  seed.between(1, 254),
];

describe("Seed", () => {
  it("gives the same values for the same text", () => {
    fc.assert(fc.property(text, (one) => expect(draws(new Seed(one))).toEqual(draws(new Seed(one)))));
  });

  it("gives different ids for different texts and labels", () => {
    fc.assert(
      fc.property(fc.uniqueArray(text, { minLength: 2, maxLength: 40 }), (texts) => {
        const seeds = texts.flatMap((one) => [new Seed(one), new Seed(one).at("label")]);
        expect(new Set(seeds.map((seed) => seed.hex(16))).size).toBe(seeds.length);
        expect(new Set(seeds.map((seed) => seed.uuid())).size).toBe(seeds.length);
      }),
    );
  });

  it("draws from its alphabets, in the length asked for", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 32 }), (one, length) => {
        const seed = new Seed(one);
        expect(seed.hex(length)).toMatch(new RegExp(`^[0-9a-f]{${length}}$`));
        expect(seed.digits(length)).toMatch(new RegExp(`^[1-9][0-9]{${length - 1}}$`));
        expect(seed.upper(length)).toMatch(new RegExp(`^[A-Z2-7]{${length}}$`));
        expect(seed.lower(length)).toMatch(new RegExp(`^[a-z0-9]{${length}}$`));
        expect(seed.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });

  it("keeps numbers inside their bounds", () => {
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: -5, max: 5 }),
        fc.integer({ min: 0, max: 300 }),
        (one, low, span) => {
          const drawn = new Seed(one).between(low, low + span);
          expect(drawn >= low && drawn <= low + span).toBe(true);
        },
      ),
    );
  });

  it("makes certificates whose decoded form is text, because base64decode of Terraform takes nothing else", () => {
    const decoded = Buffer.from(new Seed("a").certificate(), "base64").toString("utf8");
    expect(decoded).toMatch(/^-----BEGIN CERTIFICATE-----\n[\w+/=]+\n-----END CERTIFICATE-----\n$/);
  });
});
