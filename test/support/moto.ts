import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import type { Attributes } from "./synth";

/** Whether moto's server, a fake AWS, is installed. */
export const MOTO = (() => {
  try {
    execFileSync("moto_server", ["--help"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

/** What moto does not simulate; whatever mentions one of these is left out with it. */
const UNSUPPORTED = [
  // The provider waits a minute for rules that moto gives back in another form; they are planned, not applied.
  "aws_s3_bucket_lifecycle_configuration",
  "aws_eks_addon",
  "aws_eks_access_entry",
  "aws_eks_access_policy_association",
  "aws_eks_pod_identity_association",
];

/** What moto takes but does not give back, or gives back though nobody asked: no difference of ours. */
const FORGOTTEN: Readonly<Record<string, readonly string[]>> = {
  aws_eks_cluster: ["access_config", "upgrade_policy", "zonal_shift_config", "bootstrap_self_managed_addons"],
  aws_eks_node_group: ["node_repair_config", "remote_access", "update_config"],
};

const SERVICES = ["ec2", "ecr", "eks", "iam", "kms", "logs", "s3", "sts"];

export interface Moto {
  readonly url: string;
  stop(): void;
}

/** Starts moto on a free port of this machine and waits until it answers. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
    // Policies such as AmazonEKSClusterPolicy exist in every account; moto loads them only when asked.
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
  });
  for (let attempt = 0; attempt < 150; attempt++) {
    const answers = await fetch(`${url}/moto-api/`).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) {
      return { url, stop: () => void server.kill() };
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  server.kill();
  throw new Error("moto_server did not answer within 30 seconds");
}

/** A configuration for the real AWS provider, pointed at moto, without what moto does not simulate. */
export function againstMoto(half: Attributes, url: string): Attributes {
  const resource = Object.fromEntries(
    Object.entries(half.resource as Record<string, Attributes>)
      .filter(([type]) => !UNSUPPORTED.includes(type))
      .map(([type, byName]) => [
        type,
        Object.fromEntries(
          Object.entries(byName as Record<string, Attributes>).map(([name, resource]) => [
            name,
            simulated(type, resource),
          ]),
        ),
      ]),
  );
  return {
    ...half,
    resource,
    provider: {
      aws: {
        ...half.provider.aws,
        // moto gives the tags of a launch template back as a block nobody wrote, a difference on every plan.
        default_tags: undefined,
        s3_use_path_style: true,
        endpoints: Object.fromEntries(SERVICES.map((service) => [service, url])),
      },
    },
  };
}

function simulated(type: string, { depends_on, lifecycle, ...resource }: Attributes): Attributes {
  const dependencies = (depends_on as string[] | undefined)?.filter(
    (address) => !UNSUPPORTED.some((type) => address.startsWith(`${type}.`)),
  );
  return {
    ...resource,
    ...(dependencies && { depends_on: dependencies }),
    lifecycle: {
      ...lifecycle,
      // The test destroys what it made, protected or not.
      prevent_destroy: false,
      ignore_changes: [...(lifecycle?.ignore_changes ?? []), ...(FORGOTTEN[type] ?? [])],
    },
  };
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
