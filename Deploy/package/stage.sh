#!/bin/sh
# Lays the tree that is installed: stage.sh BINARY MANUAL ROOT PREFIX. `make install` and `make deb` both use it.
#
# MANUAL is swift-argument-parser's generate-manual; ROOT is where the tree is laid (DESTDIR, empty for this machine), PREFIX
# where it will be looked for (/usr). The pages of sections 5 and 7 need scdoc.
set -eu
binary=$1 manual=$2 root=$3 prefix=$4
here=$(cd "$(dirname "$0")/../.." && pwd)
share=$root$prefix/share
etc=$root/etc
# The units that come with a distribution lie in /usr/lib; those of somebody who builds himself in /etc or /usr/local/lib.
lib=$root$prefix/lib

install -D -m 755 "$binary" "$root$prefix/bin/klyfta"
for data in "$here"/Plugins/*/Data; do
    name=$(basename "$(dirname "$data")")
    # Programs to begin with are examples, and no figures.
    case $name in Exec) place=$share/doc/klyfta/examples/Exec ;; *) place=$share/klyfta/$name ;; esac
    install -d "$place"
    install -m 644 "$data"/* "$place/"
done

install -d "$lib/systemd/system" "$lib/sysusers.d" "$lib/systemd/catalog"
for unit in "$here"/Deploy/systemd/*.service "$here"/Deploy/systemd/*.socket; do
    [ -e "$unit" ] || continue
    sed "s|/usr/bin/klyfta|$prefix/bin/klyfta|g" "$unit" >"$lib/systemd/system/$(basename "$unit")"
    chmod 644 "$lib/systemd/system/$(basename "$unit")"
done
# Several instances side by side: klyfta@NAME reads /etc/klyfta/NAME.yaml and has directories of its own.
sed -E "s|klyfta run|& --config /etc/klyfta/%i.yaml|; s|klyfta reload|& --config /etc/klyfta/%i.yaml|
    s#^(State|Cache|Logs|Runtime)Directory=klyfta#&/%i#; s#^UMask=.*#&\nTemporaryFileSystem=/var/lib/klyfta:ro /var/cache/klyfta:ro /var/log/klyfta:ro /run/klyfta:ro\nBindPaths=/var/lib/klyfta/%i /var/cache/klyfta/%i /var/log/klyfta/%i /run/klyfta/%i#; s|^Description=.*|&: %i|; s|^# klyfta.service: the|# klyfta@.service: a|" \
    "$lib/systemd/system/klyfta.service" >"$lib/systemd/system/klyfta@.service"
for socket in klyfta klyfta-page; do
    sed -E "s|/run/klyfta/|&%i/|; s|^Description=.*|&: %i|; s|^# $socket.socket: the|# $socket@.socket: a|; s|^Service=klyfta|&@%i|" \
        "$lib/systemd/system/$socket.socket" >"$lib/systemd/system/$socket@.socket"
    chmod 644 "$lib/systemd/system/$socket@.socket"
done
chmod 644 "$lib/systemd/system/klyfta@.service"
install -m 644 "$here/Deploy/sysusers.d/klyfta.conf" "$lib/sysusers.d/klyfta.conf"
install -m 644 "$here"/Deploy/catalog/*.catalog "$lib/systemd/catalog/"
# What systemd makes for the unit is used: the log's directory for the alert file, the runtime directory for the socket.
install -d "$etc/logrotate.d"
sed 's|^/var/lib/klyfta/|/var/log/klyfta/|; s|^# Copy to /etc/logrotate.d/klyfta. |# |' "$here/Deploy/logrotate/klyfta" >"$etc/logrotate.d/klyfta"
chmod 644 "$etc/logrotate.d/klyfta"
install -d "$etc/klyfta/klyfta.yaml.d"
install -d "$share/klyfta"
"$binary" check-config --schema >"$share/klyfta/klyfta.schema.json"
chmod 644 "$share/klyfta/klyfta.schema.json"
if [ ! -e "$etc/klyfta/klyfta.yaml" ]; then
    # Editors with yaml-language-server complete and check by the schema that the first line names.
    language_server="# yaml-language-server: \$schema=file://$prefix/share/klyfta/klyfta.schema.json"
    "$binary" sample | sed "1i $language_server" | sed 's|^#alert-file: .*|alert-file: /var/log/klyfta/alerts.jsonl|
        s|^#control: .*|control: /run/klyfta/control.sock|
        s|^#page: .*|page: { listen: /run/klyfta/page.sock }|' >"$etc/klyfta/klyfta.yaml"
    chmod 640 "$etc/klyfta/klyfta.yaml"
fi

install -d "$share/bash-completion/completions" "$share/zsh/vendor-completions" "$share/fish/vendor_completions.d"
# Completions are read by a shell, not run.
"$binary" --generate-completion-script bash | sed '1{/^#!/d}' >"$share/bash-completion/completions/klyfta"
"$binary" --generate-completion-script zsh >"$share/zsh/vendor-completions/_klyfta"
"$binary" --generate-completion-script fish >"$share/fish/vendor_completions.d/klyfta.fish"

install -d "$share/man/man1" "$share/man/man5" "$share/man/man7"
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
"$manual" "$binary" --multi-page --section 1 --date "$(date -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}" +%F)" \
    --output-directory "$pages"
for page in "$pages"/*.1; do
    # klyfta.gaps.1 becomes klyfta-gaps(1), as with git, under which name whatis finds it.
    name=$(basename "$page" .1 | tr . -)
    sed "0,/^\.Nm .*/s//.Nm $name/; /^\$/d; s/^\.Dt .*/.Dt $(echo "$name" | tr a-z A-Z) 1/" "$page" >"$share/man/man1/$name.1"
done
for page in "$here"/Deploy/man/*.scd; do
    name=$(basename "$page" .scd)
    scdoc <"$page" >"$share/man/man${name##*.}/$name"
done

install -d "$share/doc/klyfta/examples"
install -m 644 "$here/README.md" "$here/SECURITY.md" "$share/doc/klyfta/"
install -m 644 "$here/Deploy/README.md" "$share/doc/klyfta/README.Deploy.md"
install -m 644 "$here"/Deploy/systemd/examples/* "$share/doc/klyfta/examples/"
install -m 644 "$here"/Deploy/monitoring/klyfta.rules.yaml "$here"/Deploy/monitoring/klyfta.dashboard.json "$share/doc/klyfta/examples/"
