import { TerraformVariable } from "cdktf";
import type { ImageProps } from "cdktf-slipway/workload";
import type { Construct } from "constructs";
import type { Images } from "./environment";
import type { ServiceName } from "./services";

/** The image of a service, tagged as the environment's rule has it. */
export type ImageSource = (service: ServiceName) => ImageProps;

export function imageSource(scope: Construct, images: Images): ImageSource {
  const tagOf = tagSource(scope, images);
  return (service) => ({ repository: `${images.prefix}${service}`, tag: tagOf(service) });
}

function tagSource(scope: Construct, images: Images): (service: ServiceName) => string {
  if (images.tags === "latest") {
    return () => "latest";
  }
  if (images.tags === "versions") {
    return (service) => images.versions[service];
  }
  // A pipeline deploys a commit with TF_VAR_image_tag=<sha>, without touching this program.
  const commit = new TerraformVariable(scope, "image_tag", {
    type: "string",
    description: "Commit the images were built from",
    validation: [
      {
        condition: '${can(regex("^[0-9a-f]{7,40}$", var.image_tag))}',
        errorMessage: "A commit is 7 to 40 hexadecimal digits, without develop- in front.",
      },
    ],
  });
  return () => `develop-${commit.stringValue}`;
}
