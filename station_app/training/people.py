"""Invented names, companies and places, from which the training guests are drawn."""

from typing import NamedTuple


class Origin(NamedTuple):
    """A city with the names that are plausible there. All people are invented."""

    city: str
    country: str
    postal_code: str
    street: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ORIGINS: tuple[Origin, ...] = (
    Origin(
        "Wien", "AT", "1010", "Bäckerstraße",
        _words("Katharina Leonie Magdalena Elisabeth Veronika Theresa Annemarie"),
        _words("Florian Matthias Sebastian Lukas Jakob Gernot Wolfgang"),
        _words("Gruber Hofstätter Weißenböck Pröll Käfer Schönberger Aigner Trattnig Zöchling"),
    ),
    Origin(
        "Graz", "AT", "8010", "Sporgasse",
        _words("Hannah Eva-Maria Ulrike Sieglinde Marlene"),
        _words("Karl-Heinz Georg Andreas Günther Thomas"),
        _words("Müller Haßler Pöltl Krenn Fürst Ortner Lechner"),
    ),
    Origin(
        "Hamburg", "DE", "20457", "Am Sandtorkai",
        _words("Frauke Imke Sabine Wiebke Anneke"),
        _words("Jürgen Hauke Malte Sönke Björn"),
        _words("Petersen Lührs Brömmel Großmann Möller Jäger Thießen"),
    ),
    Origin(
        "Zürich", "CH", "8001", "Rennweg",
        _words("Vreni Ursina Chiara Noemi"),
        _words("Reto Beat Urs Cédric"),
        _words("Bünzli Aebischer Wüthrich Rüegg Favre Käser"),
    ),
    Origin(
        "Lyon", "FR", "69002", "Rue Mercière",
        _words("Hélène Aurélie Geneviève Zoé Anaïs"),
        _words("François Jérôme Étienne Loïc Benoît"),
        _words("Lefèvre Dupré Garçon Maître Béranger Noël Chauvière"),
    ),
    Origin(
        "Bologna", "IT", "40121", "Via Indipendenza",
        _words("Giulia Francesca Niccoletta Lucia"),
        _words("Niccolò Matteo Alessandro Giosuè"),
        _words("D’Angelo Ricci Dell’Acqua Forlì Bianchi Canè"),
    ),
    Origin(
        "Zaragoza", "ES", "50001", "Calle Alfonso I",
        _words("Begoña Inés Itziar María-José"),
        _words("Íñigo Álvaro Andrés Joaquín"),
        _words("Núñez Ibáñez Zubizarreta Peña Martínez Güell"),
    ),
    Origin(
        "Coimbra", "PT", "3000", "Rua Ferreira Borges",
        _words("Inês Conceição Luísa Graça"),
        _words("João Simão Estêvão Gonçalo"),
        _words("Magalhães Simões Gonçalves Brandão Falcão Araújo"),
    ),
    Origin(
        "Göteborg", "SE", "411 10", "Kungsgatan",
        _words("Åsa Märta Linnéa Ebba"),
        _words("Göran Håkan Björn Åke"),
        _words("Sjöström Åkerlund Öberg Wallén Lindholm Nyström"),
    ),
    Origin(
        "Aarhus", "DK", "8000", "Vestergade",
        _words("Mette Søs Birgitte Kirstine"),
        _words("Søren Jørgen Asbjørn Anders"),
        _words("Kjær Nørgaard Østergaard Sørensen Bækgaard"),
    ),
    Origin(
        "Reykjavík", "IS", "101", "Laugavegur",
        _words("Þórdís Guðrún Sigríður"),
        _words("Þór Ásgeir Guðmundur"),
        _words("Jónsdóttir Þorsteinsson Ægisson Sigurðardóttir"),
    ),
    Origin(
        "Kraków", "PL", "31-010", "ulica Floriańska",
        _words("Małgorzata Zofia Łucja Bożena"),
        _words("Łukasz Józef Władysław Paweł"),
        _words("Wąsik Żółkiewski Śliwińska Kowalczyk Jędrzejczyk Łoś"),
    ),
    Origin(
        "Brno", "CZ", "602 00", "Masarykova",
        _words("Zdeňka Růžena Božena Jiřina"),
        _words("Jiří Ondřej Luděk Přemysl"),
        _words("Dvořák Říhová Černý Šťastný Žižka Krejčí"),
    ),
    Origin(
        "Szeged", "HU", "6720", "Kárász utca",
        _words("Ágnes Zsófia Erzsébet Tünde"),
        _words("László György Gergő Zoltán"),
        _words("Szőke Kőszegi Nagy Tóth Vörös Fűzfa"),
    ),
    Origin(
        "İzmir", "TR", "35210", "Kıbrıs Şehitleri Caddesi",
        _words("Ayşe Gülşen Işıl Çağla"),
        _words("Ömer Çetin Oğuz İlker"),
        _words("Yıldırım Şahin Çelik Öztürk Aydın Işık"),
    ),
    Origin(
        "Hà Nội", "VN", "100000", "Phố Hàng Bông",
        _words("Thị-Hương Ngọc Thảo"),
        _words("Văn-Đức Tuấn Quốc"),
        _words("Nguyễn Trần Phạm Đặng Lê"),
    ),
    Origin(
        "Lagos", "NG", "101233", "Broad Street",
        _words("Adaeze Ngozi Folasade Ifeoma"),
        _words("Chukwuemeka Olumide Babatunde Tunde"),
        _words("Adeyemi Okonkwo Balogun Eze Nwachukwu"),
    ),
    Origin(
        "Leeds", "GB", "LS1 6HX", "Boar Lane",
        _words("Charlotte Siobhán Gwendolyn Imogen Zoë"),
        _words("Oliver Ciarán Alasdair Rhys George"),
        _words("Smith O’Connor McAllister Ashworth Jones Whitby Fitz-Gerald"),
    ),
    Origin(
        "Pune", "IN", "411001", "Laxmi Road",
        _words("Priya Lakshmi Ananya Meera"),
        _words("Arjun Rajesh Vikram Sanjay"),
        _words("Deshpande Krishnamurthy Iyer Patel Kulkarni"),
    ),
    Origin(
        "Osaka", "JP", "530-0001", "Umeda",
        _words("Yuki Haruka Akiko Naomi"),
        _words("Kenji Takeshi Hiroshi Daichi"),
        _words("Tanaka Watanabe Kobayashi Ōta Shimizu"),
    ),
)  # fmt: skip

# Names in other scripts: (first name, last name, company, city, country).
OTHER_SCRIPTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("יעל", "כהן", "מכון ויצמן", "רחובות", "IL"),
    ("אברהם", "בן־דוד", "אוניברסיטת חיפה", "חיפה", "IL"),
    ("ليلى", "الخطيب", "دار العلوم", "بيروت", "LB"),
    ("محمد", "عبد الرحمن", "جامعة القاهرة", "القاهرة", "EG"),
    ("伟", "王", "清华大学", "北京", "CN"),
    ("美玲", "陳", "國家實驗室", "臺北", "TW"),
    ("花子", "山田", "東京天文台", "東京", "JP"),
    ("さくら", "髙橋", "みなと研究所", "横浜", "JP"),
    ("민준", "김", "한강 연구소", "서울", "KR"),
    ("서연", "이", "부산대학교", "부산", "KR"),
    ("สมชาย", "ใจดี", "สถาบันวิจัยเจ้าพระยา", "กรุงเทพฯ", "TH"),
    ("Ελένη", "Παπαδοπούλου", "Αστεροσκοπείο Αθηνών", "Αθήνα", "GR"),
    ("Γιώργος", "Νικολαΐδης", "Ινστιτούτο Αιγαίου", "Χανιά", "GR"),
    ("Наталія", "Шевченко", "Київський політехнічний інститут", "Київ", "UA"),
    ("Фёдор", "Щербаков", "Лаборатория «Заря»", "София", "BG"),
    ("प्रिया", "शर्मा", "भारतीय विज्ञान केंद्र", "पुणे", "IN"),
)

COMPANIES = (
    "Nordlys Research", "Kepler Optik", "Stadtwerke Graz", "Hafen Hamburg", "Radio Sonar",
    "Atelier Zwölf", "Institut für Quellenkunde", "Böhm & Söhne Feinmechanik", "Alpine Biotech",
    "Observatoire des Monts d’Or", "Cantina Sociale Verdi", "Laboratorio Ebro", "Universitas Minor",
    "Göta Robotics", "Østkyst Wind", "Geysir Energy", "Wisła Software", "Morava Instruments",
    "Tisza Textil", "Ege Denizcilik", "Hoàn Kiếm Design", "Harmattan Media", "Pennine Trains",
    "Deccan Analytics", "Umeda Ceramics", "Science Council of Vienna", "House of Music",
    "Kollegium Südbahn", "Quantum Garden", "Museum of Lost Machines", "Polar Ships", "Zebra Types",
)  # fmt: skip

POSITIONS = (
    "Head of Research", "Managing Director", "Engineer", "Professor of Physics", "Journalist",
    "Curator", "Press Officer", "Doctoral Student", "Counsel", "Sales", "Head of Communications",
    "Founder", "Data Scientist", "Conductor", "Member of the Board", "Photographer", "Architect",
)  # fmt: skip

PREFIXES = ("Dr.", "Prof.", "Univ.-Prof. Dr.", "Mag.", "DI", "Dipl.-Ing.", "Mag.ª")
SUFFIXES = ("MSc", "PhD", "MBA", "BA", "LL.M.")

NOTES = (
    "Send straight to the green room, Door C.",
    "Wheelchair: please show to the side gate.",
    "Gets the interpreter’s headset (channel 2).",
    "Allergic to nuts; tell the kitchen on arrival.",
    "Badge has a spelling mistake, reprint at the guest desk.",
    "Brings a guide dog 🐕.",
    "VIP: ring Leonie, +43 1 555 01 23.",
    "Has the award speech on a USB stick: collect it.",
    "Party member of the Minister, security knows.",
    "Parkt in der Tiefgarage, Ticket an der Kassa entwerten.",
)

TABLES = (
    "1, by the stage",
    "2",
    "3",
    "4",
    "5, by the bar",
    "6",
    "7",
    "8",
    "9",
    "10, balcony",
    "11",
)
MENUS = ("no preference", "vegetarian", "vegan", "fish", "no gluten")
LANGUAGES = (("English",), ("English", "German"), ("German",), ("English", "French", "Italian"))

SPEAKER, PRESS, SPONSOR = "#3d5afe", "#ffd400", "#e53935"
CITY_GUEST, VIP, CREW = "#1aa6b7", "#e0218a", "#7cb342"
COLORS = (SPEAKER, PRESS, SPONSOR, CITY_GUEST, VIP, CREW)
