import { accountOf } from "../../../../lib/rehearsal/world/account";
import { Seed } from "../../../../lib/rehearsal/world/seed";
import { fillTemplate } from "../../../../lib/rehearsal/world/template";

const attributes: Record<string, string> = {
  name: "orders",
  url: "https://oidc.example.com/id/1",
  chart: "oci://example.com/charts/keda",
};
const source = {
  account: accountOf({ region: "eu-central-1" }),
  seed: new Seed("a"),
  attribute: (name: string) => attributes[name],
};

describe("fillTemplate", () => {
  it.each([
    [
      "arn:{partition}:ecr:{region}:{account}:repository/{name}",
      "arn:aws:ecr:eu-central-1:123456789012:repository/orders",
    ],
    ["https://{name}.{dns_suffix}", "https://orders.amazonaws.com"],
    ["role{path|/}{name}", "role/orders"],
    ["{missing}", ""],
    ["{bare:url}", "oidc.example.com/id/1"],
    ["{base:chart}", "keda"],
    ["${version} {}", "${version} {}"],
    ['{"Version": 1}', '{"Version": 1}'],
  ])("fills %s", (template, expected) => {
    expect(fillTemplate(template, source)).toBe(expected);
  });

  it("draws from the seed, anew for every word", () => {
    const [one, two] = fillTemplate("{uuid} {uuid}", source).split(" ");
    expect(one).not.toBe(two);
    expect(fillTemplate("{HEX:32}|{digits:4}|{upper:5}|{lower:6}|{hex:17}", source)).toMatch(
      /^[0-9A-F]{32}\|\d{4}\|[A-Z2-7]{5}\|[a-z0-9]{6}\|[0-9a-f]{17}$/,
    );
  });

  it("gives the same text each time", () => {
    expect(fillTemplate("{hex:8}{certificate}", source)).toBe(fillTemplate("{hex:8}{certificate}", source));
  });
});
