export * from "./cluster";
export * from "./cluster-providers";
export * from "./kubeconfig-cluster";
export * from "./node-pool";
