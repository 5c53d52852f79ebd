"""The dashboard as static pages: a folder for any web server, or one file to send by mail."""

from exports.site.page import page_file, site_files

__all__ = ["page_file", "site_files"]
