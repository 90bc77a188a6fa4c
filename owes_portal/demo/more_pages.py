"""Pages of the demo centre beside those on data: terms of the website, and who we are in other languages."""

from owes_portal.demo.about_pages import EASY, IRREGULARITY, OFFER, SIGN_LANGUAGE

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
<h2>6. Nieprawidłowości</h2>
<p>Jeśli w naszym projekcie dzieje się coś złego,
<a href="/zglos-nieprawidlowosc/">zgłoś nieprawidłowość</a>. Możesz to zrobić anonimowo.</p>
"""

ENGLISH = """
<h2>Who we are</h2>
<p>We are a social-economy support centre (in Polish: OWES) in Zamość, in south-eastern Poland. We
help people to set up and run co-operatives, foundations and associations that give work and
services to their villages and towns.</p>
<h2>How we help, step by step</h2>
<ol><li><strong>Meeting.</strong> We come to your municipality. People find out what they have,
what they lack, and what they want to do together.</li>
<li><strong>Starting.</strong> Training, from the basics of the social economy to budgets, and an
adviser who helps to write the statute and to register.</li>
<li><strong>Working.</strong> We help to employ people who find it hardest to get a job: after a
long break, with a disability, after a crisis.</li>
<li><strong>Growing.</strong> Advice from a lawyer, an accountant and a sales specialist, grants
for new jobs in social enterprises, and help with public contracts.</li></ol>
<p>All of it is free of charge: it is paid for by the European Union.</p>
<h2>How to join</h2>
<p>Choose <a href="/en/wydarzenia/">an event</a> and sign up, or call us. You need no account, and
we never ask for your identity number. Events are held in Polish. If you need an interpreter or
anything else to take part, tell us 7 working days before.</p>
<h2>Coming to our office</h2>
<p>There is no step at the door. There is a lift, an accessible toilet, an induction loop and
a quiet room. Directions in words are on the page <a href="/en/kontakt/">Contact</a>; one of us
speaks English.</p>
<h2>Partners from abroad</h2>
<p>We work with organisations from Belgium, Cyprus, France and Italy. See
<a href="/en/partnerzy/">our partners</a> and <a href="/en/projekty/">our projects</a>, or write
to us.</p>
"""

UKRAINIAN = """
<h2>Хто ми</h2>
<p>Ми – центр підтримки соціальної економіки (польською: OWES) у Замості, на південному сході
Польщі. Ми допомагаємо людям створювати кооперативи, фонди та громадські організації, які дають
роботу й послуги своїм селам і містам.</p>
<h2>Як ми допомагаємо</h2>
<ol><li><strong>Зустріч.</strong> Ми приїжджаємо у вашу громаду. Разом шукаємо, що ви маєте
й чого вам бракує.</li>
<li><strong>Початок.</strong> Навчання – від основ соціальної економіки до бюджету – і консультант,
який допоможе написати статут і зареєструвати організацію.</li>
<li><strong>Робота.</strong> Допомагаємо працевлаштувати тих, кому найважче: після довгої перерви,
з інвалідністю, після кризи.</li>
<li><strong>Розвиток.</strong> Консультації юриста, бухгалтера та фахівця з продажу, гранти на нові
робочі місця, допомога з державними замовленнями.</li></ol>
<p>Усе це безкоштовно: платить Європейський Союз.</p>
<h2>Як долучитися</h2>
<p>Виберіть <a href="/uk/wydarzenia/">захід</a> та запишіться або зателефонуйте нам. Обліковий
запис не потрібен. Ми не питаємо номер PESEL. Заходи проходять польською мовою. Якщо Вам потрібен
перекладач, скажіть нам за 7 робочих днів.</p>
<h2>Розмовляємо українською</h2>
<p>Телефон людини, яка говорить українською, є на сторінці
<a href="/uk/kontakt/">Контакти</a>. Там також написано, як до нас дістатися. Біля входу немає
сходів, у будівлі є ліфт і тиха кімната.</p>
"""

MORE_PAGES = [
    {
        "slug": "oferta",
        "translations": {"en": {"title": "What we offer"}, "uk": {"title": "Що ми пропонуємо"}},
        "footer_position": 20,
        "title": "Oferta",
        "lead": "Od pierwszego spotkania do przedsiębiorstwa społecznego: siedem usług, wszystkie bezpłatne.",
        "body": OFFER,
    },
    {
        "slug": "regulamin-serwisu",
        "translations": {"en": {"title": "Terms of the website"}, "uk": {"title": "Правила сайту"}},
        "footer_position": 50,
        "title": "Regulamin serwisu",
        "lead": "Jak działa ta strona i czego możesz od niej oczekiwać.",
        "body": TERMS,
    },
    {
        "slug": "zglos-nieprawidlowosc",
        "translations": {
            "en": {"title": "Report an irregularity"},
            "uk": {"title": "Повідомити про порушення"},
        },
        "footer_position": 60,
        "title": "Zgłoś nieprawidłowość",
        "lead": "Co możesz zgłosić, komu i co się potem stanie.",
        "body": IRREGULARITY,
    },
    {
        "slug": "o-nas-latwe-do-czytania",
        "translations": {
            "en": {"title": "About us, easy to read"},
            "uk": {"title": "Про нас – текст для легкого читання"},
        },
        "footer_position": 70,
        "title": "O nas – tekst łatwy do czytania",
        "lead": "Krótkie zdania o tym, co robimy.",
        "body": EASY,
    },
    {
        "slug": "polski-jezyk-migowy",
        "translations": {
            "en": {"title": "Polish Sign Language"},
            "uk": {"title": "Польська жестова мова"},
        },
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
