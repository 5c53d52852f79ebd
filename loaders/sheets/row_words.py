"""What the words of a row, or of a part of a group, say that they are: a total, a footnote, a tag for machines."""

import re

TOTAL = re.compile(
    r"(grand? |sub|sub |sous )?(totals?|totaux|totales|totaal)|(grand? )?total (general|generale|generaux|global|final)|suma( total)?|sumas|somme|sum|"
    r"(nombre|numero|number) total|total number|총 ?합계|합 ?계|총 ?계|소 ?계|누계|계|총 ?인원(수| 수)?|총원|전체"
)
# "Total 2018", where all else in the row is a number.
TOTAL_OF = re.compile(r"(grand? |sub|sub |sous |nombre |numero |number )?(totals?|totaux|totales|suma|합계|총계|소계)( .*)?|.* (합계|총계|소계|subtotal)")
# Words for other things too: "Media" may be a theme. They mean an average where all else in the row is a number.
AVERAGE = re.compile(r"moyennes?|averages?|avg|medias?|promedios?|mitjan(a|es)|평균")
FOOTNOTE = re.compile(
    r"\s*([*†‡※¹²³]|\(\*+\)|(notes?|nota|notas|remarques?|sources?|fuentes?|fonts?|l[ée]gende?|leyenda|llegenda|n\. ?b\.|출처|비고|참고|범례|주)\s*[:：]|n\.? ?b\.? )",
    re.IGNORECASE,
)
TAG = re.compile(r"#[A-Za-z][\w+]*(\s*\+\w+)*")
