import { Secret } from "../../../constructs/secrets";
import { contextOf, reported } from "../../support/workloads";

describe("Secret.existing", () => {
  it("brings nothing with it", () => {
    expect(Secret.existing("users").bind(contextOf())).toEqual({});
  });

  it("knows its keys where they are named", () => {
    expect(Secret.existing("users", ["jwt"]).keys).toEqual(["jwt"]);
    expect(Secret.existing("users").keys).toBeUndefined();
  });

  it("reports a name no Secret has", () => {
    const { codes } = reported((problems) => Secret.existing("Users_").bind(contextOf(problems)));
    expect(codes).toEqual(["name invalid-name"]);
  });
});
