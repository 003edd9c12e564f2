import type { TfType } from "./types";

const PRIMITIVES: ReadonlyMap<string, TfType> = new Map<string, TfType>([
  ["string", "string"],
  ["number", "number"],
  ["boolean", "bool"],
  // cdktf writes `any` where it gave up on a recursive type and where the provider itself has a dynamic attribute.
  ["any", "dynamic"],
]);

// Names as in `getStringAttribute`, `getNumberListAttribute` and as in the classes `StringMap`, `NumberMapList` of the engine.
const ATTRIBUTES: ReadonlyMap<string, TfType> = new Map<string, TfType>([
  ["String", "string"],
  ["Number", "number"],
  ["Boolean", "bool"],
  ["List", ["list", "string"]],
  ["NumberList", ["list", "number"]],
  ["StringMap", ["map", "string"]],
  ["NumberMap", ["map", "number"]],
  ["BooleanMap", ["map", "bool"]],
  ["AnyMap", "dynamic"],
]);

/**
 * Terraform type of a value from the type of its private member and the expression of its getter. Returns undefined if neither
 * is known.
 */
export function valueType(declared: string | undefined, getter: string): TfType | undefined {
  const accessor = /\bthis\.get(\w+)Attribute\(/.exec(getter)?.[1];
  const type = accessor === undefined ? undefined : ATTRIBUTES.get(accessor);
  if (type !== undefined) {
    return asSet(type, getter);
  }
  if (getter.includes("interpolationForAttribute(")) {
    return asSet(declared === undefined ? "dynamic" : declaredType(declared), getter);
  }
  return undefined;
}

/** Terraform type of one of the engine's own map classes: `StringMap`, `NumberMapList`. */
export function engineClassType(className: string, wrapsSet: boolean): TfType | undefined {
  const list = className.endsWith("MapList");
  const type = ATTRIBUTES.get(list ? className.slice(0, -"List".length) : className);
  if (type === undefined || !className.includes("Map")) {
    return undefined;
  }
  return list ? [wrapsSet ? "set" : "list", type] : type;
}

/** Terraform type of a type as cdktf writes it in TypeScript: `string[]`, `{ [key: string]: number }`, `boolean | cdktf.IResolvable`. */
export function declaredType(text: string): TfType | undefined {
  const type = unwrap(text);
  const primitive = PRIMITIVES.get(type);
  if (primitive !== undefined) {
    return primitive;
  }
  const map = /^\{ \[key: string\]: (.*) \}$/.exec(type)?.[1];
  const list = /^(.*)\[\]$/.exec(type)?.[1] ?? /^Array<(.*)>$/.exec(type)?.[1];
  const element = map ?? list;
  const inner = element === undefined ? undefined : declaredType(element);
  if (inner === undefined) {
    return undefined;
  }
  // A collection of anything has no type in Terraform's own terms: the attribute as a whole is dynamic.
  return inner === "dynamic" ? "dynamic" : [map === undefined ? "list" : "map", inner];
}

/** Whether a dynamic part occurs anywhere in a type. */
export function containsDynamic(type: TfType): boolean {
  if (typeof type === "string") {
    return type === "dynamic";
  }
  return type[0] === "object" ? Object.values(type[1]).some(containsDynamic) : containsDynamic(type[1]);
}

/** cdktf reaches into sets by `tolist`, the only trace a set of plain values leaves. */
function asSet(type: TfType | undefined, getter: string): TfType | undefined {
  const isList = typeof type === "object" && type[0] === "list";
  return isList && getter.includes("Fn.tolist(") ? ["set", type[1]] : type;
}

function unwrap(text: string): string {
  const type = text.trim().replace(/ \| \w+\.IResolvable$/, "");
  return type.startsWith("(") && type.endsWith(")") ? unwrap(type.slice(1, -1)) : type;
}
