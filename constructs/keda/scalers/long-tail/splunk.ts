import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Value found by a Splunk saved search. Made from scaler-table.json by `npm run generate`. */
export interface SplunkScalerProps extends TableScalerProps {
  /**
   * Splunk authentication token of the user, in place of a password. Never the value itself.
   * @default not set
   */
  readonly apiToken?: SecretReference;
  /**
   * Password of the user, in place of an authentication token. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Splunk user who owns or may run the saved search. Never the value itself.
   * @default not set
   */
  readonly username?: SecretReference;
  /** URL of the management port, e.g. https://splunk.example.com:8089. */
  readonly host: string;
  /**
   * Accepts any server certificate, self-signed ones too.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /** Search result one replica stands for, a whole number. */
  readonly targetValue: number;
  /** Search result that must be exceeded before the workload leaves zero, a whole number. */
  readonly activationValue: number;
  /** Saved search to run at every check, by its name in Splunk. */
  readonly savedSearchName: string;
  /** Field of the search result that holds the number, e.g. count. */
  readonly valueField: string;
}
