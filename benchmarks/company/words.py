"""Made-up names of companies, people, products and rivals; none of them exists."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Texts = npt.NDArray[np.object_]
SEGMENTS = {"Banks": 0.22, "Clinics": 0.24, "Manufacturers": 0.3, "Retailers": 0.24}
_STEMS = (
    "Alderan", "Brimsted", "Corvane", "Dellmar", "Estrin", "Fennick", "Gravelle", "Hartwen", "Isolde", "Jorvane",
    "Kestrow", "Lunmark", "Merrowby", "Norvath", "Ollerby", "Pellwyn", "Quenmar", "Rostrevan", "Silvane", "Tarnholt",
    "Ulverton", "Vardale", "Wendrick", "Yarrowin", "Zellbach", "Ambrovia", "Bexmoor", "Caldwyn", "Drayfell", "Elmstow",
    "Farndale", "Gildmar", "Hexley", "Ingvale", "Kirrow", "Lathmoor", "Mossvale", "Nethercot", "Orrin", "Penvarra",
    "Quarnby", "Ravensholt", "Stannard", "Thornwick", "Umbrace", "Velmora", "Wychmar", "Yelverin", "Zarrow",
    "Astermoor",
)  # fmt: skip
_KINDS = {
    "Banks": ("Bank", "Savings Bank", "Credit Union", "Trust Bank", "Mortgage Bank", "Private Bank"),
    "Clinics": ("Clinic", "Medical Centre", "Hospital", "Dental Group", "Health Centre", "Care Homes"),
    "Manufacturers": ("Works", "Tools", "Plastics", "Foundry", "Packaging", "Machines", "Textiles"),
    "Retailers": ("Stores", "Market", "Outfitters", "Garden Centre", "Books", "Bakeries", "Furniture"),
}
INDUSTRY = {"Banks": "Banking", "Clinics": "Health care", "Manufacturers": "Manufacturing", "Retailers": "Retail"}
_FIRST = (
    "Ada", "Ben", "Clara", "David", "Elin", "Felix", "Gina", "Hugo", "Ida", "Jan", "Kira", "Leo", "Mona", "Nils",
    "Olga", "Paul", "Rosa", "Sven", "Tessa", "Uwe", "Vera", "Wim", "Yara", "Zeno",
)  # fmt: skip
_LAST = (
    "Abram", "Bolt", "Carrow", "Dunmore", "Ebbing", "Falk", "Gormley", "Hask", "Irving", "Joost", "Kamp", "Lorne",
    "Mott", "Nesbit", "Okoro", "Pryce", "Rask", "Selby", "Torv", "Ulm", "Vesper", "Winther", "Yardley", "Zorn",
)  # fmt: skip
RIVALS = ("Belltower Networks", "Ostrane", "Quillnet")


def company_names(rng: np.random.Generator, count: int) -> tuple[Texts, Texts]:
    """Distinct names with the segment that each belongs to."""
    names = {f"{stem} {kind}": segment for segment, kinds in _KINDS.items() for kind in kinds for stem in _STEMS}
    number = 2
    while len(names) < count:
        names |= {f"{name} {number}": segment for name, segment in names.items() if not name[-1].isdigit()}
        number += 1
    order = rng.permutation(len(names))[:count]
    return np.array(list(names), dtype=object)[order], np.array(list(names.values()), dtype=object)[order]


def person_names(rng: np.random.Generator, count: int) -> Texts:
    first, last = np.array(_FIRST, dtype=object), np.array(_LAST, dtype=object)
    return first[rng.integers(len(first), size=count)] + " " + last[rng.integers(len(last), size=count)]


def mail_addresses(people: Texts, companies: Texts) -> Texts:
    """Under the ending that is reserved for examples."""
    return np.array(
        [
            f"{who.lower().replace(' ', '.')}@{firm.lower().replace(' ', '-')}.example"
            for who, firm in zip(people, companies, strict=True)
        ],
        dtype=object,
    )
