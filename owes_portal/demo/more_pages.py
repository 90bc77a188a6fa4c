"""Pages of the demo centre beside those on data: what we offer, easy to read, in other languages.

No telephone and no address stands in them: each page ends with those of the centre.
"""

OFFER = """
<p>Idziemy z Tobą krok po kroku. Możesz zacząć od każdego stopnia, a wszystko jest bezpłatne.</p>
<h2>1. Animacja: spotkajmy się</h2>
<p>Przyjeżdżamy do gminy. Rozmawiamy z mieszkańcami o tym, co mają i czego im brak. Pomagamy
zebrać grupę i wybrać pierwszą wspólną rzecz do zrobienia.</p>
<h2>2. Szkolenia: nauczmy się</h2>
<p>Zaczynamy od „ABC ekonomii społecznej”. Potem uczymy o statucie, budżecie, sprzedaży
i zamówieniach. Najbliższe terminy znajdziesz w <a href="/wydarzenia/">wydarzeniach</a>.</p>
<h2>3. Doradztwo: zróbmy to dobrze</h2>
<p>Prawnik, księgowa i specjalista od sprzedaży pomogą w Twojej sprawie. Spotkamy się u Ciebie,
u nas albo przez telefon. Odpowiadamy w ciągu 3 dni roboczych.</p>
<h2>4. Dotacje i pierwsze lata</h2>
<p>Podpowiemy, jak dostać pieniądze na miejsce pracy w przedsiębiorstwie społecznym. Wspieramy
też wtedy, gdy dotacja się skończy.</p>
<h2>Od czego zacząć</h2>
<p>Zapisz się na wydarzenie albo zadzwoń. Razem sprawdzimy, co dla Ciebie najlepsze.</p>
"""

TERMS = """
<h2>1. Co to za strona</h2>
<p>Ten regulamin mówi, jak działa nasz portal. Możesz tu czytać, pobierać publikacje, zapisywać
się na wydarzenia i wysyłać pomysły. Nie musisz zakładać konta. Korzystanie jest bezpłatne.</p>
<h2>2. Czego potrzebujesz</h2>
<p>Wystarczy przeglądarka i internet. Skrypty nie są konieczne. Aby dostać potwierdzenie, podaj
e-mail albo numer telefonu.</p>
<h2>3. Czego nie wolno</h2>
<p>Nie wysyłaj treści bezprawnych, cudzych danych bez zgody ani zgłoszeń dla żartu. Nie próbuj
zakłócać pracy strony.</p>
<h2>4. Kiedy umowa trwa</h2>
<p>Zaczyna się, gdy otwierasz stronę, i kończy, gdy ją zamykasz. Zgłoszenie na wydarzenie możesz
odwołać w każdej chwili.</p>
<h2>5. Reklamacje</h2>
<p>Gdy coś nie działa, napisz do nas. Odpowiemy w ciągu 14 dni.</p>
<h2 id="nieprawidlowosci">6. Zgłoś nieprawidłowość</h2>
<p>Czy coś w naszym projekcie łamie prawo, Kartę praw podstawowych Unii Europejskiej albo
Konwencję o prawach osób niepełnosprawnych? Napisz do nas albo do instytucji, która finansuje
projekt. Możesz zrobić to anonimowo. Nikt nie ucierpi za zgłoszenie w dobrej wierze.</p>
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
<h2>Co robimy</h2>
<p>Przyjeżdżamy na spotkania.</p>
<p>Uczymy na szkoleniach.</p>
<p>Odpowiadamy na pytania.</p>
<h2>Jak przyjść na szkolenie</h2>
<p>Zadzwoń do nas.</p>
<p>Powiedz, jak się nazywasz.</p>
<p>Powiedz, czego potrzebujesz.</p>
<p>My zapiszemy Cię na szkolenie.</p>
<p>Możesz przyjść z osobą, która Ci pomaga.</p>
<p>Możesz przyjść z psem asystującym.</p>
"""

SIGN_LANGUAGE = """
<p>Tu będzie film w polskim języku migowym (PJM). Film będzie miał napisy.</p>
<h2>Co powiemy w filmie</h2>
<p>Jesteśmy ośrodkiem, który pomaga ludziom razem pracować. Przyjeżdżamy do gmin, szkolimy
i doradzamy. Pomoc jest bezpłatna.</p>
<h2>Jak się z nami porozumieć</h2>
<p>Napisz e-mail albo SMS. Jeśli chcesz przyjść, powiedz nam o tym 7 dni roboczych wcześniej.
Zaprosimy tłumacza PJM i nic za to nie zapłacisz.</p>
"""

ENGLISH = """
<h2>Who we are</h2>
<p>We are a social-economy support centre in south-eastern Poland. We help people to set up and
run co-operatives, foundations and associations that give work and services to their villages
and towns.</p>
<h2>What you can get from us</h2>
<ul><li>meetings in your municipality, where people find out what they want to do together,</li>
<li>training, from the basics of the social economy to budgets and public contracts,</li>
<li>advice from a lawyer, an accountant and a sales specialist,</li>
<li>help in applying for a grant for a new job in a social enterprise.</li></ul>
<p>All of it is free of charge.</p>
<h2>How to join</h2>
<p>Choose <a href="/en/wydarzenia/">an event</a> and sign up, or call us. Events are held in
Polish. If you need an interpreter, tell us 7 working days before.</p>
<h2>Partners from abroad</h2>
<p>We work with organisations from several countries. See <a href="/en/partnerzy/">our
partners</a>, or write to us.</p>
"""

UKRAINIAN = """
<h2>Хто ми</h2>
<p>Ми – центр підтримки соціальної економіки на південному сході Польщі. Ми допомагаємо людям
створювати кооперативи, фонди та громадські організації, які дають роботу й послуги.</p>
<h2>Що ви можете отримати</h2>
<ul><li>зустрічі у вашій громаді,</li><li>навчання: від основ соціальної економіки до бюджету,</li>
<li>консультації юриста, бухгалтера та фахівця з продажу,</li>
<li>допомогу з грантом на нове робоче місце.</li></ul>
<p>Усе це безкоштовно.</p>
<h2>Як долучитися</h2>
<p>Виберіть <a href="/uk/wydarzenia/">подію</a> та зареєструйтеся або зателефонуйте нам. Події
відбуваються польською мовою. Якщо вам потрібен перекладач, скажіть нам за 7 робочих днів.</p>
"""

MORE_PAGES = [
    {
        "slug": "oferta",
        "footer_position": 20,
        "title": "Oferta",
        "lead": "Cztery stopnie: spotkanie, szkolenie, doradztwo i pieniądze na start.",
        "body": OFFER,
    },
    {
        "slug": "regulamin-serwisu",
        "footer_position": 50,
        "title": "Regulamin serwisu",
        "lead": "Jak działa ta strona i gdzie zgłosić, że coś jest nie tak.",
        "body": TERMS,
    },
    {
        "slug": "o-nas-latwe-do-czytania",
        "footer_position": 70,
        "title": "O nas – tekst łatwy do czytania",
        "lead": "Krótkie zdania o tym, co robimy.",
        "body": EASY,
    },
    {
        "slug": "polski-jezyk-migowy",
        "footer_position": 80,
        "title": "Polski język migowy",
        "lead": "Co robimy i jak się z nami porozumieć w PJM.",
        "body": SIGN_LANGUAGE,
    },
    {
        "slug": "about-us",
        "footer_position": 90,
        "title": "About us",
        "lead": "We support people who want to do something together.",
        "body": ENGLISH,
        "language": "en",
    },
    {
        "slug": "pro-nas",
        "footer_position": 100,
        "title": "Про нас",
        "lead": "Ми підтримуємо людей, які хочуть щось зробити разом.",
        "body": UKRAINIAN,
        "language": "uk",
    },
]
