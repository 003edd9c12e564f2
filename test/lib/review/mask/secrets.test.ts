import * as fc from "fast-check";
import { isMark, Secrets } from "../../../../lib/review/mask/secrets";

describe("Secrets", () => {
  it("finds the longest of secrets that begin alike", () => {
    const secrets = new Secrets();
    secrets.add("abcdef");
    secrets.add("abcdefgh");
    expect(secrets.mask("<abcdefgh|abcdefg>")).toBe("<(sensitive #2)|(sensitive #1)g>");
  });

  it("looks for short secrets as whole values only, and for the shortest nowhere", () => {
    const secrets = new Secrets();
    secrets.add("abcd");
    secrets.add("abc");
    expect(secrets.mask("abcd")).toBe("(sensitive #1)");
    expect(secrets.mask("xabcdx")).toBe("xabcdx");
    expect(secrets.mask("abc")).toBe("abc");
  });

  it("does not blank a plan for words everybody uses", () => {
    const secrets = new Secrets();
    expect(secrets.add("enabled")).toBe("(sensitive #1)");
    expect(secrets.mask("enabled: enabled")).toBe("enabled: enabled");
  });

  it("takes what stands for a secret for no secret", () => {
    const secrets = new Secrets();
    const mark = secrets.add("password1");
    expect(secrets.add(mark)).toBe(mark);
    expect(secrets.count).toBe(1);
    expect(isMark(mark)).toBe(true);
  });

  it("leaves no secret in any text", () => {
    const word = fc.string({ unit: fc.constantFrom(..."ab.*"), minLength: 6, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.array(word), (known, texts) => {
        const secrets = new Secrets();
        for (const secret of known) {
          secrets.add(secret);
        }
        const text = [...texts, ...known].join("");
        const masked = secrets.mask(text);
        for (const secret of known) {
          expect(masked).not.toContain(secret);
        }
      }),
    );
  });
});
