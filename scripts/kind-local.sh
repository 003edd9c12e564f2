#!/usr/bin/env bash
# Makes or removes the cluster of the environment `local`: kind, and a registry on localhost:5001.
# Usage: [KIND_CLUSTER=name KIND_CONFIG=file] scripts/kind-local.sh up|down
set -euo pipefail

cluster=slipway-local
registry=slipway-registry
registry_image=registry:2.8.3
port=5001
config="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/stacks/environments/kind.yaml"
# An example brings a cluster of its own.
cluster="${KIND_CLUSTER:-$cluster}"
config="${KIND_CONFIG:-$config}"

need() {
  command -v "$1" >/dev/null || {
    echo "$1 is not on the PATH. The local environment needs docker, kind and kubectl." >&2
    exit 1
  }
}

up() {
  if [ -z "$(docker ps -q --filter "name=^${registry}$" --filter status=running)" ]; then
    docker rm -f "$registry" >/dev/null 2>&1 || true
    docker run -d --restart=always -p "127.0.0.1:${port}:5000" --name "$registry" "$registry_image" >/dev/null
  fi
  if ! kind get clusters | grep -qx "$cluster"; then
    kind create cluster --config "$config" --wait 120s
  fi
  docker network connect kind "$registry" 2>/dev/null || true # connected already
  for node in $(kind get nodes --name "$cluster"); do
    docker exec "$node" mkdir -p "/etc/containerd/certs.d/localhost:${port}"
    printf '[host."http://%s:5000"]\n' "$registry" |
      docker exec -i "$node" cp /dev/stdin "/etc/containerd/certs.d/localhost:${port}/hosts.toml"
  done
  # Tells tools such as Tilt and Skaffold where images of this cluster go (KEP-1755).
  kubectl --context "kind-${cluster}" apply -f - <<MANIFEST
apiVersion: v1
kind: ConfigMap
metadata:
  name: local-registry-hosting
  namespace: kube-public
data:
  localRegistryHosting.v1: |
    host: "localhost:${port}"
MANIFEST
  echo "Ready: context kind-${cluster}, registry localhost:${port}. Next: npx cdktf deploy"
}

down() {
  kind delete cluster --name "$cluster"
  docker rm -f "$registry" >/dev/null 2>&1 || true
}

case "${1:-}" in
  up | down)
    need docker
    need kind
    need kubectl
    "$1"
    ;;
  *)
    echo "usage: scripts/kind-local.sh up|down" >&2
    exit 2
    ;;
esac
