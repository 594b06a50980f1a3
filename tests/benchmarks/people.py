"""Invented guests as a big event has them: names that repeat, of many countries and scripts."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from station_app.api.wire import decode_guest
from station_app.domain.guest import Guest
from tests.support.spelling import canonical


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person."""

    first: str
    last: str
    company: str
    email: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    def guest(self, number: int) -> Guest:
        """Return the guest of about the documented size."""
        dice = random.Random(number)
        wire: dict[str, object] = {
            "id": f"2e1a7138-9114-496b-8dfe-{number:012d}",
            "parentId": None,
            "accessCode": f"{dice.getrandbits(40):010X}",
            "serverUpdateDateTime": "2026-06-01T18:30:00+02:00",
            "checkInDateTime": "2026-06-01T18:30:00+02:00" if number % 5 < 2 else None,
            "checkOutDateTime": None,
            "deleteDateTime": "2026-06-01T18:30:00+02:00" if number % 50 == 49 else None,
            "registrationState": "registered" if number % 25 else "deregistered",
            "highlightColor": "#3d5afe",
            "fields": {
                "salutation": "Ms." if number % 2 else "Mr.",
                "firstName": self.first,
                "lastName": self.last,
                "company": self.company,
                "position": dice.choice(_POSITIONS),
                "street": dice.choice(_STREETS),
                "houseNumber": str(number % 90),
                "postalCode": f"{1000 + number % 230 * 10}",
                "city": dice.choice(_CITIES),
                "country": "AT",
                "phone": f"+43 660 {dice.randrange(10**7):07d}",
                "email": self.email,
                "notes": "On stage at 19:30." if number % 20 == 0 else None,
                "customField1": "green",
                "customField47": ["vegetarian", "vegan"],
            },
            "companions": [],
        }
        return decode_guest(json.dumps(wire, ensure_ascii=False).encode())


def _w(text: str) -> list[str]:
    return text.split()


_POSITIONS = ["Head of Marketing", "Managing Director", "Engineer", "Consultant", "Professor"]
_STREETS = ["Stephansplatz", "Mariahilfer Straße", "Hauptstraße", "Ringstraße", "Am Bahnhof"]
_CITIES = ["Wien", "Graz", "Berlin", "Hamburg", "München", "Zürich", "Praha", "København"]

_GERMAN_FIRST = _w(
    "Anna Maria Thomas Michael Andreas Christian Stefan Martin Sabine Claudia Susanne Petra Monika"
    " Julia Katharina Peter Wolfgang Klaus Jürgen Günther Jörg Björn Lukas Florian Sebastian David"
    " Elisabeth Christina Barbara Nicole Sandra Daniela Markus Alexander Daniel Matthias Johannes"
    " Franz Josef Karl Helmut Gerhard Manfred Werner Bernhard Robert Georg Philipp Felix Maximilian"
    " Jakob Paul Simon Tobias Jonas Leon Laura Lisa Sarah Lena Hannah Sophie Marie Johanna Theresa"
    " Magdalena Eva Birgit Karin Renate Ingrid Ursula Gertrude Hildegard Käthe Bärbel Ümit Annika"
    " Anneliese Annemarie Rosemarie Hans Hans-Peter Hanspeter Karl-Heinz Karlheinz Anna-Maria"
    " Hans-Jürgen Eva-Maria Klaus-Dieter Marie-Louise Heinz Dieter Uwe Ralf Rainer Frank Torsten"
)
_GERMAN_LAST = _w(
    "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer"
    " Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange"
    " Schmitt Werner Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer"
    " Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller"
    " Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig"
    " Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich"
    " Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann"
    " Thomas Voigt Sauer Arnold Wolff Pfeiffer Gruber Steiner Moser Pichler Egger Reiter Leitner"
    " Hofer Wimmer Lechner Wallner Eder Haider Fuchs Aigner Strasser Straßer Strauß Grubmüller"
)
_STEMS = _w(
    "Schön Berg Stein Wald Feld Hof Brunn Linden Rosen Eichen Birken Kirch Neu Alt Ober Unter Hoch"
    " Nieder Schwarz Weiß Roth Grün Brand Reich Hart Lang Kurz Klein Groß Sonn Winter Sommer Haber"
    " Kirsch Mühl Stadl Gold Silber Eisen Kohl Sand Moos Au Bach Wasser Frei Lieb Wild Tauben Vogel"
)
_ENDINGS = _w(
    "berger mann bauer maier mayer huber hofer egger brunner stätter reiter müller wald stein feld"
    " bach thaler lechner hauser moser dorfer ecker inger ner hammer schmied burger gruber eder"
)
_NORTH_FIRST = _w(
    "Lars Erik Søren Jørgen Åse Åsa Bjørn Øystein Ingrid Astrid Märta Göran Håkan Kjær Mette Freja"
    " Þór Guðrún Sigríður Ásgeir Ævar Þórdís Niels Anders Nils Sven Karin Linnéa Øyvind Sigurd"
)
_NORTH_ROOTS = _w(
    "Ander Peter Johan Niel Han Jen Lar Ola Eriks Søren Jørgen Rasmus Mikkel Christen Svens Karls"
    " Gustav Magnus Åkes Øster Nør Berg Lind Sjö Öst Väster Kjær Bæk"
)
_NORTH_ENDINGS = _w("sen sson gaard ström qvist lund berg dahl holm gren by")
_ICELAND = _w("Þorsteinsson Ægisson Guðmundsdóttir Sigurðardóttir Jónsdóttir Þórsdóttir")
_SLAVIC_FIRST = _w(
    "Łukasz Małgorzata Katarzyna Agnieszka Paweł Piotr Krzysztof Wojciech Jiří Ondřej Tomáš"
    " Kateřina Božena Zdeněk Đorđe Đurđica Željko Ivana Marko Nikola Jovana"
    " Ágnes László Zsófia György"
)
_SLAVIC_ROOTS = _w(
    "Kowal Wiśniew Dąbrow Lewandow Zieliń Szymań Woźniak Kozłow Jankow Wojciechow Kwiatkow Krawczy"
    " Mazur Nowak Pawłow Michal Nowic Adamczy Dudek Zając Wieczor Jabłoń Król Majew Olszew Jawor"
)
_SLAVIC_ENDINGS = _w("ski ska owski czyk ek icz ewicz ak")
_SOUTH_FIRST = _w(
    "José María Íñigo Begoña Núria Joaquín Andrés Inés François Hélène Jérôme Étienne Loïc Zoé"
    " Niccolò Giulia Francesca Matteo João Conceição Gonçalo Luís Ana Carlos Sofía Lucía Chloé"
    " Ștefan Ionuț Mădălina Ayşe Işıl Ömer Çağla Gülşen Oğuz İlker Kıvanç"
)
_SOUTH_LAST = _w(
    "García Fernández González Rodríguez López Martínez Sánchez Pérez Gómez Núñez Muñoz Peña Ibáñez"
    " Lefèvre Dupré Garçon François Maître Béranger Noël D’Angelo D'Amico Dell'Acqua Ricci Rossi"
    " Bianchi Magalhães Simões Gonçalves Brandão Araújo Yıldırım Şahin Çelik Öztürk Işık Popescu"
    " Țăranu Ionescu Nguyễn Trần Phạm Đặng Lê Đỗ Adeyemi Okonkwo Nwachukwu Okafor"
)
_BRITISH_FIRST = _w(
    "James Mary John Patricia Emma Oliver George Harry Jack Amelia Olivia Isla Siobhán Ciarán Niamh"
    " Seán Patrick Liam Connor Fiona Charlotte William Henry Alice Grace Thomas Emily Jessica"
)
_BRITISH_LAST = _w(
    "Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Robinson Thompson"
    " Wright Walker White Edwards Hughes Green Hall Lewis Harris Clarke Patel Jackson Wood Turner"
    " O'Brien O’Connor O'Neill OBrien McDonald McAllister MacLeod Fitz-Gerald O'Sullivan Kaur Singh"
)
_DUTCH_FIRST = _w("Jan Piet Willem Sanne Femke Daan Bram Maaike Anouk Joost Ruben Lotte Pieter")
_DUTCH_LAST = [
    f"{particle} {place}"
    for particle, place in product(
        ("van den", "van der", "van de", "van", "de", "von der", "ter"),
        _w("Berg Broek Heuvel Velde Linden Meer Bosch Dijk Vries Jong Laan Horst Leyen Wal"),
    )
]
_GREEK = [
    ("Γιώργος", _w("Giorgos Yiorgos Yorgos")), ("Δημήτρης", _w("Dimitris Dimitrios Demetris")),
    ("Κωνσταντίνος", _w("Konstantinos Constantinos")), ("Ελένη", _w("Eleni")),
    ("Χρήστος", _w("Christos Hristos")), ("Γιάννης", _w("Giannis Yiannis Yannis")),
    ("Αικατερίνη", _w("Aikaterini Ekaterini")), ("Βασίλης", _w("Vasilis Vassilis Basilis")),
]  # fmt: skip
_GREEK_LAST = [
    ("Παπαδόπουλος", _w("Papadopoulos")), ("Οικονόμου", _w("Oikonomou Ikonomou")),
    ("Αγγελόπουλος", _w("Angelopoulos Aggelopoulos")), ("Καραγιάννης", _w("Karagiannis")),
    ("Ευαγγέλου", _w("Evangelou Evaggelou")), ("Θεοδωρίδης", _w("Theodoridis")),
    ("Παπαντωνίου", _w("Papantoniou")), ("Ξενάκης", _w("Xenakis")),
]  # fmt: skip
_RUSSIAN = [
    ("Сергей", _w("Sergej Sergei Sergey")), ("Юлия", _w("Yulia Julia Yuliya Julija")),
    ("Алексей", _w("Aleksej Alexei Alexey Aleksey")), ("Екатерина", _w("Ekaterina Yekaterina")),
    ("Дмитрий", _w("Dmitrij Dmitri Dmitry Dmitriy")), ("Алёна", _w("Alyona Alena Aljona")),
    ("Михаил", _w("Mikhail Michail")), ("Ольга", _w("Olga Olha")),
]  # fmt: skip
_RUSSIAN_LAST = [
    ("Достоевский", _w("Dostoevsky Dostojewski Dostoyevsky")), ("Щербаков", _w("Shcherbakov")),
    ("Чайковский", _w("Chaikovsky Tchaikovsky Tschaikowski")), ("Жуков", _w("Zhukov")),
    ("Иванов", _w("Ivanov Iwanow Ivanoff")), ("Хрущёв", _w("Khrushchev Khrushchyov")),
    ("Яковлев", _w("Yakovlev Jakowlew")), ("Кузнецов", _w("Kuznetsov Kuznezov")),
]  # fmt: skip

LATIN_SPELLINGS: dict[str, list[str]] = dict(_GREEK + _GREEK_LAST + _RUSSIAN + _RUSSIAN_LAST)
"""How names of other alphabets are typed in Latin letters."""

_ORIENT = [
    (_w("محمد أحمد فاطمة عائشة ليلى يوسف خالد مريم"), ["الخطيب", "عبد الرحمن", "حسن", "المصري"]),
    (_w("יעל אברהם נועה דוד רחל משה"), ["כהן", "לוי", "בן־דוד", "מזרחי", "פרץ"]),
    (_w("小明 伟 芳 娜 秀英 敏 静 强 磊 洋 艳 勇 军 杰 娟 涛 明 超"), list("王李张刘陈杨黄赵吴周")),
    (_w("花子 太郎 健二 美咲 さくら ゆうき 陽子"), _w("山田 佐藤 鈴木 田中 高橋 渡辺 やまだ")),
    (_w("민준 서연 지훈 하은 도윤 수아 예준 지우"), list("김이박최정강조윤장")),
    (_w("สมชาย สมหญิง ประเสริฐ วิชัย มาลี"), _w("ใจดี ศรีสุข ทองดี วงศ์สวัสดิ์ แสงทอง")),
]  # fmt: skip

_COMPANY_HEADS = _w(
    "Nord Alpen Donau Sky Blue Green Silver Data Net Tech Bio Medi Solar Hydro Aero Inno Vita Omni"
    " Digi Cyber Euro Inter Trans Uni Multi Pro Max Alpha Delta Sigma Orion Nova Terra Astra Helio"
)
_COMPANY_TAILS = _w("werk soft tec systems labs media trade bau metall form care line point house")
_COMPANY_KINDS = _w("GmbH AG KG Ltd Inc Consulting Holding Group Solutions Partners")


def _zipf(dice: random.Random, names: list[str]) -> str:
    """Return a name; the first are frequent, the last rare."""
    return names[int(len(names) * dice.random() ** 2.5)]


_SYLLABLES = _w("ba che do fi gra ha ji ka lu mo na ori pa que ri sto tu va wen xi yo zu")


def _rare(dice: random.Random) -> str:
    return "".join(dice.choices(_SYLLABLES, k=dice.randint(3, 4))).title()


class Crowd:
    """People by the dozen, always the same for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self._dice = random.Random(seed)
        shuffle = random.Random(3).shuffle
        compound = [a + b for a, b in product(_STEMS, _ENDINGS)]
        slavic = [a + b for a, b in product(_SLAVIC_ROOTS, _SLAVIC_ENDINGS)]
        north = [a + b for a, b in product(_NORTH_ROOTS, _NORTH_ENDINGS)] + _ICELAND
        companies = [a + b for a, b in product(_COMPANY_HEADS, _COMPANY_TAILS)]
        for names in (compound, slavic, north, companies):
            shuffle(names)
        self._companies = companies
        self._kinds: list[tuple[int, list[str], list[str]]] = [
            (40, _GERMAN_FIRST, _GERMAN_LAST + compound),
            (9, _NORTH_FIRST, north),
            (12, _SLAVIC_FIRST, slavic),
            (12, _SOUTH_FIRST, _SOUTH_LAST),
            (14, _BRITISH_FIRST, _BRITISH_LAST),
            (3, _DUTCH_FIRST, _DUTCH_LAST),
            (2, [n for n, _ in _GREEK], [n for n, _ in _GREEK_LAST]),
            (2, [n for n, _ in _RUSSIAN], [n for n, _ in _RUSSIAN_LAST]),
            *((1, first, last) for first, last in _ORIENT),
        ]
        self._weights = [weight for weight, _, _ in self._kinds]

    def people(self, count: int) -> Iterator[Person]:
        """Yield invented people."""
        dice = self._dice
        for number in range(count):
            _, firsts, lasts = dice.choices(self._kinds, self._weights)[0]
            first, last = _zipf(dice, firsts), _zipf(dice, lasts)
            luck = dice.random()
            if luck < 0.04 and " " not in last and last.isascii():
                last = f"{last}-{_zipf(dice, lasts)}"
            elif luck < 0.10 and firsts is not lasts and first.isascii():
                last = _rare(dice)
            elif luck < 0.13 and "-" not in first and first.isascii():
                first = f"{first} {_zipf(dice, firsts)}"
            company = f"{_zipf(dice, self._companies)} {dice.choice(_COMPANY_KINDS)}"
            domain = company.split()[0].lower()
            local = canonical(f"{first} {last}").replace(" ", ".")
            if not local.replace(".", "").isascii():
                local = f"guest{number}"
            elif dice.random() < 0.4:
                local = f"{local[0]}{local.split('.')[-1]}{number % 1000}"
            yield Person(first, last, company, f"{local}@{domain}.example")
