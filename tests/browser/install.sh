#!/bin/sh
# Makes sure that there is a Chromium, Mesa to draw maps without a graphics card, and a font for Hangul: Debian's packages,
# else Playwright's own browser.
set -u
playwright=$1
has_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
has_hangul() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ko 2>/dev/null)" ]; }
has_mesa() { ls /usr/lib/*/dri/swrast_dri.so >/dev/null 2>&1; }
has_chromium && has_hangul && has_mesa && exit 0

as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo -n"
if command -v apt-get >/dev/null; then
    echo "Installing Chromium and fonts for the browser tests ..."
    $as_root apt-get update -qq >/dev/null 2>&1
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fontconfig fonts-noto-cjk libegl1 libgl1-mesa-dri >/dev/null 2>&1
fi
has_chromium && exit 0
"$playwright" install chromium && exit 0
echo "The browser tests need a Chromium, and none could be installed: install the package chromium, then try again." >&2
exit 1
