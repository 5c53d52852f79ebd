#!/bin/sh
# Makes sure that there is an nginx, Debian's package, for the test of two processes behind it; where it may not install, that
# test is skipped and says so.
set -u
PATH=$PATH:/usr/sbin
command -v nginx >/dev/null && exit 0
command -v apt-get >/dev/null || exit 0
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo -n"
echo "Installing nginx for the test of two processes ..."
$as_root apt-get update -qq >/dev/null 2>&1
# The package would start a server of its own.
$as_root ln -s /dev/null /etc/systemd/system/nginx.service 2>/dev/null && masked=yes || masked=""
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light openssl >/dev/null 2>&1
[ -z "$masked" ] || $as_root rm -f /etc/systemd/system/nginx.service
command -v nginx >/dev/null || echo "nginx could not be installed: the test of two processes behind it is skipped." >&2
exit 0
