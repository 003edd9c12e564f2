/** The repository this folder stands for: its program, and below `deploy` what Argo CD and Flux take from it. */
export const REPOSITORY = "https://github.com/example/devops-platform.git";
