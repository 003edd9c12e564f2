import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Browser sessions queued and running in a Selenium Grid. Made from scaler-table.json by `npm run generate`. */
export interface SeleniumGridScalerProps extends TableScalerProps {
  /**
   * GraphQL endpoint of the grid, e.g. http://selenium-hub:4444/graphql.
   * @default not set
   */
  readonly url?: string | SecretReference;
  /**
   * Scheme of the Authorization header, such as Basic, Bearer or OAuth2. Never the value itself.
   * @default not set
   */
  readonly authType?: SecretReference;
  /**
   * User for HTTP basic authentication at the grid. Never the value itself.
   * @default not set
   */
  readonly username?: SecretReference;
  /**
   * Password for HTTP basic authentication at the grid. Never the value itself.
   * @default not set
   */
  readonly password?: SecretReference;
  /**
   * Token sent after the scheme named in authType. Never the value itself.
   * @default not set
   */
  readonly accessToken?: SecretReference;
  /**
   * Browser whose session requests count, e.g. chrome.
   * @default not set
   */
  readonly browserName?: string;
  /**
   * Browser name in running sessions where it differs, e.g. msedge for MicrosoftEdge.
   * @default not set
   */
  readonly sessionBrowserName?: string;
  /**
   * Browser version a session request has to ask for, e.g. 126.0.
   * @default not set
   */
  readonly browserVersion?: string;
  /**
   * Platform a session request has to ask for, e.g. linux.
   * @default not set
   */
  readonly platformName?: string;
  /**
   * Sessions that must be exceeded before the workload leaves zero.
   * @default 0
   */
  readonly activationThreshold?: number;
  /**
   * Accepts any certificate from an HTTPS grid, self-signed ones too.
   * @default false
   */
  readonly unsafeSsl?: boolean;
  /**
   * Sessions one node runs side by side, the same as its --max-sessions flag.
   * @default 1
   */
  readonly nodeMaxSessions?: number;
  /**
   * Whether the nodes offer managed downloads, so requests asking for that count as well.
   * @default true
   */
  readonly enableManagedDownloads?: boolean;
  /**
   * Further capabilities a request has to carry, as JSON text, e.g. {"myApp:version":"beta"}.
   * @default not set
   */
  readonly capabilities?: string;
}
