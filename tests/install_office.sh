#!/bin/sh
# Makes sure that there is a LibreOffice to open what is exported, Debian's packages without a screen; where it may not
# install, the tests that need it are skipped and say so.
set -u
command -v soffice >/dev/null && exit 0
command -v apt-get >/dev/null || exit 0
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo -n"
echo "Installing LibreOffice for the tests of exports ..."
$as_root apt-get update -qq >/dev/null 2>&1
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    libreoffice-impress-nogui libreoffice-calc-nogui fonts-noto-cjk fonts-liberation >/dev/null 2>&1
command -v soffice >/dev/null || echo "LibreOffice could not be installed: the tests that open exports with it are skipped." >&2
exit 0
