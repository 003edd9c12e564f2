import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { Manifests } from "../../helm/manifests";
import { resolveApplication } from "./application-config";
import type { ApplicationProps } from "./application-props";
import { argoApplication } from "./argo-application";
import { fluxApplication } from "./flux-application";
import { gitOpsManifests } from "./gitops-manifests";

/**
 * A folder of a repository that Argo CD or Flux keeps in the cluster: a team hands its workloads to GitOps while the
 * platform stays here.
 *
 *     new Application(this, "Users", {
 *       gitOps: argoCd,
 *       project: shop,
 *       name: "users",
 *       repository: "https://github.com/acme/shop.git",
 *       path: "deploy/users",
 *       revision: { tag: "v1.4.2" },
 *       namespace: "shop",
 *     });
 *
 * The props are the same for both controllers. What one of them does not know is refused, never left out.
 *
 * @throws ConfigError `invalid-name`, `invalid-url`, `literal-secret`, `one-revision`, `moving-revision`,
 * `invalid-commit`, `invalid-path`, `unknown-sync`, `unknown-deletion`, `unknown-rendering`, `tag-or-digest`,
 * `mutable-tag`, `invalid-digest`, `unknown-difference`, `invalid-pointer`, `missing-project`, `default-project`,
 * `missing-service-account`, `not-supported`
 */
export class Application extends Construct implements ITerraformDependable {
  readonly name: string;
  /** The release that carries the application, not what it deploys. */
  readonly manifests: Manifests;
  /** Address of the release. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id);
    const { gitOps, project, dependsOn } = props;
    const config = resolveOrThrow(this, "ApplicationProps", (problems) =>
      resolveApplication(props, problems),
    );
    this.name = config.name;
    this.manifests = gitOpsManifests(this, gitOps, {
      releaseName: config.releaseName,
      namespace: gitOps.controller === "argo-cd" ? gitOps.namespace : config.namespace,
      manifests:
        gitOps.controller === "argo-cd"
          ? [argoApplication(config, gitOps.namespace)]
          : fluxApplication(config),
      project,
      dependsOn,
    });
    this.fqn = this.manifests.fqn;
  }
}
