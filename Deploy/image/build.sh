#!/bin/sh
# Makes the image: build.sh BINARY MANUAL OUTPUT-DIRECTORY. Needs root, and Debian's buildah; no daemon, no network, no registry.
set -eu
binary=$1 manual=$2 out=$3
here=$(cd "$(dirname "$0")/../.." && pwd)
version=$("$binary" --version)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
umask 022

mkdir -p "$out"
staged=$(mktemp -d)
trap 'rm -rf "$staged"' EXIT
"$here/Deploy/package/stage.sh" "$binary" "$manual" "$staged" /usr
"$here/Deploy/image/tree.sh" "$staged" "$out/tree"
rm -f "$out/klyfta.oci.tar"
engine() { buildah --root "$out/store" --runroot "$out/run" --storage-driver vfs "$@"; }
engine bud --quiet --isolation chroot --timestamp "$SOURCE_DATE_EPOCH" --label "org.opencontainers.image.version=$version" \
    --file "$here/Deploy/image/Containerfile" --tag "klyfta:$version" "$out/tree" >&2
engine push --quiet "klyfta:$version" "oci-archive:$out/klyfta.oci.tar:klyfta:$version" >&2
engine rmi --all --force >/dev/null
rm -rf "$out/tree"
echo "$out/klyfta.oci.tar"
