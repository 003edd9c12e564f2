import { callNames, decodeMessage, encodeMessage } from "../../../../lib/rehearsal/wire/messages";

describe("messages", () => {
  it("writes fields under their numbers in the protocol", () => {
    const diagnostic = { severity: "ERROR", summary: "s", detail: "" };
    const bytes = encodeMessage("PlanResourceChangeResponse", { diagnostics: [diagnostic] });
    // Field 4 with 7 bytes: field 1 = 1 (ERROR), field 2 = "s", field 3 = "".
    expect(bytes.toString("hex")).toBe("22070801120173" + "1a00");
  });

  it("writes the first element of a list, whose number is zero", () => {
    const path = { steps: [{ attributeName: "rule" }, { elementKeyInt: 0 }] };
    const bytes = encodeMessage("AttributePath", path);
    expect(bytes.toString("hex")).toBe("0a060a0472756c65" + "0a021800");
  });

  it("reads what it wrote, with absent parts spelled out", () => {
    const bytes = encodeMessage("ReadResourceRequest", {
      typeName: "test_thing",
      currentState: { msgpack: Buffer.from([0xc0]) },
    });
    expect(decodeMessage("ReadResourceRequest", bytes)).toEqual({
      typeName: "test_thing",
      currentState: { msgpack: Buffer.from([0xc0]), json: expect.anything() },
      private: expect.objectContaining({ length: 0 }),
    });
  });

  it("skips fields it does not know, which newer terraform may send", () => {
    const known = encodeMessage("ImportResourceStateRequest", { typeName: "t", id: "i" });
    const unknown = Buffer.from([0xa2, 0x06, 0x01, 0x78]);
    expect(decodeMessage("ImportResourceStateRequest", Buffer.concat([known, unknown]))).toEqual({
      typeName: "t",
      id: "i",
    });
  });

  it("names every call of the protocol that is answered", () => {
    expect(callNames()).toEqual(
      expect.arrayContaining(["GetProviderSchema", "PlanResourceChange", "ReadDataSource", "StopProvider"]),
    );
    expect(callNames()).toHaveLength(14);
  });
});
