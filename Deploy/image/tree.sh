#!/bin/sh
# Lays the tree of the image: tree.sh STAGED TREE. STAGED is what `make install DESTDIR=STAGED PREFIX=/usr` laid; what the
# program needs besides comes from this machine: the libraries that the loader asks for, certificates, time zones.
set -eu
staged=$1 tree=$2

rm -rf "$tree"
mkdir -p "$tree/usr/bin" "$tree/usr/share/doc" "$tree/etc/klyfta" "$tree/etc/ssl/certs" "$tree/var/lib/klyfta" "$tree/proc" "$tree/tmp"
strip --strip-unneeded -o "$tree/usr/bin/klyfta" "$staged/usr/bin/klyfta"
cp -a "$staged/usr/share/klyfta" "$tree/usr/share/klyfta"
cp -a "$staged/usr/share/doc/klyfta" "$tree/usr/share/doc/klyfta"
# The sample keeps log, sockets and alerts beside the state: one place to write to.
"$staged/usr/bin/klyfta" sample >"$tree/etc/klyfta/klyfta.yaml"

copy() { mkdir -p "$tree$(dirname "$1")" && cp -L "$1" "$tree$1"; }
ldd "$staged/usr/bin/klyfta" | grep -oE '/[^ ]+' | sort -u | while read -r library; do
    copy "$library"
    # Who hands it on hands its licence on.
    package=$(dpkg -S "*/$(basename "$library")" 2>/dev/null | grep -v '^diversion' | head -n 1 | cut -d: -f1)
    if [ -n "$package" ] && [ ! -e "$tree/usr/share/doc/$package/copyright" ]; then copy "/usr/share/doc/$package/copyright"; fi
done
copy /etc/ssl/certs/ca-certificates.crt
cp -a /usr/share/zoneinfo "$tree/usr/share/zoneinfo"
printf 'hosts: files dns\n' >"$tree/etc/nsswitch.conf"
printf 'klyfta:x:65532:65532::/var/lib/klyfta:/usr/sbin/nologin\n' >"$tree/etc/passwd"
printf 'klyfta:x:65532:\n' >"$tree/etc/group"
chown -R 0:0 "$tree" && chown 65532:65532 "$tree/var/lib/klyfta" && chmod 750 "$tree/var/lib/klyfta"
chmod 1777 "$tree/tmp"
