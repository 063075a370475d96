#!/bin/sh
# Makes the package of an older commit, for `make systemd-test PREVIOUS=…`: previous.sh COMMIT. Its path is the last line. Where
# that commit is built stays below .build, so that a second time costs nothing.
set -eu
cd "$(dirname "$0")/../.."
commit=$(git rev-parse --verify --short "${1:?which commit (make previous OF=COMMIT)}^{commit}")
source=$PWD/.build/previous/$commit
[ -d "$source" ] || git worktree add --quiet --force --detach "$source" "$commit"
make -C "$source" deb >&2
cp "$source"/.build/package/klyfta_*.deb ".build/previous/klyfta-$commit.deb"
echo ".build/previous/klyfta-$commit.deb"
