import type { Templates } from "./aws-templates";

/** What the helm and kubernetes providers fill in, beyond what follows from names. */
export const KUBERNETES_TEMPLATES: { readonly [type: string]: Templates } = {
  helm_release: {
    id: "{name}",
    status: "deployed",
    namespace: "default",
    version: "1.0.0",
    manifest: null,
    max_history: 0,
    timeout: 300,
    wait: true,
    render_subchart_notes: true,
    metadata: {
      name: "{name}",
      namespace: "{namespace}",
      chart: "{base:chart}",
      version: "{version}",
      app_version: "{version}",
      revision: 1,
      first_deployed: 1767225600,
      last_deployed: 1767225600,
      notes: "",
      values: "{}",
    },
  },
  kubernetes_storage_class: {
    reclaim_policy: "Delete",
    volume_binding_mode: "Immediate",
    allow_volume_expansion: true,
  },
  kubernetes_storage_class_v1: {
    reclaim_policy: "Delete",
    volume_binding_mode: "Immediate",
    allow_volume_expansion: true,
  },
};
