"""Who we are and what we offer, step by step: the demo centre in Polish and in easy words.

No telephone and no address stands in them: each page ends with those of the centre.
"""

ABOUT = """
<h2>Kim jesteśmy</h2>
<p>Jesteśmy ośrodkiem wsparcia ekonomii społecznej, w skrócie OWES. Prowadzi nas Stowarzyszenie
Iskra z Zamościa. Pracuje u nas dziewięć osób: animatorzy, doradcy i ludzie od szkoleń.</p>
<p>Ekonomia społeczna to praca i usługi, w których zysk nie jest najważniejszy. Liczą się ludzie:
sąsiedzi, którzy razem coś prowadzą, i ci, którym trudno znaleźć pracę.</p>
<h2>Jak pomagamy: od pytania do własnej organizacji</h2>
<p>Idziemy z Tobą krok po kroku. Możesz zacząć od każdego stopnia i na każdym się zatrzymać.</p>
<h3>1. Pierwsze pytanie</h3>
<p>Dzwonisz, piszesz albo przychodzisz. Słuchamy i mówimy, od czego warto zacząć. Jeśli nie umiemy
pomóc, wskażemy, kto potrafi.</p>
<h3>2. Animacja: co możemy zrobić razem</h3>
<p>Przyjeżdżamy do gminy. Z mieszkańcami szukamy tego, co mają, i tego, czego im brak. Z rozmów
rodzi się grupa i pierwsza wspólna rzecz: klub, wypożyczalnia, obiady dla seniorów.</p>
<h3>3. Inkubacja: od grupy do organizacji</h3>
<p>Uczymy na „ABC ekonomii społecznej”. Potem doradca pomaga napisać statut, policzyć koszty
i zarejestrować fundację, stowarzyszenie albo spółdzielnię socjalną. Podpowiadamy, skąd wziąć
pieniądze na start.</p>
<h3>4. Reintegracja: praca dla tych, którym najtrudniej</h3>
<p>Uczymy, jak przyjąć do pracy osobę po długiej przerwie, z niepełnosprawnością albo po kryzysie.
Pracujemy z warsztatami terapii zajęciowej oraz z centrami i klubami integracji społecznej.
Pomagamy ułożyć plan, który prowadzi od zajęć do etatu.</p>
<h3>5. Rozwój przedsiębiorstw społecznych</h3>
<p>Kto już działa, dostaje od nas doradztwo: prawne, księgowe i w sprzedaży. Pomagamy zdobyć status
przedsiębiorstwa społecznego, nowych klientów i zamówienia od gminy.</p>
<h2>Jak to wygląda naprawdę</h2>
<p>Na spotkaniu w bibliotece pięć osób mówi o pustej świetlicy. Po miesiącu gotują w niej obiady
dla sąsiadów. Po pół roku kończą „ABC” i zakładają spółdzielnię socjalną. Po roku zatrudniają trzy
osoby i wożą posiłki do dwóch szkół. Na każdym stopniu był z nimi ktoś od nas.</p>
<h2>Komu pomagamy</h2>
<ul><li>mieszkańcom, którzy chcą coś zmienić w swojej gminie,</li>
<li>grupom, które dopiero się spotykają,</li>
<li>organizacjom pozarządowym, kołom gospodyń i ochotniczym strażom,</li>
<li>spółdzielniom i przedsiębiorstwom społecznym,</li>
<li>samorządom, ośrodkom pomocy i szkołom.</li></ul>
<h2>Ile to kosztuje</h2>
<p>Nic. Wszystko jest bezpłatne, bo płaci za to Unia Europejska. Zobacz
<a href="/projekty/">projekty, które prowadzimy</a>.</p>
<h2>Gdzie działamy</h2>
<p>Obsługujemy powiaty: biłgorajski, chełmski, hrubieszowski, krasnostawski, tomaszowski
i zamojski oraz miasta Chełm i Zamość. Biura mamy w Zamościu i w Chełmie, a w Biłgoraju punkt,
w którym jesteśmy raz w tygodniu. Adresy i godziny są na stronie
<a href="/kontakt/">Kontakt</a>.</p>
<h2>Kto nas sprawdza</h2>
<p>Działamy według ustawy o ekonomii społecznej i Standardów działania OWES. Status ośrodka nadaje
minister, który odpowiada za zabezpieczenie społeczne. Projekty kontroluje instytucja, która je
finansuje. Jeśli coś jest nie tak,
<a href="/zglos-nieprawidlowosc/">zgłoś nieprawidłowość</a>.</p>
<h2>Co znaczą skróty</h2>
<ul><li><strong>OWES</strong> – ośrodek wsparcia ekonomii społecznej,</li>
<li><strong>PES</strong> – podmiot ekonomii społecznej, na przykład fundacja lub spółdzielnia
socjalna,</li><li><strong>PS</strong> – przedsiębiorstwo społeczne, czyli PES ze statusem
od wojewody,</li><li><strong>NGO</strong> – organizacja pozarządowa.</li></ul>
"""

OFFER = """
<p>Wszystko jest bezpłatne. Przy każdej usłudze piszemy, dla kogo jest, co dostajesz i jak zacząć.
Kogo o co zapytać, znajdziesz na stronie <a href="/kontakt/">Kontakt</a>.</p>
<h2>1. Animacja: spotkajmy się w gminie</h2>
<p><strong>Dla kogo:</strong> dla mieszkańców i grup, które dopiero zaczynają.</p>
<p><strong>Co dostajesz:</strong> spotkania i warsztaty na miejscu, pomoc animatora, wyjazd do
tych, którym się udało. Na koniec masz grupę i pierwszą wspólną rzecz do zrobienia.</p>
<p><strong>Jak zacząć:</strong> zaproś nas do siebie albo wybierz termin z
<a href="/wydarzenia/">wydarzeń</a>. Nie potrzebujesz żadnych dokumentów.</p>
<h2>2. Szkolenia: nauczmy się</h2>
<p><strong>Dla kogo:</strong> dla osób, grup i organizacji z subregionu.</p>
<p><strong>Co dostajesz:</strong> „ABC ekonomii społecznej”, a potem kursy o statucie, budżecie,
sprzedaży i zamówieniach. Zapewniamy materiały, posiłek i zaświadczenie.</p>
<p><strong>Jak zacząć:</strong> zapisz się na stronie albo przez telefon. Terminy na cały rok są
w <a href="/harmonogram-wsparcia/">harmonogramie wsparcia</a>.</p>
<h2>3. Doradztwo: zróbmy to dobrze</h2>
<p><strong>Dla kogo:</strong> dla grup, które zakładają organizację, i dla organizacji, które już
działają.</p>
<p><strong>Co dostajesz:</strong> jednego doradcę, który zna Twoją sprawę od początku, oraz
prawnika, księgową i specjalistę od sprzedaży, gdy są potrzebni. Razem do 20 godzin.</p>
<p><strong>Jak zacząć:</strong> zadzwoń i umów pierwsze spotkanie. Odpowiadamy w ciągu 3 dni
roboczych. Weź statut, jeśli go masz.</p>
<h2>4. Inkubacja i dotacje: załóżmy to razem</h2>
<p><strong>Dla kogo:</strong> dla grup, które chcą założyć spółdzielnię socjalną albo inne
przedsiębiorstwo społeczne, i dla organizacji, które tworzą w nim miejsca pracy.</p>
<p><strong>Co dostajesz:</strong> pomoc przy biznesplanie i rejestracji, dotację na miejsce pracy
i wsparcie pomostowe na pierwsze miesiące. Kto dostanie dotację, zależy od oceny wniosku.</p>
<p><strong>Jak zacząć:</strong> przyjdź na „ABC”, a potem umów się z doradcą. Regulamin i wzór
wniosku dostaniesz na pierwszym spotkaniu.</p>
<h2>5. Reintegracja: praca dla tych, którym najtrudniej</h2>
<p><strong>Dla kogo:</strong> dla przedsiębiorstw społecznych oraz dla warsztatów terapii
zajęciowej, zakładów aktywności zawodowej, centrów i klubów integracji społecznej.</p>
<p><strong>Co dostajesz:</strong> pomoc w ułożeniu planów dla pracowników, szkolenie dla
opiekunów i wizyty w miejscach, w których to działa.</p>
<p><strong>Jak zacząć:</strong> napisz do nas, ile osób u Ciebie pracuje i co jest najtrudniejsze.</p>
<h2>6. Rozwój: więcej klientów i lepszy produkt</h2>
<p><strong>Dla kogo:</strong> dla przedsiębiorstw społecznych i organizacji, które sprzedają.</p>
<p><strong>Co dostajesz:</strong> doradztwo biznesowe, pomoc przy statusie przedsiębiorstwa
społecznego, miejsce na targach i kontakty do innych firm z regionu.</p>
<p><strong>Jak zacząć:</strong> umów się z doradcą. Przydadzą się wyniki z ostatniego roku.</p>
<h2>7. Dla samorządów: zamówienia i usługi społeczne</h2>
<p><strong>Dla kogo:</strong> dla gmin, powiatów i ich jednostek.</p>
<p><strong>Co dostajesz:</strong> wzory klauzul społecznych, szkolenie dla urzędu i pomoc
w zleceniu usług organizacjom z okolicy.</p>
<p><strong>Jak zacząć:</strong> zaproś nas na naradę albo zapisz się na webinar.</p>
<h2>Kto może skorzystać</h2>
<p>Pracujemy w ośmiu powiatach subregionu chełmsko-zamojskiego. Osoby spoza subregionu mogą zająć
do 20% miejsc. Jeśli czegoś potrzebujesz, aby wziąć udział, powiedz nam o tym przy zapisie.</p>
"""

EASY = """
<h2>Kim jesteśmy</h2>
<p>Jesteśmy ośrodkiem.</p>
<p>Nazywamy się Iskra.</p>
<p>Pomagamy ludziom, którzy chcą razem pracować.</p>
<p>Pomoc jest za darmo.</p>
<h2>Komu pomagamy</h2>
<p>Pomagamy osobom, które szukają pracy.</p>
<p>Pomagamy osobom z niepełnosprawnością.</p>
<p>Pomagamy grupom sąsiadów.</p>
<p>Pomagamy fundacjom i stowarzyszeniom.</p>
<p>Fundacje i stowarzyszenia to grupy ludzi, które pomagają innym.</p>
<h2>Co robimy</h2>
<p>Przyjeżdżamy na spotkania.</p>
<p>Pytamy, czego ludziom brakuje.</p>
<p>Uczymy na szkoleniach.</p>
<p>Odpowiadamy na pytania.</p>
<p>Pomagamy założyć firmę, w której ludzie pracują razem.</p>
<p>Taka firma nazywa się spółdzielnia socjalna.</p>
<h2>Jak przyjść na szkolenie</h2>
<p>Zadzwoń do nas.</p>
<p>Numer telefonu jest na dole tej strony.</p>
<p>Powiedz, jak się nazywasz.</p>
<p>Powiedz, czego potrzebujesz.</p>
<p>My zapiszemy Cię na szkolenie.</p>
<p>Możesz przyjść z osobą, która Ci pomaga.</p>
<p>Możesz przyjść z psem asystującym.</p>
<h2>Jak do nas wejść</h2>
<p>Nasze biuro jest w Zamościu.</p>
<p>Przed wejściem nie ma schodów.</p>
<p>W budynku jest winda.</p>
<p>Winda mówi, na którym jest piętrze.</p>
<p>Toaleta jest na parterze.</p>
<p>Jest też cichy pokój.</p>
<p>Możesz w nim odpocząć.</p>
<h2>O tym tekście</h2>
<p>Ten tekst ma krótkie zdania.</p>
<p>Napisz do nas, jeśli czegoś nie rozumiesz.</p>
<p>Poprawimy to.</p>
"""

SIGN_LANGUAGE = """
<p>Film w polskim języku migowym (PJM) jest w przygotowaniu. Będzie miał napisy.</p>
<h2>Co powiemy w filmie</h2>
<p>Jesteśmy ośrodkiem, który pomaga ludziom razem pracować. Przyjeżdżamy do gmin, szkolimy
i doradzamy. Pomoc jest bezpłatna.</p>
<h2>Jak się z nami porozumieć</h2>
<ul><li>Zadzwoń przez tłumacza PJM online. Link jest na stronie
<a href="/kontakt/">Kontakt</a>. Tłumacz czeka w godzinach pracy biura.</li>
<li>Napisz e-mail albo SMS.</li>
<li>Przyjdź do biura w Zamościu. Połączymy się z tłumaczem na ekranie.</li></ul>
<h2>PJM na wydarzeniach</h2>
<p>Powiedz nam o tym 7 dni roboczych wcześniej, najlepiej w formularzu zapisu. Zaprosimy tłumacza
PJM i nic za to nie zapłacisz. Wydarzenia, na których tłumacz będzie na pewno, mają to w opisie
dostępności.</p>
"""

IRREGULARITY = """
<p>Widzisz, że w naszym projekcie ktoś łamie prawo albo zasady? Powiedz o tym. Możesz to zrobić
anonimowo. Nikt nie ucierpi za zgłoszenie w dobrej wierze.</p>
<h2>Co możesz zgłosić</h2>
<ul><li>gorsze traktowanie z powodu płci, wieku, niepełnosprawności, pochodzenia, wyznania albo
orientacji,</li>
<li>brak dostępności, choć o niej mówiliśmy,</li>
<li>naruszenie Karty praw podstawowych Unii Europejskiej (KPP) albo Konwencji o prawach osób
niepełnosprawnych (KPON),</li>
<li>oszustwo, podwójne finansowanie, pieniądze wydane nie na to, na co trzeba.</li></ul>
<h2>Komu zgłosić</h2>
<ol><li>Nam: e-mailem, listem, przez telefon albo w biurze. Przyjmie Cię osoba, która nie prowadzi
tej sprawy.</li>
<li>Instytucji, która finansuje projekt. Programy są opisane na stronach
<a href="/projekty/">projektów</a>, a adres instytucji podamy, gdy zapytasz.</li>
<li>Rzecznikowi Praw Obywatelskich, jeśli chodzi o prawa człowieka lub dostępność.</li></ol>
<h2>Co napisać</h2>
<p>Co się stało, kiedy i gdzie, kto o tym wie. Jeśli chcesz odpowiedzi, podaj adres. Nie musisz
dołączać dowodów.</p>
<h2>Co zrobimy</h2>
<p>W ciągu 7 dni potwierdzimy, że mamy zgłoszenie. W ciągu 30 dni odpowiemy, co ustaliliśmy. Twoje
dane zna tylko osoba, która prowadzi sprawę.</p>
"""
