"""The closed vocabularies' words, marked so that the catalogues hold them; shown by `t(word)`."""

from locales.words import N_

WORDS = (
    # statuses
    N_("planned"), N_("active"), N_("completed"), N_("suspended"), N_("cancelled"),
    # kinds of place, and what a place is to the organisation
    N_("city"), N_("region"), N_("country"), N_("founding"), N_("partner"), N_("visited"),
    # sectors
    N_("civil society"), N_("local government"), N_("academia"), N_("social economy network"),
    N_("international organisation"), N_("social finance"), N_("enterprise"), N_("other"),
    # roles of organisations
    N_("founder"), N_("member"), N_("funder"), N_("host"),
    # kinds of delegation
    N_("study mission"), N_("exploratory mission"), N_("conference delegation"), N_("expert visit"), N_("training"),
    # kinds of event
    N_("conference"), N_("forum"), N_("panel"), N_("workshop"), N_("meeting"), N_("launch"),
    N_("presentation"), N_("signing"), N_("side event"), N_("pilot"),
    # involvement
    N_("organiser"), N_("co-organiser"), N_("speaker"), N_("attendee"),
    # gender and age
    N_("woman"), N_("man"), N_("non-binary"), N_("under 18"), N_("18-29"), N_("30-44"), N_("45-64"), N_("65 and over"),
    # kinds of publication
    N_("report"), N_("case study"), N_("policy brief"), N_("guide"), N_("tool"), N_("video"), N_("article"),
    # stages of a transfer
    N_("documented"), N_("presented"), N_("adapted"), N_("piloted"), N_("adopted"),
    # results
    N_("output"), N_("outcome"), N_("impact"), N_("increase"), N_("decrease"),
    # seasons, as locales/words.py fills them
    N_("winter {year}"), N_("spring {year}"), N_("summer {year}"), N_("fall {year}"),
)  # fmt: skip
