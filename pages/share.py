"""Share: links for those who do not sign in; what is in them and until when; made, looked at, renewed and revoked."""

from locales import N_
from ui.doors import now
from ui.publish import publishing
from ui.share import open_share
from ui.share_form import form, opening
from ui.share_list import link_list
from ui.share_made import show_made
from ui.share_preview import follow_look

follow_look()
links, t = open_share(N_("Share"), now())
show_made(t)
opening(t)
form(now(), t)
link_list(links, now(), t)
publishing(t)
