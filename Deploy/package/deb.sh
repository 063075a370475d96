#!/bin/sh
# Makes the Debian package: deb.sh BINARY MANUAL OUTPUT-DIRECTORY. Needs dpkg-deb, scdoc and python3; the same sources give the same
# package, bit for bit, for all times in it are those of the last commit (or $SOURCE_DATE_EPOCH).
set -eu
binary=$1 manual=$2 out=$3
here=$(cd "$(dirname "$0")/../.." && pwd)
version=$("$binary" --version)
revision=1
architecture=$(dpkg --print-architecture)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct)}
export SOURCE_DATE_EPOCH LC_ALL=C
umask 022

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
stripped=$root.klyfta
strip --strip-unneeded --remove-section=.comment --remove-section=.note -o "$stripped" "$binary"
trap 'rm -rf "$root" "$stripped"' EXIT
"$here/Deploy/package/stage.sh" "$stripped" "$manual" "$root" /usr

# Debian 12 looks for units in /lib as well as /usr/lib; on a merged /usr they are one.
mkdir -p "$root/lib" && mv "$root/usr/lib/systemd" "$root/lib/systemd.units"
mkdir -p "$root/lib/systemd" "$root/usr/lib/systemd"
mv "$root/lib/systemd.units/system" "$root/lib/systemd/system"
mv "$root/lib/systemd.units/catalog" "$root/usr/lib/systemd/catalog"
rmdir "$root/lib/systemd.units"

doc=$root/usr/share/doc/klyfta
install -m 644 "$here/Deploy/package/copyright" "$doc/copyright"
gzip -9n <"$here/CHANGELOG.md" >"$doc/changelog.gz"
{
    printf 'klyfta (%s-%s) unstable; urgency=medium\n\n  * See changelog.gz.\n\n' "$version" "$revision"
    printf ' -- Klyfta maintainers <maintainers@klyfta.invalid>  %s\n' "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >"$doc/changelog.Debian.gz"
swift package --package-path "$here" show-dependencies --format json 2>/dev/null >"$root.dependencies"
moment=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
python3 "$here/Deploy/package/sbom.py" "$version" cyclonedx "$moment" <"$root.dependencies" >"$doc/klyfta.cdx.json"
python3 "$here/Deploy/package/sbom.py" "$version" spdx "$moment" <"$root.dependencies" >"$doc/klyfta.spdx.json"
rm -f "$root.dependencies"
find "$root/usr/share/man" -type f -exec gzip -9n {} +
install -D -m 644 "$here/Deploy/package/lintian-overrides" "$root/usr/share/lintian/overrides/klyfta"

mkdir "$root/DEBIAN"
for script in postinst prerm postrm; do
    install -m 755 "$here/Deploy/package/$script" "$root/DEBIAN/$script"
done
(cd "$root" && find etc -type f | sort | sed 's|^|/|') >"$root/DEBIAN/conffiles"
(cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\n' | grep -v '^etc/' | sort | xargs -d '\n' md5sum) \
    >"$root/DEBIAN/md5sums"
# What the loader asks for, in the package names of the machine that built it, and not older than what is used of it.
mkdir -p "$root.shlibs/debian"
printf 'Source: klyfta\n\nPackage: klyfta\nArchitecture: any\n' >"$root.shlibs/debian/control"
# SQLite knows IS NOT DISTINCT FROM, which the store says, from 3.39.
depends=$(cd "$root.shlibs" && dpkg-shlibdeps -O --ignore-missing-info -e"$stripped" 2>/dev/null | sed -n 's/^shlibs:Depends=//p' |
    sed 's/libsqlite3-0[^,]*/libsqlite3-0 (>= 3.39)/')
rm -rf "$root.shlibs"
[ -n "$depends" ] || { echo "deb: dpkg-shlibdeps found no libraries; install dpkg-dev" >&2; exit 1; }
size=$(du -k -s --apparent-size --exclude=DEBIAN "$root" | cut -f1)
sed "s|@VERSION@|$version-$revision|; s|@ARCHITECTURE@|$architecture|; s|@DEPENDS@|$depends|; s|@SIZE@|$size|" \
    "$here/Deploy/package/control" >"$root/DEBIAN/control"

find "$root" -print0 | xargs -0 touch --no-dereference --date="@$SOURCE_DATE_EPOCH"
mkdir -p "$out"
dpkg-deb --root-owner-group -Zxz --build "$root" "$out/klyfta_$version-${revision}_$architecture.deb" >&2
echo "$out/klyfta_$version-${revision}_$architecture.deb"
