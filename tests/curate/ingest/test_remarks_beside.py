"""What invitations print beside the programme: time zones, registration, WiFi, dress code."""

from pathlib import Path

import pytest
from drafts import named, read_sessions

INVITATION = """Side event to the 41st session of the Human Rights Council

Closing the net: following the money of trafficking networks

{when}
Palais des Nations, Geneva, Room XXVII

Organised by the Permanent Mission of Norland, in cooperation with the Harbour Union

Interpretation will be provided in English, French and Russian.
Hashtag: #ClosingTheNet | Twitter: @norland_un

Registration: please register by 28 June 2031 at events@example.org
WiFi: network UNOG-Public, password welcome2031
Livestream: UN Web TV
Light refreshments will be served from 12:45.

Programme

13:15 – 13:20   Opening remarks
                H.E. Ambassador Nora Bek, Permanent Representative of Norland

13:20 – 13:50   Keynote: What bank data show
                Dr. Ugo Lund, Financial Intelligence Unit of Norland

13:50 – 14:30   Panel discussion
                Confirmed speakers (in alphabetical order):
                Ms. Amina Diallo, Executive Director, Sisters of the Quay
                Ms. Rosa Klein, survivor advocate (tbc)
                Moderator: Ms. Lea Roux, Harbour Union

14:30 – 14:45   Closing remarks
                Mr. Tom Reed, Institute for Fair Work

14:45           Group photo

Dress code: business casual
Photos and videos will be taken during the event.
"""


@pytest.mark.parametrize(
    "beside",
    [
        "",
        " (all times CEST)",
        " (followed by a light lunch)",
        " Central European Summer Time (CEST)",
        " (Eastern Daylight Time)",
    ],
)
def test_the_time_of_the_whole_may_have_remarks_and_a_photo_at_its_end(
    tmp_path: Path, beside: str
) -> None:
    when = f"Wednesday, 3 July 2031, 13:15 – 14:45{beside}"
    found = read_sessions(tmp_path, INVITATION.format(when=when))
    assert [(s["start"], s["title"], named(s)) for s in found] == [
        ("13:15", "Opening remarks", ["Nora Bek"]),
        ("13:20", "Keynote: What bank data show", ["Ugo Lund"]),
        ("13:50", "Panel discussion", ["Amina Diallo", "Rosa Klein", "Lea Roux"]),
        ("14:30", "Closing remarks", ["Tom Reed"]),
    ]
