"""A made-up Document that holds every block, for the tests of the writers."""

from dataclasses import replace
from decimal import Decimal

from strategia.document.ast import (
    Arc,
    BulletList,
    Callout,
    Card,
    Cards,
    Cell,
    Chart,
    Column,
    Cover,
    Document,
    Fact,
    Graph,
    KeyFacts,
    ListItem,
    Node,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Series,
    Sign,
    Statement,
    Table,
)


def text(words: str) -> Runs:
    """One run in the document's language."""
    return (Run(words),)


def cell(*words: str) -> Cell:
    """A cell with a paragraph for each text."""
    return Cell(tuple(Paragraph(text(word)) for word in words))


SAMPLE = Document(
    name="strategy",
    language="fi",
    title="Esimerkkilän hyvinvointialuestrategia 2026–2029",
    county="Esimerkkilän hyvinvointialue",
    description="Keksitty asiakirja, jossa on jokainen lohko.",
    footer="Esimerkkilän hyvinvointialue · Strategia 2026–2029",
    mark="Esimerkki",
    date="2025-12-15",
    cover=Cover(
        title="Esimerkkilän hyvinvointialuestrategia",
        kind="Hyvinvointialuestrategia",
        county="Esimerkkilän hyvinvointialue",
        subtitle=text("Lähellä, ajoissa ja yhdessä"),
        facts=(("Strategiakausi", text("2026–2029")), ("Vaihe", text("Luonnos"))),
        callouts=(Callout("notice", text("Esimerkki"), (Paragraph(text("Koottu testiä varten.")),)),),
    ),
    sections=(
        Section(
            "visio",
            text("Visio"),
            (
                Statement(text("Esimerkkilässä elämme hyvää ja turvallista elämää.")),
                Paragraph(
                    (
                        Run("Tavoitteena on "),
                        Run("kestävä talous", strong=True),
                        Run(" ja "),
                        Run("yhdenvertaiset", emphasis=True),
                        Run(" palvelut, ks. "),
                        Run("Finlex", link="https://www.finlex.fi/fi/laki/ajantasa/2021/20210611"),
                        Run(". Buorre dearvvašvuohta", language="se"),
                        Run("."),
                    ),
                    style="lead",
                ),
                KeyFacts(
                    (
                        Fact(text("noin 176 500"), text("Asukkaita")),
                        Fact(text("lähes 8 000"), text("Henkilöstö")),
                        Fact(text("noin 1 miljardi euroa"), text("Talousarvio")),
                    )
                ),
            ),
            role="statement",
        ),
        Section(
            "arvot",
            text("Arvot"),
            (
                Cards(
                    (
                        Card(
                            text("Vastuullinen"),
                            (
                                BulletList(
                                    (
                                        ListItem(text("Toimimme tehokkaasti ja vaikuttavasti")),
                                        ListItem(text("Tunnustamme virheet ja otamme niistä opiksi")),
                                    )
                                ),
                            ),
                        ),
                        Card(text("Avoin"), (Paragraph(text("Kerromme, mitä teemme ja miksi.")),), anchor="avoin"),
                        Card(text("Inhimillinen")),
                    )
                ),
            ),
            role="values",
        ),
        Section(
            "asiakaskokemus",
            text("Asiakaskokemus"),
            (
                Paragraph(text("Vastaamme asukkaiden odotuksiin ja tuemme oman hyvinvoinnin edistämistä."), "lead"),
                Table(
                    text("Näkökulmat, tavoitteet ja mittarit"),
                    (
                        Column(text("Näkökulma"), 2),
                        Column(text("Tavoite"), 3),
                        Column(text("Mittari"), 3),
                        Column(text("Tavoitetaso"), 1, "end"),
                    ),
                    (
                        Row(
                            (
                                Cell(
                                    (Paragraph(text("Palvelujen saatavuus, saavutettavuus ja esteettömyys")),), rows=2
                                ),
                                cell("Lakisääteiset hoito- ja palvelutakuut toteutuvat."),
                                Cell(
                                    (
                                        BulletList(
                                            (
                                                ListItem(text("Hoitoon pääsy palveluittain")),
                                                ListItem(text("Asiointi- ja palvelukokemus (arvosana 1–5)")),
                                            )
                                        ),
                                    )
                                ),
                                cell("100 %"),
                            ),
                            anchor="saatavuus",
                        ),
                        Row(
                            (
                                cell("Asiakkaidemme asiointi- ja palvelukokemus on hyvä."),
                                cell("NPS (suositteluindeksi)"),
                                cell("vähintään keskitasoa"),
                            ),
                            anchor="kokemus",
                        ),
                        Row(
                            (
                                cell("Viestintä"),
                                Cell((Paragraph(text("Kattamatta")),), status="uncovered"),
                                Cell(
                                    (Paragraph(text("Osin katettu")), Paragraph(text("Syy"), "small")), status="partly"
                                ),
                                cell("3,5"),
                            )
                        ),
                    ),
                    row_headers=True,
                ),
            ),
            (
                Section(
                    "toimenpiteet",
                    text("Toimenpiteet"),
                    (
                        BulletList(
                            (
                                ListItem(
                                    text("Yhtenäistetään palveluketjut"),
                                    (
                                        ListItem(text("perusterveydenhuolto"), anchor="pth"),
                                        ListItem(text("sosiaalipalvelut")),
                                    ),
                                ),
                                ListItem(text("Vahvistetaan matalan kynnyksen palveluja")),
                            )
                        ),
                        BulletList((ListItem(text("Aluevaltuusto")), ListItem(text("Aluehallitus"))), ordered=True),
                    ),
                    (Section("tarkennus", text("Tarkennus"), (Paragraph(text("Pientä tekstiä."), "small"),)),),
                    role="goal",
                    label="Tavoite 1.1",
                ),
            ),
            role="priority",
            label="Painopiste 1",
        ),
        Section(
            "ymparisto",
            text("Toimintaympäristö"),
            (
                Chart(
                    "line",
                    text("Lastensuojeluilmoitukset"),
                    ("2010", "2020", "2023"),
                    (
                        Series("Esimerkkilä", (Decimal("5.6"), Decimal("10.4"), Decimal("10.9"))),
                        Series("Koko maa", (Decimal("5.6"), Decimal("7.9"), None)),
                    ),
                    "% vastaavan ikäisestä väestöstä",
                    text("Osuus on kasvanut 5,6 prosentista 10,9 prosenttiin vuosina 2010–2023."),
                    text("Lähde: Sotkanet."),
                ),
                Chart(
                    "bar",
                    text("Mittareiden määrä painopisteittäin"),
                    ("Asiakaskokemus", "Henkilöstökokemus", "Vaikuttavuus"),
                    (Series("Mittareita", (Decimal(14), Decimal(14), Decimal(27))),),
                    "kpl",
                    text("Vaikuttavuudella on eniten mittareita, 27."),
                ),
                Graph(
                    text("Kuka kantaa"),
                    ("Tavoitteet", "Rivit"),
                    ("Asiakaskokemus",),
                    (
                        Node("tavoite", "Hoitoon pääsee", 0, 0, "osin katettu", "partly"),
                        Node("rivi", "Vastaanotot", 1),
                        Node("osa", "Ilta", 1, within="rivi", status="uncovered"),
                    ),
                    (Arc("rivi", "tavoite", "editor"), Arc("osa", "band-0", "suspect"), Arc("osa", "rivi")),
                    text("Yksi tavoite."),
                    (Sign("suspect", "katsottava"), Sign(None, "† keksitty")),
                ),
                Callout(
                    "note",
                    text("Huomautus"),
                    (Paragraph(text("Luvut ovat vanhan sairaanhoitopiirin, eivät hyvinvointialueen.")),),
                ),
            ),
        ),
    ),
)


def rows_apart(section: Section) -> Section:
    """A section whose tables with heads of rows let each row stand by itself."""
    blocks = tuple(
        replace(block, apart=True) if isinstance(block, Table) and block.row_headers else block
        for block in section.blocks
    )
    return replace(section, blocks=blocks, sections=tuple(map(rows_apart, section.sections)))
