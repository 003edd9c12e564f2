import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Jobs waiting for a Forgejo runner. Made from scaler-table.json by `npm run generate`. */
export interface ForgejoRunnerScalerProps extends TableScalerProps {
  /**
   * Access token of the Forgejo API that may list runner jobs. Never the value itself.
   * @default not set
   */
  readonly token?: SecretReference;
  /** Base URL of the Forgejo server, such as https://forgejo.example.com. */
  readonly address: string;
  /** Runner labels; jobs asking for them are counted. */
  readonly labels: readonly string[];
  /**
   * Count the jobs of the whole server; needs an administrator's token.
   * @default false
   */
  readonly global?: boolean;
  /**
   * Owner of the repository whose jobs are counted; goes with repo.
   * @default not set
   */
  readonly owner?: string;
  /**
   * Organization whose jobs are counted.
   * @default not set
   */
  readonly org?: string;
  /**
   * Repository whose jobs are counted; goes with owner.
   * @default not set
   */
  readonly repo?: string;
}
