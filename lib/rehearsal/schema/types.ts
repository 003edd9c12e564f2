/** A Terraform type as its wire format writes it: `"string"`, `["set", "string"]`, `["object", { a: "bool" }]`. */
export type TfType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", TfType]
  | readonly ["object", Readonly<Record<string, TfType>>];

/** How nested values are held. */
export type Nesting = "single" | "list" | "set" | "map";

/** An argument or attribute of a block. */
export type AttributeSchema = {
  /** Type of the value; for a nested attribute the object or collection of objects it amounts to. */
  readonly type: TfType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  /** Hidden in plans. */
  readonly sensitive?: boolean;
  /** Read at apply, never kept in the state. */
  readonly writeOnly?: boolean;
  /**
   * Set for an attribute with attributes of its own (helm_release.set), which then have flags of their own. On the wire such an
   * attribute is sent as `nested_type` and not as `type`. A plain object attribute (aws_security_group.ingress) has only `type`.
   */
  readonly nested?: NestedAttributeSchema;
};

/** Attributes inside an attribute, and how they are held. */
export type NestedAttributeSchema = {
  readonly nesting: Nesting;
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
};

/** A block inside a block. */
export type NestedBlockSchema = {
  readonly nesting: Nesting;
  readonly block: BlockSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** The provider fills the block when the configuration leaves it out (aws_eks_cluster.kubernetes_network_config). */
  readonly computed?: boolean;
};

export type BlockSchema = {
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
  readonly blocks: Readonly<Record<string, NestedBlockSchema>>;
};

/** A rule the provider itself checks, beyond types. Paths are dotted, list and set steps left out: `vpc_config.subnet_ids`. */
export type ProviderRule =
  | {
      readonly kind: "conflicting" | "exactly-one-of" | "at-least-one-of" | "required-together";
      readonly paths: readonly string[];
    }
  | { readonly kind: "one-of-values"; readonly path: string; readonly values: readonly string[] };

export type ResourceSchema = {
  readonly block: BlockSchema;
  /** Paths whose change forces a replacement, dotted as in `ProviderRule`. */
  readonly forceNew: readonly string[];
  readonly rules: readonly ProviderRule[];
};

/** One provider, as its bindings describe it. */
export type ProviderSchema = {
  /** Local name: `aws`. */
  readonly name: string;
  /** `registry.terraform.io/hashicorp/aws`. */
  readonly source: string;
  /** Version of the provider the bindings were made for: `6.25.0`. */
  readonly version: string;
  readonly config: BlockSchema;
  readonly resources: Readonly<Record<string, ResourceSchema>>;
  readonly dataSources: Readonly<Record<string, ResourceSchema>>;
  /** What the bindings do not settle, with its path; such an attribute is served as dynamic. */
  readonly warnings?: readonly string[];
};
