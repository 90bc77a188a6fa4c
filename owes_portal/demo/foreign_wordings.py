"""The demo centre's clause and consents in English and in Ukrainian; its rules are in Polish only."""

from datetime import date

from owes_portal.models import ConsentText

Kind = ConsentText.Kind

ENGLISH = {
    Kind.PRIVACY_NOTICE: {
        "title": "How we process your data",
        "body": """
<h2>1. Who is responsible for your data</h2>
<p>The controller is Stowarzyszenie Iskra, ul. Lwowska 100, 22-400 Zamość. Write to
<a href="mailto:biuro@iskra.example">biuro@iskra.example</a> or call +48 84 000 00 00.</p>
<h2>2. Whom to ask about data protection</h2>
<p>Our data protection officer: <a href="mailto:iod@iskra.example">iod@iskra.example</a>.</p>
<h2>3. What we need them for</h2>
<p>To organise the event and to show that it took place (article 6(1)(e) GDPR). What you need in
order to take part we process with your consent (article 9(2)(a)).</p>
<h2>4. Who else sees them</h2>
<p>The trainer learns your name. The carrier and the hotel learn only what is necessary. Institutions
that control the project may see the attendance list. A hosting company runs the server for us.</p>
<h2>5. How long we keep them</h2>
<p>We delete your contact data and needs 30 days after the event. We keep the attendance list as long
as the grant agreement demands.</p>
<h2>6. Your rights</h2>
<p>You may see, correct, delete or restrict your data, object, and withdraw your consent. You may also
complain to the President of the Personal Data Protection Office.</p>
<h2>7. Whether you must give them</h2>
<p>You need not. But without your name and a contact we cannot sign you up.</p>
<h2>8. What we do not do</h2>
<p>We do not profile you, and we send no data outside the European Economic Area. We do not ask for
a PESEL number or a scan of your signature.</p>
""",
    },
    Kind.NEEDS: {
        "title": "Consent to hold what you need",
        "label": "I agree that Iskra writes down what I need in order to take part",
        "body": "<p>We process what you tell us about your needs only with your consent (article "
        "9(2)(a) GDPR) and only to prepare the event. The person who organises it sees it. We delete "
        "it 30 days after the event.</p>",
        "withdrawal_effect": "We delete what you told us about your needs and cannot prepare for "
        "them. Your place stays yours.",
    },
    Kind.IMAGE: {
        "title": "Consent to pictures",
        "label": "I agree to pictures in which I am shown",
        "body": "<p>We take pictures at the event. If you agree, we may show you on this website and "
        "in the report of the project. You can take part without this consent as well.</p>",
        "withdrawal_effect": "We show no new pictures of you and take down those that are on the "
        "website. Your place stays yours.",
    },
}
UKRAINIAN = {
    Kind.PRIVACY_NOTICE: {
        "title": "Як ми обробляємо Ваші дані",
        "body": """
<h2>1. Хто відповідає за Ваші дані</h2>
<p>Адміністратор даних – Stowarzyszenie Iskra, ul. Lwowska 100, 22-400 Zamość. Напишіть на
<a href="mailto:biuro@iskra.example">biuro@iskra.example</a> або зателефонуйте: +48 84 000 00 00.</p>
<h2>2. Кого запитати про захист даних</h2>
<p>Інспектор із захисту даних: <a href="mailto:iod@iskra.example">iod@iskra.example</a>.</p>
<h2>3. Навіщо нам ці дані</h2>
<p>Щоб організувати захід і підтвердити, що він відбувся (ст. 6(1)(e) GDPR). Інформацію про Ваші
потреби ми обробляємо за Вашою згодою (ст. 9(2)(a)).</p>
<h2>4. Хто ще їх побачить</h2>
<p>Тренер дізнається Ваше ім’я та прізвище. Перевізник і готель – лише необхідне. Список
присутності можуть переглянути установи, які контролюють проєкт. Сервер веде для нас хостингова
компанія.</p>
<h2>5. Як довго ми їх зберігаємо</h2>
<p>Контактні дані та потреби видаляємо через 30 днів після заходу. Список присутності зберігаємо
стільки, скільки вимагає договір про фінансування.</p>
<h2>6. Ваші права</h2>
<p>Ви можете переглянути, виправити, видалити або обмежити свої дані, подати заперечення й відкликати
згоду. Ви також можете поскаржитися Голові Управління із захисту персональних даних.</p>
<h2>7. Чи мусите Ви їх надати</h2>
<p>Ні. Але без імені, прізвища й контакту ми не зможемо Вас записати.</p>
<h2>8. Чого ми не робимо</h2>
<p>Ми не створюємо профілів і не передаємо даних за межі Європейської економічної зони. Ми не просимо
номера PESEL і скану підпису.</p>
""",
    },
    Kind.NEEDS: {
        "title": "Згода на обробку інформації про потреби",
        "label": "Погоджуюся, щоб «Іскра» записала, що мені потрібно для участі",
        "body": "<p>Інформацію про Ваші потреби ми обробляємо лише за Вашою згодою (ст. 9(2)(a) "
        "GDPR) і лише для того, щоб підготувати захід. Її бачить особа, яка його організовує. Ми "
        "видалимо її через 30 днів після заходу.</p>",
        "withdrawal_effect": "Ми видалимо інформацію про Ваші потреби й не зможемо до них "
        "підготуватися. Ваше місце залишається за Вами.",
    },
    Kind.IMAGE: {
        "title": "Згода на фотографії",
        "label": "Погоджуюся на показ фотографій, на яких я є",
        "body": "<p>Під час заходу ми фотографуємо. За Вашою згодою ми можемо показати Вас на цьому "
        "сайті та у звіті проєкту. Ви можете взяти участь і без цієї згоди.</p>",
        "withdrawal_effect": "Ми не показуватимемо нових фотографій із Вами, а ті, що вже є на "
        "сайті, приберемо. Ваше місце залишається за Вами.",
    },
}


def translate(text: ConsentText, valid_from: date) -> None:
    """Give a Polish wording the versions that there are in other languages."""
    for language, wordings in {"en": ENGLISH, "uk": UKRAINIAN}.items():
        if told := wordings.get(text.kind):
            ConsentText.objects.create(
                kind=text.kind,
                language=language,
                translation_of=text,
                valid_from=valid_from,
                **told,
            )
