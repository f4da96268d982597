#!/bin/sh
# keys.sh MACHINE...: makes what is missing of authority, certificates and tokens in /authority, and copies what machines need to
# /etc/hud. Run again it changes nothing.
set -eu
cd /authority
umask 077
[ -e authority.key ] || hud certs init --out .
for machine in "$@"; do
  [ -e "$machine.key" ] || hud certs node "$machine" --host "$machine" --host localhost --host 127.0.0.1 --out .
  cp -p "$machine.crt" "$machine.key" /etc/hud/
done
for token in token metrics-token; do
  [ -e "$token" ] || hud certs token --out "$token"
done
cp -p authority.crt token metrics-token /etc/hud/
