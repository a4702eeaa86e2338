#!/usr/bin/env bash
# check-kubernetes.sh - renders the three kustomizations under scripts/kubernetes as kubectl apply would, with made
# secrets, and looks at what came out: all kinds, images with versions, and nothing that Kubernetes would not take.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$home"
command -v kubectl >/dev/null || { echo "check-kubernetes: no kubectl on the PATH (Debian: apt-get install kubernetes-client)" >&2; exit 5; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# a copy, so that secrets that somebody keeps here for a cluster are neither read nor replaced
cp -R scripts/kubernetes "$work/kubernetes"
cp scripts/kubernetes/setup/secrets.env.example "$work/kubernetes/setup/secrets.env"
echo "no keystore" >"$work/kubernetes/setup/agent-keystore.p12"

mkdir "$work/rendered"
rendered() { # rendered NAME FOLDER KIND… - the folder's kinds, all of them and no others
  local file=$work/rendered/$1.yaml folder=$2 kinds
  shift 2
  kubectl kustomize "$folder" >"$file"
  kinds=$(sed -n 's/^kind: //p' "$file" | sort | tr '\n' ' ')
  [ "$kinds" = "$(printf '%s\n' "$@" | sort | tr '\n' ' ')" ] || {
    echo "check-kubernetes: $folder: rendered were $kinds- expected $*" >&2
    exit 1
  }
}
rendered setup "$work/kubernetes/setup" Namespace PersistentVolumeClaim Secret Secret
rendered run "$work/kubernetes" ConfigMap ConfigMap Job NetworkPolicy NetworkPolicy PodDisruptionBudget PodDisruptionBudget Service StatefulSet
rendered results "$work/kubernetes/results" Pod

# every image has its version, and every use of a generated ConfigMap the name that was made for it
if grep -h ' image: ' "$work"/rendered/*.yaml | grep -v ':[0-9][0-9.]*$'; then
  echo "check-kubernetes: an image without a version" >&2
  exit 1
fi
for map in load-agent load-controller; do
  made=$(grep -Eo "^  name: $map-[a-z0-9]+$" "$work/rendered/run.yaml" | head -n 1 | sed 's/.*: //')
  used=$(grep -Eo "^ +(- )?name: $map-[a-z0-9]+$" "$work/rendered/run.yaml" | sed 's/.*: //' | sort -u)
  if [ -z "$made" ] || [ "$made" != "$used" ]; then
    echo "check-kubernetes: ConfigMap $map: made '$made', used '$used'" >&2
    exit 1
  fi
done
for script in scripts/kubernetes/*.sh; do
  bash -n "$script"
done
mvn -B -ntp -q test -Dtest=KubernetesTest -Dkubernetes.rendered="$work/rendered"
echo "check-kubernetes: kubectl renders $(grep -hc '^kind: ' "$work"/rendered/*.yaml | awk "{ n += \$1 } END { print n }") manifests, and Kubernetes takes them"
