import { Token } from "cdktf";
import { passwordPaths } from "../../../constructs/delivery/literal-passwords";

describe("passwordPaths", () => {
  it("finds connection strings with a password, however deep", () => {
    const values = {
      url: "postgres://app:hunter2@db/shop",
      nested: { list: ["amqp://host", "amqp://u:p@host"] },
      safe: "https://example.com",
    };
    expect(passwordPaths(values)).toEqual(["url", "nested.list.1"]);
  });

  it("names a plain value by the path it was given", () => {
    expect(passwordPaths("redis://:secret@host", "cache")).toEqual(["cache"]);
    expect(passwordPaths(42)).toEqual([]);
    expect(passwordPaths(null)).toEqual([]);
  });

  it("leaves what is known after apply alone", () => {
    expect(passwordPaths({ url: Token.asString({ resolve: () => "x" }) })).toEqual([]);
  });
});
